/** `claims-el/functions/pattern`: the rows that match patterns, and with them the engine they bring. */
import type { Limits } from "../base/limits.js";
import { BOOLEAN } from "../types/type.js";
import { makingAtMost, matchingAtMost, Pattern, patternOf } from "../values/pattern.js";
import { patternSize } from "../values/pattern-size.js";
import { defineFunction, type FunctionRow, overload, type Param, text, USER_GROUPS } from "./define.js";
import { anyGroup, nameOf, testing } from "./group-fields.js";
import { type Known, lengthOf } from "./known.js";
import { lookedAt, prepared } from "./params.js";
import type { Written } from "./written.js";

/** Other systems write a pattern between slashes: what stands between them. */
function betweenSlashes(source: string): string {
  return source.length >= 2 && source.startsWith("/") && source.endsWith("/") ? source.slice(1, -1) : source;
}

/** Okta's own example has the first slash alone, and no group's name is meant to begin with it. */
function afterSlash(source: string): string {
  const inside = betweenSlashes(source);
  return inside === source && source.startsWith("/") ? source.slice(1) : inside;
}

/** What finding one takes that was made just before: its parts are counted anew. */
const FINDING = 64;

/** A pattern parameter; `strip` takes away the slashes around it, which is said. */
function pattern(strip: (source: string) => string): Param<Pattern> {
  const given = lookedAt(text("pattern"), {
    written: ({ value, span }) =>
      typeof value === "string" && strip(value) !== value ? [{ code: "lint/pattern-slashes", span, data: {} }] : [],
  });
  const fails = ["run/bad-pattern", "run/pattern-too-long", "run/pattern-too-large"] as const;
  return prepared(given, (source, limits, ahead) => patternOf(strip(source), limits, ahead), fails, {
    steps: ({ size, making }, again) => (again ? FINDING + size : making),
    atMost: (limits, known) => makingAtMost(sizeAtMost(known, strip, limits)),
  });
}

/** How long a text that is matched can be. */
function longest(input: Known | undefined, { textLength }: Limits): number {
  return Math.min(textLength, (input && lengthOf(input)?.most) ?? textLength);
}

/** How large a pattern can be; one that is larger ends the call, and costs nothing more. */
function sizeAtMost(known: Known | undefined, strip: (source: string) => string, { patternSize: most }: Limits): number {
  return Math.min(most, known?.values?.reduce<number>((all, value) => Math.max(all, patternSize(strip(String(value)))), 0) ?? most);
}

/**
 * What matching a text of so many characters can take. A pattern that is written out is ready. What it takes where its states are
 * not all built hangs on the text, and is hardly ever as much as it can be: beyond the budget it is as good as unbounded.
 */
function matchingSteps(characters: number, written: Written | undefined, size: number, { steps: budget }: Limits): number {
  const made = written?.made instanceof Pattern ? written.made : undefined;
  const steps = made?.stepsAtMost(characters) ?? matchingAtMost(size, characters);
  return made?.isSteady || steps <= budget ? steps : Number.POSITIVE_INFINITY;
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
        cost: (input, made) => made.stepsFor(input),
        costAtMost: (limits, [, written], [input, known]) =>
          matchingSteps(longest(input, limits), written, sizeAtMost(known, betweenSlashes, limits), limits),
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
        cost: (groups, made) => {
          let steps = 0;
          for (const { fields } of groups) {
            const name = fields.get("name");
            steps += A_NAME + made.stepsFor(typeof name === "string" ? name : "");
            // What an evaluation cannot pay is not reckoned to its end, for that would be as dear.
            if (steps > made.budget) break;
          }
          return steps;
        },
        costAtMost: (limits, [written], [known]) =>
          limits.listLength * (A_NAME + matchingSteps(limits.textLength, written, sizeAtMost(known, afterSlash, limits), limits)),
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
