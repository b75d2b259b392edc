/** P17: what the checker knows, the evaluator has: every spelling of a row is accepted, runs, and its row has code or stands for a path. */
import { describe, expect, it } from "vitest";
import { check, compile, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { BINARY, UNARY } from "../../src/library/operators.js";
import { INFIX, PREFIX } from "../../src/syntax/operators.js";

const env = defineEnvironment({ functions: allFunctions });

describe("the names that are known", () => {
  it("have code, or stand for a path of the context", () => {
    const bare = allFunctions.flatMap((row) =>
      row.overloads.filter(({ run, stands }) => (run === undefined) === (stands === undefined)),
    );
    expect(bare).toEqual([]);
  });

  it("are the operators of the grammar, no more and no fewer", () => {
    const logical = ["and", "or"];
    expect([...Object.keys(BINARY), ...logical].sort()).toEqual(Object.keys(INFIX).sort());
    expect(Object.keys(UNARY).sort()).toEqual(Object.keys(PREFIX).sort());
  });

  const examples = allFunctions.flatMap((row) => row.examples.map(([source, , context]) => ({ source, context: context ?? {} })));
  it.each(examples)("$source passes the checker and runs", ({ source, context }) => {
    expect(check(source, env).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(["value", "absent", "error"]).toContain(compile(source, env).evaluate(context).status);
  });

  it.each(["String.nothing('a')", "nothing('a')", "'a'.nothing()", "Nothing.at('a')", "'a'.toString('x')"])(
    "%s is known to neither",
    (source) => {
      expect(check(source, env).ok).toBe(false);
      expect(() => compile(source, env)).toThrow("check/");
    },
  );
});
