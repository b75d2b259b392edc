/** What is known of a value on one grant: a set of values by null, a few values, a range or a length; with its operations. */
import type { Limits } from "../base/limits.js";
import { excludes, hull, isOutside, type Known, lengthOf, overlap, type Range, rangeOf, type Scalar } from "../library/known.js";
import { INTEGERS, NUMBERS } from "../library/number-range.js";
import type { Type, Typed } from "../types/type.js";

/** How long a text or list is. `open`: only a limit of the environment bounds it, no schema. */
export interface Length extends Range {
  readonly open?: boolean;
}

/** A set of values, null perhaps among them. What is not mentioned may be anything. */
export interface Shape extends Omit<Known, "type" | "holds"> {
  readonly length?: Length | undefined;
}

/** More possible values than this are not told one by one. */
export const KEPT_VALUES = 16;

/** A shape with all of its words, so that all shapes are objects of one kind. */
function shapeOf(
  canNull: boolean,
  canValue: boolean,
  values?: Shape["values"],
  not?: Shape["not"],
  range?: Shape["range"],
  length?: Shape["length"],
): Shape {
  return { canNull, canValue, values, not, range, length };
}

/** Anything. */
export const ANY: Shape = shapeOf(true, true);
/** Null. */
export const ONLY_NULL: Shape = shapeOf(true, false);
/** Any value but null. */
export const NOT_NULL: Shape = shapeOf(false, true);
/** Neither null nor a value. */
const NOTHING: Shape = shapeOf(false, false);
/** Null or empty text: what Elvis replaces. */
export const BLANK: Shape = shapeOf(true, true, [""]);

const TRUE = shapeOf(false, true, [true]);
const FALSE = shapeOf(false, true, [false]);

/** One known value. */
export function exactly(value: Scalar): Shape {
  if (typeof value === "boolean") return value ? TRUE : FALSE;
  return shapeOf(false, true, [value]);
}

/** A value of which something is said. */
export function valueWith(values: Shape["values"], range: Shape["range"], length: Shape["length"]): Shape {
  return shapeOf(false, true, values, undefined, range, length);
}

/** Any value but one, or null. */
export function anyBut(value: Scalar): Shape {
  return shapeOf(true, true, undefined, [value]);
}

/** Whether nothing is in it. */
export function isNothing(shape: Shape): boolean {
  return !shape.canNull && !shape.canValue;
}

/** Whether it tells of values, and not of null alone. */
export function tellsOfValues({ values, not, range, length }: Shape): boolean {
  return values !== undefined || not !== undefined || range !== undefined || length !== undefined;
}

/** Whether null or a value is in it. */
export function isWithin({ canNull, canValue, values, not, range, length }: Shape, value: Scalar | null): boolean {
  if (value === null) return canNull;
  return canValue && values?.includes(value) !== false && !isOutside(value, not, range, length);
}

/** Whether two say the same in the same words. */
export function isSame(left: Shape, right: Shape): boolean {
  if (left === right) return true;
  if (left.canNull !== right.canNull || left.canValue !== right.canValue) return false;
  if (!sameValues(left.values, right.values) || !sameValues(left.not, right.not)) return false;
  return sameRange(left.range, right.range) && sameRange(left.length, right.length);
}

function sameValues(left: readonly Scalar[] | undefined, right: readonly Scalar[] | undefined): boolean {
  if (left === right) return true;
  return left?.length === right?.length && left?.every((value, at) => value === right?.[at]) === true;
}

function sameRange(left: Range | undefined, right: Range | undefined): boolean {
  return left === right || (left !== undefined && left.least === right?.least && left.most === right.most);
}

/** Whether a range was given and nothing is in it. */
function isEmpty(range: Range | undefined): boolean {
  return range !== undefined && range.least > range.most;
}

/** Keeps the values that the rest allows, and says so where none is left. */
export function settled({ canNull, canValue, values, not, range, length }: Shape): Shape {
  return settledOf(canNull, canValue, values, not, range, length);
}

function settledOf(
  canNull: boolean,
  canValue: boolean,
  given: Shape["values"],
  not: Shape["not"],
  range: Shape["range"],
  length: Shape["length"],
): Shape {
  const bounded = not !== undefined || range !== undefined || length !== undefined;
  const values = given && bounded ? given.filter((value) => !isOutside(value, not, range, length)) : given;
  if (!canValue || values?.length === 0 || isEmpty(range) || isEmpty(length)) return canNull ? ONLY_NULL : NOTHING;
  if (!values && range && range.least === range.most) return shapeOf(canNull, true, [range.least]);
  // What is told one by one needs no other words.
  if (values && values.length <= KEPT_VALUES) return shapeOf(canNull, true, values);
  const ruledOut = not && not.length > 0 ? not : undefined;
  // What too many values have in common.
  const common = values && shapeOf(canNull, true, values);
  return shapeOf(canNull, true, undefined, ruledOut, range ?? (common && rangeOf(common)), length ?? (common && lengthOf(common)));
}

/** The shorter of two bounds says whether a schema stands behind it. */
function overlapLength(left: Length, right: Length): Length {
  const tighter = left.most <= right.most ? left : right;
  return { least: Math.max(left.least, right.least), most: tighter.most, open: tighter.open === true };
}

function hullLength(left: Length, right: Length): Length {
  const { least, most } = hull(left, right);
  return { least, most, open: left.open === true || right.open === true };
}

/** What is in one list or the other, each once. */
function together(left: readonly Scalar[], right: readonly Scalar[]): readonly Scalar[] {
  const all = [...left];
  for (const value of right) if (!all.includes(value)) all.push(value);
  return all;
}

/** The values ruled out by one or the other. */
function ruledOutBy(left: Shape["not"], right: Shape["not"]): Shape["not"] {
  const all = left && right ? together(left, right) : (left ?? right);
  return all && all.length > KEPT_VALUES ? all.slice(0, KEPT_VALUES) : all;
}

/** What is in both. */
export function meet(left: Shape, right: Shape): Shape {
  const values =
    left.values && right.values ? left.values.filter((value) => right.values?.includes(value)) : (left.values ?? right.values);
  return settledOf(
    left.canNull && right.canNull,
    left.canValue && right.canValue,
    values,
    ruledOutBy(left.not, right.not),
    left.range && right.range ? overlap(left.range, right.range) : (left.range ?? right.range),
    left.length && right.length ? overlapLength(left.length, right.length) : (left.length ?? right.length),
  );
}

/** What is in either. */
export function union(left: Shape, right: Shape): Shape {
  const canNull = left.canNull || right.canNull;
  if (!left.canValue || !right.canValue) {
    const { canValue, values, not, range, length } = left.canValue ? left : right;
    return shapeOf(canNull, canValue, values, not, range, length);
  }
  const [one, other] = [rangeOf(left), rangeOf(right)];
  const [long, otherLong] = [lengthOf(left) as Length | undefined, lengthOf(right) as Length | undefined];
  const not = left.not || right.not ? outsideOfBoth(left, right) : undefined;
  return settledOf(
    canNull,
    true,
    left.values && right.values ? together(left.values, right.values) : undefined,
    not && not.length > 0 ? not : undefined,
    one && other ? hull(one, other) : undefined,
    long && otherLong ? hullLength(long, otherLong) : undefined,
  );
}

function outsideOfBoth(left: Shape, right: Shape): readonly Scalar[] {
  return together(left.not ?? [], right.not ?? []).filter((value) => excludes(left, value) && excludes(right, value));
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

/** A shape as rows are told of it. */
export function asKnown(shape: Shape, type: Type): Known {
  return { ...shape, type };
}

/** A value of a type, null where the type has it. */
export function shapeOfTyped({ type, nullable }: Typed, limits: Limits): Shape {
  const { values, range, length } = shapeOfType(type, limits);
  return shapeOf(nullable || type.kind === "unknown", type.kind !== "null", values, undefined, range, length);
}
