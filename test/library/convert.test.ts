/** Numbers from texts: the same as the host reads, for what the language accepts, and refused in a moment whatever the text. */

import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { convertFunctions } from "../../src/library/convert.js";
import { invoke } from "../../src/library/invoke.js";
import { Fault, INTEGER_MAX, INTEGER_MIN, type Value } from "../../src/values/value.js";
import { spent } from "../clock.js";
import fc from "../seeded.js";

function call(name: string, value: Value): unknown {
  const row = convertFunctions.find((each) => each.name === `Convert.${name}`) as (typeof convertFunctions)[number];
  return invoke(
    row.overloads.map((overload) => ({ row, overload })),
    [value],
    "name",
    name,
    DEFAULT_LIMITS,
  );
}

describe("Convert.toNum", () => {
  it("reads every number as it is written", () =>
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
        Object.is(call("toNum", String(value)), value + 0),
      ),
    ));
  it("reads digits, points, signs and exponents as the host does, or refuses them", () => {
    const part = fc.constantFrom("0", "12", ".", "e", "E", "-", "+", " ", "f", "x", "_", ",");
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 6 }).map((parts) => parts.join("")),
        (text) => {
          const result = call("toNum", text);
          return result instanceof Fault ? true : result === Number(text);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("Convert.toInt", () => {
  it("gives the nearest integer, halves away from zero", () =>
    fc.assert(
      fc.property(fc.double({ min: INTEGER_MIN, max: INTEGER_MAX, noNaN: true }), (value) => {
        const result = call("toInt", value) as number;
        const distance = Math.abs(result - value);
        return (
          Number.isInteger(result) &&
          !Object.is(result, -0) &&
          (distance < 0.5 || (distance === 0.5 && Math.abs(result) > Math.abs(value)))
        );
      }),
    ));
  it("is not fooled by the sum of a half", () => expect(call("toInt", 0.49999999999999994)).toBe(0));
  it("is never wrapped", () =>
    fc.assert(
      fc.property(fc.double({ min: 2147483648, max: 1e300, noNaN: true }), (value) => {
        for (const each of [value, -value - 1])
          expect(call("toInt", each)).toEqual(new Fault("run/integer-overflow", { operator: "Convert.toInt" }));
      }),
    ));
});

describe("a text of sixty thousand units", () => {
  it.each([
    ["digits and a letter", `${"1".repeat(60_000)}x`],
    ["points", ".".repeat(60_000)],
    ["digits, a point, digits and a letter", `${"1".repeat(30_000)}.${"1".repeat(30_000)}x`],
    ["exponents", "1e".repeat(30_000)],
    ["blanks", " ".repeat(60_000)],
  ])("of %s is refused in a moment", (_what, text) => {
    const start = spent();
    expect(call("toNum", text)).toBeInstanceOf(Fault);
    expect(call("toInt", text)).toBeInstanceOf(Fault);
    expect(spent() - start).toBeLessThan(500);
  });
});
