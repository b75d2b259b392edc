/** Tokens read as what they stand for. */
import type { IToken } from "chevrotain";
import { describe, expect, it } from "vitest";
import { INFIX } from "../../src/syntax/operators.js";
import { endOf, infixOf, spanOf, textValue } from "../../src/syntax/token-text.js";
import { madeToken, vocabulary } from "../../src/syntax/vocabulary.js";

describe("where a token stands", () => {
  it("is its image in the source", () => {
    const [, token] = vocabulary().lexer.tokenize("a  bcd").tokens;
    expect(spanOf(token as IToken)).toEqual({ start: 3, end: 6 });
  });
  it("is its own where it was made, whatever it writes", () => {
    const token = madeToken(vocabulary().types.Text, '""', 3, 10);
    expect(spanOf(token)).toEqual({ start: 3, end: 10 });
    expect(endOf(madeToken(vocabulary().types.Colon, ":", 4, 4))).toBe(4);
  });
});

describe("the text of a literal", () => {
  it.each([
    ['"a"', "a"],
    ["''", ""],
    ['"a""b"', 'a"b'],
    ["'a''b'", "a'b"],
    ["'a\"\"b'", 'a""b'],
    ['""""""', '""'],
    ['"\\"', "\\"],
  ])("%s", (image, value) => expect(textValue(image)).toBe(value));
});

describe("the operator of a token", () => {
  it("is found by every spelling, words in any letter case", () => {
    for (const [operator, { spellings }] of Object.entries(INFIX))
      for (const spelling of spellings)
        for (const image of [spelling, spelling.toUpperCase(), spelling.replace(/^./, (first) => first.toUpperCase())])
          expect(infixOf(madeToken(vocabulary().types.Infix, image, 0, 1))).toBe(operator);
  });
});
