/** How the oracle reads the data of one evaluation: who is there, where an attribute lies, what fits its type. */
import {
  always,
  GROUP,
  GROUP_FIELDS,
  type Kind,
  listOf,
  type MapKind,
  mapOf,
  maybe,
  type Slot,
  slotIn,
  TEXT,
  TIMESTAMP,
} from "./kinds.js";
import { Country, Dict, Failure, GroupData, Nothing, Time, type Val } from "./values.js";

/** The limits that data and results are held to. */
export interface Bounds {
  readonly textLength: number;
  readonly listLength: number;
  readonly dataDepth: number;
}

type Presence = "present" | "optional" | "absent";

/** The grants of the law: user (and groups), app-user, session. */
export const GRANTS: Readonly<Record<string, readonly [Presence, Presence, Presence]>> = {
  authorization_code: ["present", "optional", "present"],
  refresh_token: ["present", "optional", "optional"],
  device_code: ["present", "optional", "optional"],
  password: ["present", "optional", "absent"],
  jwt_bearer: ["optional", "optional", "absent"],
  token_exchange: ["optional", "optional", "absent"],
  client_credentials: ["absent", "absent", "absent"],
};

const TEXTS = listOf(always(TEXT));
const GROUPS = listOf(always(GROUP));
const times = { created: TIMESTAMP, lastUpdated: TIMESTAMP, lastLogin: TIMESTAMP, passwordChanged: TIMESTAMP };
/** The roots of a claim: the reason of an attribute without a value, and what is built in. */
const ROOTS: Readonly<Record<string, { unset: string; builtIn: Readonly<Record<string, Kind>> }>> = {
  user: { unset: "unset-on-user", builtIn: { id: TEXT, status: TEXT, ...times } },
  appuser: { unset: "unset-on-app-user", builtIn: { userName: TEXT } },
  app: { unset: "unset-on-client", builtIn: { id: TEXT, clientId: TEXT, name: TEXT, label: TEXT, groups: GROUPS, roles: TEXTS } },
  groups: { unset: "unset-on-user", builtIn: {} },
  org: { unset: "unset", builtIn: { name: TEXT, subDomain: TEXT } },
  session: { unset: "unset", builtIn: { amr: TEXTS, id: TEXT } },
  access: { unset: "unset", builtIn: { scope: TEXTS } },
  device: { unset: "unset", builtIn: {} },
};

/** A path of the data: a root (`vars` for bare names of the host), and keys. */
export interface Path {
  readonly root: string;
  readonly keys: readonly string[];
}

type Own = { readonly value: unknown } | "accessor" | undefined;

function own(holder: object, key: string | number): Own {
  const found = Object.getOwnPropertyDescriptor(holder, key);
  if (!found?.enumerable) return undefined;
  return Object.hasOwn(found, "value") ? { value: found.value } : "accessor";
}

function dataOf(found: Own): unknown {
  if (found === "accessor") throw new Failure("context/accessor");
  return found?.value ?? undefined;
}

function isPlain(raw: object): boolean {
  const prototype = Object.getPrototypeOf(raw);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Anything that is no plain map is a fault of the data, by what was declared there. */
function asMap(raw: unknown, declared: Kind): object {
  if (typeof raw === "object" && raw !== null && !Array.isArray(raw)) {
    if (!isPlain(raw)) throw new Failure("context/not-plain");
    return raw;
  }
  throw new Failure(declared.is === "unknown" ? "run/not-a-map" : "context/type-mismatch");
}

/** The data of one evaluation, read by paths. */
export class Reading {
  private readonly groups = new Map<object, GroupData>();

  constructor(
    private readonly context: object,
    private readonly schemas: Readonly<Record<string, MapKind | undefined>>,
    private readonly grant: string | undefined,
    private readonly bounds: Bounds,
  ) {}

  isRoot(name: string): boolean {
    return Object.hasOwn(ROOTS, name);
  }

  isVariable(name: string): boolean {
    return this.schemas.vars?.slots.has(name) === true && !this.isRoot(name);
  }

  /** The type of a whole root: what is built in, and what its schema declares; without a schema it is open. */
  rootKind(root: string): Kind {
    if (root === "groups") return GROUPS;
    const declared = this.schemas[root] as MapKind | undefined;
    const slots = new Map((mapOf(ROOTS[root]?.builtIn ?? {}) as MapKind).slots);
    const profile = new Map<string, Slot>();
    for (const [name, slot] of declared?.slots ?? []) {
      // A name that is built in keeps its meaning; its schema may only say more of it.
      if (root === "app") profile.set(name, slot);
      else if (!slots.has(name) || slots.get(name)?.kind.is === slot.kind.is) slots.set(name, slot);
    }
    const open = declared ? declared.open : true;
    if (root === "app") slots.set("profile", maybe({ is: "map", slots: profile, open }));
    return { is: "map", slots, open: open && root !== "app" };
  }

  /** The path with one spelling: `user.profile.x` is `user.x`, `app.x` is `app.profile.x` unless it is built in. */
  step({ root, keys }: Path, key: string): Path {
    const builtIn = Object.hasOwn(ROOTS[root]?.builtIn ?? {}, key);
    if (root === "app" && keys.length === 0 && !builtIn && key !== "profile") return { root, keys: ["profile", key] };
    if (root === "user" && keys.length === 1 && keys[0] === "profile" && !builtIn) return { root, keys: [key] };
    return { root, keys: [...keys, key] };
  }

  /** What is declared along a path, key by key; undefined where the last name is not declared. */
  slots({ root, keys }: Path): readonly Slot[] | undefined {
    let kind = this.rootKind(root);
    const slots: Slot[] = [];
    for (const [index, key] of keys.entries()) {
      const slot = root === "user" && index === 0 && key === "profile" ? always(kind) : slotIn(kind, key);
      if (!slot) return undefined;
      slots.push(slot);
      kind = slot.kind;
    }
    return slots;
  }

  kind(path: Path): Kind | undefined {
    const slots = this.slots(path);
    return slots && (slots.at(-1)?.kind ?? this.rootKind(path.root));
  }

  read(path: Path): Val {
    const found = this.find(path);
    if (found instanceof Nothing) return found;
    return this.admit(found.raw, always(this.kind(path) as Kind), this.unset(path.root), 0);
  }

  unset(root: string): string {
    return ROOTS[root]?.unset ?? "unset";
  }

  /** What stands at a path before it is held to its type. */
  find(path: Path): Nothing | { readonly raw: unknown } {
    const { root, keys } = path;
    let raw: unknown = this.rootData(path);
    if (raw instanceof Nothing) return raw;
    const slots = this.slots(path) as readonly Slot[];
    for (const [index, key] of keys.entries()) {
      const holder = asMap(raw, slots[index - 1]?.kind ?? this.rootKind(root));
      raw = dataOf(own(holder, key));
      if (raw !== null && raw !== undefined) continue;
      // `app.profile` is a layer: a client without a profile is one whose properties are unset.
      if (root === "app" && index === 0 && key === "profile" && keys.length > 1) raw = {};
      else if (!slots[index]?.nullable) throw new Failure("context/missing-required");
      else return new Nothing(this.unset(root), pathText(root, keys.slice(0, index + 1)));
    }
    return { raw };
  }

  private presence(party: 0 | 1 | 2): string {
    return this.grant === undefined ? "optional" : (GRANTS[this.grant]?.[party] as string);
  }

  private given(name: string): unknown {
    return dataOf(own(this.context, name)) ?? undefined;
  }

  /** Whether the data has a user, as far as a reason wants to know. */
  private hasUser(): boolean {
    const found = own(this.context, "user");
    return found !== "accessor" && (found?.value ?? undefined) !== undefined;
  }

  /** A root's data, with one place for each attribute; a client or an organisation without data has every attribute unset. */
  private rootData({ root, keys }: Path): unknown {
    const absent = this.absentParty(root);
    if (absent) return new Nothing(absent, root);
    const raw = this.given(root);
    if (raw === undefined) return this.missingRoot(root) ?? (keys.length === 0 ? new Nothing(this.unset(root), root) : {});
    if (root === "groups") {
      if (!Array.isArray(raw)) throw new Failure("context/type-mismatch");
      return raw;
    }
    const data = asMap(raw, mapOf({}));
    return root === "user" || root === "app" ? record(root, data, keys[0]) : data;
  }

  /** Why a root is missing whose party the grant may have; undefined where nobody is needed for it. */
  private missingRoot(root: string): Nothing | undefined {
    const user = this.presence(0) === "present" || this.hasUser();
    if (root === "user") return new Nothing("needs-user", root);
    if (root === "session") return new Nothing("needs-session", root);
    if (root === "appuser") return new Nothing(user ? "needs-assignment" : "needs-user", root);
    return root === "groups" ? new Nothing(this.hasUser() ? "unset-on-user" : "needs-user", root) : undefined;
  }

  /** The reason why the grant has no such root, whatever the data carries. */
  private absentParty(root: string): string | undefined {
    if ((root === "user" || root === "groups" || root === "appuser") && this.presence(0) === "absent") return "needs-user";
    if (root === "appuser" && this.presence(1) === "absent") return "needs-assignment";
    return root === "session" && this.presence(2) === "absent" ? "needs-session" : undefined;
  }

  /** Holds host data to a type. */
  admit(raw: unknown, { kind, nullable }: Slot, unset: string, depth: number): Val {
    if (raw === null || raw === undefined) {
      if (nullable || kind.is === "unknown") return new Nothing(unset);
      throw new Failure("context/missing-required");
    }
    if (typeof raw === "object") return this.admitObject(raw, kind, unset, depth);
    if (!["string", "number", "boolean"].includes(typeof raw)) throw new Failure("context/not-plain");
    if (typeof raw === "string" && raw.length > this.bounds.textLength) throw new Failure("context/text-too-long");
    const free = kind.is === "unknown";
    if (typeof raw === "boolean" && (free || kind.is === "boolean")) return raw;
    if (typeof raw === "number" && (free || kind.is === "number" || kind.is === "integer")) {
      if (!Number.isFinite(raw)) throw new Failure("context/not-finite");
      if (kind.is === "integer" && (raw | 0) !== raw) throw new Failure("context/type-mismatch");
      return raw + 0;
    }
    if (typeof raw === "string" && (free || kind.is === "text")) {
      if (kind.is === "text" && kind.texts && !kind.texts.includes(raw)) throw new Failure("context/not-in-enum");
      return raw;
    }
    if (typeof raw === "string" && kind.is === "timestamp") return readTime(raw);
    if (typeof raw === "string" && kind.is === "country") {
      if (!/^[A-Z][A-Z]$/.test(raw)) throw new Failure("context/bad-country");
      return new Country(raw);
    }
    throw new Failure("context/type-mismatch");
  }

  private admitObject(raw: object, kind: Kind, unset: string, depth: number): Val {
    if (depth >= this.bounds.dataDepth) throw new Failure("context/too-deep");
    if (Array.isArray(raw)) {
      if (kind.is !== "list" && kind.is !== "unknown") throw new Failure("context/type-mismatch");
      if (raw.length > this.bounds.listLength) throw new Failure("context/list-too-long");
      const of = kind.is === "list" ? kind.of : maybe(kind);
      return Array.from({ length: raw.length }, (_, index) => this.admit(dataOf(own(raw, index)), of, unset, depth + 1));
    }
    if (!isPlain(raw)) throw new Failure("context/not-plain");
    if (kind.is === "group") return this.groupOf(raw, unset);
    if (kind.is !== "map" && kind.is !== "unknown") throw new Failure("context/type-mismatch");
    const names = new Set(kind.is === "map" ? kind.slots.keys() : []);
    if (kind.is !== "map" || kind.open) for (const name of Object.keys(raw)) names.add(name);
    if (names.has("__proto__")) throw new Failure("context/refused-name");
    if (names.size > this.bounds.listLength) throw new Failure("context/list-too-long");
    const entries = [...names].map((name): [string, Val] => {
      const slot = slotIn(kind, name) as Slot;
      return [name, this.admit(dataOf(own(raw, name)), slot, unset, depth + 1)];
    });
    return new Dict(new Map(entries), unset);
  }

  /** A group is one value, however often it is read. */
  private groupOf(raw: object, unset: string): GroupData {
    const group = this.groups.get(raw) ?? new GroupData((name) => this.groupField(raw, name, unset));
    this.groups.set(raw, group);
    return group;
  }

  /** `name` and `profile.name` of a group are one thing. */
  private groupField(raw: object, name: string, unset: string): Val {
    const slot = GROUP_FIELDS.slots.get(name);
    if (!slot) throw new Failure("run/not-a-map");
    const value = this.admit(dataOf(own(raw, name)), slot, unset, 1);
    if (name === "profile") {
      const none = () => [...(slot.kind as MapKind).slots.keys()].map((key): [string, Val] => [key, new Nothing(unset)]);
      const inside = value instanceof Dict ? value.entries : new Map(none());
      const filled = ["name", "description"].flatMap((key): [string, Val][] => {
        const beside =
          inside.get(key) === undefined || inside.get(key) instanceof Nothing
            ? this.admit(dataOf(own(raw, key)), maybe(TEXT), unset, 1)
            : undefined;
        return beside === undefined || beside instanceof Nothing ? [] : [[key, beside]];
      });
      return value instanceof Nothing && filled.length === 0 ? value : new Dict(new Map([...inside, ...filled]), unset);
    }
    if (!(value instanceof Nothing) || (name !== "name" && name !== "description")) return value;
    const profile = dataOf(own(raw, "profile")) ?? undefined;
    if (profile === undefined) return value;
    // A profile that is no data at all is told as such; one that is data of another kind, as no map.
    if (!["object", "string", "number", "boolean"].includes(typeof profile)) throw new Failure("context/not-plain");
    return this.admit(dataOf(own(asMap(profile, mapOf({})), name)), slot, unset, 1);
  }
}

/** `user` and `app` with every attribute in one place: `user.x` for `user.profile.x`, `app.profile.x` for `app.x`. */
function record(root: "user" | "app", raw: object, first: string | undefined): object {
  const builtIn = ROOTS[root]?.builtIn ?? {};
  if (first !== undefined && Object.hasOwn(builtIn, first)) return raw;
  const inner = dataOf(own(raw, "profile")) ?? undefined;
  const inside = inner === undefined ? {} : asMap(inner, mapOf({}));
  const beside = Object.keys(raw).filter((key) => key !== "profile" && !Object.hasOwn(builtIn, key));
  const profile = {};
  for (const key of beside) copy(raw, key, profile);
  for (const key of Object.keys(inside)) copy(inside, key, profile);
  const view = {};
  if (root === "user") for (const key of Object.keys(profile)) copy(profile, key, view);
  for (const key of Object.keys(builtIn)) if (own(raw, key)) copy(raw, key, view);
  const none = root === "app" && inner === undefined && beside.length === 0;
  // A whole user has the profile's attributes, not the profile beside them.
  if (root === "user" && first === undefined) return view;
  return Object.defineProperty(view, "profile", { value: none ? null : profile, enumerable: true });
}

function copy(from: object, key: string, to: object): void {
  Object.defineProperty(to, key, { ...Object.getOwnPropertyDescriptor(from, key), configurable: true });
}

function pathText(root: string, keys: readonly string[]): string {
  const parts = root === "vars" ? keys : [root, ...keys];
  const plain = (key: string) => /^[A-Za-z_$][\w$]*$/.test(key);
  return parts.map((key, index) => (plain(key) ? (index === 0 ? key : `.${key}`) : `[${JSON.stringify(key)}]`)).join("");
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)?)?$/;

/** ISO-8601; without a zone it is UTC. */
function readTime(text: string): Time {
  const parts = ISO.exec(text);
  if (!parts) throw new Failure("context/bad-timestamp");
  const [zoneHours, zoneMinutes] = [Number(parts[9] ?? 0), Number(parts[10] ?? 0)];
  const clock = `${parts[4] ?? "00"}:${parts[5] ?? "00"}:${parts[6] ?? "00"}`;
  // `Date.parse` of the plain form refuses the thirteenth month, and rolls 30 February over.
  const start = Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${clock}Z`);
  const exists = new Date(start).getUTCDate() === Number(parts[3]) && Number(parts[4] ?? 0) < 24;
  if (Number.isNaN(start) || !exists || zoneMinutes > 59 || zoneHours * 60 + zoneMinutes > 18 * 60)
    throw new Failure("context/bad-timestamp");
  const offset = (zoneHours * 60 + zoneMinutes) * (parts[8] === "-" ? -1 : 1);
  return new Time(start - offset * 60_000 + Math.floor(Number(`0.${parts[7] ?? "0"}`) * 1000));
}
