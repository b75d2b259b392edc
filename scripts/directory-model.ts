/** A realistic directory, row by row, from a seed: each row is made from its own number, so that none has to be kept. */

/** How large a directory is. */
export interface DirectorySize {
  readonly seed: number;
  readonly users: number;
  readonly clients: number;
  readonly groups: number;
}

/** A row of a table, as JSON would hold it. */
export type Row = Readonly<Record<string, RowValue>>;
export type RowValue = null | boolean | number | string | readonly string[];

/** The tables, and the columns of each in their order. Every row has every column. */
// biome-ignore format: table
export const TABLES = {
  users: ["id", "status", "created", "lastLogin", "login", "email", "firstName", "lastName", "department", "title", "division", "employeeNumber", "costCenter", "city", "country", "locale", "level", "fte", "remote", "skills"],
  assignments: ["userId", "clientId", "userName", "role", "seat", "entitlements"],
  groups: ["id", "type", "name", "description", "sourceType", "sourceId"],
  memberships: ["userId", "groupId"],
  clients: ["clientId", "name", "label", "grants", "system_home", "tier", "region", "quota"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A table's name. */
export type TableName = keyof typeof TABLES;

/** A stream of numbers that starts anywhere: the 32 bits of `mulberry32`. */
class Dice {
  private state: number;

  constructor(seed: number, table: number, row: number) {
    this.state = mixed(mixed(seed ^ Math.imul(table + 1, 0x9e3779b1)) + row);
  }

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  chance(percent: number): boolean {
    return this.next() * 100 < percent;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** A few are common and many are rare: the square leans to the beginning. */
  leaning(bound: number): number {
    const part = this.next();
    return Math.floor(part * part * bound);
  }
}

function mixed(seed: number): number {
  let h = seed | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const FIRST = [
  "Anna",
  "Ben",
  "Chloé",
  "Dmitri",
  "Élise",
  "Fatima",
  "Goran",
  "Hiroshi",
  "Inés",
  "Jörg",
  "Kofi",
  "Lena",
  "Māra",
  "Noor",
];
const MORE_FIRST = [
  "Olivia",
  "Priya",
  "Quentin",
  "Rosa",
  "Søren",
  "Tomás",
  "Uma",
  "Wei",
  "Xenia",
  "Yusuf",
  "Zoë",
  "明",
  "李",
  "Amélie",
];
const LAST = [
  "Smith",
  "Müller",
  "García",
  "O'Brien",
  "Nguyen",
  "Kowalski",
  "Rossi",
  "Silva",
  "Tanaka",
  "Haddad",
  "Okafor",
  "D'Souza",
];
const MORE_LAST = [
  "van der Berg",
  "Ångström",
  "Çelik",
  "Novák",
  "Ivanova",
  "Kim",
  "Singh",
  "Dubois",
  "Jensen",
  "山田",
  "Öztürk",
  "Li",
];
const FIRST_NAMES = [...FIRST, ...MORE_FIRST];
const LAST_NAMES = [...LAST, ...MORE_LAST];
const DEPARTMENTS = [
  "Sales",
  "Engineering",
  "Support",
  "Finance",
  "Marketing",
  "Legal",
  "People",
  "Research & Development",
  "Facilities",
];
const TITLES = ["Analyst", "Engineer", "Senior Engineer", "Manager", "Director", "Account Executive", "Counsel", "VP, Sales"];
const DIVISIONS = ["EMEA", "AMER", "APAC"];
const PLACES = [
  ["Berlin", "DE"],
  ["Paris", "FR"],
  ["Austin", "US"],
  ["São Paulo", "BR"],
  ["Tokyo", "JP"],
  ["Pune", "IN"],
  ["Zürich", "CH"],
] as const;
const STATUSES = ["ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "SUSPENDED", "DEPROVISIONED"];
const SKILLS = ["sql", "typescript", "negotiation", "french", "first-aid", "accounting", "go, rust", "kubernetes"];
const ROLES = ["viewer", "viewer", "viewer", "editor", "editor", "admin"];
const ENTITLEMENTS = ["read", "write", "export", "approve", "billing"];
const GROUP_WORDS = [
  "app",
  "West Coast",
  "East Coast",
  "Engineering",
  "Finance",
  "Admins",
  "Contractors",
  "VPN",
  "Building 7",
  "Région Sud",
];
const SOURCES = [
  ["OKTA_GROUP", null],
  ["OKTA_GROUP", null],
  ["APP_GROUP", "active_directory"],
  ["APP_GROUP", "workday"],
] as const;
const HOMES = ["HDQ", "FDS", "NYC1", "FRA2", "SYD3"];
const TIERS = ["gold", "silver", "basic"];
const GRANT_SETS = [
  ["authorization_code", "refresh_token"],
  ["authorization_code"],
  ["client_credentials"],
  ["client_credentials", "token_exchange"],
];

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2016, 0, 1);

function day(dice: Dice, from: number, days: number): string {
  return new Date(from + dice.below(days) * DAY + dice.below(DAY)).toISOString();
}

const padded = (prefix: string, number: number, digits: number): string => prefix + String(number).padStart(digits, "0");
export const userId = (index: number): string => padded("00u", index, 9);
export const groupId = (index: number): string => padded("00g", index, 6);
export const clientId = (index: number): string => padded("client", index, 3);

function user(size: DirectorySize, index: number): Row {
  const dice = new Dice(size.seed, 0, index);
  const [firstName, lastName] = [dice.pick(FIRST_NAMES), dice.pick(LAST_NAMES)];
  const login = `${`${firstName}.${lastName}`.toLowerCase().replace(/[^a-z.]/g, "") || "u"}${index}@${dice.chance(85) ? "example.com" : "partner.example.org"}`;
  const [city, country] = dice.pick(PLACES);
  const orNull = <T>(percent: number, value: T): T | null => (dice.chance(percent) ? null : value);
  return {
    id: userId(index),
    status: dice.pick(STATUSES),
    created: day(dice, FIRST_DAY, 3000),
    lastLogin: orNull(12, day(dice, FIRST_DAY + 3000 * DAY, 900)),
    login,
    email: orNull(2, login),
    firstName,
    lastName,
    department: orNull(8, DEPARTMENTS[dice.leaning(DEPARTMENTS.length)] as string),
    title: orNull(15, dice.pick(TITLES)),
    division: dice.chance(5) ? "" : dice.pick(DIVISIONS),
    employeeNumber: orNull(10, padded("", index * 7, 8)),
    costCenter: orNull(20, `CC-${dice.leaning(400)}`),
    city,
    country: orNull(4, country),
    locale: orNull(30, dice.pick(["en_US", "de_DE", "fr_FR", "ja_JP"])),
    level: orNull(10, dice.leaning(12)),
    fte: orNull(10, dice.pick([1, 1, 1, 0.8, 0.5])),
    remote: orNull(10, dice.chance(40)),
    skills: orNull(35, some(dice, SKILLS, 4)),
  };
}

function some(dice: Dice, list: readonly string[], most: number): string[] {
  return [...new Set(Array.from({ length: dice.below(most + 1) }, () => dice.pick(list)))];
}

/** The clients a user is assigned to: mostly one or two, none for some, of which few are popular. */
function* assignments(size: DirectorySize, index: number): Generator<Row> {
  const dice = new Dice(size.seed, 1, index);
  const count = dice.chance(8) ? 0 : 1 + dice.leaning(4);
  const chosen = new Set<number>();
  for (let each = 0; each < count && size.clients > 0; each++) chosen.add(dice.leaning(size.clients));
  for (const client of chosen) {
    yield {
      userId: userId(index),
      clientId: clientId(client),
      userName: dice.chance(3) ? null : `user${index}`,
      role: dice.chance(20) ? null : dice.pick(ROLES),
      seat: dice.chance(25) ? null : dice.below(5000),
      entitlements: dice.chance(30) ? null : some(dice, ENTITLEMENTS, 3),
    };
  }
}

function group(size: DirectorySize, index: number): Row {
  const dice = new Dice(size.seed, 2, index);
  const [type, sourceType] = index === 0 ? (["BUILT_IN", null] as const) : dice.pick(SOURCES);
  const word = GROUP_WORDS[index % GROUP_WORDS.length] as string;
  return {
    id: groupId(index),
    type,
    name: index === 0 ? "Everyone" : `${word}_${Math.floor(index / GROUP_WORDS.length)}`,
    description: dice.chance(50) ? null : `People of ${word}`,
    sourceType,
    sourceId: sourceType === null ? null : `0oa${sourceType.length}`,
  };
}

/** Everybody is in the first group; otherwise a few groups each, some of which are large. */
function* memberships(size: DirectorySize, index: number): Generator<Row> {
  const dice = new Dice(size.seed, 3, index);
  const chosen = new Set<number>([0]);
  const count = dice.chance(1) ? 40 : dice.leaning(7);
  for (let each = 0; each < count; each++) chosen.add(dice.leaning(size.groups));
  for (const each of chosen) if (each < size.groups) yield { userId: userId(index), groupId: groupId(each) };
}

function client(size: DirectorySize, index: number): Row {
  const dice = new Dice(size.seed, 4, index);
  return {
    clientId: clientId(index),
    name: `app_${index}`,
    label: dice.chance(10) ? null : `Application ${index}`,
    grants: index === 0 ? (GRANT_SETS[0] as string[]) : dice.pick(GRANT_SETS),
    system_home: dice.chance(20) ? null : dice.pick(HOMES),
    tier: dice.chance(10) ? null : dice.pick(TIERS),
    region: dice.pick(DIVISIONS),
    quota: dice.chance(15) ? null : 100 * (1 + dice.below(50)),
  };
}

/** The rows of a table, made as they are asked for. */
export function* rowsOf(table: TableName, size: DirectorySize): Generator<Row> {
  if (table === "groups") for (let index = 0; index < size.groups; index++) yield group(size, index);
  else if (table === "clients") for (let index = 0; index < size.clients; index++) yield client(size, index);
  else
    for (let index = 0; index < size.users; index++) {
      if (table === "users") yield user(size, index);
      else yield* table === "assignments" ? assignments(size, index) : memberships(size, index);
    }
}
