/** What may be known of a value before there is data: which values, how large, how long. Rows tell from it what they will give. */
import type { Code } from "../diagnostics/codes.js";
import type { Type } from "../types/type.js";

/** A value that a small set may hold. */
export type Scalar = string | number | boolean;

/** From and to, both included; `least` above `most` is nothing. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** What is known of an argument. */
export interface Known {
  readonly type: Type;
  readonly canNull: boolean;
  readonly canValue: boolean;
  /** Every value it can have besides null, where they are few. */
  readonly values?: readonly Scalar[] | undefined;
  /** Values it cannot have. */
  readonly not?: readonly Scalar[] | undefined;
  /** Between what a number lies. */
  readonly range?: Range | undefined;
  /** How long a text is in UTF-16 units, or a list in elements. */
  readonly length?: Range | undefined;
  /** How many values it holds at most, itself included. */
  readonly holds?: number | undefined;
}

/** What a row can tell of its result. What it does not mention is left to its other columns. */
export interface Foretold {
  /** How long the text or list will be; a text that may be longer than the limit is still held to it. */
  readonly length?: Range;
  /** Between what the number will lie. */
  readonly range?: Range;
  /** Every value it can have, where that is fewer than its type allows. */
  readonly values?: readonly Scalar[];
  /** Codes of the row that cannot happen with these arguments. */
  readonly never?: readonly Code[];
  /** It ends with this code, whatever the data. */
  readonly always?: Code;
}

/** From 0 up. */
export function upTo(most: number): Range {
  return { least: 0, most };
}

/** The smallest range with both in it. */
export function hull(left: Range, right: Range): Range {
  return { least: Math.min(left.least, right.least), most: Math.max(left.most, right.most) };
}

/** What is in both. */
export function overlap(left: Range, right: Range): Range {
  return { least: Math.max(left.least, right.least), most: Math.min(left.most, right.most) };
}

/** The part of what is known that is about values, whatever their type. */
type Words = Omit<Known, "type">;

/** Between what the number lies, by its values or its range. */
export function rangeOf({ values, range }: Words): Range | undefined {
  if (values === undefined || values.length === 0) return range;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (typeof value !== "number") return range;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return { least, most };
}

/** How long the text or list is when it is there, by its values or its length. */
export function lengthOf({ values, length }: Words): Range | undefined {
  if (values === undefined || values.length === 0) return length;
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const value of values) {
    if (typeof value !== "string") return length;
    least = Math.min(least, value.length);
    most = Math.max(most, value.length);
  }
  return { least, most };
}

/** The length where null counts as 0, as it does for parameters that receive null. */
export function lengthOrNone(known: Known | undefined, limit: number): Range {
  if (!known) return upTo(limit);
  const length = known.canValue ? (lengthOf(known) ?? upTo(limit)) : upTo(0);
  return known.canNull ? hull(length, upTo(0)) : length;
}

/** Whether a value is none that it can have. */
export function excludes(known: Words, value: Scalar): boolean {
  if (known.values && !known.values.includes(value)) return true;
  return isOutside(value, known.not, rangeOf(known), lengthOf(known));
}

/** Whether a value is ruled out, is a number outside of a range, or a text of another length. */
export function isOutside(value: Scalar, not: Known["not"], range: Range | undefined, length: Range | undefined): boolean {
  if (not?.includes(value)) return true;
  if (typeof value === "number") return range !== undefined && !includes(range, value);
  return typeof value === "string" && length !== undefined && !includes(length, value.length);
}

/** Whether a number lies within a range. */
export function includes(range: Range, value: number): boolean {
  return range.least <= value && value <= range.most;
}
