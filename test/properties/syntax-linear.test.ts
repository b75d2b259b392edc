/** Time: twice the source takes about twice the time, for every production that repeats and for every mistake that does. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { parseSource } from "../../src/syntax/parse.js";
import { growth, LINEAR, leastOf } from "../clock.js";

/** The nodes of the longest sources are beyond their bound; here it is time that counts. */
const limits = { ...DEFAULT_LIMITS, nodes: 1_000_000 };
const LONGEST = DEFAULT_LIMITS.sourceLength;

/** What is repeated, and what goes before and behind. */
const repeated: Record<string, readonly [repeated: string, before?: string, behind?: string]> = {
  sums: ["+a", "a"],
  products: [" * 1", "1"],
  conjunctions: [" and a", "a"],
  disjunctions: ["||a", "a"],
  "comparisons joined": [" and a == b", "a == b"],
  members: [".b", "a"],
  "safe members": ["?.b", "a"],
  indexes: ["[0]", "a"],
  calls: [".f(a)", "a"],
  projections: [".![b]", "a"],
  "else ladders": ["a ? b : ", "", "c"],
  "Elvis chains": ["a ?: ", "", "c"],
  "members of a list": ["a,", "{", "a}"],
  "lists in a list": ["{a},", "{", "a}"],
  arguments: ["-a, ", "f(", "a)"],
  "entries of a map": ["'k': a, ", "{", "b: a}"],
  "brackets side by side": ["+(a)", "a"],
  blanks: [" ", "", "a"],
  digits: ["1", "0."],
  letters: ["a"],
  "one long text": ["x", '"', '"'],
  "doubled quotes": ['""', '"', '"'],
  "names without an operator": ["a "],
  "texts without an operator": ["'a' "],
  assignments: ["a = "],
  "chained comparisons": ["a < "],
  "operators without operands": ["+ "],
  "commas without members": [",", "{", "}"],
  "opening brackets, within the nesting": ["a(,a) "],
  "closing brackets": [")"],
  "brackets of the wrong kind": ["(a] + "],
  "unclosed in closed": ["(a[b) + "],
  colons: [": a "],
  questions: ["a ? b, ", "{"],
  "keys that are none": ["a.b: c, ", "{"],
  "keys missing": ["a, ", "{k: 1, "],
  "dots without names": ["a. + "],
  "numbers that are none": ["1x "],
  "points and digits": [".1"],
  "digits and points": ["1."],
  exponents: ["1e+"],
  "texts without an end, with doubled quotes": ['""', '"'],
  "quotes of both kinds": ["'\""],
  "quotes inside texts": ["'a'b "],
  "quotes inside texts, never closed": ["'a'b \"x\"c "],
  "quotes inside mended texts": ["“a”b "],
  "typographic quotes": ["“a” "],
  "typographic quotes of no end": ["“"],
  "straight and typographic quotes": ['"a” '],
  "quotes of all kinds": ['@""?:“'],
  "escaped quotes": ['\\"'],
  "escaped quotes of no end": ["\\\"\\'"],
  backslashes: ["\\"],
  backticks: ["`"],
  templates: [`$${"{a} "}`],
  comments: ["/*a*/ "],
  "comments of no end": ["/* "],
  slashes: ["/"],
  "unknown characters": ["€"],
  "unknown characters between": ["a € "],
  "halves of pairs": ["\ud800"],
  "invisible characters": ["a\u200b"],
  "letters of other alphabets": ["aé"],
  constructors: ["new a.b.c "],
  types: ["T(a) + "],
  "types of no end": ["T(", "", ""],
  ifs: ["if (a) "],
  "ifs in ifs": ["if a then "],
  beans: ["@'"],
  "refused selections": [".^[a]", "a"],
  semicolons: [";"],
  steps: ["++"],
  "trailing operators": ["! "],
  "calls of what is no name": ["(a)", "(a)"],
};

/** A source of at most so many units. */
function sourceOf([part, before = "", behind = ""]: readonly [string, string?, string?], length: number): string {
  return before + part.repeat(Math.floor((length - before.length - behind.length) / part.length)) + behind;
}

describe("the time to parse", () => {
  it.each(Object.entries(repeated))("%s grows with the length", (_name, form) => {
    const sources = new Map([LONGEST / 4, LONGEST].map((length) => [length, sourceOf(form, length)]));
    expect(growth((length) => void parseSource(sources.get(length), limits), LONGEST)).toBeLessThanOrEqual(LINEAR);
  });
  it("would be told from one that grows with the square", () => {
    const squared = (size: number): void => {
      const source = "a".repeat(size);
      let found = 0;
      for (let at = 0; at < size; at++) found += source.indexOf("b", at);
      expect(found).toBe(-size);
    };
    expect(growth(squared, 80_000)).toBeGreaterThan(LINEAR);
  });
});

describe("eighteen levels", () => {
  it.each(["(", "{", "f(", "a[", "a.![", "a ? (", "!("])("of %s take no time", (opening) => {
    const time = leastOf(3, () => {
      parseSource(opening.repeat(18), limits);
      parseSource(`${opening.repeat(18)}a${opening.endsWith("[") ? "]" : opening.endsWith("{") ? "}" : ")"}`, limits);
    });
    expect(time).toBeLessThan(50);
  });
});
