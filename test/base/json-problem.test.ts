/** Where a text stops being JSON: never a false alarm, never the data, the same words on every Node. */

import { describe, expect, it } from "vitest";
import { jsonProblem } from "../../src/base/json-problem.js";
import { spent } from "../clock.js";
import fc from "../seeded.js";

describe("jsonProblem", () => {
  it.each([
    ["", "it is empty"],
    [" \n", "it is empty"],
    ["{", "it ends where a name in double quotes or `}` is wanted"],
    ["[1, 2", "it ends where `,` or `]` is wanted"],
    ['{"a"', "it ends where `:` is wanted"],
    ['{"a":', "it ends where a value is wanted"],
    ['{"a": 1,}', "at line 1, column 9, a name in double quotes is wanted"],
    ["[1,]", "at line 1, column 4, a value is wanted"],
    ["{a: 1}", "at line 1, column 2, a name in double quotes or `}` is wanted"],
    ["{'a': 1}", "at line 1, column 2, a name in double quotes or `}` is wanted"],
    ['{"a" 1}', "at line 1, column 6, `:` is wanted"],
    ['{"a": 1 "b": 2}', "at line 1, column 9, `,` or `}` is wanted"],
    ['{\n  "a": 1\n  "b": 2\n}', "at line 3, column 3, `,` or `}` is wanted"],
    ["[1 2]", "at line 1, column 4, `,` or `]` is wanted"],
    ["[1}", "at line 1, column 3, `,` or `]` is wanted"],
    ["{} {}", "at line 1, column 4, nothing more is wanted"],
    ["01", "at line 1, column 1, a value is wanted"],
    ["1.", "at line 1, column 1, a value is wanted"],
    ["+1", "at line 1, column 1, a value is wanted"],
    [".5", "at line 1, column 1, a value is wanted"],
    ["NaN", "at line 1, column 1, a value is wanted"],
    ["nulll", "at line 1, column 1, a value is wanted"],
    ["True", "at line 1, column 1, a value is wanted"],
    ['"tab\t"', "at line 1, column 1, a value is wanted"],
    ['"\\x"', "at line 1, column 1, a value is wanted"],
    ['"open', "at line 1, column 1, a value is wanted"],
    ["// c\n{}", "at line 1, column 1, a value is wanted"],
    ["\u00a0{}", "at line 1, column 1, a value is wanted"],
  ])("%j: %s", (text, expected) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonProblem(text)).toBe(expected);
  });

  it("finds a place exactly where the parser finds a fault", () => {
    const words = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      '"\\u12ab"',
      "1",
      "-1.5e3",
      "true",
      "null",
      " ",
      "\n",
      "0",
      "x",
      '"',
      "\\",
      "\u007f",
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 10 }), (parts) => {
        const text = parts.join("");
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        if (text.trim() !== "") expect(jsonProblem(text) === "it is nested too deeply").toBe(parses);
      }),
      { numRuns: 5000 },
    );
  });
  it("never repeats the data", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("q", "z", "7"), minLength: 8, maxLength: 8 }), fc.nat(3), (secret, form) => {
        const text = [`{"a": ${secret}}`, `{"${secret}": 1,}`, `["${secret}"`, `{"a": "${secret}" "b"}`][form] as string;
        expect(jsonProblem(text)).not.toContain(secret);
      }),
    );
  });
  it("is quick on a long text", () => {
    const text = `[${'"aaaaaaaaaa",'.repeat(200_000)}`;
    const began = spent();
    expect(jsonProblem(text)).toBe("it ends where a value is wanted");
    expect(spent() - began).toBeLessThan(2000);
    expect(jsonProblem(`"${"\\".repeat(100_001)}`)).toMatch(/a value is wanted/);
  });
});
