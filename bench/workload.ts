/** What is measured: ten claims as an administrator writes them, the same in plain JavaScript, and the contexts they run on. */

/** A group of a context. */
export interface GroupData {
  readonly id: string;
  readonly type: string;
  readonly name: string;
}

/** A context as `JSON.parse` gives it. */
export interface ContextData {
  readonly grant: string;
  readonly user?: Readonly<Record<string, string>> | null;
  readonly appuser: { readonly role: string; readonly roles: readonly string[] };
  readonly app: { readonly clientId: string; readonly profile: Readonly<Record<string, string>> };
  readonly groups: readonly GroupData[];
}

const PAIRS = ['user.department == "Engineering"', 'user.userType == "Employee"', 'user.country == "ZA"'];

/** The ten claims in the target syntax. The ninth runs without a user; of the tenth every comparison is evaluated. */
export const CLAIMS: readonly string[] = [
  "app.system_home",
  "appuser.role",
  'user.firstName + " " + user.lastName',
  'user.department == "Engineering" and user.title != null ? "eng" : "other"',
  'String.toLowerCase(String.substringBefore(user.email, "@"))',
  'Arrays.contains(appuser.roles, "admin")',
  'user.country == "US" ? "NA" : user.country == "DE" ? "EU" : user.country == "JP" ? "AP" : user.country == "BR" ? "LA" : user.country == "ZA" ? "AF" : "XX"',
  'groups.?[name.startsWith("app_")]',
  'user?.department ?: "none"',
  Array.from({ length: 10 }, (_, at) => `(${PAIRS[at % 3]} and user.title == "no such title ${at}")`).join(" or "),
];

type Plain = (context: ContextData) => unknown;

/** The same ten, written by hand without any care for what data can be. */
export const PLAIN: readonly Plain[] = [
  (c) => c.app.profile.system_home,
  (c) => c.appuser.role,
  (c) => `${c.user?.firstName} ${c.user?.lastName}`,
  (c) => (c.user?.department === "Engineering" && c.user?.title != null ? "eng" : "other"),
  (c) => {
    const email = c.user?.email as string;
    return email.slice(0, email.indexOf("@")).toLowerCase();
  },
  (c) => c.appuser.roles.includes("admin"),
  (c) => {
    const country = c.user?.country;
    return country === "US"
      ? "NA"
      : country === "DE"
        ? "EU"
        : country === "JP"
          ? "AP"
          : country === "BR"
            ? "LA"
            : country === "ZA"
              ? "AF"
              : "XX";
  },
  (c) => c.groups.filter((group) => group.name.startsWith("app_")),
  (c) => c.user?.department || "none",
  ({ user: u }) =>
    (u?.department === "Engineering" && u?.title === "no such title 0") ||
    (u?.userType === "Employee" && u?.title === "no such title 1") ||
    (u?.country === "ZA" && u?.title === "no such title 2") ||
    (u?.department === "Engineering" && u?.title === "no such title 3") ||
    (u?.userType === "Employee" && u?.title === "no such title 4") ||
    (u?.country === "ZA" && u?.title === "no such title 5") ||
    (u?.department === "Engineering" && u?.title === "no such title 6") ||
    (u?.userType === "Employee" && u?.title === "no such title 7") ||
    (u?.country === "ZA" && u?.title === "no such title 8") ||
    (u?.department === "Engineering" && u?.title === "no such title 9"),
];

/** The place of the claim that runs without a user. */
export const WITHOUT_USER = 8;

const USER = ["firstName", "lastName", "email", "department", "title", "country", "userType", "login", "city", "zipCode"];
const MORE_USER = Array.from({ length: 20 }, (_, at) => `attribute${at}`);
const APP = ["system_home", ...Array.from({ length: 9 }, (_, at) => `property${at}`)];
const APPUSER = Array.from({ length: 7 }, (_, at) => `field${at}`);

/** The schemas of the claims' environment. */
export const SCHEMAS = {
  user: Object.fromEntries([...USER, ...MORE_USER].map((name) => [name, "text?"])),
  appuser: { role: "text?", roles: "list<text>?", ...Object.fromEntries(APPUSER.map((name) => [name, "text?"])) },
  app: Object.fromEntries(APP.map((name) => [name, "text?"])),
};

/** The same record with its keys turned by some places, so that it has a shape of its own. */
function turned<Of extends object>(record: Of, places: number): Of {
  const entries = Object.entries(record);
  return Object.fromEntries([...entries.slice(places % entries.length), ...entries.slice(0, places % entries.length)]) as Of;
}

function contextText(at: number, shape: number, withUser: boolean): string {
  const user = {
    firstName: `Ann${at}`,
    lastName: `Example${at}`,
    email: `Ann.Example${at}@example.com`,
    department: "Engineering",
    title: `Engineer ${at}`,
    country: "ZA",
    userType: "Employee",
    login: `ann${at}@example.com`,
    city: "Cape Town",
    zipCode: "8001",
    ...Object.fromEntries(MORE_USER.map((name) => [name, `${name} ${at}`])),
  };
  const context = {
    grant: withUser ? "authorization_code" : "client_credentials",
    ...(withUser ? { user: turned(user, shape * 3) } : {}),
    appuser: turned(
      {
        userName: `ann${at}`,
        role: `role${at}`,
        roles: ["reader", "writer", "admin"],
        ...Object.fromEntries(APPUSER.map((name) => [name, `${name} ${at}`])),
      },
      shape,
    ),
    app: turned(
      {
        id: `0oa${at}`,
        clientId: `client${at}`,
        profile: turned({ ...Object.fromEntries(APP.map((name) => [name, `${name} ${at}`])), system_home: `HDQ${at}` }, shape),
      },
      shape,
    ),
    groups: Array.from({ length: 50 }, (_, group) => ({
      id: `00g${group}`,
      type: "OKTA_GROUP",
      name: `${group % 5 === 0 ? "app" : "org"}_group${group}`,
    })),
  };
  return JSON.stringify(turned(context, shape));
}

/** How many contexts take turns. */
const CONTEXTS = 8;

/** Contexts with a user, of one key order or of as many as there are contexts, as texts. */
export function contextTexts(shapes: "one" | "eight", withUser = true): string[] {
  return Array.from({ length: CONTEXTS }, (_, at) => contextText(at, shapes === "one" ? 0 : at, withUser));
}

/** The contexts that each claim runs on. */
export function contextsOf(shapes: "one" | "eight"): ContextData[][] {
  const parse = (texts: string[]) => texts.map((text) => JSON.parse(text) as ContextData);
  const [withUser, without] = [parse(contextTexts(shapes)), parse(contextTexts(shapes, false))];
  return CLAIMS.map((_, claim) => (claim === WITHOUT_USER ? without : withUser));
}
