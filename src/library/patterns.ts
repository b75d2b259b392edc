/** `claims-el/functions/pattern`: the rows that match patterns, and with them the engine they bring. */
import type { Limits } from "../base/limits.js";
import { BOOLEAN } from "../types/type.js";
import { type Pattern, patternOf, patternSize } from "../values/pattern.js";
import { defineFunction, type FunctionRow, overload, type Param, text, USER_GROUPS } from "./define.js";
import { anyGroup, nameOf, testing } from "./group-fields.js";
import { type Known, lengthOf } from "./known.js";
import { lookedAt, prepared } from "./params.js";
import type { Written } from "./written.js";

/** Matching so many characters against one part of a pattern is a step of the budget. */
const COMPARISONS_IN_A_STEP = 48;

/** So many parts more than it has: what going on to the next character takes, whatever the pattern. */
const ANY_PATTERN = 16;

function stepsFor(characters: number, size: number): number {
  return Math.ceil((characters * (size + ANY_PATTERN)) / COMPARISONS_IN_A_STEP);
}

/** Other systems write a pattern between slashes: what stands between them. */
function betweenSlashes(source: string): string {
  return source.length >= 2 && source.startsWith("/") && source.endsWith("/") ? source.slice(1, -1) : source;
}

/** Okta's own example has the first slash alone, and no group's name is meant to begin with it. */
function afterSlash(source: string): string {
  const inside = betweenSlashes(source);
  return inside === source && source.startsWith("/") ? source.slice(1) : inside;
}

/** What making a pattern takes, however short it is, and for each of its parts. */
const MAKING = 400;
const MAKING_A_PART = 3;

/** What finding one takes that was made just before: its parts are counted anew. */
const FINDING = 64;

/** A pattern parameter; `strip` takes away the slashes around it, which is said. */
function pattern(strip: (source: string) => string): Param<Pattern> {
  const given = lookedAt(text("pattern"), {
    written: ({ value, span }) =>
      typeof value === "string" && strip(value) !== value ? [{ code: "lint/pattern-slashes", span, data: {} }] : [],
  });
  const fails = ["run/bad-pattern", "run/pattern-too-long", "run/pattern-too-large"] as const;
  return prepared(given, (source, limits) => patternOf(strip(source), limits), fails, {
    steps: ({ size }, again) => (again ? FINDING + size : MAKING + MAKING_A_PART * size),
    atMost: ({ patternSize }) => MAKING + MAKING_A_PART * patternSize,
  });
}

/** How long a text that is matched can be. */
function longest(input: Known | undefined, { textLength }: Limits): number {
  return Math.min(textLength, (input && lengthOf(input)?.most) ?? textLength);
}

/** How large a pattern can be: one that is written out is known. */
function sizeAtMost(written: Written | undefined, strip: (source: string) => string, { patternSize: largest }: Limits): number {
  return typeof written?.value === "string" ? patternSize(strip(written.value)) : largest;
}

/** What beginning to match a name takes, however short it is. */
const A_NAME = 1;

const CONTEXT = {
  user: { id: "00u1" },
  groups: [
    { id: "00g1", type: "OKTA_GROUP", name: "west admins" },
    { id: "00g2", type: "OKTA_GROUP", name: "Everyone" },
  ],
};

/** The rows that bring the pattern engine. */
export const patternFunctions: readonly FunctionRow[] = [
  defineFunction({
    operator: "matches",
    dialect: "both",
    documented: "okta",
    doc: "Whether the whole text matches the pattern, which is written as for RE2; Okta calls it deprecated.",
    overloads: [
      overload({
        params: [text("text"), pattern(betweenSlashes)],
        returns: BOOLEAN,
        cost: (input, { size }) => stepsFor(input.length, size),
        costAtMost: (limits, [, written], [input]) => stepsFor(longest(input, limits), sizeAtMost(written, betweenSlashes, limits)),
        run: (input, made) => made.matches(input),
      }),
    ],
    examples: [
      ['"555-1234" matches "\\d{3}-\\d{4}"', true],
      ['"Engineering" matches "engineer"', false],
      ['"Engineering" matches "(?i)engineer.*"', true],
      ['"abc" matches "/a.c/"', true],
      ['null matches "a"', null],
    ],
  }),
  defineFunction({
    name: "isMemberOfGroupNameRegex",
    dialect: "classic",
    documented: "okta",
    doc: "Whether the user is in a group whose whole name matches a pattern, which is written as for RE2.",
    overloads: [
      overload({
        context: [USER_GROUPS],
        params: [pattern(afterSlash)],
        returns: BOOLEAN,
        cost: (groups, { size }) =>
          groups.reduce((steps, group) => {
            const name = group.fields.get("name");
            return steps + A_NAME + stepsFor(typeof name === "string" ? name.length : 1, size);
          }, 0),
        costAtMost: (limits, [written]) =>
          limits.listLength * (A_NAME + stepsFor(limits.textLength, sizeAtMost(written, afterSlash, limits))),
        run: (groups, made) =>
          anyGroup(
            groups,
            testing(nameOf, (name) => made.matches(name)),
          ),
      }),
    ],
    examples: [
      ['isMemberOfGroupNameRegex(".*admin.*")', true, CONTEXT],
      ['isMemberOfGroupNameRegex("admin")', false, CONTEXT],
      ['isMemberOfGroupNameRegex("/.*admin.*")', true, CONTEXT],
      ["isMemberOfGroupNameRegex(null)", null, CONTEXT],
      ['isMemberOfGroupNameRegex(".*")', null, { grant: "client_credentials" }],
    ],
  }),
];
