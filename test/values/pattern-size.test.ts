/** The size of a pattern: found without building it, never below what the engine builds. */

import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { patternSize } from "../../src/values/pattern-size.js";
import { spent } from "../clock.js";
import fc from "../seeded.js";

describe("the size of a pattern", () => {
  it.each([
    ["abc", 3],
    ["a{3}", 3],
    ["a{2,5}", 5],
    ["a{3,}", 4],
    ["a{3}(bc){2}", 9],
    ["(a{10}){10}", 110],
    ["[a-z]{4}", 5],
    ["[[:alpha:]x(]{4}", 7],
    ["[]()]{2}", 5],
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
    ["[^]a]{2}", 4],
    ["[\\]a]{2}", 4],
    ["[\\]]{2}x", 4],
    ["[[:alpha:]]{2}", 3],
    // What a range goes to is a character, whatever it looks like.
    ["[)-[:alpha:]{5}", 13],
    ["[]-[:alpha:]{5}", 13],
    ["[a-z[:alpha:]]{5}", 7],
    ["[\\x{41}-[:alpha:]{5}", 13],
    ["[a-\\][:alpha:]{5}", 6],
    ["[a-\\]]{5}", 6],
    ["[a-]{5}", 7],
    // What is a set is no beginning of a range.
    ["[\\d-[:alpha:]]{5}", 8],
    ["[\\pL-[:alpha:]]{5}", 104],
    ["[\\p{L}-[:alpha:]]{5}", 104],
    ["[\\p{^Greek}-[:alpha:]]{5}", 104],
    ["\\Qabc\\E{2}", 14],
    ["\\Qa\\E{2}", 10],
    ["\\Qa\\Eb{2}", 7],
    ["\\Q\\Ea{3}", 7],
    ["\\Qab", 4],
    // A set of characters is many ranges, which are found once and told apart each time.
    ["\\pL", 64],
    ["\\PL{3}", 80],
    ["\\p{Greek}{3}", 80],
    ["[^\\pL]", 66],
    ["(?i)\\pL", 123],
    // Where case does not matter, each character of a range is looked up.
    ["(?i)[a-z]", 7],
    ["(?i)[а-я]", 7],
    ["[一-龥]", 2],
    ["(?i)[一-龥]", 667],
    ["(?i)[\\x{42}-\\x{1e942}]", 3_925],
    ["(?i)[\\x42-\\x{ffff}]", 2_059],
    ["(?i)[\\102-\\x{ffff}]", 2_059],
    ["(?i)[\\x{42}-\\x{10ffff}]{2}", 3_935],
    ["(?i)[𐀀-𞥃]", 1_880],
    ["(?i)[\\n-\\.]", 5],
    ["(?i)[\\x{1e923}-\\x{10ffff}]", 7],
    ["(?i)[\\177-\\x{a0}]", 9],
    ["(?i)[\\.-O]", 9],
    ["(?i)[\uffffa]{2}", 7],
    ["[abcdefghijklmno]", 16],
    ["[abcdefghijklmnop]", 18],
    ["(?s)(?i)a", 7],
    ["(?i)[a-", 5],
    ["(?s-i)[一-龥]", 7],
    ["[!-+/-9:-?A-FG-LM-RS-Zaceghjklmn]", 19],
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
