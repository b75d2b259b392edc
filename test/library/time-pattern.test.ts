/** Patterns: taken apart as Joda-Time does, written and read back to the same instant, weeks as ISO 8601 defines them. */

import { describe, expect, it } from "vitest";
import { type Clock, clockOf, isWritable, localDate, localWeekDate, shownAt } from "../../src/library/time-clock.js";
import {
  LETTERS,
  PATTERN_LENGTH,
  type Pattern,
  patternCost,
  patternCostAtMost,
  readPattern,
} from "../../src/library/time-pattern.js";
import { readByPattern } from "../../src/library/time-read.js";
import { isoIn, writePattern, zonedText } from "../../src/library/time-write.js";
import { TEXT } from "../../src/types/type.js";
import { Fault, Timestamp } from "../../src/values/value.js";
import fc from "../seeded.js";

const DAY = 86_400_000;
const patternOf = (source: string): Pattern => {
  const pattern = readPattern(source);
  if (typeof pattern === "string") throw new Error(pattern);
  return pattern;
};
const clockAt = (text: string, zone = "Z"): Clock => clockOf(new Timestamp(Date.parse(text), zone), "test") as Clock;

describe("readPattern", () => {
  const parts = (source: string) =>
    patternOf(source).map((part) => (typeof part === "string" ? part : { [part.letter]: part.length }));
  it.each<[string, unknown[]]>([
    ["yyyy-MM-dd", [{ y: 4 }, "-", { M: 2 }, "-", { d: 2 }]],
    ["HH'h'mm", [{ H: 2 }, "h", { m: 2 }]],
    ["hh 'o''clock' a", [{ h: 2 }, " o'clock ", { a: 1 }]],
    ["''yy", ["'", { y: 2 }]],
    ["'yyyy'", ["yyyy"]],
    ["ddMM", [{ d: 2 }, { M: 2 }]],
    ["é-1", ["é-1"]],
  ])("%s", (source, expected) => expect(parts(source)).toEqual(expected));
  it.each([
    ["", "nothing in it"],
    ["yyyy j", "a letter that stands for nothing"],
    ["'open", "a quote that is never closed"],
    ["'a''", "a quote that is never closed"],
    ["y".repeat(PATTERN_LENGTH + 1), "more than 1000 characters"],
  ])("%j has %s", (source, problem) => expect(readPattern(source)).toBe(problem));
  it("knows Joda-Time's letters and no others", () => expect([...LETTERS.keys()].sort().join("")).toBe("CDEGHKMSYZadehkmswxyz"));
});

describe("patternCost", () => {
  it.each([
    ["yyyy-MM-dd", 251],
    ["yyyy-MM-dd HH:mm:ss", 252],
    ["z", 851],
    ["HH:mm z zzzz", 1451],
  ])("of %s is %d steps", (source, steps) => expect(patternCost(patternOf(source))).toBe(steps));
  const text = { type: TEXT, canNull: false, canValue: true };
  const bound = (pattern: object = {}) => patternCostAtMost(undefined, [], [text, { ...text, ...pattern }]);
  it("is known of patterns that are known", () => expect(bound({ values: ["yyyy z", "yyyy", "j"] })).toBe(851));
  it("is bounded by the length", () => {
    expect(bound({ length: { least: 0, most: 2 } })).toBe(851);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LETTERS.keys()), { minLength: 1, maxLength: PATTERN_LENGTH }), (letters) => {
        const cost = patternCost(patternOf(letters.join("")));
        return cost <= bound() && cost <= bound({ length: { least: 0, most: letters.length } });
      }),
    );
  });
  it("is bounded for the worst", () =>
    expect(patternCost(patternOf("zZ".repeat(PATTERN_LENGTH / 2)))).toBeLessThanOrEqual(bound()));
});

describe("writePattern", () => {
  it.each([
    ["MMM MMMM M MM", "Sep September 9 09"],
    ["E EEEE", "Wed Wednesday"],
    ["a aa", "PM PM"],
    ["G GGGG", "AD AD"],
    ["kk KK hh HH", "14 02 02 14"],
    ["Y yy yyy yyyyy", "2026 26 2026 02026"],
    ["z zzzz ZZZ", "EDT Eastern Daylight Time America/New_York"],
    ["Z ZZ", "-0400 -04:00"],
  ])("%s is %s", (source, expected) =>
    expect(writePattern(clockAt("2026-09-02T18:04:05.006Z", "America/New_York"), patternOf(source))).toBe(expected),
  );
  it("counts years before the era backwards", () => {
    expect(writePattern(clockAt("0000-06-01T00:00:00Z"), patternOf("Y G y"))).toBe("1 BC 0");
    expect(writePattern(clockAt("0001-06-01T00:00:00Z"), patternOf("Y G y"))).toBe("1 AD 1");
  });
  it("leaves the seconds out of an offset of long ago", () =>
    expect(writePattern(clockAt("1850-01-01T00:00:00Z", "Europe/Dublin"), patternOf("ZZ"))).toMatch(/^-00:25$/));
  it("never writes more than ten times its pattern", () => {
    const pattern = fc.array(fc.constantFrom(...LETTERS.keys(), "MMMM", "EEEE", "zzzz", "ZZ", "ZZZ"), { maxLength: 20 });
    const zones = fc.constantFrom("Z", "America/Argentina/ComodRivadavia", "America/North_Dakota/New_Salem", "Pacific/Chatham");
    fc.assert(
      fc.property(pattern, zones, (letters, zone) => {
        const source = letters.join(" ");
        return (
          source === "" ||
          writePattern(clockAt("2026-09-23T22:10:10.123Z", zone), patternOf(source)).length <= source.length * 12 + 12
        );
      }),
    );
  });
});

describe("readByPattern", () => {
  const patterns = [
    "yyyy-MM-dd'T'HH:mm:ss.SSS",
    "yyyyMMddHHmmssSSS",
    "d MMMM YYYY, h:m:s.SSS a G",
    "E dd/MMM/y kk.mm.ss,SSS",
    "xxxx-'W'ww-e HH:mm:ss.SSS",
    "yyyy DDD H-m-s-SSS",
    "C yyyy M d K:mm:ss.SSS a EEEE",
    "yyyy-MM-dd HH:mm:ss.SSSZ",
    "yyyy-MM-dd HH:mm:ss.SSS ZZ",
    "yyyy-MM-dd HH:mm:ss.SSS z",
  ];
  const instants = fc.integer({ min: Date.UTC(1, 1, 1) - 1899 * 366 * DAY, max: Date.UTC(9999, 11, 30) }).filter(isWritable);
  it.each(patterns)("reads what %s writes", (source) => {
    const pattern = patternOf(source);
    fc.assert(
      fc.property(instants, (epochMs) => {
        const text = writePattern(clockOf(new Timestamp(epochMs), "test") as Clock, pattern);
        const year = new Date(epochMs).getUTCFullYear();
        // Without an era, and in the two years around its beginning, some of these patterns say less than the whole.
        return year < 2 || readByPattern(text, pattern)?.epochMs === epochMs;
      }),
    );
  });
  it("reads what it writes in a zone with summer time, but for the hour that comes twice", () => {
    const pattern = patternOf("yyyy-MM-dd HH:mm:ss.SSS ZZZ");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2040, 0, 1) }), (epochMs) => {
        const clock = clockOf(new Timestamp(epochMs, "Europe/Berlin"), "test") as Clock;
        const difference = epochMs - (readByPattern(writePattern(clock, pattern), pattern)?.epochMs ?? 0);
        return difference === 0 || (difference === 3_600_000 && clock.month >= 9 && clock.month <= 10 && clock.hour === 2);
      }),
    );
  });
  it("throws at no text and no pattern", () => {
    const letters = fc
      .array(fc.constantFrom(...LETTERS.keys(), "yyyy", "yy", "MM", "MMM", "dd", "ZZZ", "-", " ", "'T'"), { maxLength: 8 })
      .map((all) => all.join(""));
    const texts = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom("0", "7", "31", "2026", "999999999", "-", "+02:00", " ", "Jan", "Z", "AM", "T"), { maxLength: 8 })
        .map((all) => all.join("")),
    );
    fc.assert(
      fc.property(letters, texts, (source, text) => {
        const pattern = readPattern(source);
        if (typeof pattern === "string") return;
        const reading = readByPattern(text, pattern);
        expect(reading === undefined || Number.isFinite(reading.epochMs)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
  it.each([
    ["9999", "yyyy D", undefined],
    ["9999 366", "yyyy D", undefined],
    ["2024 366", "yyyy D", "2024-12-31T00:00:00.000Z"],
    ["2026 2027", "yyyy yyyy", undefined],
    ["2026 2026", "yyyy yyyy", "2026-01-01T00:00:00.000Z"],
    ["1 BC", "Y G", "0000-01-01T00:00:00.000Z"],
    ["2026-53", "xxxx-ww", "2026-12-28T00:00:00.000Z"],
    ["2025-53", "xxxx-ww", undefined],
    ["1", "S", "1970-01-01T00:00:00.100Z"],
    ["5", "e", undefined],
    ["4", "e", "1970-01-01T00:00:00.000Z"],
    ["PM", "a", "1970-01-01T12:00:00.000Z"],
  ])("%s by %s", (text, source, expected) => {
    const reading = readByPattern(text, patternOf(source));
    expect(reading && new Date(reading.epochMs).toISOString()).toBe(expected);
  });
});

describe("shownAt", () => {
  it("agrees with ISO 8601 about weeks", () =>
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
        const shown = shownAt(day * DAY);
        return localWeekDate(shown.weekYear, shown.week, shown.weekday) === day * DAY && shown.week >= 1 && shown.week <= 53;
      }),
    ));
  it.each([
    ["2027-01-01", 2026, 53, 5],
    ["2024-12-30", 2025, 1, 1],
    ["2023-01-01", 2022, 52, 7],
    ["2026-01-01", 2026, 1, 4],
  ])("%s is in week %d-%d-%d", (date, weekYear, week, weekday) =>
    expect(shownAt(Date.parse(date))).toMatchObject({ weekYear, week, weekday }),
  );
  it("counts the days of a year", () => {
    expect(shownAt(localDate(2024, 12, 31)).dayOfYear).toBe(366);
    expect(shownAt(localDate(2023, 1, 1)).dayOfYear).toBe(1);
  });
});

describe("clocks and instants that cannot be written", () => {
  it.each([
    ["before the year 0000", localDate(0, 1, 1) - 1, "Z"],
    ["after the year 9999", localDate(10_000, 1, 1), "Z"],
    ["in a zone where it is the year 10000", localDate(10_000, 1, 1) - 1, "+01:00"],
    ["in a zone where it is the year before 0000", localDate(0, 1, 1), "-01:00"],
  ])("%s are faults", (_words, epochMs, zone) => expect(clockOf(new Timestamp(epochMs, zone), "f")).toBeInstanceOf(Fault));
});

describe("ISO text in a zone", () => {
  it.each([
    ["Z", "2026-01-31T09:30:00.000Z", "2026-01-31T09:30:00Z"],
    ["+01:00", "2026-01-31T10:30:00.000+01:00", "2026-01-31T10:30:00+01:00"],
    ["Europe/Berlin", "2026-01-31T10:30:00.000+01:00", "2026-01-31T10:30:00+01:00[Europe/Berlin]"],
    ["Europe/London", "2026-01-31T09:30:00.000Z", "2026-01-31T09:30:00Z[Europe/London]"],
  ])("%s", (zone, iso, zoned) => {
    const clock = clockAt("2026-01-31T09:30:00Z", zone);
    expect([isoIn(clock), zonedText(clock)]).toEqual([iso, zoned]);
  });
});
