/** What is known of a value on one grant: a set of values by null, a few values, a range or a length; with its operations. */
import type { Limits } from "../base/limits.js";
import { excludes, hull, type Known, lengthOf, overlap, type Range, rangeOf, type Scalar } from "../library/known.js";
import { INTEGERS, NUMBERS } from "../library/number-range.js";
import type { Type, Typed } from "../types/type.js";

/** How long a text or list is. `open`: only a limit of the environment bounds it, no schema. */
export interface Length extends Range {
  readonly open?: boolean;
}

/** A set of values, null perhaps among them. What is not mentioned may be anything. */
export interface Shape extends Omit<Known, "type"> {
  readonly length?: Length;
}

/** More possible values than this are not told one by one. */
export const KEPT_VALUES = 16;

/** Anything. */
export const ANY: Shape = { canNull: true, canValue: true };
/** Null. */
export const ONLY_NULL: Shape = { canNull: true, canValue: false };
/** Any value but null. */
export const NOT_NULL: Shape = { canNull: false, canValue: true };
/** Null or empty text: what Elvis replaces. */
export const BLANK: Shape = { canNull: true, canValue: true, values: [""] };

/** One known value. */
export function exactly(value: Scalar): Shape {
  return { canNull: false, canValue: true, values: [value] };
}

/** Whether nothing is in it. */
export function isNothing(shape: Shape): boolean {
  return !shape.canNull && !shape.canValue;
}

/** Whether a range was given and nothing is in it. */
function isEmpty(range: Range | undefined): boolean {
  return range !== undefined && range.least > range.most;
}

/** Keeps the values that the rest allows, and says so where none is left. */
export function settled(shape: Shape): Shape {
  const { canNull } = shape;
  const values = shape.values?.filter((value) => !excludes({ ...withoutValues(shape), type: ANYTHING }, value));
  if (!shape.canValue || values?.length === 0 || isEmpty(shape.range) || isEmpty(shape.length)) return { canNull, canValue: false };
  const { range, length, not } = shape;
  if (!values && range && range.least === range.most) return { canNull, canValue: true, values: [range.least] };
  const few = values && values.length <= KEPT_VALUES ? values : undefined;
  // What is told one by one needs no other words.
  if (few) return { canNull, canValue: true, values: few };
  const spread = values ? { ...spreadOf(values), ...(range ? { range } : {}), ...(length ? { length } : {}) } : { range, length };
  return {
    canNull,
    canValue: true,
    ...(not && not.length > 0 ? { not } : {}),
    ...(spread.range ? { range: spread.range } : {}),
    ...(spread.length ? { length: spread.length } : {}),
  };
}

const ANYTHING: Type = { kind: "unknown" };

function withoutValues({ values: _values, ...rest }: Shape): Shape {
  return rest;
}

/** What too many values have in common. */
function spreadOf(values: readonly Scalar[]): { range?: Range; length?: Range } {
  const known = { canNull: false, canValue: true, values, type: ANYTHING };
  const [range, length] = [rangeOf(known), lengthOf(known)];
  return { ...(range ? { range } : {}), ...(length ? { length } : {}) };
}

/** The shorter of two bounds says whether a schema stands behind it. */
function overlapLength(left: Length, right: Length): Length {
  const tighter = left.most <= right.most ? left : right;
  return { ...overlap(left, right), open: tighter.open === true };
}

function hullLength(left: Length, right: Length): Length {
  return { ...hull(left, right), open: left.open === true || right.open === true };
}

/** What is in both. */
export function meet(left: Shape, right: Shape): Shape {
  const values =
    left.values && right.values ? left.values.filter((value) => right.values?.includes(value)) : (left.values ?? right.values);
  const not = [...new Set([...(left.not ?? []), ...(right.not ?? [])])].slice(0, KEPT_VALUES);
  const range = left.range && right.range ? overlap(left.range, right.range) : (left.range ?? right.range);
  const length = left.length && right.length ? overlapLength(left.length, right.length) : (left.length ?? right.length);
  return settled({
    canNull: left.canNull && right.canNull,
    canValue: left.canValue && right.canValue,
    ...(values ? { values } : {}),
    ...(not.length > 0 ? { not } : {}),
    ...(range ? { range } : {}),
    ...(length ? { length } : {}),
  });
}

/** What is in either. */
export function union(left: Shape, right: Shape): Shape {
  const canNull = left.canNull || right.canNull;
  if (!left.canValue || !right.canValue) return { ...(left.canValue ? left : right), canNull };
  const values = left.values && right.values ? [...new Set([...left.values, ...right.values])] : undefined;
  const [one, other] = [asKnown(left), asKnown(right)];
  const [range, otherRange] = [rangeOf(one), rangeOf(other)];
  const [length, otherLength] = [lengthOf(one), lengthOf(other)];
  const not = [...(left.not ?? []), ...(right.not ?? [])].filter((value) => excludes(one, value) && excludes(other, value));
  return settled({
    canNull,
    canValue: true,
    ...(values ? { values } : {}),
    ...(not.length > 0 ? { not: [...new Set(not)] } : {}),
    ...(range && otherRange ? { range: hull(range, otherRange) } : {}),
    ...(length && otherLength ? { length: hullLength(length, otherLength) } : {}),
  });
}

/** A shape as rows are told of it. */
export function asKnown(shape: Shape, type: Type = ANYTHING): Known {
  return { ...shape, type };
}

/** The texts, numbers or lists that a type alone allows; null is looked at elsewhere. */
export function shapeOfType(type: Type, limits: Limits): Pick<Shape, "values" | "range" | "length"> {
  switch (type.kind) {
    case "boolean":
      return { values: [true, false] };
    case "integer":
      return { range: INTEGERS };
    case "number":
      return { range: NUMBERS };
    case "text":
      if (type.values && type.values.length <= KEPT_VALUES) return { values: type.values };
      return { length: type.values ? lengthOfTexts(type.values) : lengthWithin(type.maxLength, limits.textLength) };
    case "list":
      return { length: lengthWithin(type.maxItems, limits.listLength) };
    default:
      return {};
  }
}

function lengthOfTexts(texts: readonly string[]): Length {
  const lengths = texts.map((text) => text.length);
  return { least: Math.min(...lengths), most: Math.max(...lengths), open: false };
}

/** A declared bound, where it is below what is admitted anyway. */
function lengthWithin(declared: number | undefined, admitted: number): Length {
  return { least: 0, most: Math.min(declared ?? admitted, admitted), open: declared === undefined };
}

/** A value of a type, null where the type has it. */
export function shapeOfTyped({ type, nullable }: Typed, limits: Limits): Shape {
  return { canNull: nullable || type.kind === "unknown", canValue: type.kind !== "null", ...shapeOfType(type, limits) };
}
