/** What the operators tell before there is data: between what a sum lies, how long a concatenation is, how a comparison ends. */
import type { Code } from "../diagnostics/codes.js";
import { excludes, type Foretold, type Known, lengthOf, type Range, rangeOf } from "./known.js";
import { numberMode } from "./number-mode.js";
import { addRanges, INTEGERS, NUMBERS, within } from "./number-range.js";

/** Between what a result lies, from between what the sides lie. */
export type Reach = (left: Range, right: Range, asInteger: boolean) => Range;

/** An inner limit of a side: a range, and whether its inner end belongs to it. */
export interface Bound {
  readonly range: Range;
  readonly strict: boolean;
}

/** Arithmetic on numbers whose static types are known. */
export function foretellNumbers(left: Known, right: Known, reach: Reach): Foretold {
  const mode = numberMode(left.type, right.type);
  const [one, other] = [rangeOf(left), rangeOf(right)];
  if (mode === "dynamic" || !one || !other) return {};
  const result = reach(one, other, mode === "integer");
  const never: Code[] = excludes(right, 0) ? ["run/division-by-zero"] : [];
  return { ...held(result, mode === "integer", never) };
}

/** A range held to what its kind can hold; beyond that the operation ends with an error. */
function held(result: Range, asInteger: boolean, never: readonly Code[]): Foretold {
  const [all, code] = asInteger ? ([INTEGERS, "run/integer-overflow"] as const) : ([NUMBERS, "run/not-finite"] as const);
  const range = { least: Math.max(result.least, all.least), most: Math.min(result.most, all.most) };
  return { range, never: within(result, all) ? [...never, code] : never };
}

/** The sign turned. */
export function foretellNegation(operand: Known): Foretold {
  const range = rangeOf(operand);
  if (!range || operand.type.kind === "unknown") return {};
  return held({ least: 0 - range.most, most: 0 - range.least }, operand.type.kind === "integer", []);
}

/** A concatenation is as long as its parts. */
export function foretellText(left: Known, right: Known): Foretold {
  const [one, other] = [writtenLength(left), writtenLength(right)];
  return one && other ? { length: addRanges(one, other) } : {};
}

/** The longest text that a Number is written as: `-0.0000012345678901234567`. */
const NUMBER_UNITS = 25;

/** How long a value is when it is written into a text; undefined where it may be anything. */
export function writtenLength(known: Known): Range | undefined {
  switch (known.type.kind) {
    case "text":
      return lengthOf(known);
    case "boolean":
      return { least: 4, most: 5 };
    case "integer":
      return { least: 1, most: Math.max(digits(rangeOf(known)?.least), digits(rangeOf(known)?.most)) };
    case "number":
      return { least: 1, most: NUMBER_UNITS };
    case "timestamp":
      // Years beyond 9999 have a sign and two digits more.
      return { least: 24, most: 27 };
    default:
      return undefined;
  }
}

function digits(value: number | undefined): number {
  return String(value ?? INTEGERS.least).length;
}

/** Whether the difference of two numbers decides a comparison before they are known. */
export function foretellOrder(left: Known, right: Known, holds: (difference: number) => boolean): Foretold {
  const [one, other] = [rangeOf(left), rangeOf(right)];
  if (!one || !other) return {};
  return { values: [...new Set([holds(one.least - other.most), holds(one.most - other.least)])] };
}

/** Where a side of a comparison must lie for the difference of both to be right. */
export function boundBy(right: (difference: number) => boolean, side: "left" | "right", other: Range): Bound {
  const upwards = right(1) === (side === "left");
  const range = upwards
    ? { least: other.least, most: Number.POSITIVE_INFINITY }
    : { least: Number.NEGATIVE_INFINITY, most: other.most };
  return { range, strict: !right(0) };
}
