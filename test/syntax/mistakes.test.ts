/** The tables of mistakes agree with the language, and name characters that do not show. */
import { describe, expect, it } from "vitest";
import { FOREIGN_WORDS, hiddenIn, INSTEAD, isInvisible, nameOfCharacter, REFUSED } from "../../src/syntax/mistakes.js";
import { parse } from "../../src/syntax/parse.js";
import { INFIX_BY_SPELLING, WORDS } from "../../src/syntax/tokens.js";

describe("spellings of other languages", () => {
  it.each([...INSTEAD])("%s is none of ours, and %s is", (theirs, ours) => {
    expect(INFIX_BY_SPELLING.has(theirs)).toBe(false);
    expect(parse(`a ${ours} b`).diagnostics).toEqual([]);
    expect(parse(`a ${theirs} b`).diagnostics).toHaveLength(1);
  });
  it.each([...FOREIGN_WORDS.keys()])("the word %s is none of ours, and told once", (word) => {
    expect(WORDS.has(word)).toBe(false);
    expect(parse(`a ${word} b`).diagnostics).toMatchObject([{ code: "syntax/unknown-operator", hint: FOREIGN_WORDS.get(word) }]);
    expect(parse(`a.${word}`).diagnostics).toEqual([]);
  });
});

describe("refused constructs", () => {
  const samples: Record<keyof typeof REFUSED, string> = {
    assignment: "a += 1",
    step: "a++",
    power: "a ^ b",
    instanceof: "a instanceof b",
    between: "a between b",
    new: "new A()",
    type: "T(a)",
    bean: "@a",
    variable: "#a",
    first: "a.^[b]",
    last: "a.$[b]",
  };
  it.each(Object.entries(samples))("%s is named in %s", (name, source) => {
    const { construct, advice } = REFUSED[name as keyof typeof REFUSED];
    expect(parse(source).diagnostics).toMatchObject([{ code: "syntax/refused-construct", hint: advice, data: { construct } }]);
  });
});

describe("characters", () => {
  it.each([
    ["a", "U+0061"],
    ["\u00a0", "U+00A0, no-break space"],
    ["\u202e", "U+202E, right-to-left override"],
    ["\ud800", "U+D800"],
    ["😀", "U+1F600"],
    ["", "U+0000"],
  ])("%j is %s", (character, name) => expect(nameOfCharacter(character)).toBe(name));
  it.each([
    ["abc\t\n\r", -1],
    ["a\u200bb", 1],
    ["ab\u202e", 2],
    ["\ufeffa", 0],
    ["😀\u2066", 2],
    ["\0", 0],
    ["\x7f", 0],
    // Families of emoji and some scripts are written with joiners.
    ["👨\u200d👩", -1],
    ["é ß 漢", -1],
  ])("%j hides something at %d", (text, at) => expect(hiddenIn(text)).toBe(at));
  it.each([
    ["\u200b", true],
    ["\ufeff\u00ad", true],
    ["\u00a0", false],
    ["\u200b\u00a0", false],
    ["", false],
  ])("%j has no width: %s", (text, expected) => expect(isInvisible(text)).toBe(expected));
});
