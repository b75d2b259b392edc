/** A tenant made for the tests, always the same: 300 claims, 40 apps and 120 rules in the shapes of Okta's API, and what its tokens must hold. */

/** One claim object, and what a token of it holds; undefined where it has none. */
interface Template {
  readonly claim: Record<string, unknown>;
  expected(app: App, person: Person | undefined, scopes: readonly string[]): unknown;
  /** It is a pair: the same for both tokens. */
  readonly both?: true;
}

export interface App {
  readonly clientId: string;
  readonly label: string;
  readonly grants: readonly string[];
  readonly profile: { readonly home?: string; readonly level: number; readonly regions: readonly string[]; readonly tier?: string };
}

export interface Person {
  readonly user: { readonly firstName: string; readonly lastName: string; readonly email: string; readonly department?: string };
  readonly appuser?: { readonly userName: string; readonly role: string };
  readonly groups: readonly string[];
}

export const people: readonly Person[] = [
  {
    user: { firstName: "Ann", lastName: "Lee", email: "ann@example.com", department: "Finance" },
    appuser: { userName: "ann", role: "approver" },
    groups: ["Admins", "app_orders", "APP_billing", "team-blue", "Team-red"],
  },
  { user: { firstName: "Bob", lastName: "Ray", email: "bob@example.com" }, groups: ["team-green"] },
];

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

export const apps: readonly App[] = Array.from({ length: 40 }, (_, index) => ({
  clientId: `0oa${String(index).padStart(17, "0")}`,
  label: `Application ${index}`,
  grants: index % 2 === 0 ? ["client_credentials"] : ["authorization_code", "refresh_token"],
  profile: {
    ...(index % 5 === 4 ? {} : { home: pick(["HDQ", "FDS", "LON"], index) }),
    level: index % 7,
    regions: pick([["EU"], ["EU", "US"], []], index),
    ...(index % 3 === 0 ? { tier: pick(["gold", "basic"], index) } : {}),
  },
}));

const expression = (name: string, claimType: string, value: string, more: object = {}) => ({
  name,
  status: "ACTIVE",
  claimType,
  valueType: "EXPRESSION",
  value,
  conditions: { scopes: [] },
  system: false,
  alwaysIncludeInToken: true,
  ...more,
});

const startsWith = (person: Person | undefined, prefix: string) => {
  const found = person?.groups.filter((name) => name.toLowerCase().startsWith(prefix)) ?? [];
  return found.length > 0 ? found : undefined;
};

/** The shapes that claims of tenants have, each with its own way of saying what it comes to. */
const templates: readonly ((name: string) => Template)[] = [
  (name) => ({ claim: expression(name, "RESOURCE", "app.profile.home"), expected: ({ profile }) => profile.home }),
  (name) => ({
    claim: expression(name, "RESOURCE", 'app.profile.level > 3 ? "high" : "low"'),
    expected: ({ profile }) => (profile.level > 3 ? "high" : "low"),
  }),
  (name) => ({
    claim: expression(name, "RESOURCE", 'String.toUpperCase(app.profile.tier) + "/" + app.clientId'),
    expected: ({ profile, clientId }) => (profile.tier === undefined ? undefined : `${profile.tier.toUpperCase()}/${clientId}`),
  }),
  (name) => ({ claim: expression(name, "RESOURCE", "appuser.role"), expected: (_app, person) => person?.appuser?.role }),
  (name) => ({
    claim: expression(name, "IDENTITY", "user.department", { conditions: { scopes: ["profile"] } }),
    expected: (_app, person, scopes) => (scopes.includes("profile") ? person?.user.department : undefined),
  }),
  (name) => ({
    claim: expression(name, "IDENTITY", "user.email", { alwaysIncludeInToken: false }),
    expected: (_app, person) => person?.user.email,
  }),
  (name) => ({
    claim: expression(name, "RESOURCE", 'user.firstName + " " + user.lastName'),
    expected: (_app, person) => (person ? `${person.user.firstName} ${person.user.lastName}` : undefined),
    both: true,
  }),
  (name) => ({
    claim: { ...expression(name, "IDENTITY", "app_"), valueType: "GROUPS", group_filter_type: "STARTS_WITH" },
    expected: (_app, person) => startsWith(person, "app_"),
  }),
  (name) => ({
    claim: { ...expression(name, "RESOURCE", "/^team-[a-z]+$/"), valueType: "GROUPS", group_filter_type: "REGEX" },
    expected: (_app, person) => {
      const found = person?.groups.filter((group) => /^team-[a-z]+$/.test(group)) ?? [];
      return found.length > 0 ? found : undefined;
    },
  }),
  (name) => ({ claim: expression(name, "RESOURCE", '"v2"'), expected: () => "v2" }),
  (name) => ({
    claim: expression(name, "RESOURCE", 'Arrays.contains(app.profile.regions, "EU")'),
    expected: ({ profile }) => profile.regions.includes("EU"),
  }),
  (name) => ({
    claim: expression(name, "RESOURCE", "app.profile.tier", { conditions: { scopes: ["scp00000000000orders1"] } }),
    expected: ({ profile }, _person, scopes) => (scopes.includes("orders") ? profile.tier : undefined),
  }),
  (name) => ({ claim: expression(name, "RESOURCE", "app.profile.home", { status: "INACTIVE" }), expected: () => undefined }),
  (name) => ({
    claim: expression(name, "RESOURCE", 'isMemberOfGroupName("Admins") ? "admin" : "user"'),
    expected: (_app, person) => (person ? (person.groups.includes("Admins") ? "admin" : "user") : undefined),
  }),
  (name) => ({
    claim: expression(name, "RESOURCE", "(appuser != null) ? appuser.userName : app.clientId"),
    expected: ({ clientId }, person) => person?.appuser?.userName ?? clientId,
  }),
];

/** Claims that Okta makes itself. */
export const systemClaims = ["address", "birthdate", "email", "name", "zoneinfo"].map((name) => ({
  ...expression(name, "IDENTITY", ""),
  valueType: "SYSTEM",
  system: true,
}));

const made: Template[] = [];
const objects: Record<string, unknown>[] = [...systemClaims];
for (let index = 0; objects.length < 300; index++) {
  const template = pick(templates, index)(`claim_${String(index).padStart(3, "0")}`);
  if (template.both && objects.length === 299) continue;
  made.push(template);
  objects.push(template.claim);
  if (template.both) objects.push({ ...template.claim, claimType: "IDENTITY" });
}
const server = "https://example.okta.com/api/v1/authorizationServers/aus000000000000main1";
export const claims: readonly Record<string, unknown>[] = objects.map((claim, index) => {
  const id = `ocl${String(index).padStart(17, "0")}`;
  return { id, ...claim, _links: { self: { href: `${server}/claims/${id}`, hints: { allow: ["GET", "PUT", "DELETE"] } } } };
});

export const rules = Array.from({ length: 120 }, (_, index) => ({
  type: "group_rule",
  id: `0pr${String(index).padStart(17, "0")}`,
  status: index % 10 === 9 ? "INACTIVE" : "ACTIVE",
  name: `Rule ${index}`,
  created: "2016-12-01T14:40:04.000Z",
  conditions: {
    people: { users: { exclude: index % 4 === 0 ? ["00u22w79JPMEeeuLr0g4"] : [] }, groups: { exclude: [] } },
    expression: {
      value: pick(
        ['user.department == "Finance"', 'String.startsWith(user.firstName, "A")', 'user.email != null AND user.department != "x"'],
        index,
      ),
      type: "urn:okta:expression:1.0",
    },
  },
  actions: { assignUserToGroups: { groupIds: [`00g${String(index).padStart(17, "0")}`] } },
}));

const text = (title: string, more: object = {}) => ({ title, type: "string", ...more });
const schemaOf = (id: string, name: string, base: object, custom: object) => ({
  id,
  $schema: "http://json-schema.org/draft-04/schema#",
  name,
  title: name,
  type: "object",
  definitions: {
    base: { id: "#base", type: "object", properties: base, required: [] },
    custom: { id: "#custom", type: "object", properties: custom, required: [] },
  },
  properties: { profile: { allOf: [{ $ref: "#/definitions/base" }, { $ref: "#/definitions/custom" }] } },
});

export const userSchema = schemaOf(
  "https://example.okta.com/meta/schemas/user/osc0",
  "user",
  {
    login: text("Username", { required: true, maxLength: 100 }),
    firstName: text("First name", { required: true }),
    lastName: text("Last name", { required: true }),
    email: text("Primary email", { format: "email", required: true }),
    department: text("Department"),
  },
  {
    badge: text("Badge", {
      enum: ["blue", "red"],
      oneOf: [
        { const: "blue", title: "Blue" },
        { const: "red", title: "Red" },
      ],
    }),
  },
);
export const appUserSchema = schemaOf(
  "https://example.okta.com/meta/schemas/apps/0oa00000000000000001/default",
  "oidc_client",
  { userName: text("Username", { required: true, maxLength: 100 }) },
  { role: text("Role") },
);
export const groupSchema = schemaOf(
  "https://example.okta.com/meta/schemas/group/default",
  "group",
  { name: text("Name"), description: text("Description") },
  { costCenter: text("Cost center") },
);

const appJson = ({ clientId, label, grants, profile }: App) => ({
  id: clientId,
  orn: `orn:okta:idp:00o0:apps:oidc_client:${clientId}`,
  name: "oidc_client",
  label,
  status: "ACTIVE",
  signOnMode: "OPENID_CONNECT",
  visibility: { autoSubmitToolbar: false },
  credentials: {
    oauthClient: {
      autoKeyRotation: true,
      client_id: clientId,
      client_secret: "not to be carried anywhere",
      token_endpoint_auth_method: "client_secret_basic",
    },
  },
  settings: {
    oauthClient: {
      application_type: grants.includes("client_credentials") ? "service" : "web",
      response_types: ["code"],
      grant_types: grants,
    },
  },
  profile,
});

const json = (name: string, data: unknown) => ({ name, text: JSON.stringify(data) });

/** The files that an administrator downloads. */
export const files = [
  json("claims.json", claims),
  json("scopes.json", [
    { id: "scp00000000000orders1", name: "orders", consent: "IMPLICIT", metadataPublish: "NO_CLIENTS", system: false },
    { id: "scp0000000000profile1", name: "profile", consent: "IMPLICIT", metadataPublish: "ALL_CLIENTS", system: true },
  ]),
  json("apps.json", apps.map(appJson)),
  json("rules.json", rules),
  json("user-schema.json", userSchema),
  json("app-user-schema.json", appUserSchema),
  json("group-schema.json", groupSchema),
];

/** Which tokens a claim object goes into. */
function tokensOf({ claim, both }: Template): string[] {
  const id = claim.alwaysIncludeInToken ? ["id_token", "userinfo"] : ["userinfo"];
  return both ? ["access_token", ...id] : claim.claimType === "RESOURCE" ? ["access_token"] : id;
}

/** What a token of the tenant must hold, worked out without any expression. */
export function expectedClaims(
  app: App,
  token: string,
  person: Person | undefined,
  scopes: readonly string[],
): Record<string, unknown> {
  const found = made
    .filter((template) => tokensOf(template).includes(token))
    .map((template) => [template.claim.name, template.expected(app, person, scopes)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}
