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
  readonly values?: readonly Scalar[];
  /** Values it cannot have. */
  readonly not?: readonly Scalar[];
  /** Between what a number lies. */
  readonly range?: Range;
  /** How long a text is in UTF-16 units, or a list in elements. */
  readonly length?: Range;
  /** How many values it holds at most, itself included. */
  readonly holds?: number;
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

/** The range of a few numbers. */
function hullOf(numbers: readonly number[]): Range {
  return { least: Math.min(...numbers), most: Math.max(...numbers) };
}

/** Between what the number lies, by its values or its range. */
export function rangeOf({ values, range }: Known): Range | undefined {
  const numbers = values?.filter((value) => typeof value === "number");
  return numbers && numbers.length > 0 && numbers.length === values?.length ? hullOf(numbers) : range;
}

/** How long the text or list is when it is there, by its values or its length. */
export function lengthOf({ values, length }: Known): Range | undefined {
  const texts = values?.filter((value) => typeof value === "string");
  return texts && texts.length > 0 && texts.length === values?.length ? hullOf(texts.map((text) => text.length)) : length;
}

/** The length where null counts as 0, as it does for parameters that receive null. */
export function lengthOrNone(known: Known | undefined, limit: number): Range {
  if (!known) return upTo(limit);
  const length = known.canValue ? (lengthOf(known) ?? upTo(limit)) : upTo(0);
  return known.canNull ? hull(length, upTo(0)) : length;
}

/** Whether a value is none that it can have. */
export function excludes(known: Known, value: Scalar): boolean {
  if (known.not?.includes(value) || (known.values && !known.values.includes(value))) return true;
  const range = typeof value === "number" ? rangeOf(known) : undefined;
  const length = typeof value === "string" ? lengthOf(known) : undefined;
  return (
    (range !== undefined && !includes(range, Number(value))) || (length !== undefined && !includes(length, String(value).length))
  );
}

/** Whether a number lies within a range. */
export function includes(range: Range, value: number): boolean {
  return range.least <= value && value <= range.most;
}
