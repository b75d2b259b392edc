/** What the clock and the calendar of a zone show at an instant, and the instants that the time functions deal in. */
import { Fault, Timestamp } from "../values/value.js";
import { offsetAt } from "./time-zone.js";

const DAY = 86_400_000;

/** A date and a time of day as a clock on the wall shows them, with what the calendar says of that day. */
export interface Shown {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
  readonly dayOfYear: number;
  /** The week of ISO 8601, and the year it belongs to. */
  readonly week: number;
  readonly weekYear: number;
}

/** A clock of a zone at an instant. */
export interface Clock extends Shown {
  readonly epochMs: number;
  readonly zone: string;
  readonly offsetMs: number;
}

/** What a clock shows that many milliseconds after it showed 1970-01-01T00:00. */
export function shownAt(localMs: number): Shown {
  const date = new Date(localMs);
  const year = date.getUTCFullYear();
  const weekday = date.getUTCDay() || 7;
  const startOfDay = Math.floor(localMs / DAY) * DAY;
  // A week belongs to the year of its Thursday.
  const thursday = startOfDay + (4 - weekday) * DAY;
  const weekYear = new Date(thursday).getUTCFullYear();
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
    weekday,
    dayOfYear: (startOfDay - localDate(year, 1, 1)) / DAY + 1,
    week: Math.floor((thursday - localDate(weekYear, 1, 1)) / (7 * DAY)) + 1,
    weekYear,
  };
}

/** The beginning of a day; months and days outside the calendar run over into the next or the one before. */
export function localDate(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

/** The beginning of a day of an ISO week. */
export function localWeekDate(weekYear: number, week: number, weekday: number): number {
  const fourth = localDate(weekYear, 1, 4); // 4 January is always in week 1.
  return fourth + (week * 7 - 7 + weekday - (new Date(fourth).getUTCDay() || 7)) * DAY;
}

const FIRST = localDate(0, 1, 1);
const LAST = localDate(10_000, 1, 1) - 1;

/** Whether an instant is one that an ISO text with a year of four digits can write, in UTC. */
export function isWritable(epochMs: number): boolean {
  return epochMs >= FIRST && epochMs <= LAST;
}

const YEARS = "the years 0000 to 9999";

/** A Timestamp, or a fault where the instant is beyond what the time functions deal in. */
export function timestampAt(epochMs: number, zone: string, display: string): Timestamp | Fault {
  return isWritable(epochMs)
    ? new Timestamp(epochMs, zone)
    : new Fault("run/date-out-of-range", { function: display, range: YEARS });
}

/** The clock of a Timestamp's zone at that instant; a fault where it shows a year that has not four digits. */
export function clockOf({ epochMs, zone }: Timestamp, display: string): Clock | Fault {
  const offsetMs = isWritable(epochMs) ? offsetAt(zone, epochMs) : 0;
  if (!isWritable(epochMs) || !isWritable(epochMs + offsetMs))
    return new Fault("run/date-out-of-range", { function: display, range: YEARS });
  return { ...shownAt(epochMs + offsetMs), epochMs, zone, offsetMs };
}
