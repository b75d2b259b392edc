/** The public functions: what they return, what they throw, and that a schema made by them does its work in an environment. */
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { readClaims } from "../../src/claims/define.js";
import { type ClaimsElError, check, compile, defineEnvironment, type EnvironmentSettings } from "../../src/index.js";
import { jsonSchema, okta } from "../../src/schemas/index.js";
import { appUserDocument, oktaDocument, userDocument } from "./okta-documents.js";

function thrown(act: () => unknown): ClaimsElError {
  try {
    act();
  } catch (error) {
    return error as ClaimsElError;
  }
  throw new Error("nothing was thrown");
}

describe("jsonSchema", () => {
  it("throws every problem at once, with the advice in the text", () => {
    const error = thrown(() => jsonSchema({ type: "object", properties: { a: { type: "strng" }, b: { $ref: "#/x" } } }));
    expect(error.name).toBe("ClaimsElError");
    expect(error.diagnostics.map(({ code }) => code)).toEqual(["check/bad-schema", "check/bad-schema"]);
    expect(error.message).toContain("Did you mean `string`?");
    expect(error.message).toContain("leads nowhere");
  });
  it.each(["{}", null, 5, [], undefined])("what is no document: %j", (document) =>
    expect(thrown(() => jsonSchema(document as never)).message).toContain("Give the parsed document"),
  );
  it("an Okta document is read as what it says in JSON Schema", () =>
    expect([...jsonSchema(oktaDocument({ a: { type: "string" } }, {})).attributes.keys()]).toEqual(["profile"]));
});

describe("in a claims document", () => {
  const warnings = (schemas: object) =>
    readClaims({ schemas, claims: [{ name: "system_home", value: "app.system_home" }] }).diagnostics.map(
      ({ code, severity, path }) => ({ code, severity, path }),
    );
  it("the warnings of schemas are told with their place, and nothing is lost", () => {
    const { set, diagnostics } = readClaims({
      schemas: { app: { system_home: "text?" }, user: oktaDocument({ costCenter: {} }, { costcenter: {} }) },
      claims: [{ name: "system_home", value: "app.system_home" }],
    });
    expect(set?.warnings).toEqual(diagnostics);
    expect(diagnostics.map(({ code }) => code)).toEqual(["lint/case-twins"]);
  });
  it("beside an error of one root, another root keeps its schema", () => {
    const found = warnings({ app: { a: "text", A: "text" }, user: { b: "strng" } });
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ["check/bad-schema", "schemas.user.b"],
      ["lint/case-twins", "schemas.app"],
      ["check/unknown-attribute", "claims[0].value"],
    ]);
  });
});

describe("in an environment", () => {
  const codes = (source: string, settings: EnvironmentSettings) =>
    check(source, defineEnvironment(settings)).diagnostics.map(({ code }) => code);
  const user = okta(userDocument());
  const appuser = okta(appUserDocument());

  it.each([
    ["user.email", "text"],
    ["user.profile.email", "text"],
    ["user.shirtSize", '("S"|"M"|"L"|"XL")?'],
    ["user.clearance + 1", "integer?"],
    ["user.rating / 2", "number?"],
    ["user.roles", "list<text>?"],
    ["user.hireDate", "text?"],
    ["user.created", "timestamp?"],
    ["appuser.userName", "text"],
    ["appuser.entitlements[0]", "text?"],
  ])("%s is %s", (source, type) => {
    const result = check(source, defineEnvironment({ user, appuser }));
    expect([result.ok, result.type.replace(/\?$/, "")]).toEqual([true, type.replace(/\?$/, "")]);
  });
  it("an attribute that no document declares is an error", () => {
    expect(codes("user.emial", { user })).toEqual(["check/unknown-attribute"]);
    expect(codes("appuser.rol", { appuser })).toEqual(["check/unknown-attribute"]);
  });
  it("a document goes in as it is", () => {
    expect(codes("user.emial", { user: userDocument() as never })).toEqual(["check/unknown-attribute"]);
    expect(
      codes("app.homes.x", { app: { type: "object", properties: { homes: { type: "object", properties: {} } } } as never }),
    ).toEqual([]);
  });
  it("so does a zod schema", () => {
    const app = z.object({
      system_home: z.enum(["HDQ", "FDS"]),
      labels: z.record(z.string(), z.string()),
      since: z.date().optional(),
    });
    const env = defineEnvironment({ app });
    expect(check("app.system_home", env).type).toBe('"HDQ"|"FDS"');
    expect(check('app.labels["team"].toUpperCase()', env)).toMatchObject({ ok: true, type: "text?" });
    expect(check("app.labels.team + 1 - 1", env).ok).toBe(false);
    const context = { app: { profile: { system_home: "HDQ", labels: { team: "blue" }, since: "2026-01-31T10:30:00+01:00" } } };
    expect(compile("app.since", env).evaluate(context)).toEqual({ status: "value", value: "2026-01-31T09:30:00.000Z" });
    expect(compile('app.labels["team"].toUpperCase()', env).evaluate(context)).toEqual({ status: "value", value: "BLUE" });
    expect(compile("app.system_home", env).evaluate({ app: { profile: { system_home: "XXX" } } })).toMatchObject({
      status: "error",
      diagnostic: { code: "context/not-in-enum" },
    });
  });
  it("a label that is no text is a fault of the claims that read it", () => {
    const env = defineEnvironment({ app: { labels: "map<text>", home: "text" } });
    const context = { app: { profile: { home: "HDQ", labels: { team: "blue", size: 5 } } } };
    expect(compile("app.labels.size", env).evaluate(context)).toMatchObject({
      status: "error",
      diagnostic: { code: "context/type-mismatch" },
    });
    expect(compile("app.labels.team", env).evaluate(context)).toEqual({ status: "value", value: "blue" });
    expect(compile("app.home", env).evaluate(context)).toEqual({ status: "value", value: "HDQ" });
  });
  it("dates of an Okta document are text, and of a JSON Schema timestamps", () => {
    const context = { grant: "authorization_code", user: { hireDate: "2026-01-31T10:30:00+01:00" } };
    const value = (schema: never) => compile("user.hireDate", defineEnvironment({ user: schema })).evaluate(context);
    const date = { type: "string", format: "date-time" };
    expect(value(okta(oktaDocument({}, { hireDate: date })) as never)).toEqual({
      status: "value",
      value: "2026-01-31T10:30:00+01:00",
    });
    expect(value(jsonSchema({ type: "object", properties: { hireDate: date } }) as never)).toEqual({
      status: "value",
      value: "2026-01-31T09:30:00.000Z",
    });
  });
});
