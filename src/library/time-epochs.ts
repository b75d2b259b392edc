/** Texts to Timestamps and back: ISO-8601, Windows time, Unix time, and dates of a pattern; each failure with its code. */
import { roomForPattern } from "../base/room.js";
import { parseIso } from "../values/time.js";
import { Fault, type Timestamp } from "../values/value.js";
import { type Param, text } from "./define.js";
import { STEPS_OF } from "./looking.js";
import { prepared } from "./params.js";
import { type Clock, clockOf, isWritable, timestampAt } from "./time-clock.js";
import { type Pattern, readPattern } from "./time-pattern.js";
import { readByPattern } from "./time-read.js";
import { writePattern } from "./time-write.js";
import { zoneFrom } from "./time-zone.js";

/** 1601-01-01T00:00Z, from which Windows counts, in milliseconds since 1970. */
const WINDOWS_START = -11_644_473_600_000n;
const TICKS = 10_000n;
/** What Windows writes for "never": the largest number of 64 bits. */
const WINDOWS_NEVER = "9223372036854775807";

function badDate(display: string, wanted: string): Fault {
  return new Fault("run/bad-date", { function: display, wanted });
}

/** The codes that reading a date may end with. */
export const READ_FAILS = ["run/bad-date", "run/date-out-of-range"] as const;

/** A Timestamp from ISO-8601 text; without a zone it is UTC. */
export function fromIso(input: string, display: string): Timestamp | Fault {
  const found = parseIso(input);
  return found ? timestampAt(found.epochMs, zoneFrom(found.zone) ?? "Z", display) : badDate(display, "an ISO-8601 date");
}

/** A Timestamp from Windows time: ticks of 100 nanoseconds since 1601, cut to milliseconds. */
export function fromWindows(input: string, display: string): Timestamp | Fault {
  roomForPattern();
  if (!/^\d{1,19}$/.test(input)) return badDate(display, "a number of 100-nanosecond ticks since 1601");
  if (input === WINDOWS_NEVER) return new Fault("run/never", { function: display });
  return timestampAt(Number(BigInt(input) / TICKS + WINDOWS_START), "Z", display);
}

/** A Timestamp from Unix time in milliseconds. */
export function fromUnix(input: string, display: string): Timestamp | Fault {
  roomForPattern();
  if (!/^-?\d{1,19}$/.test(input)) return badDate(display, "a number of milliseconds since 1970");
  return timestampAt(Number(input) + 0, "Z", display);
}

/** A parameter that is a date pattern, taken apart; a mistake in one that is written out is found before there is data. */
export function datePattern(display: string): Param<Pattern> {
  const take = (source: string) => {
    const parts = readPattern(source);
    return typeof parts === "string" ? new Fault("run/bad-date-pattern", { function: display, problem: parts }) : parts;
  };
  return prepared(text("pattern"), take, ["run/bad-date-pattern"]);
}

/** Reading a date, or writing it in UTC. */
export const DATE = { steps: STEPS_OF.date };

/** What looks at the clock of a zone asks the host's tables. */
export const CLOCK = { steps: STEPS_OF.clock };

/** A parameter that names a time zone, as a Timestamp keeps it; one that is written out is known before there is data. */
export function zoneName(display: string): Param<string> {
  const take = (named: string) => zoneFrom(named) ?? new Fault("run/unknown-zone", { function: display });
  return prepared(text("zone"), take, ["run/unknown-zone"]);
}

/** A Timestamp from a text of a pattern; without a zone it is UTC. */
export function fromPattern(input: string, pattern: Pattern, display: string): Timestamp | Fault {
  const reading = readByPattern(input, pattern);
  return reading ? timestampAt(reading.epochMs, reading.zone, display) : badDate(display, "a date of that pattern");
}

/** Windows time of an instant; there is none before 1601. */
export function toWindows({ epochMs }: Timestamp, display: string): string | Fault {
  const sinceStart = BigInt(epochMs) - WINDOWS_START;
  if (sinceStart < 0n || !isWritable(epochMs)) {
    return new Fault("run/date-out-of-range", { function: display, range: "the years 1601 to 9999" });
  }
  return String(sinceStart * TICKS);
}

/** Unix time of an instant, in milliseconds. */
export function toUnix({ epochMs }: Timestamp): string {
  return String(epochMs);
}

/** What the clock of a Timestamp's zone shows, written by a pattern. */
export function toPattern(instant: Timestamp, pattern: Pattern, display: string): string | Fault {
  return onClock(instant, display, (clock) => writePattern(clock, pattern));
}

/** What the clock of a Timestamp's zone shows, in some writing. */
export function onClock(instant: Timestamp, display: string, write: (clock: Clock) => string): string | Fault {
  const clock = clockOf(instant, display);
  return clock instanceof Fault ? clock : write(clock);
}

/** The same instant in another zone. */
export function inZone({ epochMs }: Timestamp, zone: string, display: string): Timestamp | Fault {
  return timestampAt(epochMs, zone, display);
}
