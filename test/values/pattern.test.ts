/** Patterns: whole texts, linear time, bounded size, our words for what is wrong. */

import { RE2JS, RE2JSException } from "re2js";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { Pattern, patternOf, patternSize } from "../../src/values/pattern.js";
import { Fault } from "../../src/values/value.js";
import { spent } from "../clock.js";
import fc from "../seeded.js";

const made = (source: string) => {
  const pattern = patternOf(source, DEFAULT_LIMITS);
  if (pattern instanceof Fault) throw new Error(pattern.code);
  return pattern;
};

describe("a pattern", () => {
  it.each([
    ["abc", "abc", true],
    ["b", "abc", false],
    [".*b.*", "abc", true],
    ["a|ab", "ab", true],
    ["\\d{3}-\\d{4}", "555-1234", true],
    ["(?i)ABC", "abc", true],
    ["a.c", "a\nc", false],
    ["(?s)a.c", "a\nc", true],
    ["", "", true],
    ["", "a", false],
    ["\\p{L}+", "éß", true],
    [".", "😀", true],
    ["^abc$", "abc", true],
  ])("%s over %s: %s", (source, text, holds) => expect(made(source).matches(text)).toBe(holds));

  it.each([
    ["[", "a `[` is not closed"],
    ["(", "a `(` is not closed"],
    ["a)", "a `)` closes nothing"],
    ["*", "a repetition has nothing to repeat"],
    ["a{1001}", "a repetition counts too far"],
    ["a**", "two repetitions follow one another"],
    ["(a)\\1", "a `\\` stands before a character that has no such meaning"],
    ["a\\", "it ends with a `\\`"],
    ["[z-a]", "a range in `[ ]` is the wrong way round or not known"],
    ["(?=a)", "a construct that begins with `(?` is not known"],
  ])("%s is refused in our words: %s", (source, problem) =>
    expect(patternOf(source, DEFAULT_LIMITS)).toEqual(new Fault("run/bad-pattern", { problem })),
  );

  describe("whose engine breaks down", () => {
    /** With an engine that fails in a given way. */
    const failing = (error: Error, source: string) => {
      const { compile } = RE2JS;
      RE2JS.compile = () => {
        throw error;
      };
      try {
        return patternOf(source, DEFAULT_LIMITS);
      } finally {
        RE2JS.compile = compile;
      }
    };
    it("in a way of its own is not well formed", () =>
      expect(failing(new RE2JSException("x"), "breaks[0-9]")).toEqual(
        new Fault("run/bad-pattern", { problem: "it is not well formed" }),
      ));
    it("in any other way is not taken for a bad pattern, and not kept", () => {
      expect(() => failing(new RangeError("stack"), "deep[0-9]")).toThrow(RangeError);
      expect(patternOf("deep[0-9]", DEFAULT_LIMITS)).toBeInstanceOf(Pattern);
    });
  });

  it("is held to its length", () => {
    expect(patternOf("a".repeat(1_000), DEFAULT_LIMITS)).toBeInstanceOf(Pattern);
    expect(patternOf("a".repeat(1_001), DEFAULT_LIMITS)).toEqual(new Fault("run/pattern-too-long", { limit: 1_000 }));
  });

  it("is held to its size, before the engine sees it", () => {
    const began = spent();
    expect(patternOf(".{1000}".repeat(140), DEFAULT_LIMITS)).toEqual(new Fault("run/pattern-too-large", { limit: 5_000 }));
    expect(patternOf(`(${"a".repeat(900)}){1000}`, DEFAULT_LIMITS)).toEqual(new Fault("run/pattern-too-large", { limit: 5_000 }));
    expect(spent() - began).toBeLessThan(100);
  });

  it("takes time in proportion to the text", () => {
    for (const source of ["(a*)*b", "(x+x+)+y", "(a|a)*b", "(.*)(.*)(.*)(.*)(.*)z"]) {
      const pattern = made(source);
      const began = spent();
      expect(pattern.matches("a".repeat(65_536))).toBe(false);
      expect(spent() - began, source).toBeLessThan(1_000);
    }
  });

  it("may be just as large as it may", () => {
    expect(patternOf("a{1000}".repeat(5), DEFAULT_LIMITS)).toBeInstanceOf(Pattern);
    expect(patternOf(`${"a{1000}".repeat(5)}b`, DEFAULT_LIMITS)).toEqual(new Fault("run/pattern-too-large", { limit: 5_000 }));
  });

  it("is kept among the last sixteen that were asked for", () => {
    const asked = (index: number) => patternOf(`sixteen${index}`, DEFAULT_LIMITS);
    const [first, second] = [asked(0), asked(1)];
    for (let index = 2; index < 16; index++) asked(index);
    // It is asked for again, so that it is not the oldest any more.
    expect(asked(0)).toBe(first);
    asked(16);
    expect(asked(0)).toBe(first);
    expect(asked(1)).not.toBe(second);
  });

  it("is the same one when asked again, and only the last few are kept", () => {
    const first = patternOf("kept[0-9]", DEFAULT_LIMITS);
    expect(patternOf("kept[0-9]", DEFAULT_LIMITS)).toBe(first);
    for (let index = 0; index < 40; index++) patternOf(`other${index}`, DEFAULT_LIMITS);
    expect(patternOf("kept[0-9]", DEFAULT_LIMITS)).not.toBe(first);
  });
});

describe("the size of a pattern", () => {
  it.each([
    ["abc", 3],
    ["a{3}", 3],
    ["a{2,5}", 5],
    ["a{3,}", 4],
    ["a{3}(bc){2}", 9],
    ["(a{10}){10}", 110],
    ["[a-z]{4}", 4],
    ["[[:alpha:]x(]{4}", 4],
    ["[]()]{2}", 2],
    ["\\({3}", 3],
    ["\\x{10ffff}{2}", 2],
    ["(aaaa\\Q(\\Ea){100}", 1_100],
    ["{3}", 3],
    ["a{x}", 4],
    ["\\d{3}", 3],
    ["({3})", 4],
    ["(?:a){2}", 4],
    ["(?:a)b{2}", 4],
    ["a)", 1],
    ["a)b{2}", 3],
    ["ab(c", 4],
    ["a{1}b", 2],
    ["a{0}b", 2],
    ["\\x{000000000041}{2}", 2],
    ["\\x{0000000000041}", 16],
    ["[^]a]{2}", 2],
    ["[\\]a]{2}", 2],
    ["[\\]]{2}x", 3],
    ["[[:alpha:]]{2}", 2],
    // What a range goes to is a character, whatever it looks like.
    ["[)-[:alpha:]{5}", 5],
    ["[]-[:alpha:]{5}", 5],
    ["[a-z[:alpha:]]{5}", 5],
    ["[\\x{41}-[:alpha:]{5}", 5],
    ["[a-\\][:alpha:]{5}", 1],
    ["[a-\\]]{5}", 5],
    ["[a-]{5}", 5],
    // What is a set is no beginning of a range.
    ["[\\d-[:alpha:]]{5}", 5],
    ["[\\pL-[:alpha:]]{5}", 5],
    ["[\\p{L}-[:alpha:]]{5}", 5],
    ["[\\p{^Greek}-[:alpha:]]{5}", 5],
    ["\\Qabc\\E{2}", 14],
    ["\\Qa\\E{2}", 10],
    ["\\Qa\\Eb{2}", 7],
    ["\\Q\\Ea{3}", 7],
    ["\\Qab", 4],
  ])("%s is %i", (source, size) => expect(patternSize(source)).toBe(size));

  const part = fc.constantFrom(
    "a",
    "b",
    ".",
    "|",
    "*",
    "(",
    ")",
    "(?:",
    "[",
    "]",
    "^",
    "\\",
    "\\Q",
    "\\E",
    "{2}",
    "{3,}",
    "{1,5}",
    "{",
    "}",
    "[:alpha:]",
    "[:",
    "]",
    "[a-",
    "\\x",
    "\\d",
    "\\p{L}",
    "\\x{41}",
    "?",
    "+",
    "-",
  );

  it("is never far below what the engine builds", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const source = parts.join("");
        const size = patternSize(source);
        fc.pre(size <= 5_000);
        let built = 0;
        try {
          built = RE2JS.compile(source).programSize();
        } catch {
          return; // The engine refuses it: there is nothing to be held to a size.
        }
        // Each part is at most a few instructions, each group two more.
        expect(built).toBeLessThanOrEqual(4 * size + 8);
      }),
      { numRuns: 3_000 },
    );
  });

  it("is found in linear time", () => {
    for (const piece of ["[[:", "\\Q", "\\x{", "(", "a{1", "{", "[", "\\p{", "a-"]) {
      const began = spent();
      patternSize(piece.repeat(300_000));
      patternSize(`[${piece.repeat(300_000)}`);
      expect(spent() - began, piece).toBeLessThan(1_000);
    }
  });
});
