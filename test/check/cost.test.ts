/** The most steps an expression can take: small ones cannot exhaust the budget, and say so by not naming it. */
import { describe, expect, it } from "vitest";
import { check, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

const fails = (source: string, limits = {}) =>
  check(source, defineEnvironment({ functions: allFunctions, limits })).verdicts.authorization_code?.mayFail ?? [];

describe("the budget", () => {
  it.each([
    'isMemberOfGroupName("A")',
    'isMemberOfGroupName("A") ? "a" : isMemberOfGroupName("B") ? "b" : "c"',
    "user.isMemberOf({'group.id': {'a', 'b'}})",
    'Groups.startsWith("OKTA", "a", 10)',
    'getFilteredGroups({"00g1"}, "group.name", 40)',
    'user.login matches "a.*"',
    'String.len(user.login) > 1 ? "a" : "b"',
  ])("cannot end %s", (source) => expect(fails(source)).not.toContain("run/budget"));

  it.each([
    Array.from({ length: 200 }, () => 'isMemberOfGroupName("A")').join(" or "),
    "user.isMemberOf({'group.id': app.ids})",
    "isMemberOfGroupNameRegex('a')",
    "user.login matches app.pattern",
    `user.login matches "${"a".repeat(500)}"`,
    'user.getGroups().![isMemberOfGroup("x")]',
  ])("may end %s", (source) => expect(fails(source)).toContain("run/budget"));

  it("counts what a host sets", () => {
    expect(fails('isMemberOfGroupName("A")', { steps: 100 })).toContain("run/budget");
    expect(fails('isMemberOfGroupName("A")', { steps: 100, listLength: 100 })).not.toContain("run/budget");
    expect(fails('String.len("a" + user.x) + String.len("b" + user.x)', { steps: 1 })).toContain("run/budget");
  });
});
