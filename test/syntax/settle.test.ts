/** The pass before the parser: words told from names, and the nesting held to its limit, exactly. */

import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { parse } from "../../src/syntax/parse.js";
import { settle } from "../../src/syntax/settle.js";
import { rowOf, vocabulary } from "../../src/syntax/vocabulary.js";
import fc from "../seeded.js";

function settled(source: string): { kinds: string; suspect: boolean } {
  const { tokens } = vocabulary().lexer.tokenize(source);
  const { suspect } = settle(tokens, DEFAULT_LIMITS);
  return { kinds: tokens.map((token) => rowOf(token)?.name).join(" "), suspect };
}

describe("words", () => {
  it.each([
    ["true FALSE Null", "Constant Constant Constant"],
    ["a and b OR c", "Name Infix Name Infix Name"],
    ["not nOT", "Not Not"],
    [
      "a eq b ne c lt d le e gt f ge g matches h div i mod j",
      "Name Infix Name Infix Name Infix Name Infix Name Infix Name Infix Name Infix Name Infix Name Infix Name",
    ],
    ["a.and.not.true", "Name Dot Name Dot Name Dot Name"],
    ["a?.and", "Name SafeDot Name"],
    ["{and: 1, not: 2, null: 3}", "LCurly Name Colon Integer Comma Name Colon Integer Comma Name Colon Integer RCurly"],
    ["{and : 1}", "LCurly Name Colon Integer RCurly"],
    ["{null, true}", "LCurly Constant Comma Constant RCurly"],
    ["{a ? null : true}", "LCurly Name Question Constant Colon Constant RCurly"],
    ["f(a ? b : null, true)", "Name LParen Name Question Name Colon Constant Comma Constant RParen"],
    ["android orange nothing trueish nul", "Name Name Name Name Name"],
    ["a[and]", "Name LSquare Infix RSquare"],
    ["{and", "LCurly Infix"],
    ["a, not", "Name Comma Not"],
  ])("%s", (source, kinds) => expect(settled(source).kinds).toBe(kinds));
});

describe("suspicion", () => {
  it.each(["a", "a ? b : {c: d}", "x.T(a)", "T", "new + between", "a[0]?.[1]", "-1", "{:}", "a - -b", "'“”'"])(
    "%s is none",
    (source) => expect(settled(source).suspect).toBe(false),
  );
  it.each(["T(a)", "[a]", "a + [b]", "a + +b", "+a", "(a", "a)", "(a]", "“a”", "a = b", "5.", "a // b", "#x", "a ; b"])(
    "%s is",
    (source) => expect(settled(source).suspect).toBe(true),
  );
});

describe("a literal", () => {
  it.each([
    ['""', false],
    ['"ab"', false],
    ['"abc"', true],
    ["a == 'abc'", true],
    ["a == 'ab'", false],
  ])("%s of more than two units is suspect: %s", (source, suspect) => {
    const { tokens } = vocabulary().lexer.tokenize(source);
    expect(settle(tokens, { ...DEFAULT_LIMITS, literalLength: 2 }).suspect).toBe(suspect);
  });
});

const times = (count: number, text: string): string => text.repeat(count);

/** Sources with so many levels. */
const towers: Record<string, (levels: number) => string> = {
  brackets: (n) => `${times(n, "(")}a${times(n, ")")}`,
  lists: (n) => `${times(n, "{")}a${times(n, "}")}`,
  maps: (n) => `${times(n, "{k:")}a${times(n, "}")}`,
  calls: (n) => `${times(n, "f(")}a${times(n, ")")}`,
  "method calls": (n) => `${times(n, "a.f(")}a${times(n, ")")}`,
  indexes: (n) => `${times(n, "a[")}a${times(n, "]")}`,
  "safe indexes": (n) => `${times(n, "a?.[")}a${times(n, "]")}`,
  projections: (n) => `${times(n, "a.![")}a${times(n, "]")}`,
  selections: (n) => `${times(n, "a?.?[")}a${times(n, "]")}`,
  negations: (n) => `${times(n, "!")}a`,
  "negations in words": (n) => `${times(n, "not ")}a`,
  signs: (n) => `${times(n, "- ")}a`,
  "mixed unary operators": (n) => `${times(n, "-!").slice(0, n)}a`,
  "signs after an operator": (n) => `a - ${times(n, "- ")}a`,
  "conditional middles": (n) => `${times(n, "a ? ")}a${times(n, " : a")}`,
  "brackets and signs": (n) => `${times(Math.floor(n / 2), "-(") + times(n % 2, "-")}a${times(Math.floor(n / 2), ")")}`,
  "brackets in middles": (n) => `${times(Math.floor(n / 2), "a ? (") + times(n % 2, "-")}a${times(Math.floor(n / 2), ") : a")}`,
  "signs after a word": (n) => `a and ${times(n, "- ")}a`,
  "signs after `not`": (n) => `not ${times(n - 1, "- ")}a`,
  "signs after a text in the wrong quotes": (n) => `“a” - ${times(n, "- ")}a`,
  "brackets around a constant": (n) => `${times(n, "(")}true${times(n, ")")}`,
  "brackets after words": (n) => `a and b and not c or ${times(n, "(")}a${times(n, ")")}`,
  "brackets after symbols": (n) => `a + b * -c == ${times(n, "(")}a${times(n, ")")}`,
  "brackets after minus": (n) => `a - b - -c - ${times(n, "(")}a${times(n, ")")}`,
  "brackets after an Elvis": (n) => `a ?: b ?: -c ?: ${times(n, "(")}a${times(n, ")")}`,
  "brackets after commas": (n) => `{a, b, c, ${times(n - 1, "(")}a${times(n - 1, ")")}}`,
  "brackets after conditionals": (n) => `a ? b : -a ? b : c ? d : ${times(n, "(")}a${times(n, ")")}`,
  "brackets after brackets": (n) => `${n > 4 ? "(-(a ? b : c)).d - (a ? -b : c) + " : ""}${times(n, "(")}a${times(n, ")")}`,
  "brackets after a stray colon": (n) => `a : b : ${times(n, "(")}`,
  "brackets in an else in brackets": (n) =>
    n > 4 ? `(a ? b : ${times(n - 1, "(")}a${times(n - 1, ")")})` : `${times(n, "(")}a${times(n, ")")}`,
  "brackets after a colon too many": (n) => `a ? b : c : ${times(n, "(")}`,
  "signs after a number": (n) => `1 - ${times(n, "- ")}a`,
  "signs after a text": (n) => `"x" - ${times(n, "- ")}a`,
  "middles with an Elvis": (n) => `${times(n, "a ? b ?: ")}a${times(n, " : a")}`,
  "an unclosed tower": (n) => times(n, "("),
};

describe.each(Object.entries(towers))("the nesting of %s", (_name, tower) => {
  it.each([1, 2, 5, 100])("may be %d where that is the limit, and no more", (nesting) => {
    const limits = { ...DEFAULT_LIMITS, nesting };
    const codes = (levels: number): string[] => parse(tower(levels), { limits }).diagnostics.map((entry) => entry.code);
    if (nesting > 1) expect(codes(nesting - 1)).not.toContain("syntax/too-deep");
    expect(codes(nesting)).not.toContain("syntax/too-deep");
    expect(codes(nesting + 1)).toEqual(["syntax/too-deep"]);
  });
});

/** Sources in which brackets stay open where they seem to be closed: one closing bracket at the end makes the others before it count for nothing. */
const mangled: Record<string, (levels: number) => string> = {
  lists: (n) => `${times(n, ")a {")}}`,
  maps: (n) => `${times(n, ") {k:")}}`,
  indexes: (n) => `a${times(n, "[b)")}]`,
};

describe.each(Object.entries(mangled))("the nesting of mangled %s", (_name, mangle) => {
  const codes = (levels: number, nesting: number): string[] =>
    parse(mangle(levels), { limits: { ...DEFAULT_LIMITS, nesting } }).diagnostics.map((entry) => entry.code);
  it("is that of what is mended, and what was mended is told too", () => {
    expect(codes(10, 10)).not.toContain("syntax/too-deep");
    expect(codes(11, 10)).toContain("syntax/too-deep");
    expect(codes(11, 10)).toContain("syntax/unopened-bracket");
  });
  it("never uses up a usual stack", () => expect(codes(3_000, DEFAULT_LIMITS.nesting)).not.toContain("run/stack"));
});

it("is held to the limit in what fuzzing found, of which the brackets that are counted first come after the others", () => {
  const { diagnostics } = parse(`${times(240, ")I {")}${times(8, ":{}ng:g")}${times(25, " {)I")}`);
  expect(diagnostics.map((entry) => entry.code)).toContain("syntax/too-deep");
});

it("is held to the limit where brackets are mangled at random, and no stack is used up", () => {
  const pieces = ["(", ")", "{", "}", "[", "]", "a", " ", ":", ",", "?", ".", ".f(", ".![", "{k:", "-", "not ", "+", "if (", "${"];
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.constantFrom(...pieces), { maxLength: 6 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 400 }),
      (parts, count) => {
        const source = parts
          .map((part) => part.join("").repeat(count))
          .join("")
          .slice(0, 10_000);
        expect(parse(source).diagnostics.map((entry) => entry.code)).not.toContain("run/stack");
      },
    ),
    { numRuns: 200 },
  );
});

/** Sources that are long and nowhere deep. */
const flat: Record<string, (count: number) => string> = {
  sums: (n) => `a${times(n, "+a")}`,
  conjunctions: (n) => `a${times(n, " and a")}`,
  members: (n) => `a${times(n, ".b")}`,
  "safe members": (n) => `a${times(n, "?.b")}`,
  indexes: (n) => `a${times(n, "[0]")}`,
  "method calls": (n) => `a${times(n, ".f()")}`,
  projections: (n) => `a${times(n, ".![b]")}`,
  "Elvis chains": (n) => `${times(n, "a ?: ")}a`,
  "else ladders": (n) => `${times(n, "a ? b : ")}c`,
  "negated operands": (n) => `-a${times(n, " + -a")}`,
  "negated operands after words": (n) => `!a${times(n, " and !a")}`,
  "negated operands of minus": (n) => `-a${times(n, " - -a")}`,
  "operands negated in words": (n) => `not a${times(n, " and not a")}`,
  "negated members of a list": (n) => `{${times(n, "-a, ")}-a}`,
  "negated values of a map": (n) => `{${Array.from({ length: n }, (_, at) => `k${at}: -a`).join()}}`,
  "negated branches": (n) => `${times(n, "!a ? -b : ")}-c`,
  "negated fallbacks": (n) => `${times(n, "-a ?: ")}-a`,
  "brackets side by side": (n) => `(a)${times(n, "-(a)")}`,
  "middles side by side": (n) => `(a ? b : c)${times(n, " + (a ? b : c)")}`,
};

describe.each(Object.entries(flat))("the length of %s", (_name, chain) => {
  it("is not bounded by the nesting", () => {
    const limits = { ...DEFAULT_LIMITS, nesting: 3 };
    expect(parse(chain(400), { limits }).diagnostics.filter((entry) => entry.severity === "error")).toEqual([]);
  });
});

describe("a limit that is no number", () => {
  it.each([Number.NaN, undefined, "many"])("%s lets nothing pass", (nesting) => {
    const limits = { ...DEFAULT_LIMITS, nesting: nesting as number };
    expect(parse("a", { limits }).diagnostics.map((entry) => entry.code)).toEqual(["syntax/too-deep"]);
  });
});
