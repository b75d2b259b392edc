/** Levels: every operator against every other, which way each leans, chains, conditionals and Elvis, and the spans of what is joined. */
import { describe, expect, it } from "vitest";
import { INFIX, type InfixOperator } from "../../src/syntax/operators.js";
import { parse } from "../../src/syntax/parse.js";
import { sexpr } from "./notation.js";

/** The levels as the language has them, loosest first. */
const levels: readonly (readonly InfixOperator[])[] = [
  ["or"],
  ["and"],
  ["eq", "ne", "lt", "le", "gt", "ge", "matches"],
  ["add", "subtract"],
  ["multiply", "divide", "remainder"],
];
const levelOf = (operator: InfixOperator): number => levels.findIndex((level) => level.includes(operator));
const operators = levels.flat();
const pairs = operators.flatMap((first) => operators.map((second) => [first, second] as const));

function tree(source: string): string {
  const { ast, diagnostics } = parse(source);
  return diagnostics.some((entry) => entry.severity === "error") ? diagnostics.map((entry) => entry.code).join() : sexpr(ast);
}

describe("every operator", () => {
  it("has a level", () => expect([...operators].sort()).toEqual(Object.keys(INFIX).sort()));

  it.each(pairs)("%s before %s", (first, second) => {
    const comparison = levels[2] as readonly InfixOperator[];
    const [loose, tight] = [levelOf(first), levelOf(second)];
    const expected =
      comparison.includes(first) && comparison.includes(second)
        ? "syntax/chained-comparison"
        : first === second && loose < 2
          ? `(${first} a b c)`
          : loose < tight
            ? `(${first} a (${second} b c))`
            : `(${second} (${first} a b) c)`;
    for (const left of INFIX[first].spellings)
      for (const right of INFIX[second].spellings) expect(tree(`a ${left} b ${right} c`)).toBe(expected);
  });

  it.each(operators)("%s is looser than what stands before and behind an operand", (operator) => {
    const [spelling] = INFIX[operator].spellings;
    expect(tree(`!a ${spelling} -b.c`)).toBe(`(${operator} (not a) (neg (.c b)))`);
    expect(tree(`a[0] ${spelling} b.f()`)).toBe(`(${operator} ([] a 0) (.f() b))`);
  });

  it.each(operators)("%s is tighter than the conditional and Elvis", (operator) => {
    const [spelling] = INFIX[operator].spellings;
    expect(tree(`a ${spelling} b ? c ${spelling} d : e ${spelling} f`)).toBe(
      `(if (${operator} a b) (${operator} c d) (${operator} e f))`,
    );
    expect(tree(`a ${spelling} b ?: c ${spelling} d`)).toBe(`(or-else (${operator} a b) (${operator} c d))`);
  });
});

describe("runs of operators", () => {
  it.each([
    ["a - b - c - d", "(subtract (subtract (subtract a b) c) d)"],
    ["a - (b - c)", "(subtract a (subtract b c))"],
    ["a + b * c - d / e % f", "(subtract (add a (multiply b c)) (remainder (divide d e) f))"],
    ["a and b or c and d or e", "(or (and a b) (and c d) e)"],
    ["a or b and c == d + e * f", "(or a (and b (eq c (add d (multiply e f)))))"],
    ["a * b + c == d and e or f", "(or (and (eq (add (multiply a b) c) d) e) f)"],
    ["a and b and c and d", "(and a b c d)"],
    ["a and (b and c) and d", "(and a b c d)"],
    ["(a or b) or (c or d)", "(or a b c d)"],
    ["(a and b) or (c and d)", "(or (and a b) (and c d))"],
    ["a == (b == c)", "(eq a (eq b c))"],
    ["(a < b) < c", "(lt (lt a b) c)"],
    ["a < b and c < d and e < f", "(and (lt a b) (lt c d) (lt e f))"],
    ["!a and !b", "(and (not a) (not b))"],
    ["!a == b", "(eq (not a) b)"],
    ["!(a == b)", "(not (eq a b))"],
    ["- - a - - b", "(subtract (neg (neg a)) (neg b))"],
  ])("%s", (source, expected) => expect(tree(source)).toBe(expected));
});

describe("conditionals and Elvis", () => {
  it.each([
    ["a ? b : c ? d : e", "(if a b (if c d e))"],
    ["a ? b ? c : d : e", "(if a (if b c d) e)"],
    ["(a ? b : c) ? d : e", "(if (if a b c) d e)"],
    ["a ?: b ?: c", "(or-else a (or-else b c))"],
    ["(a ?: b) ?: c", "(or-else (or-else a b) c)"],
    ["a ? b : c ?: d", "(if a b (or-else c d))"],
    ["a ?: b ? c : d", "(or-else a (if b c d))"],
    ["a ? b ?: c : d", "(if a (or-else b c) d)"],
    ["(a ? b : c) ?: d", "(or-else (if a b c) d)"],
    ["(a ?: b) ? c : d", "(if (or-else a b) c d)"],
    ["a ?: b ? c : d ?: e", "(or-else a (if b c (or-else d e)))"],
    ["a or b ?: c or d ? e or f : g or h", "(or-else (or a b) (if (or c d) (or e f) (or g h)))"],
  ])("%s", (source, expected) => expect(tree(source)).toBe(expected));

  it.each([
    ["a ? b : c ?: d", ["syntax/elvis-in-else"]],
    ["a ?: b ? c : d", ["syntax/conditional-in-elvis"]],
    ["a ? b : (c ?: d)", []],
    ["a ?: (b ? c : d)", []],
    ["(a ? b : c) ?: d", []],
    ["a ? b : c ? d : e", []],
    ["a ?: b ?: c", []],
    ["a ? b ?: c : d", []],
    ["a ? b : c ?: d ? e : f", ["syntax/elvis-in-else", "syntax/conditional-in-elvis"]],
  ])("%s is told %j", (source, codes) => expect(parse(source).diagnostics.map((entry) => entry.code)).toEqual(codes));
});

describe("a negated side of a comparison", () => {
  it.each([
    ["!a == b", 1],
    ["not a < b", 1],
    ["!a matches b", 1],
    ["c and !a == b or d", 1],
    ["(!a) == b", 0],
    ["!(a) == b", 1],
    ["b == !a", 0],
    ["!a and b", 0],
    ["-a == b", 0],
    ["!a + b == c", 0],
  ])("%s gets %d hint", (source, count) =>
    expect(parse(source).diagnostics.map((entry) => entry.code)).toEqual(Array(count).fill("syntax/not-binds-tighter")),
  );
});

describe("the span of what is joined", () => {
  it.each([
    ["(a) + (b)", "(a) + (b)"],
    ["( (a) + b )", "(a) + b"],
    [" a and b ", "a and b"],
    ["(a) ? (b) : (c)", "(a) ? (b) : (c)"],
    ["(a ?: b)", "a ?: b"],
    ["(a).b", "(a).b"],
    ["-(a)", "-(a)"],
    ["(a)[0]", "(a)[0]"],
  ])("%s is %s", (source, expected) => {
    const { span } = parse(source).ast;
    expect(source.slice(span.start, span.end)).toBe(expected);
  });
});
