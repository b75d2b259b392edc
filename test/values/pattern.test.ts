/** Patterns: whole texts, linear time, bounded size, our words for what is wrong. */

import { RE2JS, RE2JSException } from "re2js";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { engineOf, makingAtMost, matchingAtMost, Pattern, patternOf } from "../../src/values/pattern.js";
import { Fault } from "../../src/values/value.js";
import { spent } from "../clock.js";
import fc from "../seeded.js";

const made = (source: string) => {
  const pattern = patternOf(source, DEFAULT_LIMITS, true);
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
    expect(patternOf(source, { ...DEFAULT_LIMITS, patternSize: 2_000 }, true)).toEqual(new Fault("run/bad-pattern", { problem })),
  );

  const piece = fc.constantFrom(
    "a",
    "^",
    "$",
    "(?i)",
    "(?s-i)",
    "(?",
    "\\Q",
    "\\E",
    "*",
    "+",
    "?",
    "{2}",
    "{",
    "}",
    "(",
    ")",
    "|",
    "[",
    "]",
    "\\",
    "()",
  );
  it("is taken or refused as it is written, although something is put in front of it", () => {
    const outcome = (make: () => RE2JS) => {
      try {
        return make();
      } catch (error) {
        return String((error as { error?: string }).error);
      }
    };
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 7 }),
        fc.string({ unit: fc.constantFrom("a", "A", "{", "}"), maxLength: 5 }),
        (pieces, text) => {
          const source = pieces.join("");
          const [plain, ours] = [outcome(() => RE2JS.compile(source)), outcome(() => engineOf(source))];
          if (typeof plain === "string" || typeof ours === "string") expect(ours).toEqual(plain);
          else expect(ours.matches(text)).toBe(plain.matches(text));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  describe("whose engine breaks down", () => {
    /** With an engine that fails in a given way. */
    const failing = (error: Error, source: string) => {
      const { compile } = RE2JS;
      RE2JS.compile = () => {
        throw error;
      };
      try {
        return patternOf(source, DEFAULT_LIMITS, true);
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
      expect(patternOf("deep[0-9]", DEFAULT_LIMITS, true)).toBeInstanceOf(Pattern);
    });
  });

  it("is held to its length", () => {
    expect(patternOf("a".repeat(1_000), DEFAULT_LIMITS, true)).toBeInstanceOf(Pattern);
    expect(patternOf("a".repeat(1_001), DEFAULT_LIMITS, true)).toEqual(new Fault("run/pattern-too-long", { limit: 1_000 }));
  });

  it("is held to its size, before the engine sees it", () => {
    const began = spent();
    expect(patternOf(".{1000}".repeat(140), DEFAULT_LIMITS, true)).toEqual(new Fault("run/pattern-too-large", { limit: 1_000 }));
    expect(patternOf(`(${"a".repeat(900)}){1000}`, DEFAULT_LIMITS, true)).toEqual(
      new Fault("run/pattern-too-large", { limit: 1_000 }),
    );
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
    expect(patternOf("a{100}".repeat(10), DEFAULT_LIMITS, true)).toBeInstanceOf(Pattern);
    expect(patternOf(`${"a{100}".repeat(10)}b`, DEFAULT_LIMITS, true)).toEqual(
      new Fault("run/pattern-too-large", { limit: 1_000 }),
    );
  });

  it("takes steps that hang on pattern and text alone", () => {
    const hard = "(?:a|b)*a(?:a|b){41}";
    const texts = ["ab".repeat(50), "b".repeat(100), "ab".repeat(50), "c"];
    const steps = (pattern: Pattern) => texts.map((each) => pattern.stepsFor(each));
    const fresh = () => new Pattern(engineOf(hard), 166, { ahead: true, steps: 100_000 });
    const pattern = fresh();
    expect(pattern.isSteady).toBe(false);
    expect(steps(pattern)).toEqual(steps(fresh()));
    expect(steps(pattern)).toEqual(texts.map((each) => fresh().stepsFor(each)));
    expect(texts.map((each) => pattern.matches(each))).toEqual([true, false, true, false]);
    for (const [at, each] of steps(pattern).entries())
      expect(each).toBeLessThanOrEqual(pattern.stepsAtMost((texts[at] as string).length));
  });

  it.each<[string, number, number, number[], number, number]>([
    ["abc", 1_395, 1_395, [13, 56], 56, 56],
    [".*admin.*", 5_565, 5_565, [13, 56], 56, 56],
    ["\\pL+", 28_558, 14_425, [15, 87], 87, 40_880],
    ["(a?){200}b", 136_265, 49_265, [12_079, 8_109], 367_840, 367_840],
    ["[\\pL7]*a[\\pL7]{14}", 113_645, 26_645, [1_290, 20_940], 155_560, 155_560],
    ["(?:a|b)*a(?:a|b){40}", 107_990, 20_990, [194, 6_371], 102_490, 102_490],
  ])("that is %s takes what it took", (source, ahead, meanwhile, matching, most, mostMeanwhile) => {
    const [early, late] = [true, false].map((each) => patternOf(source, DEFAULT_LIMITS, each) as Pattern) as [Pattern, Pattern];
    expect([early.making, late.making]).toEqual([ahead, meanwhile]);
    expect(["aab", "ab".repeat(30)].map((text) => early.stepsFor(text))).toEqual(matching);
    expect([early.stepsAtMost(60), late.stepsAtMost(60)]).toEqual([most, mostMeanwhile]);
    expect(matchingAtMost(late.size, 60)).toBeGreaterThanOrEqual(mostMeanwhile);
    expect(makingAtMost(late.size)).toBeGreaterThanOrEqual(meanwhile);
  });

  it("takes at most what it takes with all looks spent", () => {
    const spent = patternOf("(a?){200}b", DEFAULT_LIMITS, false) as Pattern;
    expect(makingAtMost(spent.size)).toBe(spent.making);
    expect(matchingAtMost(spent.size, 60)).toBe(spent.stepsAtMost(60));
  });

  it("has many classes of characters from 65 on", () => {
    // A letter is told from those before and behind it, `.` from the end of a line; a letter next to another is one class more.
    const letter = (at: number) => String.fromCharCode(0x4e00 + at);
    const apart = (count: number) => `.*${Array.from({ length: count }, (_, at) => letter(2 * at)).join("")}`;
    const steps = (source: string) => made(source).stepsFor("x".repeat(99));
    expect([apart(30), apart(30) + letter(59)].map(steps)).toEqual([85, 85]);
    expect(steps(apart(31))).toBe(135);
  });

  it("is told apart from one that was made with another budget", () => {
    const [one, other] = [100_000, 200_000].map((steps) => patternOf("apart[0-9]", { ...DEFAULT_LIMITS, steps }, true) as Pattern);
    expect([one?.budget, other?.budget]).toEqual([100_000, 200_000]);
    expect(patternOf("apart[0-9]", DEFAULT_LIMITS, false)).not.toBe(patternOf("apart[0-9]", DEFAULT_LIMITS, true));
  });

  it("is given up where a text takes more steps than an evaluation has", () => {
    const pattern = new Pattern(engineOf("(?:a|b)*a(?:a|b){41}"), 166, { ahead: true, steps: 1_000 });
    const began = spent();
    expect(pattern.stepsFor("ab".repeat(1_000_000))).toBeGreaterThan(1_000);
    expect(spent() - began).toBeLessThan(100);
    expect(pattern.budget).toBe(1_000);
    expect(pattern.matches("ab".repeat(30))).toBe(true);
  });

  it.each([
    ["abc", true],
    [".*admin.*", true],
    ["\\p{L}+", true],
    ["(a?){300}b", false],
  ])("that is %s is steady: %s", (source, steady) => expect(made(source).isSteady).toBe(steady));

  it("takes longer among many classes of characters", () => {
    expect(made("\\p{L}+").stepsFor("a".repeat(100))).toBeGreaterThan(made("[a-z]+").stepsFor("a".repeat(100)));
  });

  it("is kept among the last sixteen that were asked for", () => {
    const asked = (index: number) => patternOf(`sixteen${index}`, DEFAULT_LIMITS, true);
    const [first, second] = [asked(0), asked(1)];
    for (let index = 2; index < 16; index++) asked(index);
    // It is asked for again, so that it is not the oldest any more.
    expect(asked(0)).toBe(first);
    asked(16);
    expect(asked(0)).toBe(first);
    expect(asked(1)).not.toBe(second);
  });

  it("is the same one when asked again, and only the last few are kept", () => {
    const first = patternOf("kept[0-9]", DEFAULT_LIMITS, true);
    expect(patternOf("kept[0-9]", DEFAULT_LIMITS, true)).toBe(first);
    for (let index = 0; index < 40; index++) patternOf(`other${index}`, DEFAULT_LIMITS, true);
    expect(patternOf("kept[0-9]", DEFAULT_LIMITS, true)).not.toBe(first);
  });
});
