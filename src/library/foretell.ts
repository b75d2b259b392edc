/** What rows about texts and lists can tell of their results before there is data: lengths, and how many values are looked at. */
import { Meantime } from "../base/meantime.js";
import type { MapType, Type } from "../types/type.js";
import { type Foretold, type Known, lengthOf, lengthOrNone, type Range, rangeOf, upTo } from "./known.js";

/** The length of a text or list that is there. */
export function most(known: Known | undefined): number {
  return (known && lengthOf(known)?.most) ?? Number.POSITIVE_INFINITY;
}

/** As long as a parameter, or shorter. */
export function atMostAsLong(known: Known | undefined): Foretold {
  return { length: upTo(most(known)) };
}

/** As long as several parameters together; a null that is received has no length. */
export function together(...parts: readonly (Known | undefined)[]): Range {
  const lengths = parts.map((part) => lengthOrNone(part, Number.POSITIVE_INFINITY));
  return lengths.reduce((sum, length) => ({ least: sum.least + length.least, most: sum.most + length.most }), upTo(0));
}

/** Every occurrence of a text replaced: at worst the shortest match, over and over. */
export function replaced(input: Known | undefined, match: Known | undefined, replacement: Known | undefined): Foretold {
  const least = Math.max(1, (match && lengthOf(match)?.least) ?? 0);
  const [units, each] = [most(input), most(replacement)];
  if (each <= least) return { length: upTo(units) };
  const times = Math.floor(units / least);
  if (times === 0 || !Number.isFinite(units)) return { length: upTo(units) };
  return { length: upTo(times * each + (units - times * least)) };
}

/** The first occurrence of a text replaced, if there is one. */
export function replacedOnce(input: Known | undefined, match: Known | undefined, replacement: Known | undefined): Foretold {
  const least = Math.max(1, (match && lengthOf(match)?.least) ?? 0);
  return { length: upTo(Math.max(most(input), most(input) - least + most(replacement))) };
}

/** The part of a text between two positions. */
export function between(input: Known | undefined, start: Known | undefined, end?: Known): Foretold {
  const from = (start && rangeOf(start)?.least) ?? Number.NEGATIVE_INFINITY;
  if ((start && (rangeOf(start)?.most ?? 0) < 0) || (end && (rangeOf(end)?.most ?? 0) < 0))
    return { always: "run/negative-position" };
  const to = end ? (rangeOf(end) ?? { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY }) : upTo(most(input));
  const length = Math.max(0, Math.min(most(input), to.most) - Math.max(0, from));
  return { length: upTo(length), never: from >= 0 && to.least >= 0 ? ["run/negative-position"] : [] };
}

/** One of several texts. */
export function oneOf(texts: readonly Known[]): Foretold {
  const values = texts.every((text) => text.values) ? [...new Set(texts.flatMap((text) => text.values ?? []))] : undefined;
  const lengths = texts.map((text) => lengthOf(text) ?? upTo(Number.POSITIVE_INFINITY));
  const length = { least: Math.min(...lengths.map(({ least }) => least)), most: Math.max(...lengths.map((each) => each.most)) };
  return { length, ...(values ? { values } : {}) };
}

/** The letter case of some characters takes more of them: `ß` is `SS`. None vanishes. */
const LONGEST_LETTER_CASE = 3;

/** A text in another letter case. */
export function inLetterCase(input: Known | undefined): Foretold {
  const length = (input && lengthOf(input)) ?? upTo(Number.POSITIVE_INFINITY);
  return { length: { least: Math.min(1, length.least), most: length.most * LONGEST_LETTER_CASE } };
}

/** Whether a text or list is empty; a null that is received counts as empty. */
export function emptiness(known: Known | undefined): Foretold {
  const { least, most: longest } = lengthOrNone(known, Number.POSITIVE_INFINITY);
  return least > 0 ? { values: [false] } : longest === 0 ? { values: [true] } : {};
}

/** How many values a value of a type holds at most, itself included: what looking at each of them costs. */
export function valuesIn(type: Type, length?: Range): number {
  switch (type.kind) {
    case "unknown":
      return Number.POSITIVE_INFINITY;
    case "list": {
      const elements = length?.most ?? type.maxItems ?? Number.POSITIVE_INFINITY;
      return elements === 0 ? 1 : 1 + elements * valuesIn(type.element.type);
    }
    case "map":
      if (type.open) return Number.POSITIVE_INFINITY;
      return valuesOfMap(type);
    default:
      return 1;
  }
}

/** Maps are asked as often as they are put into others: each type once in a check, also where a list holds it. */
const IN_MAPS = new Meantime<MapType, number>();

function valuesOfMap(type: MapType): number {
  const known = IN_MAPS.get(type);
  if (known !== undefined) return known;
  let held = 1;
  for (const attribute of type.attributes.values()) held += valuesIn(attribute.type);
  IN_MAPS.set(type, held);
  return held;
}

/** How long a scalar is as a text in a comma-joined list; undefined where it may be no scalar. */
export function joinedUnits(type: Type, textLength: number): number | undefined {
  switch (type.kind) {
    case "text":
      return type.values ? Math.max(...type.values.map((value) => value.length)) : (type.maxLength ?? textLength);
    case "boolean":
      return 5;
    case "integer":
      return 11;
    case "number":
      return 25;
    case "timestamp":
      return 27;
    default:
      return undefined;
  }
}

/** The longest text that a date, a code or a name of a country or zone becomes. */
const SHORT_TEXT = 100;

/** A short text, whatever the arguments are. */
export function shortText(): Foretold {
  return { length: upTo(SHORT_TEXT) };
}

/** What one letter of a date pattern becomes at most: the English name of a zone. */
const LETTER = 64;

/** A text written by a date pattern, which itself is no longer than so many characters. */
export function writtenBy(pattern: Known | undefined, longest: number): Foretold {
  return { length: upTo(Math.min(most(pattern), longest) * LETTER) };
}
