/** The most steps an expression can take: small ones cannot exhaust the budget, and say so by not naming it. */
import { describe, expect, it } from "vitest";
import { check, compile, defineEnvironment } from "../../src/index.js";
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
    'user.login matches "(a?){200}b"',
    'user.getGroups().![isMemberOfGroup("x")]',
  ])("may end %s", (source) => expect(fails(source)).toContain("run/budget"));

  it("counts what a host sets", () => {
    expect(fails('isMemberOfGroupName("A")', { steps: 100 })).toContain("run/budget");
    expect(fails('isMemberOfGroupName("A")', { steps: 100, listLength: 100 })).not.toContain("run/budget");
    expect(fails('String.len("a" + user.x) + String.len("b" + user.x)', { steps: 1 })).toContain("run/budget");
  });
});

describe("what is written is held to the limits of lists and texts", () => {
  const many = (count: number, item: (at: number) => string) => Array.from({ length: count }, (_, at) => item(at)).join();
  const around = (levels: number, inner: string) => `${"{".repeat(levels)}${inner}${"}".repeat(levels)}${"[0]".repeat(levels - 1)}`;
  const codes = (source: string, limits: object) =>
    check(source, defineEnvironment({ functions: allFunctions, limits, user: { k: "text", n: "integer" } })).diagnostics.map(
      ({ code }) => code,
    );

  it.each<[limit: string, most: number, source: (size: number) => string, code: string]>([
    ["listLength", 2, (size) => `Arrays.size({${many(size, String)}}) == 3 ? "yes" : "no"`, "check/list-too-long"],
    ["listLength", 2, (size) => `{${many(size, (at) => `k${at}: user.n`)}}.k0`, "check/list-too-long"],
    ["listLength", 2, (size) => `Arrays.size(${around(9, many(size, String))}[0]) == 3`, "check/list-too-long"],
    ["listLength", 10, (size) => `({a: {${many(size, String)}}}[user.k]).![#this + 1]`, "check/list-too-long"],
    ["listLength", 2, (size) => `isMemberOfAnyGroup({${many(size, (at) => `"00g${at}"`)}})`, "check/list-too-long"],
    ["listLength", 3, (size) => `getFilteredGroups({${many(size, (at) => `"00g${at}"`)}}, "group.id", 9)`, "check/list-too-long"],
    ["listLength", 2, (size) => `getFilteredGroups({"00g1"}, "Arrays.size({${many(size, String)}})", 9)`, "check/list-too-long"],
    ["textLength", 10, (size) => `String.len(${around(9, `"${"a".repeat(size)}"`)}[0]) > 15`, "syntax/literal-too-long"],
    ["textLength", 10, (size) => `user.k == "${"a".repeat(size)}"`, "syntax/literal-too-long"],
  ])("%s of %i", (limit, most, source, code) => {
    expect(codes(source(most), { [limit]: most })).not.toContain(code);
    expect(codes(source(most + 1), { [limit]: most })).toContain(code);
    expect(codes(source(most + 1), {})).not.toContain(code);
  });

  it("criteria of which little is known are counted by what is written, not by what data may hold", () => {
    const ids = many(30, (at) => `"${at}"`);
    const source = `user.isMemberOf({a: {${many(30, (at) => `k${at}: {${ids}}`)}}, b: "x"}[user.k])`;
    const env = defineEnvironment({ user: { k: "text" }, limits: { dataSize: 12, listLength: 30, steps: 150 } });
    const groups = ["1", "2"].map((id) => ({ id, type: "OKTA_GROUP", name: "n" }));
    const outcome = compile(source, env).evaluate({ user: { k: "a" }, groups });
    expect(outcome).toMatchObject({ diagnostic: { code: "run/budget" } });
    expect(check(source, env).verdicts.authorization_code?.mayFail).toContain("run/budget");
  });
});
