/** The Convert family: numbers from texts, and whole numbers from numbers. */
import { roomForPattern } from "../base/room.js";
import { INTEGER, NUMBER } from "../types/type.js";
import { Fault, isFault, isInteger } from "../values/value.js";
import { defineFunction, type FunctionRow, fail, number, overload, text } from "./define.js";
import { type Foretold, type Known, rangeOf } from "./known.js";
import { INTEGERS, NUMBERS } from "./number-range.js";

/** A decimal number as Java reads it, without its suffixes and hexadecimal form; blanks around it do not count. */
const NUMBER_TEXT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The units that Java's `trim` takes off: the space and every control character before it. */
function trimmed(input: string): string {
  let [start, end] = [0, input.length];
  while (start < end && input.charCodeAt(start) <= 0x20) start++;
  while (end > start && input.charCodeAt(end - 1) <= 0x20) end--;
  return input.slice(start, end);
}

/** The number that a text writes; infinite where it is too large for a Number. */
function numberFrom(input: string, display: string): number | Fault {
  const digits = trimmed(input);
  roomForPattern();
  return NUMBER_TEXT.test(digits) ? Number(digits) : fail("run/not-a-number", { function: display });
}

/** The nearest whole number, halves away from zero. */
function rounded(value: number): number | Fault {
  const whole = Math.sign(value) * Math.round(Math.abs(value)) + 0;
  return isInteger(whole) ? whole : fail("run/integer-overflow", { operator: "Convert.toInt" });
}

/** A number between two others is rounded to something between them, rounded. */
function foretellRounded(input: Known | undefined): Foretold {
  const range = input && rangeOf(input);
  if (!range) return {};
  const [least, most] = [rounded(range.least), rounded(range.most)];
  return {
    range: { least: isFault(least) ? INTEGERS.least : least, most: isFault(most) ? INTEGERS.most : most },
    never: isFault(least) || isFault(most) ? [] : ["run/integer-overflow"],
  };
}

/** The rows of the Convert family. */
export const convertFunctions: readonly FunctionRow[] = [
  defineFunction({
    name: "Convert.toInt",
    dialect: "classic",
    method: "toInteger",
    documented: "okta",
    doc: "The nearest integer of a number or of a text that writes one; halves are rounded away from zero.",
    overloads: [
      overload({
        params: [text("input")],
        returns: INTEGER,
        fails: ["run/not-a-number", "run/integer-overflow"],
        steps: 16,
        run: (input) => {
          const value = numberFrom(input, "Convert.toInt");
          return value instanceof Fault ? value : rounded(value);
        },
      }),
      overload({
        params: [number("input")],
        returns: INTEGER,
        fails: ["run/integer-overflow"],
        steps: 6,
        foretell: foretellRounded,
        run: rounded,
      }),
    ],
    examples: [
      ['Convert.toInt("1234")', 1234],
      ["Convert.toInt(123.6)", 124],
      ['Convert.toInt("-2.5")', -3],
      ['Convert.toInt("ten")', { error: "run/not-a-number" }],
      ["Convert.toInt(2147483647.7)", { error: "run/integer-overflow" }],
      ["Convert.toInt(null)", null],
    ],
  }),
  defineFunction({
    name: "Convert.toNum",
    dialect: "classic",
    method: "toNumber",
    documented: "okta",
    doc: "The number that a text writes in decimal digits, perhaps with a point and an exponent; a number stays what it is.",
    overloads: [
      overload({
        params: [text("input")],
        returns: NUMBER,
        fails: ["run/not-a-number", "run/not-finite"],
        steps: 16,
        run: (input) => {
          const value = numberFrom(input, "Convert.toNum");
          if (value instanceof Fault || Number.isFinite(value)) return value instanceof Fault ? value : value + 0;
          return fail("run/not-finite", { operator: "Convert.toNum" });
        },
      }),
      overload({
        params: [number("input")],
        returns: NUMBER,
        steps: 2,
        foretell: (input) => ({ range: (input && rangeOf(input)) ?? NUMBERS }),
        run: (input) => input,
      }),
    ],
    examples: [
      ['Convert.toNum("12.50")', 12.5],
      ["Convert.toNum(7)", 7],
      ['Convert.toNum("")', { error: "run/not-a-number" }],
      ['Convert.toNum("1e999")', { error: "run/not-finite" }],
      ["Convert.toNum(null)", null],
    ],
  }),
];
