/** Names: what is said of those that mean nothing, what was meant, and what stands in brackets. */
import { describe, expect, it } from "vitest";
import { check, compile, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

const env = defineEnvironment({
  functions: allFunctions,
  user: { department: "text", address: { type: "map?", attributes: { city: "text?", "it's": "text?" } }, cards: "list<map>" },
  app: { home: "text?" },
  appuser: { role: "text" },
});

/** Code, what is underlined, hint, and what the first fix makes of the source. */
function told(source: string, environment = env) {
  return check(source, environment).diagnostics.map(({ code, span, hint, fixes }) => {
    const edit = fixes?.[0]?.edits[0];
    const fixed = edit && source.slice(0, edit.span.start) + edit.text + source.slice(edit.span.end);
    return { code, at: source.slice(span.start, span.end), hint, fixed };
  });
}

describe("a name that means nothing", () => {
  it.each([
    ["hom", "app.home"],
    ["departmnt", "user.department"],
    ["profile.department", "user.department"],
  ])("%s is told with the path that was meant", (source, fixed) =>
    expect(told(source)).toMatchObject([{ code: "check/unknown-root", fixed }]),
  );
  it("may be a variable that was meant, under its own name", () => {
    const vars = defineEnvironment({ vars: { region: "text" }, app: { quota: "integer" } });
    expect(told("regon", vars)).toMatchObject([{ code: "check/unknown-root", hint: "Did you mean `region`?", fixed: "region" }]);
    expect(told("x.region", vars)).toMatchObject([{ code: "check/unknown-root", fixed: undefined }]);
    expect(told("x.quota", vars)).toMatchObject([{ code: "check/unknown-root", fixed: "app.quota" }]);
  });
  it("of a family of functions is told with one of them", () =>
    expect(told("String")).toMatchObject([{ code: "check/namespace-alone", hint: expect.stringMatching(/`String\.\w+\(…\)`/) }]));
});

describe("an attribute that a value does not have", () => {
  it.each([
    ["{user.address}[0].cty", "{user.address}[0].city"],
    ["{user.address}[0]['cty']", "{user.address}[0]['city']"],
    ['{user.address}[0]["cty"]', '{user.address}[0]["city"]'],
    ["{user.address}[0]['its']", "{user.address}[0]['it''s']"],
  ])("%s is mended to %s", (source, fixed) => {
    expect(told(source)).toMatchObject([{ code: "check/unknown-attribute", fixed }]);
    expect(check(fixed, env).ok).toBe(true);
  });
  it("is told without a guess where none is close", () =>
    expect(told("{user.address}[0].telephone")).toEqual([
      {
        code: "check/unknown-attribute",
        at: "telephone",
        hint: "Declare it in the schema of `{user.address}[0]`, or use an attribute that is declared.",
        fixed: undefined,
      },
    ]));
  it("is told with its value in one short line, however it is written", () =>
    expect(told(`user${" ".repeat(400)}.address.telephone`)[0]?.code).toBe("check/unknown-attribute"));
  it.each([
    [`{1}${"\n".repeat(400)}.x`, "`{1}[0]`"],
    [`{"${"y".repeat(400)}"}.x`, `\`{"${"y".repeat(37)}…[0]\``],
    [`{${" ".repeat(400)}1}.x`, "`{ 1}[0]`"],
  ])("of %j is told in one short line", (source, shown) => expect(told(source)[0]?.hint).toContain(shown));
});

describe("an app-user's attribute asked of the client", () => {
  it("names the grants that have no app-user", () =>
    expect(check("app.role", env).diagnostics[0]?.message).toContain("none on client_credentials."));
  it("says which they would be where none of those that are checked lacks one", () => {
    const people = defineEnvironment({ app: {}, appuser: { role: "text" }, grants: ["password"] });
    expect(check("app.role", people).diagnostics[0]?.message).toContain("none on grants without a user.");
  });
});

describe("a bare name in brackets over maps of which nothing is declared", () => {
  it("is the element's attribute", () => {
    expect(check("user.cards.![name]", env)).toMatchObject({ ok: true, type: "list<unknown?>?", diagnostics: [] });
    expect(compile("user.cards.![name]", env).evaluate({ user: { department: "a", cards: [{ name: "x" }] } })).toEqual({
      status: "value",
      value: ["x"],
    });
  });
  it("that a root has is the root, with a lint", () => {
    const source = "user.cards.?[app.home == name]";
    expect(told(source)).toContainEqual({
      code: "lint/root-in-brackets",
      at: "app",
      hint: "Write `#this.app` for the element's attribute.",
      fixed: "user.cards.?[#this.app.home == name]",
    });
  });
  it("is never `__proto__`", () =>
    expect(told("user.cards.![__proto__]")).toMatchObject([{ code: "check/refused-name", at: "__proto__" }]));
});
