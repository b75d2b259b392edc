/** Instants from ISO-8601 text, against a table and against the platform's own calendar. */

import { describe, expect, it } from "vitest";
import { isInstant, isoText, parseIso } from "../../src/values/time.js";
import { Timestamp } from "../../src/values/value.js";
import fc from "../seeded.js";

describe("parseIso reads", () => {
  it.each([
    ["2026-01-31T09:30:00.000Z", "2026-01-31T09:30:00.000Z", "Z"],
    ["2026-01-31", "2026-01-31T00:00:00.000Z", "Z"],
    ["2026-01-31T09:30", "2026-01-31T09:30:00.000Z", "Z"],
    ["2026-01-31T09:30:15", "2026-01-31T09:30:15.000Z", "Z"],
    ["2026-01-31T09:30Z", "2026-01-31T09:30:00.000Z", "Z"],
    ["2026-01-31T09:30:15.1Z", "2026-01-31T09:30:15.100Z", "Z"],
    ["2026-01-31T09:30:15.12Z", "2026-01-31T09:30:15.120Z", "Z"],
    ["2026-01-31T09:30:15,123Z", "2026-01-31T09:30:15.123Z", "Z"],
    ["2026-01-31T09:30:15.123999999Z", "2026-01-31T09:30:15.123Z", "Z"],
    ["2026-01-31T09:30:00+02:00", "2026-01-31T07:30:00.000Z", "+02:00"],
    ["2026-01-31T09:30:00-0500", "2026-01-31T14:30:00.000Z", "-0500"],
    ["2026-01-31T09:30:00+0545", "2026-01-31T03:45:00.000Z", "+0545"],
    ["2026-01-31T09:30:00+02", "2026-01-31T07:30:00.000Z", "+02"],
    ["2026-01-31T09:30:00-00:00", "2026-01-31T09:30:00.000Z", "-00:00"],
    ["2026-01-31T09:30:00+05:45", "2026-01-31T03:45:00.000Z", "+05:45"],
    ["2026-01-01T00:30:00+14:00", "2025-12-31T10:30:00.000Z", "+14:00"],
    ["2026-12-31T23:30:00-18:00", "2027-01-01T17:30:00.000Z", "-18:00"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z", "Z"],
    ["2000-02-29", "2000-02-29T00:00:00.000Z", "Z"],
    ["0001-01-01", "0001-01-01T00:00:00.000Z", "Z"],
    ["0099-06-01", "0099-06-01T00:00:00.000Z", "Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z", "Z"],
  ])("%s", (text, iso, zone) => {
    const instant = parseIso(text);
    expect(instant && isoText(instant)).toBe(iso);
    expect(instant?.zone).toBe(zone);
  });
});

describe("parseIso refuses", () => {
  it.each([
    "",
    "2026",
    "2026-01",
    "2026-1-31",
    "26-01-31",
    "2026-01-32",
    "2026-00-10",
    "2026-13-01",
    "2026-01-00",
    "2026-02-29",
    "2023-02-29",
    "1900-02-29",
    "2026-04-31",
    "2026-01-31T",
    "2026-01-31T09",
    "2026-01-31 09:30",
    "2026-01-31T24:00:00Z",
    "2026-01-31T09:60:00Z",
    "2026-01-31T09:30:60Z",
    "2026-01-31T09:30:00.Z",
    "2026-01-31T09:30:00.1234567890Z",
    "2026-01-31T09:30:00+2",
    "2026-01-31T09:30:00+18:01",
    "2026-01-31T09:30:00-19:00",
    "2026-01-31T09:30:00+01:60",
    "2026-01-31T09:30:00 Z",
    "2026-01-31T09:30:00Zulu",
    "2026-01-31T09:30:00z",
    "2026-01-31t09:30:00Z",
    " 2026-01-31",
    "2026-01-31\n",
    "+012026-01-31",
    "-002026-01-31",
    "٢٠٢٦-٠١-٣١",
    "2026-01-31Z",
    "20260131T093000Z",
    "2026-W05-6",
    "tomorrow",
    "1769851800000",
  ])("%j", (text) => expect(parseIso(text)).toBeUndefined());
  it("long text at no cost", () => expect(parseIso(`2026-01-31T09:30:00.${"0".repeat(1_000_000)}Z`)).toBeUndefined());
});

describe("laws", () => {
  const instant = fc.date({
    min: new Date("0001-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  });
  it("what is written is read back", () => {
    fc.assert(
      fc.property(instant, (date) => {
        expect(parseIso(isoText(new Timestamp(date.getTime())))?.epochMs).toBe(date.getTime());
      }),
      { numRuns: 1000 },
    );
  });
  it("a day exists exactly when the calendar has it", () => {
    const two = (number: number) => String(number).padStart(2, "0");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.nat(15), fc.nat(33), (year, month, day) => {
        const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
        const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
        const exists = day >= 1 && day <= days;
        expect(parseIso(`${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`) !== undefined).toBe(exists);
      }),
      { numRuns: 2000 },
    );
  });
  it("an offset moves the instant by itself", () => {
    fc.assert(
      fc.property(fc.integer({ min: -18 * 60, max: 18 * 60 }), (offset) => {
        const size = Math.abs(offset);
        const zone = `${offset < 0 ? "-" : "+"}${String(Math.floor(size / 60)).padStart(2, "0")}:${String(size % 60).padStart(2, "0")}`;
        expect(parseIso(`2026-06-01T12:00:00${zone}`)?.epochMs).toBe(Date.UTC(2026, 5, 1, 12) - offset * 60_000);
      }),
    );
  });
});

describe("isInstant", () => {
  it.each([
    [0, true],
    [8.64e15, true],
    [-8.64e15, true],
    [8.64e15 + 1, false],
    [Number.NaN, false],
    [Number.POSITIVE_INFINITY, false],
  ])("%d: %s", (milliseconds, expected) => expect(isInstant(milliseconds)).toBe(expected));
});
