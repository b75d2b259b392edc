/** Date patterns in the letters of Joda-Time: the table of letters, and a pattern's text taken apart. */
import { type Known, lengthOf, type Scalar } from "./known.js";
import type { Shown } from "./time-clock.js";
import type { Written } from "./written.js";

/** How a letter is written: a number, a year (two letters mean two digits), a word, a fraction of a second, or the zone. */
type Style = "number" | "year" | "word" | "fraction" | "zone-name" | "zone-offset";

/** One letter of the table. */
export interface LetterRow {
  readonly means: string;
  readonly style: Style;
  /** What it stands for on a clock; the zone letters do not look at it. */
  readonly of: (shown: Shown) => number;
  /** The most digits that are read for it, unless it is written more often. */
  readonly digits?: number;
  /** Words by number, from `firstWord` on. */
  readonly words?: readonly string[];
  readonly firstWord?: number;
  /** Words are written from this many letters on; a number otherwise. */
  readonly wordsFrom?: number;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const number = (means: string, of: LetterRow["of"], digits = 2): LetterRow => ({ means, style: "number", of, digits });
const year = (means: string, of: LetterRow["of"]): LetterRow => ({ means, style: "year", of, digits: 9 });
const word = (means: string, of: LetterRow["of"], words: readonly string[], firstWord: number, wordsFrom = 1): LetterRow => ({
  ...{ means, style: "word", of, digits: 2, words, firstWord, wordsFrom },
});

/** A year counted in its era: there is no year 0, so 1 BC is what others call the year 0. */
const inEra = (shown: Shown): number => (shown.year > 0 ? shown.year : 1 - shown.year);

/** Every letter of a pattern. */
// biome-ignore format: table
export const LETTERS: ReadonlyMap<string, LetterRow> = new Map<string, LetterRow>([
  ["G", word("era", (shown) => (shown.year > 0 ? 1 : 0), ["BC", "AD"], 0)],
  ["C", number("century of the era", (shown) => Math.floor(inEra(shown) / 100))],
  ["Y", year("year of the era", inEra)],
  ["x", year("year of the week", (shown) => shown.weekYear)],
  ["w", number("week of the year", (shown) => shown.week)],
  ["e", number("day of the week, 1 for Monday", (shown) => shown.weekday, 1)],
  ["E", word("day of the week", (shown) => shown.weekday, WEEKDAYS, 1)],
  ["y", year("year", (shown) => shown.year)],
  ["D", number("day of the year", (shown) => shown.dayOfYear, 3)],
  ["M", word("month", (shown) => shown.month, MONTHS, 1, 3)],
  ["d", number("day of the month", (shown) => shown.day)],
  ["a", word("half of the day", (shown) => (shown.hour < 12 ? 0 : 1), ["AM", "PM"], 0)],
  ["K", number("hour of the half day, 0 to 11", (shown) => shown.hour % 12)],
  ["h", number("hour of the half day, 1 to 12", (shown) => shown.hour % 12 || 12)],
  ["H", number("hour, 0 to 23", (shown) => shown.hour)],
  ["k", number("hour, 1 to 24", (shown) => shown.hour || 24)],
  ["m", number("minute", (shown) => shown.minute)],
  ["s", number("second", (shown) => shown.second)],
  ["S", { means: "fraction of the second", style: "fraction", of: (shown) => shown.millisecond }],
  ["z", { means: "name of the zone", style: "zone-name", of: () => 0 }],
  ["Z", { means: "offset of the zone, or its id", style: "zone-offset", of: () => 0 }],
]);

/** A run of one letter. */
export interface Field {
  readonly letter: string;
  readonly row: LetterRow;
  readonly length: number;
}

/** A pattern: fields, and the texts between them. */
export type Pattern = readonly (Field | string)[];

/** No pattern is longer, in UTF-16 units. */
export const PATTERN_LENGTH = 1_000;

const isLetter = (unit: string): boolean => (unit >= "a" && unit <= "z") || (unit >= "A" && unit <= "Z");

/** Whether a field is read and written in digits. */
export function isNumeric({ row, length }: Field): boolean {
  if (row.style === "word") return length < (row.wordsFrom ?? 1);
  return row.style === "number" || row.style === "year" || row.style === "fraction";
}

/** Names of zones come from the host's tables, which takes as long as this many steps. */
const ZONE_NAME_STEPS = 600;

/** A date takes long to read or to write, however short its pattern is. */
const DATE_STEPS = 250;

/** What reading or writing by a pattern costs, in steps. */
export function patternCost(pattern: Pattern): number {
  const names = pattern.filter((part) => typeof part === "object" && part.row.style === "zone-name");
  return DATE_STEPS + Math.ceil(pattern.length / 10) + names.length * ZONE_NAME_STEPS;
}

/** The most that a pattern can cost: what those that are known cost, or what zone names in every other place do. */
export function patternCostAtMost(_limits: unknown, _written: readonly Written[], known: readonly Known[]): number {
  const pattern = known.at(-1);
  if (pattern?.values) return Math.max(0, ...pattern.values.map(costOfSource));
  const longest = Math.min(PATTERN_LENGTH, (pattern && lengthOf(pattern)?.most) ?? PATTERN_LENGTH);
  return DATE_STEPS + Math.ceil(longest / 2) * (ZONE_NAME_STEPS + 1);
}

function costOfSource(source: Scalar): number {
  const pattern = readPattern(String(source));
  return typeof pattern === "object" ? patternCost(pattern) : 0;
}

/** Takes a pattern apart. A text in place of a pattern says what is wrong with it: "a date pattern with …". */
export function readPattern(source: string): Pattern | string {
  if (source === "") return "nothing in it";
  if (source.length > PATTERN_LENGTH) return `more than ${PATTERN_LENGTH} characters`;
  const pattern: (Field | string)[] = [];
  let at = 0;
  while (at < source.length) {
    const part = isLetter(source.charAt(at)) ? fieldAt(source, at) : literalAt(source, at);
    if (typeof part === "string") return part;
    pattern.push(part.part);
    at = part.end;
  }
  return pattern;
}

interface Taken {
  readonly part: Field | string;
  readonly end: number;
}

function fieldAt(source: string, start: number): Taken | string {
  const letter = source.charAt(start);
  const row = LETTERS.get(letter);
  if (!row) return "a letter that stands for nothing";
  let end = start + 1;
  while (source.charAt(end) === letter) end++;
  return { part: { letter, row, length: end - start }, end };
}

/** Text up to the next letter; letters between quotes belong to it, and two quotes are one. */
function literalAt(source: string, start: number): Taken | string {
  let text = "";
  let quoted = false;
  let at = start;
  for (; at < source.length; at++) {
    const unit = source.charAt(at);
    if (unit === "'" && source.charAt(at + 1) === "'") {
      text += unit;
      at++;
    } else if (unit === "'") quoted = !quoted;
    else if (!quoted && isLetter(unit)) break;
    else text += unit;
  }
  return quoted ? "a quote that is never closed" : { part: text, end: at };
}
