/** Writes what a clock shows: by a pattern, and as ISO-8601 text in the clock's own zone. English words, whatever the machine speaks. */
import type { Clock } from "./time-clock.js";
import { type Field, isNumeric, type Pattern } from "./time-pattern.js";
import { isOffset, offsetText } from "./time-zone.js";

/** What a clock shows, written by a pattern. */
export function writePattern(clock: Clock, pattern: Pattern): string {
  return pattern.map((part) => (typeof part === "string" ? part : writeField(clock, part))).join("");
}

function writeField(clock: Clock, field: Field): string {
  const { row, length } = field;
  const value = row.of(clock);
  switch (row.style) {
    case "year":
      return length === 2 ? digits(value % 100, 2) : digits(value, length);
    case "fraction":
      return digits(value, 3).padEnd(length, "0").slice(0, length);
    case "zone-name":
      return zoneName(clock, length >= 4 ? "long" : "short");
    case "zone-offset":
      return length >= 3 ? zoneId(clock) : offsetText(wholeMinutes(clock.offsetMs), length === 2 ? ":" : "");
    default:
      return isNumeric(field) ? digits(value, length) : wordOf(field, value);
  }
}

function digits(value: number, atLeast: number): string {
  return String(value).padStart(atLeast, "0");
}

function wordOf({ row, length }: Field, value: number): string {
  const full = row.words?.[value - (row.firstWord ?? 0)] as string;
  return length >= 4 ? full : full.slice(0, 3);
}

/** An offset without the seconds that zones had long ago: a pattern has no place for them. */
function wholeMinutes(offsetMs: number): number {
  return Math.trunc(offsetMs / 60_000) * 60_000;
}

function zoneId({ zone, offsetMs }: Clock): string {
  if (!isOffset(zone)) return zone;
  return offsetMs === 0 ? "UTC" : offsetText(offsetMs, ":");
}

/** A zone's English name at that instant; an offset has none but itself. */
function zoneName(clock: Clock, timeZoneName: "short" | "long"): string {
  if (isOffset(clock.zone)) return zoneId(clock);
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: clock.zone, timeZoneName }).formatToParts(clock.epochMs);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zoneId(clock);
}

/** The ISO-8601 text of a clock in its own zone: `2026-01-31T10:30:00.000+01:00`, with `Z` for no offset. */
export function isoIn(clock: Clock): string {
  return `${isoSeconds(clock)}.${digits(clock.millisecond, 3)}${offsetOrZ(clock)}`;
}

/** The text that the identity-engine dialect writes: no fraction where it is zero, and the id of a zone that has one in brackets. */
export function zonedText(clock: Clock): string {
  const fraction = clock.millisecond === 0 ? "" : `.${digits(clock.millisecond, 3)}`;
  const id = isOffset(clock.zone) ? "" : `[${clock.zone}]`;
  return `${isoSeconds(clock)}${fraction}${offsetOrZ(clock)}${id}`;
}

function isoSeconds(clock: Clock): string {
  const date = `${digits(clock.year, 4)}-${digits(clock.month, 2)}-${digits(clock.day, 2)}`;
  return `${date}T${digits(clock.hour, 2)}:${digits(clock.minute, 2)}:${digits(clock.second, 2)}`;
}

function offsetOrZ({ offsetMs }: Clock): string {
  return offsetMs === 0 ? "Z" : offsetText(offsetMs, ":");
}
