/** Back to Okta: what an import read is what an export writes, in JSON and in Terraform's blocks, and the rest is told. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Terraform's
import { it as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { ClaimsDocument } from "../../src/claims/document-types.js";
import { exportOkta } from "../../src/okta/export-json.js";
import { exportTerraform } from "../../src/okta/export-terraform.js";
import { importOkta } from "../../src/okta/import.js";
import fc from "../seeded.js";
import { apps, claims, files, rules } from "./tenant.js";

const reimported = (document: ClaimsDocument) =>
  importOkta([{ name: "okta.json", text: JSON.stringify(exportOkta(document).json) }]);
const reimportedTerraform = (document: ClaimsDocument) => importOkta([{ name: "main.tf", text: exportTerraform(document).text }]);

/** What of Okta's objects a document has a place for. */
const claimsOfTenant = claims
  .filter(({ valueType }) => valueType !== "SYSTEM")
  .map(({ id: _, _links, system, value, conditions, ...claim }) => ({
    ...claim,
    value: claim.group_filter_type === "REGEX" ? String(value).slice(1, -1) : value,
    conditions: (conditions as { scopes: string[] }).scopes[0] === "scp00000000000orders1" ? { scopes: ["orders"] } : conditions,
  }));
const rulesOfTenant = rules.map(({ id: _, created, ...rule }) => rule);
const appsOfTenant = apps.map(({ clientId, label, grants, profile }) => ({
  id: clientId,
  name: "oidc_client",
  label,
  status: "ACTIVE",
  signOnMode: "OPENID_CONNECT",
  profile,
  credentials: { oauthClient: { client_id: clientId } },
  settings: { oauthClient: { grant_types: grants } },
}));

describe("the tenant of 300 claims", () => {
  const { document } = importOkta(files);
  const { json, notes } = exportOkta(document);
  it("is the same JSON again, for what carries over", () => {
    expect(json.claims).toEqual(claimsOfTenant);
    expect(json.rules).toEqual(rulesOfTenant);
    expect(json.apps).toEqual(appsOfTenant);
    expect(notes).toEqual([]);
  });
  it("has its schema documents as they were", () => {
    const texts = files.filter(({ name }) => /^(?:user|app-user)-schema/.test(name)).map(({ text }) => JSON.parse(text));
    expect([json.schemas.user, json.schemas.appuser]).toEqual(texts);
  });
  it("is the same document after another round", () => {
    const again = reimported(document);
    expect(again.document).toEqual(document);
    expect(
      again.notes.map(({ code }) => code).filter((code) => !["merged", "userinfo-only", "inactive", "app-schema"].includes(code)),
    ).toEqual([]);
  });
  it("is the same document after a round through Terraform, but for schemas, ids and kinds of apps", () => {
    const { user: _, appuser, ...schemas } = document.schemas ?? {};
    const clients = document.clients?.map(({ id, name, ...client }) => client);
    expect(reimportedTerraform(document).document).toEqual({ ...document, schemas, clients });
    const told = new Set(exportTerraform(document).notes.map(({ code, name }) => `${code} ${name}`));
    expect(told).toEqual(new Set(["schemas user", "schemas appuser", "app-ids clients"]));
  });
});

describe("a claim", () => {
  const exported = (claim: object) => exportOkta({ claims: [{ name: "a", value: "1", ...claim }] } as ClaimsDocument);
  it.each<[string, object, object[]]>([
    ["of the access token", {}, [{ claimType: "RESOURCE", alwaysIncludeInToken: true }]],
    ["of the ID token and userinfo", { tokens: ["id_token", "userinfo"] }, [{ claimType: "IDENTITY", alwaysIncludeInToken: true }]],
    ["of userinfo", { tokens: ["userinfo"] }, [{ claimType: "IDENTITY", alwaysIncludeInToken: false }]],
    [
      "of all",
      { tokens: ["userinfo", "access_token", "id_token"] },
      [{ claimType: "RESOURCE" }, { claimType: "IDENTITY", alwaysIncludeInToken: true }],
    ],
    ["for all clients and grants", { clients: "all", grants: "all" }, [{ claimType: "RESOURCE" }]],
    [
      "with the usual policies",
      { whenNoUser: "omit", whenAbsent: "omit", whenEmpty: "keep", whenError: "fail", limit: 100 },
      [{ claimType: "RESOURCE" }],
    ],
  ])("%s", (_title, claim, expected) => {
    const { json, notes } = exported(claim);
    expect(json.claims).toMatchObject(expected);
    expect(json.claims).toHaveLength(expected.length);
    expect(notes).toEqual([]);
  });
  it.each<[string, object, string, number]>([
    ["of the ID token alone", { tokens: ["id_token"] }, "changed id-token-only", 1],
    ["with a default", { whenAbsent: { default: "x" } }, "changed own-policy", 1],
    ["that writes null without a user", { whenNoUser: "null" }, "changed own-policy", 1],
    ["that drops empty values", { whenEmpty: "omit" }, "changed own-policy", 1],
    ["that is left out on errors", { whenError: "omit" }, "changed error-policy", 1],
    ["for some grants", { grants: ["password"] }, "left-out grants", 0],
    ["for some clients", { clients: ["c"] }, "left-out clients", 0],
    ["that is nested", { name: "a.b", nested: true }, "left-out nested", 0],
    ["with a description", { description: "x" }, "left-out words", 1],
  ])("%s is told", (_title, claim, note, count) => {
    const { json, notes } = exported(claim);
    expect(notes.map(({ outcome, code }) => `${outcome} ${code}`)).toEqual([note]);
    expect(json.claims).toHaveLength(count);
  });
  it.each<[string, string]>([
    ["app.home", "`app.home`"],
    ['app["cost-center"]', "`app.cost-center`"],
    ["app.label", "`app.label`"],
    ["app.isMemberOf({'group.id': 'x'})", "`app.isMemberOf`"],
    ["groups.![name]", "`groups`"],
    ['user.email.substringBefore("@")', "`.substringBefore`"],
    ["app.home + app.home + app.region", "`app.region`, `app.home`"],
  ])("%s says what Okta's claims do not know", (value, words) => {
    const { json, notes } = exported({ value });
    expect(json.claims).toMatchObject([{ value }]);
    expect(notes).toMatchObject([
      { outcome: "to-check", code: "unknown", path: "claims[0]", message: `Okta's claims and group rules do not know ${words}.` },
    ]);
  });
  it.each([
    "app.id",
    "app.clientId",
    "app.profile.home.inner",
    'app.profile["cost-center"]',
    "(appuser != null) ? appuser.userName : app.clientId",
    'user.profile.email + String.substringBefore(user.email, "@")',
    "user.getGroups({'group.type': 'OKTA_GROUP'}).![name]",
    'Groups.startsWith("OKTA", "IT", 10)',
    "access.scope",
    "driving!",
  ])("%s is Okta's own", (value) => expect(exported({ value }).notes).toEqual([]));
  it("longer than Okta takes is told", () => {
    const value = (length: number) => `"${"x".repeat(length - 2)}"`;
    expect(exported({ value: value(1024) }).notes).toEqual([]);
    expect(exported({ value: value(1025) }).notes).toMatchObject([
      { outcome: "to-check", message: "Its expression has 1025 characters; Okta takes 1024." },
    ]);
  });
  it("of groups with another limit", () =>
    expect(exportOkta({ claims: [{ name: "a", groups: { contains: "x" }, limit: 5 }] }).notes).toMatchObject([
      { code: "limit", path: "claims[0]" },
    ]));
});

describe("what is of a document alone", () => {
  it("is told once", () => {
    const document: ClaimsDocument = {
      schemas: { user: { department: "text?" }, app: { home: "text?" } },
      clients: [{ clientId: "one", groups: [], roles: [], description: "x" }],
      claims: [],
      tests: [{ grant: "client_credentials" }],
    };
    expect(exportOkta(document).notes.map(({ code, name }) => `${code} ${name}`)).toEqual([
      "client-data one",
      "no-schema user",
      "words the document",
      "tests the document",
    ]);
  });
});

describe("groups claims of apps", () => {
  const document: ClaimsDocument = {
    clients: [
      { clientId: "a", label: "A" },
      { clientId: "okta_app_oauth.b", label: "B", grants: ["client_credentials"] },
    ],
    claims: [
      {
        name: "groups",
        groups: { startsWith: "app_" },
        limit: 100,
        tokens: ["id_token", "userinfo"],
        scopes: ["groups"],
        clients: ["a", "okta_app_oauth.b"],
      },
      { name: "roles", value: "user.roles", tokens: ["id_token", "userinfo"], scopes: ["groups"], clients: ["a"] },
    ],
  };
  it("go through Terraform and back", () => expect(reimportedTerraform(document).document.claims).toEqual(document.claims));
  it("are blocks inside their apps", () =>
    expect(exportTerraform(document).text).toBe(`resource "okta_app_oauth" "A" {
  label     = "A"
  type      = "web"
  client_id = "a"

  groups_claim {
    type        = "FILTER"
    filter_type = "STARTS_WITH"
    name        = "groups"
    value       = "app_"
  }

  groups_claim {
    type  = "EXPRESSION"
    name  = "roles"
    value = "user.roles"
  }
}

resource "okta_app_oauth" "b" {
  label       = "B"
  type        = "service"
  grant_types = ["client_credentials"]

  groups_claim {
    type        = "FILTER"
    filter_type = "STARTS_WITH"
    name        = "groups"
    value       = "app_"
  }
}
`));
  it("have no shape in the API's JSON", () =>
    expect(exportOkta(document).notes.map(({ code, name }) => `${code} ${name}`)).toEqual([
      "app-groups-claim groups",
      "app-groups-claim groups",
      "app-groups-claim roles",
    ]));
});

describe("Terraform's text", () => {
  const textOf = (document: Partial<ClaimsDocument>, server?: string) =>
    exportTerraform({ claims: [], ...document }, server === undefined ? {} : { server }).text;
  it("of a claim", () =>
    expect(
      textOf({ claims: [{ name: "home", value: 'app.home ?: "${x}"', scopes: ["a"] }] }),
    ).toBe(`resource "okta_auth_server_claim" "home" {
  auth_server_id          = var.auth_server_id
  name                    = "home"
  status                  = "ACTIVE"
  claim_type              = "RESOURCE"
  value_type              = "EXPRESSION"
  value                   = "app.home ?: \\"$\${x}\\""
  scopes                  = ["a"]
  always_include_in_token = true
}
`));
  it("of a rule keeps references as they are", () =>
    expect(
      textOf({
        groupRules: [{ name: "sales & more", value: "true", groups: ["00g1", "okta_group.sales.id"], exceptUsers: ["00u1"] }],
      }),
    ).toBe(`resource "okta_group_rule" "sales_more" {
  name              = "sales & more"
  status            = "ACTIVE"
  group_assignments = ["00g1", okta_group.sales.id]
  expression_type   = "urn:okta:expression:1.0"
  expression_value  = "true"
  users_excluded    = ["00u1"]
}
`));
  it.each([
    ["aus1", '"aus1"'],
    ["okta_auth_server.main.id", "okta_auth_server.main.id"],
    ["var.server", "var.server"],
  ])("names the server %s as %s", (server, written) =>
    expect(textOf({ claims: [{ name: "a", value: "1" }] }, server)).toContain(`auth_server_id          = ${written}\n`),
  );
  it("gives each resource a name of its own", () => {
    const claims = ["a b", "a_b", "1", "é", "https://example.com/role"].map((name) => ({ name, value: "1" }));
    expect([...textOf({ claims }).matchAll(/^resource "\w+" "(.*)"/gm)].map(([, name]) => name)).toEqual([
      "a_b",
      "a_b_2",
      "unnamed",
      "unnamed_2",
      "https_example_com_role",
    ]);
  });
  it("writes what controls a terminal by its number", () => {
    expect(textOf({ claims: [{ name: "a\u0000\u001b", value: "1" }] })).toContain('name                    = "a\\u0000\\u001b"');
  });
  it("tells what the provider has no place for", () => {
    const rule = { name: "r", value: "true", groups: ["00g1"], exceptGroups: ["00g2"] };
    expect(exportTerraform({ claims: [], groupRules: [rule] }).notes.map(({ code, name }) => `${code} ${name}`)).toEqual([
      "rule-groups r",
    ]);
  });
});

describe("a group rule", () => {
  const exported = (rule: object) =>
    exportOkta({ claims: [], groupRules: [{ name: "r", value: "true", groups: ["00g1"], ...rule }] }).notes.map(({ code }) => code);
  it.each<[object, string[]]>([
    [{ name: "x".repeat(50), groups: Array.from({ length: 100 }, (_, at) => `g${at}`) }, []],
    [{ name: "x".repeat(51) }, ["rule-limits"]],
    [{ groups: Array.from({ length: 101 }, (_, at) => `g${at}`) }, ["rule-limits"]],
    [{ value: 'user.email.contains("x")' }, ["unknown"]],
  ])("%j", (rule, codes) => expect(exported(rule)).toEqual(codes));
});

describe("any texts", () => {
  const anything = fc.string({
    unit: fc.oneof(fc.constantFrom(..."\"\\${}%\n\r\t'#"), fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 })),
    minLength: 1,
  });
  property.prop([anything, anything, fc.boolean()], { numRuns: 300 })("go to JSON and Terraform and back", (name, value, both) => {
    const document: ClaimsDocument = {
      claims: [{ name, value, tokens: both ? ["access_token", "id_token", "userinfo"] : ["access_token"] }],
      groupRules: [{ name, value, groups: [`x${value}`] }],
    };
    expect(reimported(document).document).toEqual(document);
    expect(reimportedTerraform(document).document).toEqual(document);
  });
});
