/** Lexing: every unit of a source is in one token or is white space, also where no kind of token begins. */

import { describe, expect, it } from "vitest";
import { lex } from "../../src/syntax/lex.js";
import { endOf } from "../../src/syntax/token-text.js";
import { tokenize } from "../../src/syntax/tokenize.js";
import { rowOf } from "../../src/syntax/vocabulary.js";
import { anySource, soup, spelled } from "../generators/sources.js";
import fc from "../seeded.js";

const anything = fc.oneof(
  anySource,
  soup,
  spelled(3).map(({ source }) => source),
);

describe("lex", () => {
  it.each([
    ["a + b", true, "Name Infix Name"],
    ["a € b", false, "Name Unknown Name"],
    ["€€a\0\0", false, "Unknown Name Unknown"],
    ["", true, ""],
    [" \n", true, ""],
  ])("%j", (source, clean, kinds) => {
    const lexed = lex(source);
    expect(lexed.clean).toBe(clean);
    expect(lexed.tokens.map((token) => rowOf(token)?.name).join(" ")).toBe(kinds);
  });
  it("leaves out white space and nothing else, whatever the source", () => {
    fc.assert(
      fc.property(anything, (source) => {
        let at = 0;
        for (const token of lex(source).tokens) {
          expect(source.slice(at, token.startOffset)).toMatch(/^[ \t\r\n]*$/);
          expect(source.slice(token.startOffset, endOf(token))).toBe(token.image);
          expect(token.image).not.toBe("");
          at = endOf(token);
        }
        expect(source.slice(at)).toMatch(/^[ \t\r\n]*$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("tokenize", () => {
  it("tells words from names, and what each is", () =>
    expect(tokenize("not a.not = ☃").map(({ kind, class: what, ends, mistake }) => [kind, what, ends, mistake])).toEqual([
      ["Not", "operator", false, false],
      ["Name", "name", true, false],
      ["Dot", "punctuation", false, false],
      ["Name", "name", true, false],
      ["Half", "operator", false, true],
      ["Unknown", "punctuation", false, true],
    ]));
  it("has the tokens of the lexer", () => {
    fc.assert(
      fc.property(anything, (source) => {
        const places = tokenize(source).map(({ start, end }) => [start, end]);
        expect(places).toEqual(lex(source).tokens.map((token) => [token.startOffset, endOf(token)]));
      }),
    );
  });
  it("has none of a source that is too long", () => expect(tokenize("a ".repeat(6_000))).toEqual([]));
});
