/** The rows over patterns: slashes, what they cost, and that the main entry has none of them. */
import { describe, expect, it } from "vitest";
import { check, compile, defineEnvironment } from "../../src/index.js";
import { defaultFunctions } from "../../src/library/default.js";
import { patternFunctions } from "../../src/library/patterns.js";
import { spent } from "../clock.js";

const env = defineEnvironment({ functions: patternFunctions });
const groups = ["west admins", "/slash/", "Everyone"].map((name, index) => ({ id: `00g${index}`, type: "OKTA_GROUP", name }));
const value = (source: string) => {
  const outcome = compile(source, env).evaluate({ user: { x: "/a/" }, groups });
  return outcome.status === "value" ? outcome.value : outcome;
};
const lints = (source: string) =>
  check(source, env)
    .diagnostics.filter(({ severity }) => severity !== "hint")
    .map(({ code }) => code);

describe("slashes", () => {
  it.each([
    ['"abc" matches "/abc/"', true, true],
    ['"/abc/" matches "//abc//"', true, true],
    ['"/abc" matches "/abc"', true, false],
    ['"/" matches "/"', true, false],
    ['"a" matches user.x', true, false],
    ['isMemberOfGroupNameRegex("/.*admin.*/")', true, true],
    ['isMemberOfGroupNameRegex("/.*admin.*")', true, true],
    ['isMemberOfGroupNameRegex("/slash/")', false, true],
    ['isMemberOfGroupNameRegex("//slash//")', true, true],
    ['isMemberOfGroupNameRegex(".*admin.*/")', false, false],
  ])("%s is %s; told: %s", (source, holds, told) => {
    expect(value(source)).toBe(holds);
    expect(lints(source)).toEqual(told ? ["lint/pattern-slashes"] : []);
  });
});

describe("the rows", () => {
  it("are not in the main entry", () => {
    const spellings = new Set(defaultFunctions.flatMap((row) => [row.name, row.operator]));
    expect(patternFunctions.filter((row) => spellings.has(row.name ?? row.operator))).toEqual([]);
  });
  it("give the operator its meaning wherever they are passed", () => {
    expect(check('"a" matches "("', env).ok).toBe(false);
    expect(check('"a" matches "("', defineEnvironment()).ok).toBe(true);
  });
  it("are found by the column, so that a host may bring an engine of its own", () => {
    const [matches] = patternFunctions.filter((row) => row.operator === "matches");
    const own = { ...(matches as (typeof patternFunctions)[number]), doc: "A stricter one." };
    expect(defineEnvironment({ functions: [...patternFunctions, own] }).library.operators.get("matches")).toBe(own);
  });
  it("fold what is known", () => {
    expect(check('"abc" matches "a.c" ? "yes" : "no"', env).verdicts.client_credentials?.values).toEqual(["yes"]);
    expect(check('"abc" matches "b" ? "yes" : "no"', env).verdicts.client_credentials?.values).toEqual(["no"]);
  });
  it("take many groups in time", () => {
    const many = Array.from({ length: 2_000 }, (_, index) => ({ id: `g${index}`, type: "OKTA_GROUP", name: "a".repeat(25) }));
    const began = spent();
    const outcome = compile('isMemberOfGroupNameRegex("(a*)*b")', env).evaluate({ user: {}, groups: many });
    expect(outcome).toEqual({ status: "value", value: false });
    expect(spent() - began).toBeLessThan(1_500);
  });
});
