/** Proofs over very many facts: some are left out, what is proved stays true, and contradictions are found. */
import { describe, expect, it } from "vitest";
import { check, compile, defineEnvironment } from "../../src/index.js";

const env = defineEnvironment({});
const names = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `user.${letter}${index}`);
const there = (paths: readonly string[]) => paths.map((path) => `${path} != null`).join(" and ");
const missing = (paths: readonly string[]) => paths.map((path) => `${path} == null`).join(" or ");
const verdictOf = (source: string) => {
  const { ok, verdicts } = check(source, env);
  expect(ok).toBe(true);
  return verdicts.authorization_code?.verdict;
};

describe("more facts than are carried along", () => {
  const [a, b] = [names("a", 40), names("b", 40)];
  it("are known up to a bound", () => {
    const many = names("c", 80);
    expect(verdictOf(`(${there(many)}) ? user.c0 : "x"`)).toBe("always");
    expect(verdictOf(`(${there(many)}) ? user.c79 : "x"`)).toBe("sometimes");
  });
  it("are known where two conditions come together", () => {
    const condition = `(${missing(a)}) ? ${a[0]} != null : (${there(b)})`;
    expect(verdictOf(`(${condition}) ? ${a[0]} : "x"`)).toBe("always");
    expect(verdictOf(`(${condition}) ? ${a[1]} : "x"`)).toBe("sometimes");
  });
  it("contradict one another", () => {
    const condition = `(${missing(a)}) ? ${a[0]} != null and user.y != null : ((${there(b)}) and ${a[0]} == null)`;
    const source = `(${condition}) ? user.y : "x"`;
    expect(verdictOf(source)).toBe("always");
    expect(compile(source, env).evaluate({ user: { a0: 1, y: "y" } })).toEqual({ status: "value", value: "y" });
  });
});

describe("an outcome that cannot be", () => {
  it("is found where one side of a comparison denies the other", () => {
    const source = '((user.n == null ? 1 : null) < (user.n == null ? null : 1)) ? user.n : "x"';
    expect(verdictOf(source)).toBe("never");
    for (const user of [{}, { n: "n" }]) expect(compile(source, env).evaluate({ user }).status).toBe("absent");
  });
});
