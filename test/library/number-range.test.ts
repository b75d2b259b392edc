/** Arithmetic on ranges: the result of an operation on numbers of two ranges lies in the range of the result. */

import { describe, expect, it } from "vitest";
import { check, defineEnvironment } from "../../src/index.js";
import type { Range } from "../../src/library/known.js";
import {
  addRanges,
  divideRanges,
  INTEGERS,
  multiplyRanges,
  NUMBERS,
  remainderRange,
  subtractRanges,
} from "../../src/library/number-range.js";
import fc from "../seeded.js";

const integer = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(INTEGERS.least, INTEGERS.most, 65536, -46341));
const number = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((double) => double + 0),
  fc.constantFrom(NUMBERS.most, NUMBERS.least, 5e-324, 0.1),
);

/** A range and a number in it. */
const within = (numbers: fc.Arbitrary<number>): fc.Arbitrary<{ range: Range; value: number }> =>
  fc.tuple(numbers, numbers, numbers).map((three) => {
    const [least, value, most] = [...three].sort((a, b) => a - b) as [number, number, number];
    return { range: { least, most }, value };
  });

type Operation = readonly [name: string, compute: (a: number, b: number) => number, reach: (a: Range, b: Range) => Range];

function checkRange([, compute, reach]: Operation, numbers: fc.Arbitrary<number>): void {
  fc.assert(
    fc.property(within(numbers), within(numbers), (left, right) => {
      const result = compute(left.value, right.value);
      fc.pre(!Number.isNaN(result));
      const { least, most } = reach(left.range, right.range);
      expect(result).toBeGreaterThanOrEqual(least);
      expect(result).toBeLessThanOrEqual(most);
      expect([least, most]).not.toContainEqual(-0);
    }),
    { numRuns: 2000 },
  );
}

describe("of integers", () => {
  it.each<Operation>([
    ["+", (a, b) => a + b, addRanges],
    ["-", (a, b) => a - b, subtractRanges],
    ["*", (a, b) => a * b, multiplyRanges],
    ["/", (a, b) => (b === 0 ? Number.NaN : Math.trunc(a / b)), (a, b) => divideRanges(a, b, true)],
    ["%", (a, b) => a % b, remainderRange],
  ])("%s", (...operation) => checkRange(operation, integer));
});

describe("of numbers", () => {
  it.each<Operation>([
    ["+", (a, b) => a + b, addRanges],
    ["-", (a, b) => a - b, subtractRanges],
    ["*", (a, b) => a * b, multiplyRanges],
    ["/", (a, b) => (b === 0 ? Number.NaN : a / b), (a, b) => divideRanges(a, b, false)],
    ["%", (a, b) => a % b, remainderRange],
  ])("%s", (...operation) => checkRange(operation, number));
});

it("a divisor that cannot be zero bounds the quotient", () => {
  expect(divideRanges({ least: 10, most: 10 }, { least: 1, most: 5 }, true)).toEqual({ least: 2, most: 10 });
  expect(divideRanges({ least: 10, most: 10 }, { least: -2, most: 2 }, true)).toEqual({ least: -10, most: 10 });
});

it("nothing times zero is zero, without a sign", () => {
  const env = defineEnvironment({ user: { level: "integer", score: "number" } });
  for (const source of ["user.level * 0", "-user.level * 0", "user.score * 0.0", "0 / user.level", "user.level % 0"])
    expect(check(source, env).verdicts.authorization_code?.values, source).toEqual([0]);
});
