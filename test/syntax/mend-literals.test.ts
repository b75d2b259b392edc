/** Literals with a mistake: what is said of each, what is offered, and what becomes of the token. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { mendKey, mendText } from "../../src/syntax/mend-literals.js";
import { parse } from "../../src/syntax/parse.js";
import { Problems } from "../../src/syntax/problems.js";
import { vocabulary } from "../../src/syntax/vocabulary.js";

function told(source: string): unknown[] {
  return parse(source).diagnostics.map(({ data, fixes }) => [data.advice, fixes?.[0]?.title]);
}

describe("a number as other languages write it", () => {
  it.each([
    [".5", "A number begins with a digit. Write `0.5`.", "Write `0.5`"],
    ["5.", "A digit follows the point. Write `5.0`.", "Write `5.0`"],
    ["10L", "There are no suffixes. Write `10`.", "Write `10`"],
    ["10l", "There are no suffixes. Write `10`.", "Write `10`"],
    ["1.5f", "There are no suffixes. Write `1.5`.", "Write `1.5`"],
    ["1f", "There are no suffixes. Write `1.0`.", "Write `1.0`"],
    ["0x1F", "There are no hexadecimal numbers. Write `31`.", "Write `31`"],
    ["0x7fffffff", "There are no hexadecimal numbers. Write `2147483647`.", "Write `2147483647`"],
    ["0x80000000", "There are no hexadecimal numbers; write it in decimal.", undefined],
    ["1_000", "There are no separators. Write `1000`.", "Write `1000`"],
    [
      "1e",
      "Write digits, perhaps a point and more digits, perhaps an exponent: `12`, `3.5`, `1e3`; text goes in quotes.",
      undefined,
    ],
  ])("%s", (source, advice, title) => expect(told(source)).toEqual([[advice, title]]));
});

describe("a text", () => {
  const mended = (source: string, literalLength = DEFAULT_LIMITS.literalLength) => {
    const problems = new Problems(source);
    const [token] = vocabulary().lexer.tokenize(source).tokens;
    if (token === undefined) throw new Error("nothing to mend");
    const made = mendText(token, { ...DEFAULT_LIMITS, literalLength }, problems);
    return {
      image: made.image,
      told: problems.diagnostics.map(({ code, data, fixes }) => [code, data, fixes?.[0]?.title]),
    };
  };
  it("may be as long as it may be", () => {
    expect(mended('"ab"', 2)).toEqual({ image: '"ab"', told: [] });
    expect(mended('""', 1)).toEqual({ image: '""', told: [] });
    expect(mended('"abc"', 2)).toEqual({ image: '"abc"', told: [["syntax/literal-too-long", { limit: 2 }, undefined]] });
  });
  it("without an end goes on to the end of the source", () => {
    expect(mended('"abc')).toEqual({
      image: '"abc"',
      told: [["syntax/unterminated-text", { quote: '"' }, 'Close it with "']],
    });
    expect(mended("'a")).toEqual({ image: '"a"', told: [["syntax/unterminated-text", { quote: "'" }, "Close it with '"]] });
  });
  it("in other quotes is the text between them", () => {
    expect(mended("“abc”")).toEqual({ image: '"abc"', told: [["syntax/curly-quotes", {}, "Write straight quotes"]] });
    expect(mended("`abc`")).toEqual({ image: '"abc"', told: [["syntax/backticks", {}, "Write straight quotes"]] });
    expect(mended("“abc")).toEqual({ image: '"abc"', told: [["syntax/curly-quotes", {}, "Write straight quotes"]] });
  });
});

describe("a key", () => {
  const key = (source: string) => {
    const problems = new Problems(source);
    const [token] = vocabulary().lexer.tokenize(source).tokens;
    if (token === undefined) throw new Error("nothing to mend");
    const made = mendKey(token, problems);
    return [made?.image, ...problems.diagnostics.map(({ code }) => code)];
  };
  it.each([
    ["a", ["a"]],
    ['"a b"', ['"a b"']],
    ["'a'", ["'a'"]],
    ["“a”", ['"a"', "syntax/curly-quotes"]],
    ["1", ['"1"', "syntax/bad-key"]],
    ["1.5", ['"1.5"', "syntax/bad-key"]],
    ["(", [undefined]],
    ["+", [undefined]],
  ])("%s", (source, expected) => expect(key(source)).toEqual(expected));
});
