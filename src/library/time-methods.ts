/** The time functions of the identity-engine dialect: texts become Timestamps, and Timestamps have methods. */
import { BOOLEAN, TEXT, TIMESTAMP } from "../types/type.js";
import { Fault, type Timestamp } from "../values/value.js";
import { defineFunction, type FunctionRow, integer, NOW, type Overload, overload, text, timestamp } from "./define.js";
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
import { PATTERN_LENGTH, patternCost, patternCostAtMost } from "./time-pattern.js";
import { zonedText } from "./time-write.js";
import { instantOf, offsetAt } from "./time-zone.js";

const INSTANT = '"2015-07-30T23:58:32.987Z".parseStringTime()';
const EXAMPLE_NOW = { now: "2015-07-31T00:00:00.000Z" };

function methodRow(method: string, doc: string, overloads: readonly Overload[], examples: FunctionRow["examples"]): FunctionRow {
  return defineFunction({ dialect: "identity-engine", method, documented: "okta", doc, overloads, examples });
}

const reading: readonly FunctionRow[] = [
  methodRow(
    "parseWindowsTime",
    "The instant of a Windows or LDAP time, which counts 100-nanosecond ticks since 1601.",
    [
      overload({
        params: [text("time")],
        returns: TIMESTAMP,
        fails: [...READ_FAILS, "run/never"],
        ...DATE,
        run: (input) => fromWindows(input, "parseWindowsTime"),
      }),
    ],
    [
      ['"130817063370000000".parseWindowsTime()', "2015-07-18T15:18:57.000Z"],
      ['"9223372036854775807".parseWindowsTime()', { error: "run/never" }],
      ['"9223372036854775806".parseWindowsTime()', { error: "run/date-out-of-range" }],
      ['"soon".parseWindowsTime()', { error: "run/bad-date" }],
      ["null.parseWindowsTime()", null],
    ],
  ),
  methodRow(
    "parseUnixTime",
    "The instant of a Unix time, which counts milliseconds since 1970.",
    [
      overload({
        params: [text("time")],
        returns: TIMESTAMP,
        fails: READ_FAILS,
        ...DATE,
        run: (input) => fromUnix(input, "parseUnixTime"),
      }),
    ],
    [
      ['"1434567890123".parseUnixTime()', "2015-06-17T19:04:50.123Z"],
      ['"999999999999999".parseUnixTime()', { error: "run/date-out-of-range" }],
      ['"1.5".parseUnixTime()', { error: "run/bad-date" }],
      ["null.parseUnixTime()", null],
    ],
  ),
  methodRow(
    "parseStringTime",
    "The instant of an ISO-8601 text, or of a text that is written by a pattern of Joda-Time's letters; without a zone it is UTC.",
    [
      overload({
        params: [text("time")],
        returns: TIMESTAMP,
        fails: READ_FAILS,
        ...DATE,
        run: (input) => fromIso(input, "parseStringTime"),
      }),
      overload({
        params: [text("time"), datePattern("parseStringTime")],
        returns: TIMESTAMP,
        fails: READ_FAILS,
        cost: (_input, pattern) => patternCost(pattern),
        costAtMost: patternCostAtMost,
        run: (input, pattern) => fromPattern(input, pattern, "parseStringTime"),
      }),
    ],
    [
      ['"2015-07-30".parseStringTime()', "2015-07-30T00:00:00.000Z"],
      ['"30/07/2015 23:58 +0200".parseStringTime("dd/MM/yyyy HH:mm Z")', "2015-07-30T21:58:00.000Z"],
      ['"30 July".parseStringTime()', { error: "run/bad-date" }],
      ['"30 July".parseStringTime(user.pattern)', { error: "run/bad-date-pattern" }, { user: { pattern: "dd F" } }],
      ['"10000".parseStringTime("yyyyy")', { error: "run/date-out-of-range" }],
      ["null.parseStringTime()", null],
    ],
  ),
];

const writing: readonly FunctionRow[] = [
  methodRow(
    "toWindows",
    "Windows or LDAP time as text: 100-nanosecond ticks since 1601.",
    [
      overload({
        params: [timestamp("time")],
        returns: TEXT,
        fails: ["run/date-out-of-range"],
        foretell: shortText,
        run: (time) => toWindows(time, "toWindows"),
      }),
    ],
    [
      [`${INSTANT}.toWindows()`, "130827743129870000"],
      ['"1600-12-31".parseStringTime().toWindows()', { error: "run/date-out-of-range" }],
      ["null.toWindows()", null],
    ],
  ),
  methodRow(
    "toUnix",
    "Unix time as text: milliseconds since 1970.",
    [overload({ params: [timestamp("time")], returns: TEXT, foretell: shortText, run: toUnix })],
    [
      [`${INSTANT}.toUnix()`, "1438300712987"],
      ["null.toUnix()", null],
    ],
  ),
  methodRow(
    "toString",
    "The date and time in its own zone: ISO-8601 without a fraction where it is zero and with the zone's name in brackets, or by a pattern of Joda-Time's letters.",
    [
      overload({
        params: [timestamp("time")],
        returns: TEXT,
        fails: ["run/date-out-of-range"],
        foretell: shortText,
        ...CLOCK,
        run: (time) => onClock(time, "toString", zonedText),
      }),
      overload({
        params: [timestamp("time"), datePattern("toString")],
        returns: TEXT,
        fails: ["run/date-out-of-range"],
        cost: (_time, pattern) => patternCost(pattern),
        costAtMost: patternCostAtMost,
        foretell: (_time, pattern) => writtenBy(pattern, PATTERN_LENGTH),
        run: (time, pattern) => toPattern(time, pattern, "toString"),
      }),
    ],
    [
      [`${INSTANT}.toString()`, "2015-07-30T23:58:32.987Z"],
      [`${INSTANT}.toZone("Asia/Tokyo").toString()`, "2015-07-31T08:58:32.987+09:00[Asia/Tokyo]"],
      [`${INSTANT}.toString("yyyy-MM-dd")`, "2015-07-30"],
      [`${INSTANT}.toString(user.pattern)`, { error: "run/bad-date-pattern" }, { user: { pattern: "f" } }],
      ['"0000-01-01".parseStringTime().toZone("-01:00").toString()', { error: "run/date-out-of-range" }],
      ["null.toString()", null],
    ],
  ),
  methodRow(
    "toZone",
    "The same instant on the clock of another time zone.",
    [
      overload({
        params: [timestamp("time"), zoneName("toZone")],
        returns: TIMESTAMP,
        fails: ["run/date-out-of-range"],
        run: (time, zone) => inZone(time, zone, "toZone"),
      }),
    ],
    [
      [`${INSTANT}.toZone("Europe/Berlin").toString("HH:mm ZZ")`, "01:58 +02:00"],
      [`${INSTANT}.toZone(user.timezone)`, { error: "run/unknown-zone" }, { user: { timezone: "Mars/Olympus" } }],
      ['null.toZone("UTC")', null],
    ],
  ),
];

/** A unit of time. Days are those of the calendar of the Timestamp's zone; the others pass at the same pace everywhere. */
interface Unit {
  readonly name: "Days" | "Hours" | "Minutes" | "Seconds";
  readonly ms: number;
  readonly ofCalendar: boolean;
}

const UNITS: readonly Unit[] = [
  { name: "Days", ms: 86_400_000, ofCalendar: true },
  { name: "Hours", ms: 3_600_000, ofCalendar: false },
  { name: "Minutes", ms: 60_000, ofCalendar: false },
  { name: "Seconds", ms: 1_000, ofCalendar: false },
];

/** Moves a Timestamp; by days, the clock of its zone shows the same time of day, as `java.time` has it. */
function moved({ epochMs, zone }: Timestamp, unit: Unit, count: number, display: string): Timestamp | Fault {
  const later = timestampAt(epochMs + count * unit.ms, zone, display);
  if (!unit.ofCalendar || later instanceof Fault) return later;
  const offset = offsetAt(zone, epochMs);
  return timestampAt(instantOf(later.epochMs + offset, zone, offset), zone, display);
}

function moveRow(verb: "plus" | "minus", unit: Unit, example: string): FunctionRow {
  const method = `${verb}${unit.name}`;
  const sign = verb === "plus" ? 1 : -1;
  const way = verb === "plus" ? "later" : "earlier";
  return methodRow(
    method,
    `The time that many ${unit.name.toLowerCase()} ${way}, or as many the other way for a negative number${unit.ofCalendar ? "; the time of day stays, whatever summer time does" : ""}.`,
    [
      overload({
        params: [timestamp("time"), integer(unit.name.toLowerCase())],
        returns: TIMESTAMP,
        fails: ["run/date-out-of-range"],
        ...(unit.ofCalendar ? CLOCK : {}),
        run: (time, count) => moved(time, unit, sign * count, method),
      }),
    ],
    [
      [`${INSTANT}.${method}(1)`, example],
      [`${INSTANT}.${method}(0)`, "2015-07-30T23:58:32.987Z"],
      [
        `"${verb === "plus" ? "9999-12-31T23:59:59" : "0000-01-01"}".parseStringTime().${method}(1)`,
        { error: "run/date-out-of-range" },
      ],
      [`null.${method}(1)`, null],
      [`${INSTANT}.${method}(null)`, null],
    ],
  );
}

function withinRow(unit: Unit): FunctionRow {
  const method = `within${unit.name}`;
  return methodRow(
    method,
    `Whether the time lies at most that many ${unit.name.toLowerCase()} before or after now${unit.ofCalendar ? ", a day being 24 hours" : ""}.`,
    [
      overload({
        context: [NOW],
        params: [timestamp("time"), integer(unit.name.toLowerCase())],
        returns: BOOLEAN,
        run: (now, time, count) => Math.abs(now.epochMs - time.epochMs) <= count * unit.ms,
      }),
    ],
    [
      [`${INSTANT}.${method}(88)`, true, EXAMPLE_NOW],
      [`${INSTANT}.${method}(0)`, false, EXAMPLE_NOW],
      [`null.${method}(1)`, null, EXAMPLE_NOW],
      [`${INSTANT}.${method}(1)`, null],
    ],
  );
}

const EXAMPLES: Readonly<Record<"plus" | "minus", readonly string[]>> = {
  plus: ["2015-07-31T23:58:32.987Z", "2015-07-31T00:58:32.987Z", "2015-07-30T23:59:32.987Z", "2015-07-30T23:58:33.987Z"],
  minus: ["2015-07-29T23:58:32.987Z", "2015-07-30T22:58:32.987Z", "2015-07-30T23:57:32.987Z", "2015-07-30T23:58:31.987Z"],
};

const now = defineFunction({
  name: "DateTime.now",
  dialect: "identity-engine",
  documented: "okta",
  doc: "The current time, in UTC.",
  overloads: [
    overload({
      context: [NOW],
      params: [],
      returns: TIMESTAMP,
      fails: ["run/date-out-of-range"],
      run: ({ epochMs }) => timestampAt(epochMs, "Z", "DateTime.now"),
    }),
  ],
  examples: [
    ["DateTime.now()", "2015-07-31T00:00:00.000Z", EXAMPLE_NOW],
    ["DateTime.now()", { error: "run/date-out-of-range" }, { now: 8.64e15 }],
    ["DateTime.now()", null],
  ],
});

/** The rows about Timestamps. */
export const timestampFunctions: readonly FunctionRow[] = [
  now,
  ...reading,
  ...writing,
  ...(["plus", "minus"] as const).flatMap((verb) =>
    UNITS.map((unit, index) => moveRow(verb, unit, EXAMPLES[verb][index] as string)),
  ),
  ...UNITS.map(withinRow),
];
