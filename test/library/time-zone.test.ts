/** Zones: every id that Okta lists, offsets, what is no zone; and summer time against the plain definition of what a clock shows. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { instantOf, isOffset, offsetAt, offsetText, zoneFrom } from "../../src/library/time-zone.js";
import { spent } from "../clock.js";
import fc from "../seeded.js";

const { ids } = JSON.parse(readFileSync(new URL("./zone-ids.json", import.meta.url), "utf8")) as { ids: string[] };
const HOUR = 3_600_000;
const winter = Date.UTC(2026, 0, 15);
const summer = Date.UTC(2026, 6, 15);

describe("zoneFrom", () => {
  it("knows every id that Okta lists", () => {
    expect(ids.length).toBe(567);
    expect(ids.filter((id) => zoneFrom(id) === undefined)).toEqual([]);
  });
  it("keeps an id as it is, but for the fixed and the retired ones", () => {
    const changed = ids.filter((id) => zoneFrom(id) !== id);
    expect(changed).toEqual(["Canada/East-Saskatchewan", "EST", "HST", "MST", "US/Pacific-New"]);
  });
  it.each([
    ["Z", "Z"],
    ["+00:00", "Z"],
    ["-00", "Z"],
    ["+02", "+02:00"],
    ["-0330", "-03:30"],
    ["+05:45", "+05:45"],
    ["+18:00", "+18:00"],
    ["EST", "-05:00"],
    ["UTC", "UTC"],
    ["europe/berlin", "Europe/Berlin"],
  ])("%s is %s", (text, zone) => expect(zoneFrom(text)).toBe(zone));
  it.each([
    "",
    " ",
    "PST",
    "Mars/Olympus",
    "+18:01",
    "+2",
    "2",
    "02:00",
    "+02:60",
    "+02:00 ",
    " UTC",
    "z",
    "GMT+2",
    "UTC+02:00",
    "Europe",
    "__proto__",
    "a".repeat(100),
  ])("%j is none", (text) => expect(zoneFrom(text)).toBeUndefined());
  it("answers long texts in a moment", () => {
    const start = spent();
    for (const text of ["a/".repeat(30_000), "+".repeat(60_000), "A".repeat(60_000)]) expect(zoneFrom(text)).toBeUndefined();
    expect(spent() - start).toBeLessThan(200);
  });
});

describe("offsetAt", () => {
  it.each([
    ["Z", 0, 0],
    ["+02:00", 2, 2],
    ["-0330", -3.5, -3.5],
    ["Europe/Berlin", 1, 2],
    ["Europe/London", 0, 1],
    ["America/New_York", -5, -4],
    ["America/Phoenix", -7, -7],
    ["Asia/Kolkata", 5.5, 5.5],
    ["Australia/Sydney", 11, 10],
    ["EST5EDT", -5, -4],
  ])("%s", (zone, inWinter, inSummer) => {
    expect(offsetAt(zone, winter) / HOUR).toBe(inWinter);
    expect(offsetAt(zone, summer) / HOUR).toBe(inSummer);
  });
  it("goes on with the last known rule", () => expect(offsetAt("Europe/Berlin", Date.UTC(9999, 6, 1)) / HOUR).toBe(2));
  it("changes at the very second", () => {
    const change = Date.UTC(2026, 2, 29, 1);
    expect([offsetAt("Europe/Berlin", change - 1), offsetAt("Europe/Berlin", change)]).toEqual([HOUR, 2 * HOUR]);
  });
});

/** What a clock of the zone shows, asked of the host's calendar alone. */
function shownByHost(zone: string, epochMs: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone: zone, hourCycle: "h23", era: "short", year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  }).formatToParts(epochMs);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}

describe("offsetAt, in any zone at any time", () => {
  const known = ids.filter((id) => zoneFrom(id) === id);
  it("is what the host's calendar shows", () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...known),
        fc.integer({ min: Date.UTC(1880, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000 }),
        (zone, seconds) => {
          const epochMs = seconds * 1000;
          return epochMs + offsetAt(zone, epochMs) === shownByHost(zone, epochMs);
        },
      ),
      { numRuns: 1500 },
    ));
});

describe("instantOf", () => {
  const zones = fc.constantFrom(
    "Z",
    "+05:30",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "America/Sao_Paulo",
    "Pacific/Apia",
  );
  const instants = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2045, 0, 1) });
  it("goes back to the instant that a clock was read at", () =>
    fc.assert(
      fc.property(zones, instants, (zone, epochMs) => {
        const offset = offsetAt(zone, epochMs);
        return instantOf(epochMs + offset, zone, offset) === epochMs;
      }),
    ));
  it("gives an instant whose clock shows what was asked, or, where none does, one whose clock shows more", () =>
    fc.assert(
      fc.property(zones, instants, (zone, localMs) => {
        const epochMs = instantOf(localMs, zone);
        return epochMs + offsetAt(zone, epochMs) >= localMs;
      }),
    ));
  it("takes the first of two", () =>
    expect(instantOf(Date.UTC(2026, 9, 25, 2, 30), "Europe/Berlin")).toBe(Date.UTC(2026, 9, 25, 0, 30)));
  it("takes the preferred of two", () =>
    expect(instantOf(Date.UTC(2026, 9, 25, 2, 30), "Europe/Berlin", HOUR)).toBe(Date.UTC(2026, 9, 25, 1, 30)));
  it("has no use for a preferred offset that the zone never had", () =>
    expect(instantOf(Date.UTC(2026, 0, 1), "Europe/Berlin", 5 * HOUR)).toBe(Date.UTC(2025, 11, 31, 23)));
  it("goes on by the gap where the clock was put forward", () =>
    expect(instantOf(Date.UTC(2026, 2, 29, 2, 30), "Europe/Berlin")).toBe(Date.UTC(2026, 2, 29, 1, 30)));
});

describe("offsetText", () => {
  it.each([
    [0, "+00:00"],
    [-3.5 * HOUR, "-03:30"],
    [5.75 * HOUR, "+05:45"],
    [-1_521_000, "-00:25:21"],
  ])("%d is %s", (ms, text) => expect(offsetText(ms, ":")).toBe(text));
  it("may leave out the colon", () => expect(offsetText(-3.5 * HOUR, "")).toBe("-0330"));
});

it("tells offsets from zones with rules", () => {
  expect(["Z", "+02:00", "-0330"].every(isOffset)).toBe(true);
  expect(["UTC", "Europe/Berlin", "EST5EDT"].some(isOffset)).toBe(false);
});

describe("the machine's own zone, language and clock", () => {
  const local =
    /\.(?:get|set)(?!UTC|Time\b)(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)\(|\btoLocale|\bDate\.(?:now|parse)\(|new Date\(\)|DateTimeFormat\(\)/;
  it("are asked nowhere in the library", () => {
    const folder = new URL("../../src/library/", import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
    expect(files.filter((name) => local.test(readFileSync(new URL(name, folder), "utf8")))).toEqual([]);
  });
  it.each(["date.getHours()", "new Date()", "Date.now()", "x.toLocaleString()", "d.setMonth(1)"])("%s would be found", (text) =>
    expect(local.test(text)).toBe(true),
  );
  it.each(["date.getUTCHours()", "date.getTime()", "new Date(0)", "d.setUTCFullYear(1)"])("%s would not", (text) =>
    expect(local.test(text)).toBe(false),
  );
});
