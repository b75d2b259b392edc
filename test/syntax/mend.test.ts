/** Mistakes: what each source with one is told, where, and what the offered fix makes of it. */
import { describe, expect, it } from "vitest";
import { SYNTAX_CODES } from "../../src/diagnostics/codes/syntax.js";
import { parse } from "../../src/syntax/parse.js";
import { fixed, unmarked, withMarks } from "./marked.js";

/** The source with the underlined text marked; the code; and the source after the first fix, where one is offered. */
type Row = readonly [marked: string, code: string, fixed?: string];

const named = (rows: readonly Row[]) => rows.map(([marked, code, after]) => ({ marked, code, after }));

const texts: readonly Row[] = [
  ["⟦“abc”⟧", "curly-quotes", '"abc"'],
  ["⟦‘abc’⟧ + user.x", "curly-quotes", '"abc" + user.x'],
  ["⟦«abc»⟧", "curly-quotes", '"abc"'],
  ["⟦„abc“⟧", "curly-quotes", '"abc"'],
  ['user.email == ⟦"x”⟧', "curly-quotes", 'user.email == "x"'],
  ['user.email == ⟦“x"⟧', "curly-quotes", 'user.email == "x"'],
  ["user.email == ⟦'x’⟧", "curly-quotes", 'user.email == "x"'],
  ["⟦“say 'no'”⟧", "curly-quotes", `"say 'no'"`],
  [`⟦‘say "no"’⟧`, "curly-quotes", `'say "no"'`],
  ["⟦`a`⟧ + b", "backticks", '"a" + b'],
  ["⟦`⟧a", "backticks", '"a"'],
  ["{⟦`k`⟧: 1}", "backticks", '{"k": 1}'],
  ["{⟦“k”⟧: 1}", "curly-quotes", '{"k": 1}'],
  ['⟦user.email == \\"x\\" and a⟧', "escaped-quotes", 'user.email == "x" and a'],
  ['⟦\\"x\\"⟧', "escaped-quotes", '"x"'],
  ["a == ⟦\\'x\\'⟧", "escaped-quotes", 'a == "x"'],
  ["{⟦\\'k\\'⟧: 1}", "escaped-quotes", '{"k": 1}'],
  ['⟦"user.email == \\"x\\""⟧', "json-text", 'user.email == "x"'],
  ['⟦ "f(\\"a\\", \\"\\\\\\")" ⟧', "json-text", 'f("a", "\\")'],
  ['⟦"⟧abc', "unterminated-text", '"abc"'],
  ["a + ⟦'⟧", "unterminated-text", "a + ''"],
  ['⟦"⟧a""', "unterminated-text", '"a"""'],
  ['⟦"⟧a\nb', "unterminated-text", '"a\nb"'],
  ["'it⟦'⟧s' + a", "quote-inside-text", "'it''s' + a"],
  ['"say ⟦"⟧hi" now"', "quote-inside-text", '"say ""hi"" now"'],
  ["f('don⟦'⟧t, please')", "quote-inside-text", "f('don''t, please')"],
  ['"a" ⟦"b"⟧', "adjacent-texts", '"a" + "b"'],
  [`"a"⟦'b'⟧`, "adjacent-texts", `"a" + 'b'`],
  ['"a⟦\u200b⟧b"', "hidden-character", '"ab"'],
  ['"a⟦\u202e⟧b"', "hidden-character", '"ab"'],
  ["'a⟦\0⟧'", "hidden-character", "'a'"],
];

/** Texts that go on to the end of the source: what they take along is told when they are closed in the right place. */
const unending: readonly Row[] = [
  ['f(a[{⟦"⟧b, c)', "unterminated-text", 'f(a[{"b, c)"'],
  ['a ? ⟦"⟧b : c', "unterminated-text", 'a ? "b : c"'],
  ["f(⟦“⟧a)", "curly-quotes", 'f("a)"'],
  ["f(⟦`⟧a)", "backticks", 'f("a)"'],
];

const numbers: readonly Row[] = [
  ["⟦.5⟧", "bad-number", "0.5"],
  ["a + ⟦.5⟧", "bad-number", "a + 0.5"],
  ["⟦5.⟧", "bad-number", "5.0"],
  ["⟦5.⟧ + 1", "bad-number", "5.0 + 1"],
  ["⟦10L⟧", "bad-number", "10"],
  ["⟦1.5f⟧", "bad-number", "1.5"],
  ["⟦2d⟧", "bad-number", "2.0"],
  ["⟦0x1F⟧", "bad-number", "31"],
  ["⟦0xFFFFFFFF⟧", "bad-number"],
  ["⟦1_000⟧", "bad-number", "1000"],
  ["⟦1,000⟧", "bad-number", "1000"],
  ["⟦1,000,000⟧ < a", "bad-number", "1000000 < a"],
  ["a * ⟦1,5⟧", "bad-number", "a * 1.5"],
  ["⟦1.2.3⟧", "bad-number"],
  ["⟦1st⟧", "bad-number"],
  ["⟦1e⟧", "bad-number"],
  ["⟦2147483648⟧", "integer-too-large", "2147483648.0"],
  ["⟦2147483648⟧[0]", "integer-too-large", "2147483648.0[0]"],
  ["⟦2147483648⟧.f(1)", "integer-too-large", "2147483648.0.f(1)"],
  ["-⟦2147483648⟧.f(1)", "integer-too-large", "-2147483648.0.f(1)"],
  ["-(⟦2147483648⟧)", "integer-too-large", "-(2147483648.0)"],
  ["-⟦2147483649⟧", "integer-too-large", "-2147483649.0"],
  ["- -⟦99999999999⟧", "integer-too-large", "- -99999999999.0"],
  ["a[⟦2147483648⟧]", "integer-too-large", "a[2147483648.0]"],
  ["⟦1e309⟧", "number-too-large"],
  ["⟦+⟧1", "leading-plus", "1"],
  ["a + ⟦+⟧b", "leading-plus", "a + b"],
];

const characters: readonly Row[] = [
  ["a ⟦#⟧ b", "unexpected-character"],
  ["a⟦€⟧", "unexpected-character", "a"],
  ["⟦\0⟧a", "unexpected-character", "a"],
  ["a ⟦\ud800⟧", "unexpected-character", "a "],
  ["⟦\\⟧a", "unexpected-character", "a"],
  ["a⟦\u00a0⟧== b", "odd-space", "a == b"],
  ["⟦\ufeff⟧a", "odd-space", "a"],
  ["us⟦\u200b⟧er.email", "odd-space", "user.email"],
  ["a ⟦–⟧ b", "typographic-dash", "a - b"],
  ["⟦−⟧1", "typographic-dash", "-1"],
  ["user.⟦größe⟧ + 1", "foreign-name", 'user["größe"] + 1'],
  ["user?.⟦é⟧", "foreign-name", 'user?.["é"]'],
  ["⟦naïve⟧ == 1", "foreign-name"],
  ["{⟦é⟧: 1}", "bad-key", '{"é": 1}'],
  ["a ⟦// x⟧", "comment", "a "],
  ["⟦/* x */⟧ a", "comment", " a"],
  ["a ⟦/* x⟧", "comment", "a "],
  ["a⟦;⟧", "semicolon", "a"],
  ["a⟦;⟧ b", "semicolon"],
  ["⟦⟧", "empty"],
  ["⟦ \n ⟧", "empty"],
];

const operators: readonly Row[] = [
  ["user.a ⟦=⟧ 'x'", "wrong-equality", "user.a == 'x'"],
  ["(a ⟦=⟧ b) ? c : d", "wrong-equality", "(a == b) ? c : d"],
  ["a.?[b ⟦=⟧ c]", "wrong-equality", "a.?[b == c]"],
  ["a ⟦===⟧ b", "wrong-operator", "a == b"],
  ["a ⟦!==⟧ b", "wrong-operator", "a != b"],
  ["a ⟦<>⟧ b", "wrong-operator", "a != b"],
  ["a ⟦=>⟧ b", "wrong-operator", "a >= b"],
  ["a ⟦=<⟧ b", "wrong-operator", "a <= b"],
  ["a ⟦=~⟧ b", "wrong-operator", "a matches b"],
  ["a ⟦??⟧ b", "wrong-operator", "a ?: b"],
  ["a ⟦&⟧ b", "wrong-operator", "a and b"],
  ["a ⟦|⟧ b", "wrong-operator", "a or b"],
  ["a ⟦! =⟧ b", "split-operator", "a != b"],
  ["a ⟦= =⟧ b", "split-operator", "a == b"],
  ["a ⟦> =⟧ b", "split-operator", "a >= b"],
  ["a ⟦< >⟧ b", "split-operator", "a != b"],
  ["a ⟦& &⟧ b", "split-operator", "a && b"],
  ["a ⟦| |⟧ b", "split-operator", "a || b"],
  ["a ⟦? .⟧ b", "split-operator", "a ?. b"],
  ["a ⟦? :⟧ b", "split-elvis", "a ?: b"],
  ["a ⟦b⟧", "missing-operator"],
  ['a ⟦"x"⟧', "missing-operator"],
  ["1 ⟦2⟧", "missing-operator"],
  ["a ⟦!⟧b", "missing-operator"],
  ["a ⟦{⟧b}", "missing-operator"],
  ["a ⟦adn⟧ b", "unknown-operator", "a and b"],
  ["a ⟦contains⟧ b", "unknown-operator"],
  ["a ⟦is⟧ null", "unknown-operator"],
  ["⟦if⟧ a then b else c", "unknown-operator"],
  ["⟦if⟧ (a) b else c", "unknown-operator"],
  ["⟦IF⟧ (a) THEN (b) ELSE (c)", "unknown-operator"],
  ["a ⟦+⟧", "trailing-operator", "a"],
  ["a ⟦and⟧", "trailing-operator", "a"],
  ["a or ⟦not⟧", "trailing-operator", "a"],
  ["a ⟦?⟧", "trailing-operator", "a"],
  ["a ⟦?:⟧ ", "trailing-operator", "a "],
  ["a == b ⟦==⟧", "trailing-operator", "a == b"],
  ["a ? b ⟦:⟧", "trailing-operator"],
  ["⟦!⟧", "trailing-operator"],
  ["⟦and⟧ a", "missing-operand"],
  ["⟦==⟧ a", "missing-operand"],
  ["a ⟦* *⟧ b", "missing-operand"],
  ["a ⟦and or⟧ b", "missing-operand"],
  ["a ⟦== ==⟧ b", "missing-operand"],
  ["a == b ⟦==⟧ c", "chained-comparison", "a == b and b == c"],
  ["a<b⟦<⟧c", "chained-comparison", "a<b and b <c"],
  ["a < b ⟦matches⟧ c < d", "chained-comparison", "a < b and b matches c < d"],
  ["⟦!a⟧ == b", "not-binds-tighter", "!(a == b)"],
  ["⟦not (a)⟧ < b", "not-binds-tighter", "not ((a) < b)"],
  ["a ? b : ⟦c ?: d⟧", "elvis-in-else", "a ? b : (c ?: d)"],
  ["a ?: ⟦b ? c : d⟧", "conditional-in-elvis", "a ?: (b ? c : d)"],
];

const brackets: readonly Row[] = [
  ["⟦(⟧a", "unclosed-bracket", "(a)"],
  ["f⟦(⟧a,", "unclosed-bracket", "f(a)"],
  ["f⟦(⟧", "unclosed-bracket", "f()"],
  ["⟦{⟧", "unclosed-bracket", "{}"],
  ["⟦{⟧:", "unclosed-bracket", "{:}"],
  ["⟦{⟧a: 1,", "unclosed-bracket", "{a: 1}"],
  ["a⟦[⟧", "unclosed-bracket"],
  ["⟦(⟧", "unclosed-bracket"],
  ["a⟦.![⟧b", "unclosed-bracket", "a.![b]"],
  ["f(a⟦[⟧0, b)", "unclosed-bracket", "f(a[0], b)"],
  ["a ? ⟦(⟧b : c", "unclosed-bracket", "a ? (b) : c"],
  ["a ? f⟦(⟧b[0] : c", "unclosed-bracket", "a ? f(b[0]) : c"],
  ["{a⟦[⟧0}", "unclosed-bracket", "{a[0]}"],
  ["a⟦)⟧", "unopened-bracket", "a"],
  ["{a}⟦]⟧", "unopened-bracket", "{a}"],
  ["f(a +⟦]⟧ b)", "unopened-bracket", "f(a + b)"],
  ["(a⟦]⟧", "wrong-bracket", "(a)"],
  ["{a⟦)⟧ + b", "wrong-bracket", "{a} + b"],
  ["a[0⟦}⟧", "wrong-bracket", "a[0]"],
  ["⟦[⟧1, 2]", "square-list", "{1, 2}"],
  ["f(⟦[⟧])", "square-list", "f({})"],
  ["⟦()⟧", "missing-operand"],
  ["a⟦[]⟧", "missing-operand"],
  ["a⟦.?[]⟧", "missing-operand"],
  ["f⟦(,⟧ a)", "missing-operand", "f( a)"],
  ["{a⟦,,⟧ b}", "missing-operand", "{a, b}"],
  ["⟦{,⟧}", "missing-operand", "{}"],
  ["{a: 1⟦,,⟧ b: 2}", "missing-operand", "{a: 1, b: 2}"],
  ["f(a⟦,⟧)", "trailing-comma", "f(a)"],
  ["{a: 1⟦,⟧}", "trailing-comma", "{a: 1}"],
  ["(a⟦,⟧ b)", "stray-comma"],
  ["a⟦,⟧ b", "stray-comma"],
  ["1.5⟦,⟧2", "stray-comma"],
  ["(a)⟦(b)⟧", "not-callable"],
  ["f(a)⟦(b)⟧", "not-callable"],
  ["a[0]⟦(b, c)⟧", "not-callable"],
];

const names: readonly Row[] = [
  ["a⟦.⟧", "missing-name"],
  ["a⟦?.⟧ + b", "missing-name"],
  ["a⟦.⟧(b)", "missing-name"],
  ['a⟦."x"⟧', "missing-name", 'a["x"]'],
  ['a⟦?."x"⟧', "missing-name", 'a?.["x"]'],
  ["a⟦.!⟧", "missing-name"],
  ["a⟦.?⟧b", "missing-name"],
  ["a⟦.⟧[0]", "dot-before-bracket", "a[0]"],
  ["a⟦.1⟧", "dot-before-number", "a[1]"],
  ["a⟦.1st⟧.b", "dot-before-number", 'a["1st"].b'],
  ["⟦#this⟧", "this-outside"],
  ["a.![b] + ⟦#this⟧", "this-outside"],
];

const choices: readonly Row[] = [
  ["a ⟦?⟧ b", "missing-colon", "a ? b : null"],
  ["f(a ⟦?⟧ b)", "missing-colon", "f(a ? b : null)"],
  ["f(a ⟦?⟧ b, c)", "missing-colon", "f(a ? b : null, c)"],
  ["a ⟦:⟧ b", "stray-colon"],
  ["a ? b : c ⟦:⟧ d", "stray-colon"],
];

const maps: readonly Row[] = [
  ["{⟦:⟧ 1}", "missing-key"],
  ["{a: 1, ⟦b⟧}", "missing-key"],
  ["{a: 1, ⟦f⟧(b)}", "missing-key"],
  ["{⟦1⟧: 2}", "bad-key", '{"1": 2}'],
  ["{a: 1, ⟦2⟧: 3}", "bad-key", '{a: 1, "2": 3}'],
  ["{⟦(a)⟧: 2}", "bad-key"],
  ["{⟦user.id⟧: 2}", "bad-key"],
  ['{⟦"a" + "b"⟧: 2}', "bad-key"],
  ["{a: 1, ⟦b.c⟧: 2}", "bad-key"],
  ["{a, b⟦:⟧ 1}", "bad-key"],
  ["{a: 1, ⟦a⟧: 2}", "duplicate-key"],
  ["{'a': 1, b: 2, ⟦\"a\"⟧: 3}", "duplicate-key"],
  ["{⟦__proto__⟧: 1}", "refused-key"],
  ["{⟦'__proto__'⟧: 1}", "refused-key"],
];

const refused: readonly Row[] = [
  ["a ⟦+=⟧ 1", "refused-construct"],
  ["a ⟦:=⟧ 1", "refused-construct"],
  ["a⟦++⟧", "refused-construct"],
  ["⟦--⟧a", "refused-construct"],
  ["a⟦--⟧b", "refused-construct"],
  ["2 ⟦^⟧ 3", "refused-construct"],
  ["2 ⟦**⟧ 3", "refused-construct"],
  ["a ⟦instanceof⟧ T(String)", "refused-construct"],
  ["a ⟦INSTANCEOF⟧ String", "refused-construct"],
  ["a ⟦between⟧ {1, 2} and b", "refused-construct"],
  ["⟦new⟧ java.util.Date()", "refused-construct"],
  ["⟦new⟧ String('a') + b", "refused-construct"],
  ["⟦new⟧ int[]{1, 2}", "refused-construct"],
  ["⟦New⟧ Date", "refused-construct"],
  ["⟦T⟧(java.lang.Runtime).getRuntime().exec('id')", "refused-construct"],
  ["a + ⟦T⟧(Integer).MAX_VALUE", "refused-construct"],
  ["⟦@bean⟧.find(1)", "refused-construct"],
  ["⟦@'my bean'⟧.x", "refused-construct"],
  ["⟦&@factory⟧", "refused-construct"],
  ["⟦#root⟧.email", "refused-construct"],
  ["⟦#f⟧(1) + a", "refused-construct"],
  ["a⟦.^[⟧#this > 1]", "refused-construct", "a.?[#this > 1][0]"],
  ["a⟦?.^[⟧b]", "refused-construct", "a?.?[b][0]"],
  ["a⟦.$[⟧b]", "refused-construct"],
  [`⟦\${⟧user.email}`, "template", "user.email"],
  ["⟦#{⟧user.email}", "template", "user.email"],
  [`⟦\${⟧user.email`, "template", "user.email"],
  [`f(⟦\${⟧a or b})`, "template", "f((a or b))"],
  ["!⟦#{⟧a == b}", "template", "!(a == b)"],
  [`Hello ⟦\${⟧user.email}`, "template"],
];

const mendable = { texts, numbers, characters, operators, brackets, names, choices, maps, refused };
const tables = { ...mendable, unending };

describe.each(Object.entries(tables))("mistakes in %s", (_name, rows) => {
  it.each(named(rows))("$marked is $code", ({ marked, code, after }) => {
    const source = unmarked(marked);
    const { diagnostics } = parse(source);
    expect(diagnostics.map((entry) => entry.code)).toEqual([`syntax/${code}`]);
    expect(withMarks(source, diagnostics)).toBe(marked);
    const [fix] = diagnostics[0]?.fixes ?? [];
    expect(fix && fixed(source, fix)).toBe(after);
  });
});

describe("a fix of a lonely mistake leaves none", () => {
  const rows = named(Object.values(mendable).flat());
  it.each(rows.filter(({ code, after }) => after !== undefined && code !== "chained-comparison"))("$marked", ({ marked }) => {
    const source = unmarked(marked);
    for (const fix of parse(source).diagnostics.flatMap((entry) => entry.fixes ?? []))
      expect(parse(fixed(source, fix)).diagnostics).toEqual([]);
  });
  it("unless more comparisons follow, one fix each", () => {
    const source = "a < b <= c < d";
    const again = (text: string): string => {
      const [fix] = parse(text).diagnostics.flatMap((entry) => entry.fixes ?? []);
      return fix ? again(fixed(text, fix)) : text;
    };
    expect(again(source)).toBe("a < b and b <= c and c < d");
  });
});

/** Several mistakes in one source: each is told, once, in the order of the source. */
const several: readonly (readonly [marked: string, codes: readonly string[]])[] = [
  ["⟦“a”⟧ ⟦=⟧ b ⟦&⟧ c", ["curly-quotes", "wrong-equality", "wrong-operator"]],
  ["user.a == ⟦\\'x\\'⟧ and b ⟦=⟧ c", ["escaped-quotes", "wrong-equality"]],
  ['a == ⟦\\"x\\"⟧ and b ⟦=⟧', ["escaped-quotes", "wrong-equality"]],
  ["f⟦(⟧a ⟦===⟧ b", ["unclosed-bracket", "wrong-operator"]],
  ["⟦[⟧⟦.5⟧⟦;⟧ 1]", ["square-list", "bad-number", "semicolon"]],
  ["{a: ⟦.5⟧, ⟦b⟧, ⟦a⟧: 5⟦,⟧}", ["bad-number", "missing-key", "duplicate-key", "trailing-comma"]],
  ["a < b ⟦<⟧ c and d == e ⟦==⟧ f", ["chained-comparison", "chained-comparison"]],
  ["2 ⟦^⟧ 3 ⟦^⟧ 4", ["refused-construct", "refused-construct"]],
  ["(a ⟦?⟧ b) + c⟦.⟧ + d ⟦*⟧", ["missing-colon", "missing-name", "trailing-operator"]],
  ["a ⟦/*x*/⟧ ⟦b⟧", ["comment", "missing-operator"]],
  [`⟦#{⟧a} + ⟦\${⟧b}`, ["template", "template"]],
  ["!a == b ⟦==⟧ c ⟦+⟧", ["chained-comparison", "trailing-operator"]],
  ["⟦if⟧ (a ⟦=⟧ b) c else d", ["unknown-operator", "wrong-equality"]],
  [`a + ⟦\${⟧b`, ["template"]],
  ["{a: 1⟦,⟧ ⟦)⟧}", ["trailing-comma", "unopened-bracket"]],
  ["a ⟦0x1F⟧", ["bad-number"]],
  ["⟦“it”⟧⟦s⟧", ["curly-quotes", "missing-operator"]],
  ["'it'⟦s⟧", ["missing-operator"]],
  ["⟦1,5⟧⟦,⟧", ["bad-number", "stray-comma"]],
  ["⟦1,5,5⟧", ["bad-number"]],
  ['a ⟦€⟧ ⟦\\"b\\"⟧', ["unexpected-character", "escaped-quotes"]],
  // Without the backslashes it would still not be what was meant, so each mistake is told in its place.
  ['⟦T⟧(\\"b\\")', ["refused-construct"]],
  ['⟦2147483648⟧ + ⟦\\"b\\"⟧', ["integer-too-large", "escaped-quotes"]],
  ["⟦2147483648⟧ + ⟦1e999⟧ + ⟦#this⟧", ["integer-too-large", "number-too-large", "this-outside"]],
];

describe("several mistakes in one source", () => {
  it.each(several)("%s", (marked, codes) => {
    const source = unmarked(marked);
    const { diagnostics } = parse(source);
    expect(diagnostics.map((entry) => entry.code)).toEqual(codes.map((code) => `syntax/${code}`));
    expect(withMarks(source, diagnostics)).toBe(marked);
  });
});

/** What looks like one of the mistakes people paste, in sources that parse. */
const innocent = [
  '"“curly”"',
  "'`'",
  '"a = b"',
  `"\${user.email} #{x}"`,
  '"\\"',
  'a + "\\" + b',
  // The name alone is suspect, so that the source is mended; nothing of it is a mistake.
  'x.T(a) ?: ""',
  'x["a"] == "\\"',
  "new + between + instanceof + T",
  "new.x",
  "T.x",
  "{T: 1, new: 2, if: 3}",
  "contains ?: in",
  "{a ? b : c}",
  "a - -b",
  "a.and.or.not",
];

describe("a source that parses", () => {
  it.each(innocent)("%s is told nothing", (source) => expect(parse(source).diagnostics).toEqual([]));
});

/** The codes of limits and of what is no text at all; `parse.test.ts` has their cases. */
const elsewhere = ["not-text", "source-too-long", "too-deep", "too-many-nodes", "literal-too-long"];

describe("the codes of this room", () => {
  it("each have a case", () => {
    const told = new Set(
      [...Object.values(tables).flat(), ...several.flatMap(([, codes]) => codes.map((code) => ["", code] as const))].map(
        ([, code]) => code,
      ),
    );
    const all = Object.keys(SYNTAX_CODES).map((code) => code.replace("syntax/", ""));
    expect(all.filter((code) => !told.has(code) && !elsewhere.includes(code))).toEqual([]);
    expect(elsewhere.filter((code) => !all.includes(code))).toEqual([]);
  });
});

describe("more mistakes than anybody reads", () => {
  it("are told up to the hundredth", () => {
    const { diagnostics } = parse(`${Array.from({ length: 150 }, () => "a eqq b or ").join("")}c`);
    expect(diagnostics.map(({ code }) => code)).toEqual(new Array(100).fill("syntax/unknown-operator"));
  });
});
