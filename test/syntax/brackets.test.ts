/** Which bracket closes which, over every short sequence of brackets and against a plain account. */
import type { IToken } from "chevrotain";
import { describe, expect, it } from "vitest";
import { Brackets } from "../../src/syntax/brackets.js";
import { vocabulary } from "../../src/syntax/vocabulary.js";

function lex(source: string): IToken[] {
  return vocabulary().lexer.tokenize(source).tokens;
}

/** For each bracket the place of its partner, `.` for none. */
function partners(source: string): string {
  const tokens = lex(source);
  const brackets = new Brackets(tokens);
  return tokens.map((_token, at) => brackets.partnerOf(at) ?? ".").join("");
}

describe("partners", () => {
  it.each([
    ["()", "10"],
    ["([{}])", "543210"],
    ["()[]", "1032"],
    ["(", "."],
    [")", "."],
    ["(]", "10"],
    ["(]]", "10."],
    ["([)", "2.0"],
    ["([)]", "2.0."],
    ["(])", "2.0"],
    ["{(]}", "3210"],
    ["{(]", ".21"],
    ["((])", ".3.1"],
    [")(", ".."],
    ["(()", ".21"],
    ["a.![b(c]", ".5...1"],
    ["", ""],
    ["([)[(]", "2.05.3"],
  ])("of %s", (source, expected) => expect(partners(source).replace(/\s/g, "")).toBe(expected));

  it("are each other's, in order, and never cross", () => {
    const alphabet = ["(", ")", "[", "]", "{", "}"];
    const sequences = (length: number): string[] =>
      length === 0 ? [""] : sequences(length - 1).flatMap((rest) => alphabet.map((each) => rest + each));
    for (const source of [0, 1, 2, 3, 4, 5].flatMap(sequences)) {
      const tokens = lex(source.split("").join(" "));
      const brackets = new Brackets(tokens);
      const pairs = tokens.map((_token, at) => brackets.partnerOf(at));
      pairs.forEach((partner, at) => {
        if (partner === undefined) return;
        expect(pairs[partner]).toBe(at);
        expect("([{".includes(tokens[Math.min(at, partner)]?.image ?? "")).toBe(true);
        const [from, to] = [Math.min(at, partner), Math.max(at, partner)];
        for (let inner = from + 1; inner < to; inner++) {
          const other = pairs[inner];
          if (other !== undefined) expect(other > from && other < to).toBe(true);
        }
      });
    }
  });
});

it("no place behind the source has a partner", () => expect(new Brackets(lex("()")).partnerOf(2)).toBeUndefined());

describe("groups", () => {
  const tokens = lex("f(a, (b)) + [c]");
  const brackets = new Brackets(tokens);
  it("end behind their closing bracket", () => {
    expect(brackets.endOfGroup(1)).toBe(8);
    expect(brackets.endOfGroup(4)).toBe(7);
    expect(brackets.closerOf(1)?.image).toBe(")");
  });
  it("are none where no such bracket begins", () => {
    expect(brackets.endOfGroup(0)).toBe(0);
    expect(brackets.endOfGroup(9)).toBe(9);
    expect(brackets.endOfGroup(9, "[")).toBe(12);
    expect(brackets.closerOf(0)).toBeUndefined();
  });
  it("go on to the end where they are not closed", () => expect(new Brackets(lex("(a b")).endOfGroup(0)).toBe(3));
});

describe("open brackets", () => {
  const tokens = lex("( [ a");
  const make = (at: number) => ({
    open: tokens[at] as IToken,
    source: tokens[at] as IToken,
    at,
    closer: ")",
    form: "group" as const,
    commas: false,
  });
  it("have their own conditionals", () => {
    const brackets = new Brackets(tokens);
    brackets.questions.push(tokens[2] as IToken);
    brackets.push(make(0));
    expect(brackets.questions).toEqual([]);
    expect(brackets.holds(0)).toBe(true);
    expect(brackets.holds(1)).toBe(false);
    expect(brackets.beyondUnclosed((questions) => questions.length > 0)).toBe(true);
    brackets.pop();
    expect(brackets.questions).toHaveLength(1);
    expect(brackets.current).toBeUndefined();
    expect(brackets.beyondUnclosed((questions) => questions.length > 0)).toBe(false);
  });
  it("say what is asked of those around, as far as they are unclosed", () => {
    const asks = (questions: readonly IToken[]) => questions.length > 0;
    const beyond = (source: string, asking: number): boolean => {
      const inside = lex(source);
      const brackets = new Brackets(inside);
      const token = inside[0] as IToken;
      for (const at of [0, 1, 2]) {
        brackets.push({ ...make(0), at });
        if (at === asking) brackets.questions.push(token);
      }
      return brackets.beyondUnclosed(asks);
    };
    // Three brackets around one another, none of them closed.
    expect([0, 1, 2].map((asking) => beyond("( ( ( a", asking))).toEqual([true, true, false]);
    // The innermost is closed: nothing beyond it counts.
    expect([0, 1, 2].map((asking) => beyond("( ( ( a )", asking))).toEqual([false, false, false]);
    // The middle one is closed too.
    expect([0, 1, 2].map((asking) => beyond("( ( [ a )", asking))).toEqual([false, true, false]);
  });
});
