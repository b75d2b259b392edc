/** Version comparison: which of two versions, such as `9.23.0` and `10.3.1`, is the later one. */
import { roomForPattern } from "../base/room.js";
import { BOOLEAN } from "../types/type.js";
import { defineFunction, type FunctionRow, fail, overload, text } from "./define.js";
import { STEPS_OF } from "./looking.js";

const VERSION = /^\d+(?:\.\d+)*$/;

/** The numbers of a version as texts without leading zeros, so that none is too long to compare; undefined where a text is no version. */
function componentsOf(version: string): string[] | undefined {
  roomForPattern();
  return VERSION.test(version) ? version.split(".").map((digits) => digits.slice(leadingZeros(digits))) : undefined;
}

/** How many zeros stand before the number; of zero itself, all. */
function leadingZeros(digits: string): number {
  let at = 0;
  while (digits.charAt(at) === "0") at++;
  return at;
}

/** Negative, zero or positive; the first component that differs decides, and a missing one is zero. */
function compareVersions(left: readonly string[], right: readonly string[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [one, other] = [left[index] ?? "", right[index] ?? ""];
    if (one !== other) return one.length - other.length || (one < other ? -1 : 1);
  }
  return 0;
}

function versionRow(
  method: string,
  holds: (difference: number) => boolean,
  doc: string,
  examples: FunctionRow["examples"],
): FunctionRow {
  return defineFunction({
    dialect: "identity-engine",
    method,
    documented: "okta",
    doc: `${doc} Components are compared as numbers from left to right, and a missing one is 0.`,
    overloads: [
      overload({
        params: [text("version"), text("other")],
        returns: BOOLEAN,
        fails: ["run/bad-version"],
        steps: STEPS_OF.version,
        run: (version, other) => {
          const [left, right] = [componentsOf(version), componentsOf(other)];
          return left && right ? holds(compareVersions(left, right)) : fail("run/bad-version", { function: method });
        },
      }),
    ],
    examples: [
      ...examples,
      [`"9.x".${method}("9")`, { error: "run/bad-version" }],
      [`null.${method}("1")`, null],
      [`"1".${method}(null)`, null],
    ],
  });
}

/** The rows that compare versions. */
export const versionFunctions: readonly FunctionRow[] = [
  versionRow("versionGreaterThan", (difference) => difference > 0, "Whether a version is later than another.", [
    ['"10.3.1".versionGreaterThan("9.23.0")', true],
    ['"1.2".versionGreaterThan("1.2.0")', false],
  ]),
  versionRow("versionLessThan", (difference) => difference < 0, "Whether a version is earlier than another.", [
    ['"9.23.0".versionLessThan("10.3.1")', true],
    ['"1.2.0".versionLessThan("1.2")', false],
  ]),
];
