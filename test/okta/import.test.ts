/** Single shapes of Okta's API and of Terraform's blocks: what each becomes, and what is said of it. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Terraform's
import { describe, expect, it } from "vitest";
import { type ImportOptions, importOkta } from "../../src/okta/import.js";
import { growth, LINEAR } from "../clock.js";
import { app } from "./app.js";

const file = (name: string, data: unknown) => ({ name, text: typeof data === "string" ? data : JSON.stringify(data) });
const imported = (data: unknown, more: readonly { name: string; text: string }[] = [], options: ImportOptions = {}) =>
  importOkta([file("tenant.json", data), ...more], options);
const codes = ({ notes }: { notes: readonly { outcome: string; code: string; name: string }[] }) =>
  notes.map(({ outcome, code, name }) => `${outcome} ${code}: ${name}`);

const claim = (more: object = {}) => ({
  id: "ocl1",
  name: "home",
  status: "ACTIVE",
  claimType: "RESOURCE",
  valueType: "EXPRESSION",
  value: "app.profile.home",
  conditions: { scopes: [] },
  system: false,
  alwaysIncludeInToken: true,
  ...more,
});
const groups = (group_filter_type: string, value: string) =>
  claim({ claimType: "IDENTITY", valueType: "GROUPS", group_filter_type, value, name: "teams" });
const rule = (more: object = {}) => ({
  type: "group_rule",
  id: "0pr1",
  status: "ACTIVE",
  name: "finance",
  conditions: {
    people: { users: { exclude: [] }, groups: { exclude: [] } },
    expression: { value: 'user.department == "Finance"', type: "urn:okta:expression:1.0" },
  },
  actions: { assignUserToGroups: { groupIds: ["00g1"] } },
  ...more,
});

describe("claims", () => {
  it.each<[string, object, object]>([
    ["an access-token claim", {}, { name: "home", value: "app.profile.home", tokens: ["access_token"] }],
    ["an ID-token claim", { claimType: "IDENTITY" }, { name: "home", value: "app.profile.home", tokens: ["id_token", "userinfo"] }],
    ["with scopes", { conditions: { scopes: ["a", "b"] } }, { scopes: ["a", "b"] }],
    ["that is inactive", { status: "INACTIVE" }, { status: "inactive" }],
    ["whose flag is a text", { claimType: "IDENTITY", alwaysIncludeInToken: "TRUE" }, { tokens: ["id_token", "userinfo"] }],
    ["without conditions", { conditions: undefined }, { name: "home" }],
  ])("%s", (_title, more, expected) => expect(imported([claim(more)]).document.claims).toMatchObject([expected]));

  it("that is not always included is userinfo's alone", () => {
    const made = imported(claim({ claimType: "IDENTITY", alwaysIncludeInToken: false }));
    expect(made.document.claims).toMatchObject([{ tokens: ["userinfo"] }]);
    expect(codes(made)).toEqual(["changed userinfo-only: home"]);
  });
  it.each([
    ["STARTS_WITH", "app_", { startsWith: "app_" }],
    ["EQUALS", "All", { equals: "All" }],
    ["CONTAINS", "", { contains: "" }],
    ["REGEX", ".*", { pattern: ".*" }],
  ])("groups by %s, a hundred at most", (type, value, filter) => {
    const made = imported([groups(type, value)]);
    expect(made.document.claims).toEqual([{ name: "teams", groups: filter, limit: 100, tokens: ["id_token", "userinfo"] }]);
    expect(codes(made)).toEqual([]);
  });
  it("slashes around a pattern go, and inside they stay", () => {
    const made = imported([groups("REGEX", "/^[a-z0-9_-]{3,16}$/"), { ...groups("REGEX", "a/b"), name: "other" }]);
    expect(made.document.claims.map((each) => each.groups)).toEqual([{ pattern: "^[a-z0-9_-]{3,16}$" }, { pattern: "a/b" }]);
    expect(codes(made)).toEqual(["changed slashes: teams"]);
  });
  it("of one name and one meaning for both tokens are one; of another meaning they stay two", () => {
    const id = { claimType: "IDENTITY" };
    const made = imported([
      claim(),
      claim(id),
      claim({ name: "role", value: "appuser.role" }),
      claim({ ...id, name: "role", value: "user.role" }),
    ]);
    expect(made.document.claims).toMatchObject([
      { name: "home", tokens: ["access_token", "id_token", "userinfo"] },
      { name: "role", value: "appuser.role", tokens: ["access_token"] },
      { name: "role", value: "user.role", tokens: ["id_token", "userinfo"] },
    ]);
    expect(codes(made)).toEqual(["changed merged: home"]);
    expect(made.set).toBeDefined();
    expect(made.counts.claims).toEqual({ found: 4, carried: 4 });
  });
  it("of Okta's own are left out", () =>
    expect(codes(imported([claim({ valueType: "SYSTEM", name: "email", value: "", system: true })]))).toEqual([
      "left-out system-claim: email",
    ]));
  it("the access token's subject is carried", () => {
    const made = imported([claim({ name: "sub", value: "(appuser != null) ? appuser.userName : app.clientId", system: true })]);
    expect(made.set?.issue({ grant: "client_credentials", token: "access_token", client: "one" })).toMatchObject({
      claims: { sub: "one" },
    });
  });
  it.each([
    ["name", claim({ name: undefined })],
    ["value", claim({ value: 5 })],
    ["group_filter_type", groups("MATCHES", "x")],
  ])("without %s are left out", (key, data) => {
    const made = imported([data]);
    expect(made.notes).toMatchObject([{ outcome: "left-out", code: "incomplete", message: `It has no \`${key}\`.` }]);
    expect(made.counts.claims).toEqual({ found: 1, carried: 0 });
  });
  it.each<[string, object]>([
    ["claimType", { claimType: "REFRESH" }],
    ["valueType", { valueType: "SCRIPT" }],
    ["status", { status: "DELETED" }],
    ["conditions.scopes", { conditions: { scopes: "orders" } }],
    ["conditions.scopes", { conditions: { scopes: ["orders", 5] } }],
    ["conditions.scopes", { conditions: "orders" }],
  ])("with a %s that nobody understands are left out, never issued more widely", (key, more) => {
    const made = imported([claim(more)]);
    expect(made.notes).toMatchObject([
      { outcome: "left-out", code: "odd-value", message: `Its \`${key}\` is not what Okta has there.` },
    ]);
    expect([made.document.claims, made.counts.claims]).toEqual([[], { found: 1, carried: 0 }]);
  });
  it("are all there, however many one list has", () => {
    const many = Array.from({ length: 10_050 }, (_, index) => ({ ...claim(), name: `claim_${index}`, claimType: "NONE" }));
    expect(imported(many).counts.claims.found).toBe(10_050);
  });
  it("scopes by id become names, as far as a list of scopes tells", () => {
    const scope = { id: "scp2ynv7ZMB4Fzkr10g4", name: "orders", consent: "IMPLICIT", metadataPublish: "NO_CLIENTS" };
    const made = imported([claim({ conditions: { scopes: ["scp2ynv7ZMB4Fzkr10g4", "scp3ynv7ZMB4Fzkr10g4", "scp"] } }), scope]);
    expect(made.document.claims[0]?.scopes).toEqual(["orders", "scp3ynv7ZMB4Fzkr10g4", "scp"]);
    expect(codes(made)).toEqual(["to-check scope-id: home"]);
  });
  it("of several servers are told, and one can be chosen", () => {
    const of = (server: string, name: string) =>
      claim({ name, _links: { self: { href: `https://x.okta.com/api/v1/authorizationServers/${server}/claims/1` } } });
    const both = [of("aus1", "a"), of("aus2", "b")];
    expect(codes(imported(both))).toEqual(["to-check several-servers: claims"]);
    const one = imported(both, [], { server: "aus2" });
    expect([one.document.claims.map(({ name }) => name), codes(one), one.counts.claims]).toEqual([
      ["b"],
      [],
      { found: 1, carried: 1 },
    ]);
  });
  it("that do not check are kept, and told at their place", () => {
    const made = imported([claim(), claim({ name: "bad", value: "driving!" }), claim({ name: "iss", value: "app.id" })]);
    expect(made.document.claims.map(({ name }) => name)).toEqual(["home", "bad", "iss"]);
    expect(made.set).toBeUndefined();
    expect(made.notes).toMatchObject([
      {
        code: "does-not-check",
        subject: "claim",
        name: "bad",
        path: "claims[1].value",
        origin: { file: "tenant.json" },
        message: expect.stringMatching(/^syntax\//),
      },
      {
        code: "does-not-check",
        subject: "claim",
        name: "iss",
        path: "claims[2].name",
        message: expect.stringMatching(/^claims\/reserved-name: /),
      },
    ]);
  });
});

describe("apps", () => {
  it("are clients, with what claims can read and no secret", () => {
    const made = imported([app({ credentials: { oauthClient: { client_id: "one", client_secret: "s3cret" } } })]);
    expect(made.document.clients).toEqual([
      { clientId: "one", id: "0oa1", name: "oidc_client", label: "One", grants: ["client_credentials"], profile: { home: "HDQ" } },
    ]);
    expect(JSON.stringify(made)).not.toContain("s3cret");
  });
  it("grants that a document has no tokens for are told", () => {
    const grant_types = ["authorization_code", "implicit", "interaction_code", "urn:ietf:params:oauth:grant-type:device_code"];
    const made = imported([app({ settings: { oauthClient: { grant_types } } })]);
    expect(made.document.clients?.[0]?.grants).toEqual(["authorization_code", "device_code"]);
    expect(made.notes.find(({ code }) => code === "grant")?.message).toBe(
      "No token of a claims document is issued on implicit, interaction_code; its other grants are carried.",
    );
  });
  it.each<[string, object, string]>([
    ["no OAuth client", { settings: { app: {} }, credentials: {}, signOnMode: "SAML_2_0" }, "no-oauth-client"],
    ["inactive", { status: "INACTIVE" }, "inactive-app"],
    ["deleted", { status: "DELETED" }, "inactive-app"],
    ["only grants without tokens", { settings: { oauthClient: { grant_types: ["implicit"] } } }, "no-known-grant"],
  ])("with %s are left out", (_title, more, code) => {
    const made = imported([app(more)]);
    expect([made.document.clients, codes(made), made.counts.clients]).toEqual([
      undefined,
      [`left-out ${code}: One`],
      { found: 1, carried: 0 },
    ]);
  });
  it.each<[string, string, object]>([
    ["odd-value", "a list", { profile: ["HDQ"] }],
    ["odd-value", "a text", { profile: "HDQ" }],
    [
      "too-large",
      "one of too many properties",
      { profile: Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`p${at}`, at])) },
    ],
  ])("%s: a profile that is %s is told, and not carried in part", (code, _title, more) => {
    const made = imported([app(more)]);
    expect(codes(made)).toEqual([`left-out ${code}: One`]);
    expect(made.document.clients).toMatchObject([{ clientId: "one" }]);
    expect(made.document.clients?.[0]).not.toHaveProperty("profile");
  });
  it.each([
    ["nested beyond a document's bound", `{"home":${'{"n":'.repeat(33)}1${"}".repeat(33)}}`],
    ["with a number beyond all numbers", '{"home":1e999}'],
  ])("a profile %s is told, and not carried in part", (_title, profile) => {
    const made = imported(`[${JSON.stringify(app()).replace('{"home":"HDQ"}', () => profile)}]`);
    expect(codes(made)).toEqual(["left-out too-large: One"]);
    expect(made.document.clients?.[0]).not.toHaveProperty("profile");
  });
  it("grants that are no list leave the app out, because none would mean all", () => {
    const made = imported([app({ settings: { oauthClient: { grant_types: "client_credentials" } } })]);
    expect([made.document.clients, codes(made)]).toEqual([undefined, ["left-out odd-value: One"]]);
  });
  it("the second of a client id is left out", () =>
    expect(codes(imported([app(), app({ label: "Two" })]))).toContain("left-out duplicate-client: Two"));
  it("names that are no data are left out", () => {
    const made = imported(`[${JSON.stringify(app()).replace('{"home"', '{"__proto__":{"x":1},"home"')}]`);
    expect(made.document.clients?.[0]?.profile).toEqual({ home: "HDQ" });
    expect(codes(made)).toContain("left-out unsafe-property: One");
    expect(made.set).toBeDefined();
  });
  it("make the schema of app.profile", () => {
    const profiles = [
      {
        text: "a",
        flag: true,
        whole: 1,
        number: 1,
        list: ["a"],
        numbers: [1, 2.5],
        mixed: 1,
        empty: [],
        map: { x: 1 },
        big: 3e9,
        none: null,
        "cost-center": "x",
      },
      { text: "b", number: 1.5, mixed: "x", list: [], none: null },
    ];
    const made = imported(
      profiles.map((profile, index) => app({ credentials: { oauthClient: { client_id: `c${index}` } }, profile })),
    );
    expect(made.document.schemas?.app).toEqual({
      big: "number?",
      "cost-center": "text?",
      empty: "unknown",
      flag: "boolean?",
      list: "unknown",
      map: "unknown",
      mixed: "unknown",
      none: "unknown",
      number: "number?",
      numbers: "list<number>?",
      text: "text?",
      whole: "integer?",
    });
    expect(made.set).toBeDefined();
  });
  it("a property that no client has is told, and does not make a claim wrong", () => {
    const made = imported([app(), claim({ value: 'app.profile["cost-center"] ?: app.profile.gone.deep' })]);
    expect(made.document.schemas?.app).toMatchObject({ "cost-center": "unknown", gone: "unknown", home: "text?" });
    expect(made.notes.filter(({ code }) => code === "unset-property").map(({ message }) => message)).toEqual([
      "No client has the property `gone`, which `home` reads; it may be anything.",
      "No client has the property `cost-center`, which `home` reads; it may be anything.",
    ]);
    expect(made.set).toBeDefined();
  });
  it("without any, `app` stays open", () => expect(imported([claim()]).document).not.toHaveProperty("schemas"));
});

describe("group rules", () => {
  it("are the document's", () => {
    const made = imported([
      rule({
        conditions: { people: { users: { exclude: ["00u1"] }, groups: { exclude: ["00g9"] } }, expression: { value: "true" } },
      }),
      rule({ name: "off", status: "INACTIVE" }),
    ]);
    expect(made.document.groupRules).toEqual([
      { name: "finance", value: "true", groups: ["00g1"], exceptUsers: ["00u1"], exceptGroups: ["00g9"] },
      { name: "off", value: 'user.department == "Finance"', groups: ["00g1"], status: "inactive" },
    ]);
    expect(codes(made)).toEqual(["changed inactive: off"]);
  });
  it("that Okta calls invalid are inactive, and to be looked at", () => {
    const made = imported([rule({ status: "INVALID" })]);
    expect(made.document.groupRules).toMatchObject([{ status: "inactive" }]);
    expect(codes(made)).toEqual(["to-check invalid-rule: finance"]);
  });
  it("lists of whom to include are told", () =>
    expect(
      codes(imported([rule({ conditions: { people: { users: { include: ["00u1"] } }, expression: { value: "true" } } })])),
    ).toEqual(["changed rule-include: finance"]));
  it.each([
    ["actions.assignUserToGroups.groupIds", { actions: {} }],
    ["conditions.expression.value", { conditions: {} }],
  ])("without %s are left out", (key, more) =>
    expect(imported([rule(more)]).notes).toMatchObject([{ code: "incomplete", message: `It has no \`${key}\`.` }]),
  );
  it.each<[string, object]>([
    ["status", { status: "DRAFT" }],
    ["actions.assignUserToGroups.groupIds", { actions: { assignUserToGroups: { groupIds: ["00g1", 2] } } }],
    ["conditions.people.users.exclude", { conditions: { ...rule().conditions, people: { users: { exclude: "00u1" } } } }],
  ])("with a %s that nobody understands are left out", (key, more) => {
    const made = imported([rule(more)]);
    expect(made.notes).toMatchObject([{ code: "odd-value", message: `Its \`${key}\` is not what Okta has there.` }]);
    expect(made.document.groupRules).toBeUndefined();
  });
  it("whose expressions do not check are kept, and told", () => {
    const made = imported([rule({ conditions: { expression: { value: "app.label" } } })]);
    expect(made.document.groupRules).toHaveLength(1);
    expect(made.notes).toMatchObject([{ code: "does-not-check", subject: "rule", name: "finance", path: "groupRules[0].value" }]);
  });
});

describe("schemas", () => {
  const schema = (id: string, custom: object, more: object = {}) => ({
    id,
    name: "x",
    type: "object",
    definitions: {
      base: { id: "#base", type: "object", properties: { userName: { title: "Username", type: "string", required: true } } },
      custom: { id: "#custom", type: "object", properties: custom },
    },
    properties: { profile: { allOf: [{ $ref: "#/definitions/base" }, { $ref: "#/definitions/custom" }] } },
    ...more,
  });
  const appSchema = (app: string, custom: object) => schema(`https://x.okta.com/meta/schemas/apps/${app}/default`, custom);
  it.each([
    ["its address", schema("https://x.okta.com/meta/schemas/user/osc1", {}), "tenant.json", "user"],
    ["its name", schema("", {}, { name: "user" }), "tenant.json", "user"],
    ["its file", schema("", {}), "exports/user-schema.json", "user"],
    ["its file, of app users", schema("", {}), "app_user.json", "appuser"],
  ])("are known by %s", (_title, document, name, root) =>
    expect(importOkta([file(name, document)]).document.schemas).toEqual({ [root]: document }),
  );
  it("that nothing is known of are left out", () => expect(codes(imported(schema("", {})))).toEqual(["left-out unknown-schema: "]));
  it("of users, the second is left out", () => {
    const user = schema("/meta/schemas/user/a", {});
    expect(codes(imported([user, user]))).toEqual(["left-out second-schema: user"]);
  });
  it("of groups tell which attributes expressions do not know", () =>
    expect(
      imported(schema("/meta/schemas/group/default", { costCenter: { type: "string" }, name: { type: "string" } })).notes,
    ).toMatchObject([
      {
        code: "group-attributes",
        message: "Expressions know the built-in attributes of groups; not carried: userName, costCenter.",
      },
    ]));
  it("of app users are one: required where all require, and anything where types differ", () => {
    const made = imported([
      appSchema("0oa1", {
        role: { title: "Role", type: "string", enum: ["a"], required: true },
        level: { title: "Level", type: "integer" },
        only: { type: "boolean" },
      }),
      appSchema("0oa2", {
        role: { title: "Role", type: "string", enum: ["b"], required: true },
        level: { title: "Level", type: "string" },
      }),
      claim({ name: "a", value: "appuser.role" }),
      claim({ name: "b", value: "appuser.level" }),
      claim({ name: "c", value: "appuser.only" }),
      claim({ name: "d", value: "appuser.userName" }),
    ]);
    expect(codes(made)).toEqual(["changed app-user-schemas: appuser", "to-check app-user-types: appuser"]);
    const types = made.set
      ?.preview({ grant: "authorization_code", token: "access_token" })
      .tokens[0]?.claims.map(({ name, type }) => `${name} ${type}`);
    expect(types).toEqual(["a text?", "b unknown?", "c boolean?", "d text?"]);
  });
});

describe("files", () => {
  it("of the API's other objects are passed over; what is none of them is told once a file", () => {
    const others = [
      { id: "00g1", objectClass: ["okta:user_group"], profile: { name: "A" } },
      { id: "aus1", issuer: "https://x", audiences: ["a"] },
      { id: "00u1", profile: { login: "a" } },
    ];
    expect(codes(imported(others))).toEqual([]);
    expect(codes(imported([{ x: 1 }, { y: 2 }, 5]))).toEqual(["left-out unknown-object: tenant.json"]);
  });
  it("of errors are told", () =>
    expect(codes(imported({ errorCode: "E0000007", errorSummary: "Not found: secret words" }))).toEqual([
      "left-out api-error: tenant.json",
    ]));
  it.each<[string, unknown]>([
    ["lists too deep in one another", [[[[[claim()]]]]]],
    ["a key beside those that are read", { claims: [claim()], policies: [{ type: "OAUTH_AUTHORIZATION_POLICY" }] }],
    ["schemas by names of nothing", { schemas: { apps: {} } }],
    ["a schema that is none", { schemas: { user: { title: "x" } } }],
  ])("%s are told", (_title, data) => expect(codes(imported(data))).toContain("left-out unknown-object: tenant.json"));
  it("of one page with its links are read without a word", () =>
    expect(codes(imported({ claims: [claim()], _links: { next: { href: "https://x" } } }))).toEqual([]));
  it("put together by hand are read by their keys", () =>
    expect(imported({ claims: [claim()], apps: [app()], rules: [rule()] }).counts).toEqual({
      claims: { found: 1, carried: 1 },
      clients: { found: 1, carried: 1 },
      groupRules: { found: 1, carried: 1 },
    }));
  it.each([
    ["a.json", '{"a": 1,\n ]', 2],
    ["a.tf", 'x {\n  a = "\n', 2],
  ])("%s that cannot be read tells the line", (name, text, line) =>
    expect(importOkta([{ name, text }]).notes).toMatchObject([{ code: "not-readable", origin: { file: name, line } }]),
  );
  it.each([
    "null",
    "5",
    '"x"',
    "[]",
    "{}",
    "[[[[[[[[[]]]]]]]]]",
    `${"[".repeat(5_000)}${"]".repeat(5_000)}`,
    '{"claims": {"claims": {"claims": {"claims": {"claims": {}}}}}}',
  ])("of anything make a document: %j", (text) => expect(importOkta([{ name: "a.json", text }]).document.claims).toEqual([]));
  it("of wrong types in right places throw nothing", () => {
    const wrong = [null, 5, "x", [], {}, true, [null], { a: null }];
    for (const value of wrong) {
      const shapes = [claim, app, rule].flatMap((make) => Object.keys(make()).map((key) => make({ [key]: value })));
      expect(() => importOkta([file("a.json", shapes)])).not.toThrow();
    }
  });
});

describe("Terraform", () => {
  const tf = (text: string, options: ImportOptions = {}) => importOkta([{ name: "main.tf", text }], options);
  it("the provider's own example of a claim", () => {
    const made = tf(`
resource "okta_auth_server_scope" "example" {
  auth_server_id = "aus1"
  name           = "orders"
}
resource "okta_auth_server_claim" "example" {
  auth_server_id = "aus1"
  name           = "staff"
  value          = "String.substringAfter(user.email, \\"@\\") == \\"example.com\\""
  scopes         = ["\${okta_auth_server_scope.example.name}"]
  claim_type     = "IDENTITY"
}`);
    expect(made.document.claims).toEqual([
      {
        name: "staff",
        value: 'String.substringAfter(user.email, "@") == "example.com"',
        tokens: ["id_token", "userinfo"],
        scopes: ["orders"],
      },
    ]);
    expect(codes(made)).toEqual([]);
  });
  it("claims of groups, of the access token, inactive, in userinfo alone", () => {
    const made = tf(`
locals { prefix = "app_" }
resource "okta_auth_server_claim" "a" {
  auth_server_id    = okta_auth_server.main.id
  name              = "teams"
  value_type        = "GROUPS"
  group_filter_type = "STARTS_WITH"
  value             = local.prefix
  claim_type        = "RESOURCE"
  status            = "INACTIVE"
}
resource "okta_auth_server_claim" "b" {
  auth_server_id          = okta_auth_server.main.id
  name                    = "mail"
  value                   = <<-EOT
    user.email
  EOT
  claim_type              = "IDENTITY"
  always_include_in_token = false
}`);
    expect(made.document.claims).toEqual([
      { name: "teams", groups: { startsWith: "app_" }, limit: 100, tokens: ["access_token"], status: "inactive" },
      { name: "mail", value: "user.email\n", tokens: ["userinfo"] },
    ]);
    expect(made.notes.map(({ code, origin }) => [code, origin])).toEqual([
      ["inactive", { file: "main.tf", line: 3 }],
      ["userinfo-only", { file: "main.tf", line: 12 }],
    ]);
  });
  it.each([
    [
      "a value",
      'value = var.expression\n  claim_type = "RESOURCE"',
      "unresolved",
      "Its `value` hangs on `var.expression`, whose value is not in these files.",
    ],
    [
      "scopes",
      'value = "1"\n  claim_type = "RESOURCE"\n  scopes = [okta_auth_server_scope.gone.name]',
      "unresolved",
      "Its `scopes` hangs on `okta_auth_server_scope.gone.name`, whose value is not in these files.",
    ],
    [
      "a name of a loop",
      'for_each = toset(["a"])\n  value = "1"\n  claim_type = "RESOURCE"',
      "repeated",
      "`for_each` repeats the block for values that are not in it; write one block for each.",
    ],
    ["no claim type", 'value = "1"', "incomplete", "It has no `claim_type`."],
    [
      "an operator",
      'value = var.x ? "1" : "2"\n  claim_type = "RESOURCE"',
      "unresolved",
      'Its `value` hangs on `var.x ? "1" : "2"`, whose value is not in these files.',
    ],
  ])("a claim with %s that is not there is left out, never issued more widely", (_title, body, code, message) => {
    const made = tf(`resource "okta_auth_server_claim" "a" {\n  auth_server_id = "x"\n  name = "a"\n  ${body}\n}`);
    expect(made.notes).toEqual([
      {
        outcome: "left-out",
        code,
        subject: "claim",
        name: "okta_auth_server_claim.a",
        message,
        origin: { file: "main.tf", line: 1 },
      },
    ]);
    expect([made.document.claims, made.counts.claims]).toEqual([[], { found: 1, carried: 0 }]);
  });
  it("values are found across files, through variables and locals, and circles end", () => {
    const claim = (value: string) =>
      `resource "okta_auth_server_claim" "a" {\n name = "a"\n claim_type = "RESOURCE"\n auth_server_id = "x"\n value = ${value}\n}`;
    const made = importOkta([
      { name: "a.tf", text: claim('"${local.left} + ${var.right}"') },
      {
        name: "b.tf",
        text: 'locals { left = var.left }\nvariable "left" { default = "app.a" }\nvariable "right" { default = "\\"x\\"" }',
      },
    ]);
    expect(made.document.claims).toMatchObject([{ value: 'app.a + "x"' }]);
    expect(codes(importOkta([{ name: "a.tf", text: `${claim("local.a")}\nlocals { a = local.b\n b = local.a }` }]))).toEqual([
      "left-out unresolved: okta_auth_server_claim.a",
    ]);
  });
  it("OAuth apps with the groups claim inside, as the provider's documentation has it", () => {
    const made = tf(`
resource "okta_app_oauth" "portal" {
  label          = "Portal"
  type           = "web"
  client_id      = "portal"
  grant_types    = ["authorization_code", "implicit"]
  redirect_uris  = ["https://example.com/"]
  profile        = jsonencode({ home = "HDQ", level = 3 })
  groups_claim {
    type        = "FILTER"
    filter_type = "STARTS_WITH"
    name        = "groups"
    value       = "app_"
  }
}
resource "okta_app_oauth" "admin" {
  label       = "Admin"
  type        = "web"
  profile     = "{\\"home\\": \\"FDS\\"}"
  groups_claim {
    type  = "EXPRESSION"
    name  = "roles"
    value = "user.roles"
  }
}`);
    expect(made.document.clients).toEqual([
      { clientId: "portal", label: "Portal", grants: ["authorization_code"], profile: { home: "HDQ", level: 3 } },
      { clientId: "okta_app_oauth.admin", label: "Admin", profile: { home: "FDS" } },
    ]);
    expect(made.document.claims).toEqual([
      {
        name: "groups",
        groups: { startsWith: "app_" },
        limit: 100,
        tokens: ["id_token", "userinfo"],
        scopes: ["groups"],
        clients: ["portal"],
      },
      {
        name: "roles",
        value: "user.roles",
        tokens: ["id_token", "userinfo"],
        scopes: ["groups"],
        clients: ["okta_app_oauth.admin"],
      },
    ]);
    expect(codes(made)).toEqual([
      "to-check client-id: okta_app_oauth.admin",
      "changed app-groups-claim: groups",
      "changed filter-sources: groups",
      "changed app-groups-claim: roles",
      "changed grant: Portal",
      "changed app-schema: app",
    ]);
    expect(made.set).toBeDefined();
  });
  it("groups claims as blocks of their own, alike ones together", () => {
    const made = tf(`
resource "okta_app_oauth" "a" {
  label = "A"
  type = "web"
  client_id = "a"
}
resource "okta_app_oauth" "b" {
  label = "B"
  type = "web"
}
resource "okta_app_oauth_groups_claim" "a" {
  app_id = okta_app_oauth.a.id
  type = "FILTER"
  filter_type = "REGEX"
  name = "groups"
  value = ".*"
}
resource "okta_app_oauth_groups_claim" "b" {
  app_id = okta_app_oauth.b.id
  type = "FILTER"
  filter_type = "REGEX"
  name = "groups"
  value = ".*"
}
resource "okta_app_oauth_groups_claim" "c" {
  app_id = "0oa9"
  type = "EXPRESSION"
  name = "x"
  value = "1"
}`);
    expect(made.document.claims).toMatchObject([{ name: "groups", groups: { pattern: ".*" }, clients: ["a", "okta_app_oauth.b"] }]);
    expect(codes(made)).toContain("left-out unresolved: x");
    expect(made.counts.claims).toEqual({ found: 3, carried: 2 });
  });
  it("the groups claim of an app gives way to the authorization server's of the same name", () => {
    const made = tf(`
resource "okta_auth_server_claim" "groups" {
  auth_server_id = "x"
  name = "groups"
  value = "user.teams"
  claim_type = "IDENTITY"
}
resource "okta_app_oauth" "a" {
  label = "A"
  type = "web"
  client_id = "a"
  groups_claim {
    type = "EXPRESSION"
    name = "groups"
    value = "1"
  }
}`);
    expect(codes(made)).toContain("left-out org-server-clash: groups");
    expect(made.set).toBeDefined();
  });
  it("group rules; ids that are not in the files stand as they are written", () => {
    const made = tf(`
resource "okta_group_rule" "example" {
  name   = "example"
  status = "ACTIVE"
  group_assignments = [
  "00g1", okta_group.sales.id, "\${data.okta_group.all.id}"]
  expression_type  = "urn:okta:expression:1.0"
  expression_value = "String.startsWith(user.firstName,\\"andy\\")"
  users_excluded = ["00u1"]
  remove_assigned_users = true
}`);
    expect(made.document.groupRules).toEqual([
      {
        name: "example",
        value: 'String.startsWith(user.firstName,"andy")',
        groups: ["00g1", "okta_group.sales.id", "data.okta_group.all.id"],
        exceptUsers: ["00u1"],
      },
    ]);
    expect(codes(made)).toEqual(["changed removes-users: okta_group_rule.example"]);
  });
  it("default claims are Okta's own", () =>
    expect(codes(tf('resource "okta_auth_server_claim_default" "a" {\n  name = "address"\n}'))).toEqual([
      "left-out system-claim: okta_auth_server_claim_default.a",
    ]));
  it("blocks that may say something of tokens, and are not read, are told once for each kind and file", () => {
    const made = tf(`
resource "okta_auth_server_policy" "a" { name = "a" }
resource "okta_auth_server_policy" "b" { name = "b" }
resource "okta_user_schema_property" "cost" { index = "cost" }
resource "aws_thing" "x" { name = "x" }
module "more" { source = "./more" }`);
    expect(codes(made)).toEqual([
      "left-out unread-blocks: okta_auth_server_policy",
      "left-out unread-blocks: okta_user_schema_property",
      "left-out unread-blocks: module",
    ]);
    expect(made.notes[0]).toMatchObject({ message: "No block of this type is read: 2 in this file.", origin: { line: 2 } });
  });
  it("a groups claim that a dynamic block repeats is told and counted", () => {
    const made = tf(`
resource "okta_app_oauth" "a" {
  client_id = "a"
  label = "A"
  dynamic "groups_claim" {
    for_each = var.claims
    content {
      name = groups_claim.value
    }
  }
}`);
    expect(codes(made)).toEqual(["left-out repeated: okta_app_oauth.a groups_claim"]);
    expect(made.counts.claims).toEqual({ found: 1, carried: 0 });
  });
  it.each([
    ["claim_type", 'claim_type = "identity"'],
    ["value_type", 'claim_type = "RESOURCE"\n  value_type = "SYSTEM"'],
    ["status", 'claim_type = "RESOURCE"\n  status = "OFF"'],
    ["scopes", 'claim_type = "RESOURCE"\n  scopes = "orders"'],
    ["scopes", 'claim_type = "RESOURCE"\n  scopes = ["orders", true]'],
  ])("a claim with a %s that nobody understands is left out", (key, lines) => {
    const made = tf(
      `resource "okta_auth_server_claim" "a" {\n  auth_server_id = "x"\n  name = "a"\n  value = "app.id"\n  ${lines}\n}`,
    );
    expect(made.notes).toMatchObject([{ code: "odd-value", message: `Its \`${key}\` is not what Okta has there.` }]);
    expect(made.document.claims).toEqual([]);
  });
  it("a number or a boolean where a text is wanted is the text that Terraform makes of it", () => {
    const made = tf(`resource "okta_auth_server_claim" "a" {
  auth_server_id = "x"
  name           = 6
  value          = true
  claim_type     = "RESOURCE"
}`);
    expect(made.document.claims).toEqual([{ name: "6", value: "true", tokens: ["access_token"] }]);
  });
  it("names that are no data are told here too", () => {
    const profile = 'jsonencode({ home = "HDQ", "__proto__" = { x = 1 } })';
    const made = tf(`resource "okta_app_oauth" "a" {\n  client_id = "a"\n  label = "A"\n  profile = ${profile}\n}`);
    expect(codes(made)).toContain("left-out unsafe-property: okta_app_oauth.a");
    expect(made.document.clients).toMatchObject([{ profile: { home: "HDQ" } }]);
  });
  it("blocks of other kinds are passed over", () =>
    expect(
      tf(
        'terraform {\n  required_providers {\n    okta = { source = "okta/okta" }\n  }\n}\nresource "okta_group" "a" { name = "A" }',
      ),
    ).toMatchObject({ notes: [], document: { claims: [] } }));
});

describe("what are no files", () => {
  it.each<[unknown, string, string]>([
    [null, "files", "it is not a list"],
    [{ name: "a.json", text: "[]" }, "files", "it is not a list"],
    [[null], "files[0]", "it is not a file with a name and a text"],
    [[file("a.json", []), undefined], "files[1]", "it is not a file with a name and a text"],
    [[{ name: "a.json" }], "files[0]", "it is not a file with a name and a text"],
    [[{ name: 5, text: "[]" }], "files[0]", "it is not a file with a name and a text"],
  ])("is refused: %j", (files, setting, problem) => {
    const data = { setting, problem, advice: "Give a list of files, each as `{ name, text }`." };
    expect(() => importOkta(files as never)).toThrow(
      expect.objectContaining({
        name: "ClaimsElError",
        diagnostics: [expect.objectContaining({ code: "check/bad-setting", data })],
      }),
    );
  });
  it("may come with null for options", () => expect(importOkta([], null as never).document).toEqual({ claims: [] }));
});

describe("time grows with the tenant", () => {
  it.each<[string, (index: number) => object]>([
    ["claims that are all alike", () => claim()],
    [
      "apps with a property each",
      (index) => app({ credentials: { oauthClient: { client_id: `c${index}` } }, profile: { [`p${index}`]: 1 } }),
    ],
  ])("of %s", (_what, make) => {
    const text = (size: number) => JSON.stringify(Array.from({ length: size }, (_, index) => make(index)));
    const texts = new Map([400, 1600].map((size) => [size, text(size)]));
    expect(growth((size) => imported(texts.get(size)), 1600)).toBeLessThan(LINEAR);
  });
});
