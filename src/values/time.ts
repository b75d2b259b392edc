/** Instants: reading and writing ISO-8601 text, without a date library. Zones by name are the time functions' business. */
import { roomForPattern } from "../base/room.js";
import { Timestamp } from "./value.js";

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$/;

/**
 * Reads a date or a date with time of day; without a zone it is UTC. Undefined for anything else, and for days and
 * times that do not exist.
 *
 * @example parseIso("2026-11-24T08:00:00.000+01:00")?.epochMs // 1795503600000
 */
export function parseIso(text: string): Timestamp | undefined {
  roomForPattern();
  const match = ISO_DATE.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const millis = Number(`${match[7] ?? ""}000`.slice(0, 3));
  const zone = match[8] ?? "Z";
  const offset = offsetMinutes(zone);
  if (offset === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A month or a day that does not exist ends in another month.
  if (date.getUTCMonth() !== month - 1) return undefined;
  const epochMs = date.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000 + millis;
  return new Timestamp(epochMs, zone);
}

/** No zone is further from UTC, in minutes. */
const WIDEST_OFFSET = 18 * 60;

/** Minutes east of UTC of `Z`, `+02`, `+0200` or `+02:00`; undefined when it is none. */
export function offsetMinutes(zone: string): number | undefined {
  // Of `Z` both parts are empty, which is zero.
  const minutes = Number(zone.slice(3).replace(":", "") || 0);
  const total = Number(zone.slice(1, 3)) * 60 + minutes;
  if (minutes > 59 || total > WIDEST_OFFSET) return undefined;
  return zone[0] === "-" ? -total : total;
}

/** The ISO text of an instant in UTC with three fraction digits, as a claim carries it. */
export function isoText(instant: Timestamp): string {
  return new Date(instant.epochMs).toISOString();
}

/** Whether milliseconds since 1970 are within what a date can hold (years -271821 to 275760). */
export function isInstant(epochMs: number): boolean {
  return Math.abs(epochMs) <= 8.64e15;
}
