/** The table of operators is the law's. */
import { describe, expect, it } from "vitest";
import { INFIX, LEVELS, PREFIX } from "../../src/syntax/operators.js";

describe("the operators", () => {
  it("are these, on these levels, in these spellings", () =>
    expect(LEVELS.map((level) => Object.values(INFIX).flatMap((row) => (row.level === level ? [...row.spellings] : [])))).toEqual([
      ["or", "||"],
      ["and", "&&"],
      ["==", "eq", "!=", "ne", "<", "lt", "<=", "le", ">", "gt", ">=", "ge", "matches"],
      ["+", "-"],
      ["*", "/", "div", "%", "mod"],
    ]));
  it("have prefixes", () => expect(Object.values(PREFIX).map((row) => [...row.spellings])).toEqual([["!", "not"], ["-"]]));
  it("have every spelling once", () => {
    const all = Object.values(INFIX).flatMap((row): readonly string[] => row.spellings);
    expect(new Set(all).size).toBe(all.length);
  });
  it("have names of their own", () => {
    const names = [...Object.values(INFIX), ...Object.values(PREFIX)].map((row) => row.name);
    expect(new Set(names).size).toBe(names.length);
  });
});
