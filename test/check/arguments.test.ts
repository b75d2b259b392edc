/** Arguments that are written out: mistakes in them, with the closest name and a fix in the quotes that are there. */
import { describe, expect, it } from "vitest";
import { check, compile, defineEnvironment, GRANTS } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

const env = defineEnvironment({ functions: allFunctions });

/** Code, what is underlined, hint, and what the first fix makes of the source. */
function told(source: string, environment = env) {
  return check(source, environment).diagnostics.map(({ code, span, hint, fixes }) => {
    const edit = fixes?.[0]?.edits[0];
    const fixed = edit && source.slice(0, edit.span.start) + edit.text + source.slice(edit.span.end);
    return { code, at: source.slice(span.start, span.end), hint, fixed };
  });
}

describe("an argument of a few texts", () => {
  it("says the closest", () =>
    expect(told("user.getInternalProperty('stats')")).toEqual([
      {
        code: "check/argument-choice",
        at: "'stats'",
        hint: "Did you mean `status`?",
        fixed: "user.getInternalProperty('status')",
      },
    ]));
  it("lists them where none is close", () =>
    expect(told('user.getInternalProperty("created")')).toMatchObject([{ hint: "Use one of: `id`, `status`.", fixed: undefined }]));
});

describe("an argument that must be written out", () => {
  it("is told once when only its quotes are missing", () =>
    expect(told("user.getInternalProperty(status)")).toEqual([
      {
        code: "check/not-written-out",
        at: "status",
        hint: 'Put quotes around it: `"status"`.',
        fixed: 'user.getInternalProperty("status")',
      },
    ]));
  it("is told as such when it comes from data", () =>
    expect(told("user.getLinkedObject(user.login).email")).toMatchObject([{ code: "check/not-written-out", at: "user.login" }]));
  it("keeps other mistakes", () =>
    expect(told("user.getLinkedObject(usr.login).email").map(({ code }) => code)).toContain("check/unknown-root"));
});

describe("criteria", () => {
  it.each([
    ["user.getGroups({'group.profile.nam': 'x'})", "check/unknown-criterion", "user.getGroups({'group.profile.name': 'x'})"],
    ["user.getGroups({groupid: 'x'})", "check/unknown-criterion", "user.getGroups({\"group.id\": 'x'})"],
    ['user.getGroups({"group.ids": "x"})', "check/unknown-criterion", 'user.getGroups({"group.id": "x"})'],
    [
      "user.isMemberOf({'group.profile.name': 'x', 'operator': 'STARTWITH'})",
      "check/unknown-criterion-operator",
      "user.isMemberOf({'group.profile.name': 'x', 'operator': 'STARTS_WITH'})",
    ],
  ])("%s", (source, code, fixed) => expect(told(source)).toMatchObject([{ code, fixed }]));
  it("lists the keys where none is close", () =>
    expect(told("user.getGroups({'color': 'x'})")).toMatchObject([
      { hint: "Use one of: `group.id`, `group.source.id`, `group.type`, `group.profile.name`." },
    ]));
  it("tells every mistake of a map", () =>
    expect(told("user.getGroups({'grp.id': 'x', 'group.profile.name': 5, 'operator': 'LIKE'})").map(({ code }) => code)).toEqual([
      "check/unknown-criterion",
      "check/criterion-value",
      "check/unknown-criterion-operator",
    ]));
  it("says nothing of the criteria where only data can tell", () =>
    expect(told("user.getGroups({'group.id': app.x}, app.y)").map(({ code }) => code)).toEqual(["lint/too-costly"]));
});

describe("a limit", () => {
  const source = 'Groups.startsWith("OKTA", "app_", 101)';
  it("above a hundred is refused where no grant allows it", () => {
    const machine = defineEnvironment({ grants: ["refresh_token", "client_credentials"] });
    expect(told(source, machine)).toMatchObject([{ code: "check/group-limit", at: "101" }]);
  });
  it("above a hundred is a matter of the grant where one does", () => {
    const { ok, verdicts } = check(source, env);
    expect(ok).toBe(true);
    expect(verdicts.authorization_code?.mayFail).not.toContain("run/group-limit");
    expect(verdicts.refresh_token?.mayFail).toContain("run/group-limit");
    expect(verdicts.client_credentials?.mayFail).toEqual([]);
  });
  it("within a hundred cannot fail on any grant", () => {
    const { verdicts } = check('Groups.startsWith("OKTA", "app_", 100)', env);
    for (const verdict of Object.values(verdicts)) expect(verdict.mayFail).not.toContain("run/group-limit");
  });
  it("of the data may fail on every grant with a user", () => {
    const { verdicts } = check('Groups.startsWith("OKTA", "app_", app.max)', env);
    for (const [name, grant] of Object.entries(GRANTS)) {
      if (grant.user === "present") expect(verdicts[name]?.mayFail).toContain("run/group-limit");
    }
  });
  it("is what a host's grant says", () => {
    const host = defineEnvironment({
      grants: { mine: { user: "present", appuser: "present", session: "present", tokens: ["id_token"], manyGroups: true } },
    });
    expect(told(source, host)).toEqual([]);
  });
});

describe("a pattern", () => {
  it("is read before there is data", () =>
    expect(check('user.login matches "(a"', env).diagnostics).toMatchObject([
      { code: "check/bad-pattern", message: "The pattern cannot be read: a `(` is not closed." },
    ]));
  it("between slashes is warned of", () =>
    expect(check('user.login matches "/a.*/"', env).diagnostics.filter(({ severity }) => severity !== "hint")).toMatchObject([
      { code: "lint/pattern-slashes", severity: "warning" },
    ]));
  it("that is written out fails no more", () => {
    expect(check('user.login matches "a.*"', env).verdicts.authorization_code?.mayFail).toEqual(["run/operand-type"]);
    expect(check("user.login matches app.p", env).verdicts.authorization_code?.mayFail).toEqual([
      "run/bad-pattern",
      "run/budget",
      "run/operand-type",
      "run/pattern-too-large",
      "run/pattern-too-long",
    ]);
  });
});

describe("a number with a sign", () => {
  it("is looked at as it is written", () => {
    expect(told('Groups.startsWith("OKTA", "app_", -1)')).toMatchObject([{ at: "-1" }]);
    expect(told('Groups.startsWith("OKTA", "app_", -(app.max))')).toEqual([]);
  });
});

describe("an argument that is made ready", () => {
  it.each([
    ['{"31/01/2026", "01/02/2026"}.![parseStringTime("dd/MM/yyyy")]', "2026-02-01T00:00:00.000Z"],
    ['{"31/01/2026", "01/02/2026"}.![#this.parseStringTime("dd/MM/yyyy")]', "2026-02-01T00:00:00.000Z"],
  ])("is so once, for %s", (source, second) => {
    expect(told(source)).toEqual([]);
    expect(compile(`${source}[1]`, env).evaluate({})).toEqual({ status: "value", value: second });
  });

  it("is held to what patterns may take together, which is told once", () => {
    const within = (patternSteps: number) => defineEnvironment({ functions: allFunctions, limits: { patternSteps } });
    const patterns = (count: number) => Array.from({ length: count }, (_, at) => `app.x matches "a${at}"`).join(" or ");
    const codes = (source: string, steps: number) =>
      check(source, within(steps))
        .diagnostics.filter(({ severity }) => severity === "error")
        .map(({ code, span }) => [code, source.slice(span.start, span.end)]);
    // Two letters are compared, which takes 1,200 steps and 65 for each; three such calls have thirteen nodes, of 100 steps each.
    const three = 3 * 1_330 + 13 * 100;
    // However many nodes there are, an eighth is left.
    const large = `{app.x matches "a0"${", 1".repeat(3_000)}}`;
    expect([8 * 1_330 - 1, 8 * 1_330].map((steps) => codes(large, steps).length)).toEqual([1, 0]);
    expect([three - 1, three, three + 1].map((steps) => codes(patterns(3), steps))).toEqual([
      [["check/too-many-patterns", '"a2"']],
      [],
      [],
    ]);
    expect(codes(patterns(9), three)).toHaveLength(1);
    // What is written twice is made once.
    const twice = 2 * 1_330 + 17 * 100;
    expect(codes(`${patterns(2)} or ${patterns(2)}`, twice)).toEqual([]);
    expect(codes(patterns(1), 1)).toEqual([["check/too-many-patterns", '"a0"']]);
    // What is made ready without steps is none of it.
    expect(codes(`{app.x.parseStringTime("dd/MM/yyyy")${", 1".repeat(3_000)}}`, 1)).toEqual([]);
  });
});
