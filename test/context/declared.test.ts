/** Schemas of roots: their warnings reach the environment, and what is built in stays what it is. */
import { describe, expect, it } from "vitest";
import { type ClaimsElError, check, compile, defineEnvironment, type EnvironmentSettings } from "../../src/index.js";
import { jsonSchema, okta } from "../../src/schemas/index.js";

const warnings = (settings: EnvironmentSettings): string[] =>
  defineEnvironment(settings).warnings.map(({ code, severity, message, hint }) => {
    expect([severity, typeof hint]).toEqual(["warning", "string"]);
    return `${code} ${message}`;
  });

const string = { type: "string" };
const schemaOf = (...names: string[]) =>
  ({ type: "object", properties: Object.fromEntries(names.map((name) => [name, string])) }) as never;

describe("warnings", () => {
  it("an ordinary environment has none", () => {
    expect(warnings({})).toEqual([]);
    expect(
      warnings({
        app: { system_home: "text?" },
        appuser: { userName: "text", role: "text?" },
        user: { id: "text", email: "text" },
      }),
    ).toEqual([]);
  });
  it.each<[string, EnvironmentSettings, string[]]>([
    [
      "a literal",
      { user: { cc: "text", CC: "text" } },
      ["lint/case-twins `CC` and `cc` in the schema of `user` differ only by letter case."],
    ],
    [
      "a document",
      { appuser: schemaOf("a", "A") },
      ["lint/case-twins `A` and `a` in the schema of `appuser` differ only by letter case."],
    ],
    [
      "a made schema",
      { appuser: jsonSchema(schemaOf("a", "A")) },
      ["lint/case-twins `A` and `a` in the schema of `appuser` differ only by letter case."],
    ],
    [
      "variables",
      { vars: { valueOf: "text" } },
      ["lint/prototype-name `valueOf` in the schema of `vars` is a name that many programs have a meaning of their own for."],
    ],
    [
      "an application instance",
      { kind: "mapping", apps: { zendesk: { user: { a: "text", A: "text" }, properties: { b: "text", B: "text" } } } },
      [
        "lint/case-twins `A` and `a` in the schema of `zendesk` differ only by letter case.",
        "lint/case-twins `B` and `b` in the schema of `zendesk_app` differ only by letter case.",
      ],
    ],
    [
      "an Okta document",
      { user: okta({ definitions: { base: { properties: { email: string } }, custom: { properties: { email: string } } } }) },
      [
        "lint/hides-built-in `email` in the schema of `user` has the name of a built-in attribute, and the custom definition is used.",
      ],
    ],
    [
      "a built-in name with another type",
      { user: { status: "integer?" } },
      [
        "lint/hides-built-in `status` in the schema of `user` has the name of a built-in attribute, and `user.status` means the built-in one.",
      ],
    ],
    [
      "a built-in name in other letters",
      { user: { lastlogin: "text" } },
      ["lint/case-twins `lastlogin` and `lastLogin` in the schema of `user` differ only by letter case."],
    ],
    [
      "a client property named like a built-in one",
      { app: { groups: "list<text>" } },
      [
        "lint/hides-built-in `groups` in the schema of `app` has the name of a built-in attribute, and `app.groups` means the built-in one.",
      ],
    ],
    [
      "even of the same type",
      { app: { label: "text" } },
      [
        "lint/hides-built-in `label` in the schema of `app` has the name of a built-in attribute, and `app.label` means the built-in one.",
      ],
    ],
    [
      "a profile inside the profile",
      { app: { profile: "map" } },
      [
        "lint/hides-built-in `profile` in the schema of `app` has the name of a built-in attribute, and `app.profile` means the built-in one.",
      ],
    ],
  ])("of %s", (_words, settings, expected) => expect(warnings(settings)).toEqual(expected));

  it("do not stop an expression, and are no part of its check", () => {
    const env = defineEnvironment({ user: { cc: "text", CC: "text" } });
    expect(check("user.CC", env)).toMatchObject({ ok: true, diagnostics: [] });
  });
  it("say how to reach the other attribute", () => {
    const hints = (settings: EnvironmentSettings) => defineEnvironment(settings).warnings.map(({ hint }) => hint);
    expect(hints({ app: { groups: "list<text>" } })).toEqual([
      "Write `app.profile.groups` for the client's own property, or rename it.",
    ]);
    expect(hints({ user: { status: "integer" } })).toEqual(["Rename it, or declare it with the type of the built-in one."]);
    expect(hints({ user: { profile: "map" } })).toEqual(["Declare what is in the profile directly in the schema of `user`."]);
  });
});

describe("errors", () => {
  it("of all schemas and settings come at once, with the warnings", () => {
    try {
      defineEnvironment({
        user: { a: "strng", b: "text", B: "text" },
        app: { c: { $ref: "#/x" } as never },
        dialect: "x" as never,
      });
      expect.unreachable();
    } catch (error) {
      const { diagnostics } = error as ClaimsElError;
      expect(diagnostics.map(({ code, data }) => [code, data.root ?? data.setting, data.path ?? data.name])).toEqual([
        ["check/bad-setting", "dialect", undefined],
        ["check/bad-schema", "user", "a"],
        ["lint/case-twins", "user", "B"],
        ["check/bad-schema", "app", "c"],
      ]);
    }
  });
});

describe("built-in names", () => {
  const context = {
    grant: "authorization_code",
    user: { status: "ACTIVE", profile: {} },
    app: { label: "L", groups: [], profile: { label: "own", groups: ["a"] } },
  };
  const value = (source: string, settings: EnvironmentSettings) => compile(source, defineEnvironment(settings)).evaluate(context);

  it("of a client's own property is reached through the profile", () => {
    const app = { label: "text", groups: "list<text>" };
    expect(value("app.label", { app })).toEqual({ status: "value", value: "L" });
    expect(value("app.profile.label", { app })).toEqual({ status: "value", value: "own" });
    expect(value("app.groups", { app })).toEqual({ status: "value", value: [] });
    expect(value("app.profile.groups", { app })).toEqual({ status: "value", value: ["a"] });
  });
  it("keep their type where the declared one is another", () => {
    expect(check("user.status", defineEnvironment({ user: { status: "integer" } })).type).toBe("text?");
    expect(value("user.status", { user: { status: "integer" } })).toEqual({ status: "value", value: "ACTIVE" });
  });
  it("take what a declared one of the same type adds", () => {
    const env = defineEnvironment({
      user: { status: { type: "text", enum: ["ACTIVE", "STAGED"] } },
      appuser: { userName: "text" },
    });
    expect(check("user.status", env).verdicts.authorization_code?.type).toBe('"ACTIVE"|"STAGED"');
    expect(check("appuser.userName", env).ok).toBe(true);
  });
});
