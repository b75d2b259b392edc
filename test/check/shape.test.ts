/** The sets of values that the checker computes with: an operation never loses a value that belongs to its result. */

import { describe, expect, it } from "vitest";
import { ANY, BLANK, exactly, isNothing, meet, NOT_NULL, ONLY_NULL, type Shape, settled, union } from "../../src/check/shape.js";
import fc from "../seeded.js";

type Value = null | boolean | number | string;

const values: fc.Arbitrary<Value> = fc.constantFrom<Value>(
  null,
  true,
  false,
  0,
  1,
  -3,
  2.5,
  100,
  "",
  "a",
  "ab",
  "gold",
  "longer text",
);
const someValues = fc.array(
  values.filter((value) => value !== null),
  { maxLength: 4 },
);
const range = fc
  .tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 120 }))
  .map(([least, most]) => ({ least, most }));
const length = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 12 })).map(([least, most]) => ({ least, most }));

const shapes: fc.Arbitrary<Shape> = fc
  .record(
    { canNull: fc.boolean(), canValue: fc.boolean(), values: someValues, not: someValues, range, length },
    { requiredKeys: ["canNull", "canValue"] },
  )
  .map((shape) => shape as Shape);

/** Whether a value is in a set, read from its words alone: a range is of numbers, a length of texts. */
function holds(shape: Shape, value: Value): boolean {
  if (value === null) return shape.canNull;
  if (!shape.canValue || shape.not?.includes(value) || (shape.values && !shape.values.includes(value))) return false;
  const within = (size: number, { least, most }: { least: number; most: number }) => size >= least && size <= most;
  if (shape.range && !(typeof value === "number" && within(value, shape.range))) return false;
  return !shape.length || (typeof value === "string" && within(value.length, shape.length));
}

describe("sets of values", () => {
  it("keep what they hold when they are settled", () =>
    fc.assert(
      fc.property(shapes, values, (shape, value) => {
        if (holds(shape, value)) expect(holds(settled(shape), value)).toBe(true);
      }),
      { numRuns: 1000 },
    ));

  it("share what both hold", () =>
    fc.assert(
      fc.property(shapes, shapes, values, (left, right, value) => {
        if (holds(left, value) && holds(right, value)) expect(holds(meet(left, right), value)).toBe(true);
      }),
      { numRuns: 2000 },
    ));

  it("hold together what either holds", () =>
    fc.assert(
      fc.property(shapes, shapes, values, (left, right, value) => {
        const [one, other] = [settled(left), settled(right)];
        if (holds(one, value) || holds(other, value)) expect(holds(union(one, other), value)).toBe(true);
      }),
      { numRuns: 2000 },
    ));

  it("are empty where nothing is left", () => {
    expect(isNothing(meet(NOT_NULL, ONLY_NULL))).toBe(true);
    expect(isNothing(meet(exactly("a"), exactly("b")))).toBe(true);
    expect(isNothing(meet(BLANK, { ...NOT_NULL, not: [""] }))).toBe(true);
    expect(isNothing(meet(ANY, exactly(1)))).toBe(false);
    expect(isNothing(settled({ ...NOT_NULL, range: { least: 2, most: 1 } }))).toBe(true);
  });

  it("name a number that is the only one", () =>
    expect(settled({ ...NOT_NULL, range: { least: 3, most: 3 } })).toEqual(exactly(3)));

  it("tell few values one by one, and many by what they share", () => {
    const many = Array.from({ length: 40 }, (_, index) => index);
    expect(settled({ ...NOT_NULL, values: many })).toEqual({ ...NOT_NULL, range: { least: 0, most: 39 } });
    const texts = many.map((index) => "x".repeat(index + 1));
    expect(settled({ ...NOT_NULL, values: texts })).toEqual({ ...NOT_NULL, length: { least: 1, most: 40 } });
  });

  it("say of the shorter bound whether a schema stands behind it", () => {
    const admitted: Shape = { ...NOT_NULL, length: { least: 0, most: 100, open: true } };
    expect(meet(admitted, { ...NOT_NULL, length: { least: 0, most: 8 } }).length?.open).toBe(false);
    expect(meet(admitted, { ...NOT_NULL, length: { least: 1, most: Number.POSITIVE_INFINITY } }).length).toEqual({
      least: 1,
      most: 100,
      open: true,
    });
  });
});
