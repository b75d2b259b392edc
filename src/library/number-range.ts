/** Arithmetic on ranges: between what the result of an operation lies when its sides lie between something. */
import { INTEGER_MAX, INTEGER_MIN } from "../values/value.js";
import type { Range } from "./known.js";

/** Every Integer. */
export const INTEGERS: Range = { least: INTEGER_MIN, most: INTEGER_MAX };

/** Every finite Number. */
export const NUMBERS: Range = { least: -Number.MAX_VALUE, most: Number.MAX_VALUE };

/** Anything at all, beyond what a Number can hold. */
const ANYWHERE: Range = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };

/** Whether one range lies within another. */
export function within(inner: Range, outer: Range): boolean {
  return inner.least >= outer.least && inner.most <= outer.most;
}

/** What comes of the ends of both. No Number is -0. */
function corners(left: Range, right: Range, compute: (left: number, right: number) => number): Range {
  const results = [left.least, left.most].flatMap((one) => [right.least, right.most].map((other) => compute(one, other) + 0));
  return { least: Math.min(...results), most: Math.max(...results) };
}

/** The sum of two ranges. */
export function addRanges(left: Range, right: Range): Range {
  return { least: left.least + right.least, most: left.most + right.most };
}

/** The difference of two ranges. */
export function subtractRanges(left: Range, right: Range): Range {
  return { least: left.least - right.most, most: left.most - right.least };
}

/** The product of two ranges. */
export function multiplyRanges(left: Range, right: Range): Range {
  return corners(left, right, (one, other) => one * other);
}

/** The quotient, zero as a divisor left out. */
export function divideRanges(left: Range, right: Range, asInteger: boolean): Range {
  const divide = (one: number, other: number) => (asInteger ? Math.trunc(one / other) : one / other);
  if (right.least > 0 || right.most < 0) return corners(left, right, divide);
  // The smallest divisor of each sign gives the largest quotient; among numbers it is so small that nothing is known.
  if (!asInteger) return ANYWHERE;
  const sides = [
    { least: Math.min(right.least, -1), most: -1 },
    { least: 1, most: Math.max(right.most, 1) },
  ];
  const parts = sides.map((side) => corners(left, side, divide));
  return { least: Math.min(...parts.map((part) => part.least)), most: Math.max(...parts.map((part) => part.most)) };
}

/** The remainder: smaller than the divisor, no larger than the dividend, with the dividend's sign. */
export function remainderRange(left: Range, right: Range): Range {
  const divisor = Math.max(Math.abs(right.least), Math.abs(right.most));
  return {
    least: left.least < 0 ? Math.max(left.least, 0 - divisor) : 0,
    most: left.most > 0 ? Math.min(left.most, divisor) : 0,
  };
}
