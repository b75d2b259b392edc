/** Time zones: which texts name one, and how a zone's clock relates to instants. The one file that asks the time library. */

import { create, fromFields, offsetNanoseconds } from "temporal-polyfill/fns/ZonedDateTime";
import { roomForPattern } from "../base/room.js";
import { passStack } from "../diagnostics/stack.js";
import { offsetMinutes } from "../values/time.js";

const NANOSECONDS = 1_000_000;
const MINUTE = 60_000;

/** Ids that mean one offset all year, although newer data make them names of zones that once had summer time. */
const FIXED_IDS: ReadonlyMap<string, string> = new Map([
  ["EST", "-05:00"],
  ["MST", "-07:00"],
  ["HST", "-10:00"],
]);

/** Ids that Okta lists and that the time zone data of today no longer have. */
const RETIRED_IDS: ReadonlyMap<string, string> = new Map([
  ["Canada/East-Saskatchewan", "America/Regina"],
  ["US/Pacific-New", "America/Los_Angeles"],
]);

const OFFSET = /^[+-]\d{2}(?::?\d{2})?$/;
const ID = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/** Milliseconds east of UTC of `Z` or an offset; undefined for a zone with rules. */
function fixedOffset(zone: string): number | undefined {
  if (zone === "Z") return 0;
  roomForPattern();
  const minutes = OFFSET.test(zone) ? offsetMinutes(zone) : undefined;
  return minutes === undefined ? undefined : minutes * MINUTE;
}

/**
 * The zone that a text names, as a Timestamp keeps it: `Z`, an offset such as `+02:00`, or an IANA id.
 * Undefined where it names none.
 */
export function zoneFrom(text: string): string | undefined {
  const offset = fixedOffset(FIXED_IDS.get(text) ?? text);
  if (offset !== undefined) return offset === 0 ? "Z" : offsetText(offset, ":");
  roomForPattern();
  if (!ID.test(text)) return undefined;
  try {
    return create(0n, RETIRED_IDS.get(text) ?? text).timeZoneId;
  } catch (error) {
    passStack(error);
    return undefined; // The library's way of saying that it knows no such zone.
  }
}

/** How far a zone is east of UTC at an instant, in milliseconds. */
export function offsetAt(zone: string, epochMs: number): number {
  return fixedOffset(zone) ?? offsetNanoseconds(create(BigInt(epochMs) * BigInt(NANOSECONDS), zone)) / NANOSECONDS;
}

/**
 * The instant at which a zone's clock shows a date and time. Where summer time begins and the clock never shows it, the
 * instant as much later; where summer time ends and it shows it twice, the one with the preferred offset, or the first.
 *
 * @param localMs what the clock shows, as milliseconds since the clock showed 1970-01-01T00:00
 */
export function instantOf(localMs: number, zone: string, preferred?: number): number {
  const fixed = fixedOffset(zone);
  if (fixed !== undefined) return localMs - fixed;
  const shown = new Date(localMs);
  const fields = {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    millisecond: shown.getUTCMilliseconds(),
    timeZone: zone,
  };
  const offset = preferred === undefined ? {} : { offset: offsetText(preferred, ":") };
  return fromFields({ ...fields, ...offset }, { offset: "prefer", disambiguation: "compatible" }).epochMilliseconds;
}

/** An offset in hours and minutes, and in seconds where there are any: `+02:00`, `-00:25:21`. */
export function offsetText(offsetMs: number, separator: ":" | ""): string {
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, ...(seconds % 60 === 0 ? [] : [seconds % 60])];
  return (offsetMs < 0 ? "-" : "+") + parts.map((part) => String(part).padStart(2, "0")).join(separator);
}

/** Whether a zone is an offset alone, without a name of its own. */
export function isOffset(zone: string): boolean {
  return fixedOffset(zone) !== undefined;
}
