/** The Time family of the classic dialect: every date is a text. */
import { TEXT } from "../types/type.js";
import { isoText } from "../values/time.js";
import { Fault, type Timestamp } from "../values/value.js";
import { defineFunction, type FunctionRow, NOW, overload, text } from "./define.js";
import { shortText, writtenBy } from "./foretell.js";
import { timestampAt } from "./time-clock.js";
import {
  CLOCK,
  DATE,
  datePattern,
  fromIso,
  fromPattern,
  fromUnix,
  fromWindows,
  inZone,
  onClock,
  READ_FAILS,
  toPattern,
  toUnix,
  toWindows,
  zoneName,
} from "./time-epochs.js";
import { PATTERN_LENGTH, type Pattern, patternCost, patternCostAtMost } from "./time-pattern.js";
import { isoIn } from "./time-write.js";

/** Goes on with a Timestamp, or passes the fault that stands in its place. */
function then(found: Timestamp | Fault, next: (found: Timestamp) => string | Fault): string | Fault {
  return found instanceof Fault ? found : next(found);
}

const EXAMPLE_NOW = { now: "2026-01-31T09:30:00.000Z" };

const now = defineFunction({
  name: "Time.now",
  dialect: "classic",
  documented: "okta",
  doc: "The current time as text: ISO-8601 in UTC, in a time zone, or in a time zone and by a pattern of Joda-Time's letters.",
  overloads: [
    overload({
      context: [NOW],
      params: [],
      returns: TEXT,
      ...DATE,
      fails: ["run/date-out-of-range"],
      foretell: shortText,
      run: (clock) => then(timestampAt(clock.epochMs, "Z", "Time.now"), isoText),
    }),
    overload({
      context: [NOW],
      params: [zoneName("Time.now")],
      returns: TEXT,
      ...CLOCK,
      fails: ["run/date-out-of-range"],
      foretell: shortText,
      run: (clock, zone) => then(inZone(clock, zone, "Time.now"), (there) => onClock(there, "Time.now", isoIn)),
    }),
    overload({
      context: [NOW],
      params: [zoneName("Time.now"), datePattern("Time.now")],
      returns: TEXT,
      fails: ["run/date-out-of-range"],
      ...CLOCK,
      cost: (_clock, _zone, pattern) => patternCost(pattern),
      costAtMost: patternCostAtMost,
      foretell: (_zone, pattern) => writtenBy(pattern, PATTERN_LENGTH),
      run: (clock, zone, pattern) => then(inZone(clock, zone, "Time.now"), (there) => toPattern(there, pattern, "Time.now")),
    }),
  ],
  examples: [
    ["Time.now()", "2026-01-31T09:30:00.000Z", EXAMPLE_NOW],
    ['Time.now("Asia/Tokyo")', "2026-01-31T18:30:00.000+09:00", EXAMPLE_NOW],
    ['Time.now("EST", "YYYY-MM-dd HH:mm:ss")', "2026-01-31 04:30:00", EXAMPLE_NOW],
    ["Time.now(user.timezone)", { error: "run/unknown-zone" }, { ...EXAMPLE_NOW, user: { timezone: "Mars/Olympus" } }],
    ['Time.now("UTC", user.pattern)', { error: "run/bad-date-pattern" }, { ...EXAMPLE_NOW, user: { pattern: "jj" } }],
    ["Time.now(null)", null, EXAMPLE_NOW],
    ["Time.now()", null],
  ],
});

/** A function from a text that holds a date to a text that holds the same date otherwise. */
function between(
  name: string,
  doc: string,
  run: (input: string) => string | Fault,
  more: Pick<FunctionRow, "examples"> & { fails?: readonly "run/never"[] },
): FunctionRow {
  return defineFunction({
    name,
    dialect: "classic",
    documented: "okta",
    doc,
    overloads: [
      overload({
        params: [text("time")],
        returns: TEXT,
        fails: [...READ_FAILS, ...(more.fails ?? [])],
        ...DATE,
        foretell: shortText,
        run,
      }),
    ],
    examples: [...more.examples, [`${name}("")`, { error: "run/bad-date" }], [`${name}(null)`, null]],
  });
}

/** A function from a text that holds a date, with a pattern. */
function byPattern(
  name: string,
  doc: string,
  run: (input: string, pattern: Pattern) => string | Fault,
  examples: FunctionRow["examples"],
): FunctionRow {
  return defineFunction({
    name,
    dialect: "classic",
    documented: "okta",
    doc: `${doc} The pattern is written in Joda-Time's letters.`,
    overloads: [
      overload({
        params: [text("time"), datePattern(name)],
        returns: TEXT,
        fails: READ_FAILS,
        cost: (_input, pattern) => patternCost(pattern),
        costAtMost: patternCostAtMost,
        foretell: (_input, pattern) => writtenBy(pattern, PATTERN_LENGTH),
        run,
      }),
    ],
    examples: [
      ...examples,
      [`${name}("", "yyyy")`, { error: "run/bad-date" }],
      [`${name}("2026-01-31", user.pattern)`, { error: "run/bad-date-pattern" }, { user: { pattern: "'yyyy" } }],
      [`${name}(null, "yyyy")`, null],
      [`${name}("2026-01-31", null)`, null],
    ],
  });
}

/** The rows of the Time family. */
export const classicTimeFunctions: readonly FunctionRow[] = [
  now,
  between(
    "Time.fromWindowsToIso8601",
    "ISO-8601 text of a Windows or LDAP time, which counts 100-nanosecond ticks since 1601.",
    (input) => then(fromWindows(input, "Time.fromWindowsToIso8601"), isoText),
    {
      fails: ["run/never"],
      examples: [
        ['Time.fromWindowsToIso8601("130817063370000000")', "2015-07-18T15:18:57.000Z"],
        ['Time.fromWindowsToIso8601("9223372036854775807")', { error: "run/never" }],
        ['Time.fromWindowsToIso8601("9223372036854775806")', { error: "run/date-out-of-range" }],
      ],
    },
  ),
  between(
    "Time.fromUnixToIso8601",
    "ISO-8601 text of a Unix time, which counts milliseconds since 1970.",
    (input) => then(fromUnix(input, "Time.fromUnixToIso8601"), isoText),
    {
      examples: [
        ['Time.fromUnixToIso8601("1434567890123")', "2015-06-17T19:04:50.123Z"],
        ['Time.fromUnixToIso8601("999999999999999")', { error: "run/date-out-of-range" }],
      ],
    },
  ),
  byPattern(
    "Time.fromStringToIso8601",
    "ISO-8601 text of a date that is written by a pattern; without a zone it is UTC.",
    (input, pattern) => then(fromPattern(input, pattern, "Time.fromStringToIso8601"), isoText),
    [
      ['Time.fromStringToIso8601("2015-07-30 23:58", "YYYY-MM-dd HH:mm")', "2015-07-30T23:58:00.000Z"],
      ['Time.fromStringToIso8601("10000-01-01", "yyyyy-MM-dd")', { error: "run/date-out-of-range" }],
    ],
  ),
  between(
    "Time.fromIso8601ToWindows",
    "Windows or LDAP time of an ISO-8601 text: 100-nanosecond ticks since 1601.",
    (input) => then(fromIso(input, "Time.fromIso8601ToWindows"), (found) => toWindows(found, "Time.fromIso8601ToWindows")),
    {
      examples: [
        ['Time.fromIso8601ToWindows("2015-07-18T15:18:57.000Z")', "130817063370000000"],
        ['Time.fromIso8601ToWindows("1600-12-31T23:59:59.999Z")', { error: "run/date-out-of-range" }],
      ],
    },
  ),
  between(
    "Time.fromIso8601ToUnix",
    "Unix time of an ISO-8601 text: milliseconds since 1970.",
    (input) => then(fromIso(input, "Time.fromIso8601ToUnix"), toUnix),
    {
      examples: [
        ['Time.fromIso8601ToUnix("2015-06-17T19:04:50.123Z")', "1434567890123"],
        ['Time.fromIso8601ToUnix("9999-12-31T23:59:59-05:00")', { error: "run/date-out-of-range" }],
      ],
    },
  ),
  byPattern(
    "Time.fromIso8601ToString",
    "An ISO-8601 text written by a pattern, with the date and time that the text itself shows.",
    (input, pattern) =>
      then(fromIso(input, "Time.fromIso8601ToString"), (found) => toPattern(found, pattern, "Time.fromIso8601ToString")),
    [
      ['Time.fromIso8601ToString("2015-07-30T23:58:32.987Z", "EEE, d MMM YYYY h:mm a")', "Thu, 30 Jul 2015 11:58 PM"],
      ['Time.fromIso8601ToString("0000-01-01T00:00:00+01:00", "yyyy")', { error: "run/date-out-of-range" }],
    ],
  ),
];
