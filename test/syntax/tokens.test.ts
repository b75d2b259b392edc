/** The table of tokens: what each stretch of source is taken for, and that the table agrees with the operators. */
import { describe, expect, it } from "vitest";
import { INFIX, PREFIX } from "../../src/syntax/operators.js";
import { CONSTANTS, INFIX_BY_SPELLING, isWord, LONGEST_WORD, TOKENS, type TokenRow, WORDS } from "../../src/syntax/tokens.js";
import { rowOf, vocabulary } from "../../src/syntax/vocabulary.js";

const rows = TOKENS as readonly TokenRow[];

/** The kinds of token in a source, before words are told from names; `?` stands for what no kind begins with. */
function kinds(source: string): string {
  const { tokens, errors } = vocabulary().lexer.tokenize(source);
  return [
    ...tokens.map((token) => ({ at: token.startOffset, name: rowOf(token)?.name ?? "none" })),
    ...errors.map(({ offset }) => ({ at: offset, name: "?" })),
  ]
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name)
    .join(" ");
}

describe("the lexer", () => {
  it.each([
    ["a_1$ _ $", "Name Name Name"],
    ["A.b ?.c", "Name Dot Name SafeDot Name"],
    ["and NOT null", "Name Name Name"],
    ["\"a\" 'b' \"\" ''", "Text Text Text Text"],
    ['"a""b" "\\"', "Text Text"],
    [`'it''s' "it's"`, "Text Text"],
    ['"a\nb"', "Text"],
    ['"a""', "Unterminated"],
    ["'", "Unterminated"],
    ["1 12 1.5 1e3 1E+3 1.0e-3", "Integer Integer Number Number Number Number"],
    ["1.toInteger() 1.1.toInteger()", "Integer Dot Name LParen RParen Number Dot Name LParen RParen"],
    ["1 .x 1. x", "Integer Dot Name Integer Dot Name"],
    ["1.![a] 1.?[a] 1?.[a]", "Integer Project Name RSquare Integer Select Name RSquare Integer SafeDot LSquare Name RSquare"],
    ["5. .5 1. ", "BadNumber BadNumber BadNumber"],
    ["0x1F 10L 1_0 1.5f 1e 1.2.3", "BadNumber BadNumber BadNumber BadNumber BadNumber BadNumber"],
    ["1-2", "Integer Minus Integer"],
    ["1e-2", "Number"],
    ["a?.5:b", "Name Question BadNumber Colon Name"],
    ["?: ? : ?. .", "Elvis Question Colon SafeDot Dot"],
    ["?.![ ?.?[ .![ .?[", "SafeProject SafeSelect Project Select"],
    [".^[ ?.^[ .$[ ?.$[", "Pick Pick Pick Pick"],
    ["x.$ [", "Name Dot Name LSquare"],
    ["== != < <= > >= && || + * / %", "Infix Infix Infix Infix Infix Infix Infix Infix Infix Infix Infix Infix"],
    ["- !", "Minus Not"],
    ["( ) [ ] { } , ;", "LParen RParen LSquare RSquare LCurly RCurly Comma Semicolon"],
    ["= & | ^ **", "Half Half Half Power Power"],
    ["=== !== <> => =< =~ ??", "Misspelt Misspelt Misspelt Misspelt Misspelt Misspelt Misspelt"],
    ["+= -= *= /= %= ^= := **=", "Assign Assign Assign Assign Assign Assign Assign Assign"],
    ["++ --", "Step Step"],
    ["#this #thisOne #a", "This Variable Variable"],
    ["@a @'b' &@c", "Bean Bean Bean"],
    // What touches a name on its left is part of it, so that these begin a template only after a blank.
    ["#{ ${", "Template Template"],
    ["“a” ‘a’ «a» „a“ \"a” 'a’", "Curly Curly Curly Curly Curly Curly"],
    ["“a", "HalfCurly"],
    ["'it’s", "Unterminated"],
    ["`a` `a", "Backtick HalfBacktick"],
    ["\\\"a\\\" \\'b\\'", "Escaped Escaped"],
    ["é größe naïve", "Foreign Name Foreign Name Foreign"],
    ["// a\n/* b */ /* c", "Comment Comment Comment"],
    ["\u00a0 \u200b \ufeff", "OddBlank OddBlank OddBlank"],
    ["– − -", "Dash Dash Minus"],
    ["\0 € \ud800 😀", "? ? ? ?"],
  ])("%s", (source, expected) => expect(kinds(source)).toBe(expected));

  it.each(
    Object.values(INFIX)
      .flatMap((row): readonly string[] => row.spellings)
      .filter((spelling) => !isWord(spelling)),
  )("takes %s as a whole, next to anything", (spelling) => {
    const kind = spelling === "-" ? "Minus" : "Infix";
    expect(kinds(`a${spelling}b`)).toBe(`Name ${kind} Name`);
    expect(kinds(`)${spelling}(`)).toBe(`RParen ${kind} LParen`);
  });
});

describe("the table", () => {
  it("names every kind once", () => expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length));
  it("gives a kind a pattern, spellings, or neither", () =>
    expect(rows.filter((row) => row.pattern && row.spellings).map((row) => row.name)).toEqual([]));
  it("has no kind that matches nothing at all", () =>
    expect(rows.filter((row) => row.pattern && new RegExp(`^(?:${row.pattern.source})$`).test("")).map((row) => row.name)).toEqual(
      [],
    ));
  it("has a closing bracket for each opening one", () =>
    expect(rows.flatMap((row) => row.opens ?? []).every((closer) => rows.some((row) => row.spellings?.includes(closer)))).toBe(
      true,
    ));
});

describe("the words", () => {
  it("are the constants and the operators that are words", () =>
    expect([...WORDS.keys()].sort()).toEqual(
      ["true", "false", "null", "and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "matches", "div", "mod"].sort(),
    ));
  it("are in lower case, and none is longer than the longest", () => {
    for (const word of WORDS.keys()) expect(word).toBe(word.toLowerCase());
    expect(Math.max(...[...WORDS.keys()].map((word) => word.length))).toBe(LONGEST_WORD);
  });
  it("have values where they are constants", () =>
    expect([...CONSTANTS]).toEqual([
      ["true", true],
      ["false", false],
      ["null", null],
    ]));
  it("name each operator", () => {
    for (const [operator, row] of Object.entries(INFIX))
      for (const spelling of row.spellings) expect(INFIX_BY_SPELLING.get(spelling)).toBe(operator);
    for (const spelling of PREFIX.not.spellings.filter(isWord)) expect(WORDS.get(spelling)).toBe("Not");
  });
});
