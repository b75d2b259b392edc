/** Reads a text by a date pattern: fields from left to right, then the one instant that agrees with all of them. */
import { roomForPattern } from "../base/room.js";
import { isWritable, localDate, localWeekDate, shownAt } from "./time-clock.js";
import { type Field, isNumeric, LETTERS, type Pattern } from "./time-pattern.js";
import { instantOf, zoneFrom } from "./time-zone.js";

/** What was read. */
export interface Reading {
  readonly epochMs: number;
  readonly zone: string;
}

/** Zone names that a text may carry, with the offsets that RFC 5322 gives them. */
const ZONE_NAMES: ReadonlyMap<string, string> = new Map([
  ["UT", "Z"],
  ["UTC", "Z"],
  ["GMT", "Z"],
  ["EST", "-05:00"],
  ["EDT", "-04:00"],
  ["CST", "-06:00"],
  ["CDT", "-05:00"],
  ["MST", "-07:00"],
  ["MDT", "-06:00"],
  ["PST", "-08:00"],
  ["PDT", "-07:00"],
]);

/** Two digits of a year from this on are of the 20th century, those below of the 21st, as RFC 5280 has it. */
const PIVOT = 50;

interface Reader {
  readonly text: string;
  at: number;
  zone: string | undefined;
  /** Letter → what was read for it. */
  readonly fields: Map<string, number>;
}

/** Reads a whole text; undefined where it does not follow the pattern, or where no day and time agree with it. Without a zone it is UTC. */
export function readByPattern(text: string, pattern: Pattern): Reading | undefined {
  const reader: Reader = { text, at: 0, zone: undefined, fields: new Map() };
  for (let index = 0; index < pattern.length; index++) {
    const part = pattern[index] as Field | string;
    if (!(typeof part === "string" ? readLiteral(reader, part) : readField(reader, part, pattern[index + 1]))) return undefined;
  }
  if (reader.at < text.length) return undefined;
  const localMs = resolve(reader.fields);
  if (localMs === undefined) return undefined;
  const zone = reader.zone ?? "Z";
  return { epochMs: isWritable(localMs) ? instantOf(localMs, zone) : localMs, zone };
}

function readLiteral(reader: Reader, literal: string): boolean {
  if (!reader.text.startsWith(literal, reader.at)) return false;
  reader.at += literal.length;
  return true;
}

function readField(reader: Reader, field: Field, next: Field | string | undefined): boolean {
  const { row, letter } = field;
  if (row.style === "zone-name" || row.style === "zone-offset") return readZone(reader, field);
  const value = isNumeric(field) ? readNumber(reader, field, typeof next === "object" && isNumeric(next)) : readWord(reader, field);
  if (value === undefined || (reader.fields.has(letter) && reader.fields.get(letter) !== value)) return false;
  reader.fields.set(letter, value);
  return true;
}

const isDigit = (unit: string): boolean => unit >= "0" && unit <= "9";

/** Digits from where the reader is, as many as there are up to `most`; none moves nothing. */
function takeDigits(reader: Reader, most: number): string {
  const start = reader.at;
  while (reader.at < start + most && isDigit(reader.text.charAt(reader.at))) reader.at++;
  return reader.text.slice(start, reader.at);
}

/** A number; where another follows without anything between, no more digits than there are letters. */
function readNumber(reader: Reader, { row, length }: Field, beforeNumber: boolean): number | undefined {
  const short = row.style === "year" && length === 2;
  const most = row.style === "fraction" || (row.style === "year" && beforeNumber) ? length : Math.max(length, row.digits ?? 0);
  const digits = takeDigits(reader, most);
  if (digits === "") return undefined;
  if (row.style === "fraction") return Number(digits.padEnd(3, "0").slice(0, 3));
  if (!short || digits.length !== 2) return short && beforeNumber ? undefined : Number(digits);
  return Number(digits) + (Number(digits) < PIVOT ? 2000 : 1900);
}

/** A word in full or in short, in any letter case. */
function readWord(reader: Reader, { row }: Field): number | undefined {
  const words = row.words ?? [];
  for (const length of [Number.POSITIVE_INFINITY, 3]) {
    for (let index = 0; index < words.length; index++) {
      const word = (words[index] as string).slice(0, length).toLowerCase();
      if (reader.text.slice(reader.at, reader.at + word.length).toLowerCase() !== word) continue;
      reader.at += word.length;
      return index + (row.firstWord ?? 0);
    }
  }
  return undefined;
}

const NAME = /[A-Za-z]{2,3}/y;
const OFFSET = /Z|[+-]\d{2}(?::?\d{2})?/y;
const ID = /[A-Za-z0-9_+/:-]{1,64}/y;

function readZone(reader: Reader, { row, length }: Field): boolean {
  const shape = row.style === "zone-name" ? NAME : length >= 3 ? ID : OFFSET;
  shape.lastIndex = reader.at;
  roomForPattern();
  const text = shape.exec(reader.text)?.[0];
  if (text === undefined) return false;
  const zone = row.style === "zone-name" ? ZONE_NAMES.get(text) : zoneFrom(text);
  if (zone === undefined || (reader.zone !== undefined && reader.zone !== zone)) return false;
  reader.zone = zone;
  reader.at += text.length;
  return true;
}

type Fields = ReadonlyMap<string, number>;

/** The date and time on which every field reads as it was read; undefined where there is none. */
function resolve(fields: Fields): number | undefined {
  const localMs = dateOf(fields) + hourOf(fields) * 3_600_000 + of(fields, "m") * 60_000 + of(fields, "s") * 1000 + of(fields, "S");
  if (!Number.isFinite(localMs)) return undefined;
  const shown = shownAt(localMs);
  for (const [letter, value] of fields) if (LETTERS.get(letter)?.of(shown) !== value) return undefined;
  return localMs;
}

function of(fields: Fields, letter: string, otherwise = 0): number {
  return fields.get(letter) ?? otherwise;
}

function dateOf(fields: Fields): number {
  const byMonth = fields.has("M") || fields.has("d");
  const inYear = byMonth || fields.has("D");
  if (fields.has("w") || (fields.has("x") && !inYear)) {
    return localWeekDate(fields.get("x") ?? yearOf(fields, 1970), of(fields, "w", 1), fields.get("e") ?? of(fields, "E", 1));
  }
  // As in Joda-Time: a day without a year is of 2000, which has a 29 February, and a time without a day is of 1970-01-01.
  const year = yearOf(fields, inYear ? 2000 : 1970);
  return fields.has("D") ? localDate(year, 1, of(fields, "D")) : localDate(year, of(fields, "M", 1), of(fields, "d", 1));
}

function yearOf(fields: Fields, otherwise: number): number {
  const inEra = fields.get("Y");
  const year = inEra !== undefined && fields.get("G") === 0 ? 1 - inEra : inEra;
  return fields.get("y") ?? year ?? of(fields, "x", otherwise);
}

function hourOf(fields: Fields): number {
  const ofHalf = (fields.get("h") ?? of(fields, "K")) % 12;
  const ofDay = fields.has("k") ? of(fields, "k") % 24 : undefined;
  return fields.get("H") ?? ofDay ?? ofHalf + 12 * of(fields, "a");
}
