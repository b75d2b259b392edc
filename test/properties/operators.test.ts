/** P7 without chance: every operator over every pair of values of every kind, with and without types, ends as the oracle says. */
import { describe, expect, it } from "vitest";
import { check } from "../../src/index.js";
import { INFIX } from "../../src/syntax/operators.js";
import {
  BOOLEAN,
  COUNTRY,
  GROUP,
  INTEGER,
  listOf,
  type MapType,
  NUMBER,
  optional,
  TEXT,
  TIMESTAMP,
  type Type,
  UNKNOWN,
} from "../../src/types/type.js";
import { Scenario } from "../generators/scenario.js";
import { divergence } from "./laws.js";
import { trialOf } from "./trial.js";

/** Values of every kind, the borders of numbers among them. */
const VALUES: readonly (readonly [name: string, type: Type, value: unknown])[] = [
  ["none", TEXT, null],
  ["yes", BOOLEAN, true],
  ["no", BOOLEAN, false],
  ["zero", INTEGER, 0],
  ["one", INTEGER, 1],
  ["seven", INTEGER, 7],
  ["minus", INTEGER, -7],
  ["top", INTEGER, 2147483647],
  ["bottom", INTEGER, -2147483648],
  ["half", NUMBER, 0.5],
  ["whole", NUMBER, 2],
  ["huge", NUMBER, 1.7976931348623157e308],
  ["tiny", NUMBER, 5e-324],
  ["empty", TEXT, ""],
  ["word", TEXT, "a"],
  ["digits", TEXT, "7"],
  ["day", TIMESTAMP, "2026-01-31"],
  ["moment", TIMESTAMP, "2026-01-31T01:00:00+01:00"],
  ["land", COUNTRY, "DE"],
  ["nothings", listOf(optional(UNKNOWN)), []],
  ["numbers", listOf(optional(NUMBER)), [1, 2]],
  ["mixed", listOf(optional(UNKNOWN)), [1, null, "a"]],
  ["record", { kind: "map", attributes: new Map([["a", optional(INTEGER)]]), open: false }, { a: 1 }],
  ["circle", GROUP, { id: "00g1", type: "OKTA_GROUP", name: "a" }],
];

const declared: MapType = {
  kind: "map",
  attributes: new Map(VALUES.map(([name, type]) => [name, optional(type)])),
  open: false,
};
const data = Object.fromEntries(VALUES.map(([name, , value]) => [name, value]));

const WITH_TYPES = { org: declared };
const WITHOUT = {};
const USUAL_LIMITS = {};

function problemOf(source: string, typed: boolean): string | undefined {
  const scenario = new Scenario(source, typed ? WITH_TYPES : WITHOUT, undefined, { org: data }, USUAL_LIMITS, [], undefined);
  const trial = trialOf(scenario);
  return trial && divergence(trial);
}

/** Whether the checker lets a source pass without types: nothing is refused then. */
const operators = Object.values(INFIX).flatMap(({ spellings, name }) => (name === INFIX.matches.name ? [] : [spellings[0]]));

describe.each([true, false])("with types: %s", (typed) => {
  it.each(operators)("every pair of values under %s", (operator) => {
    const problems = VALUES.flatMap(([left]) =>
      VALUES.flatMap(([right]) => problemOf(`org.${left} ${operator} org.${right}`, typed) ?? []),
    );
    expect(problems).toEqual([]);
  });

  it.each(["!", "-", "- -", "! !"])("every value under %s", (operator) => {
    expect(VALUES.flatMap(([name]) => problemOf(`${operator} org.${name}`, typed) ?? [])).toEqual([]);
  });

  it.each([
    "{x} ? 1 : 2",
    "{x} ?: {y}",
    "{x}[{y}]",
    "{x}?.[{y}]",
    "{x}.![{y}]",
    "{x}.?[{y}]",
    "{x}.a",
    "{x}?.a",
    "{{x}, {y}}[0]",
    "{k: {x}}.k",
  ])("every pair of values in %s", (form) => {
    const pairs = VALUES.flatMap(([left]) => VALUES.map(([right]) => [left, right] as const));
    const sources = new Set(pairs.map(([x, y]) => form.replaceAll("{x}", `org.${x}`).replaceAll("{y}", `org.${y}`)));
    expect([...sources].flatMap((source) => problemOf(source, typed) ?? [])).toEqual([]);
  });
});

describe("the kind of a number", () => {
  const chain = ["org.seven", "org.whole", "org.half", "7", "2.0", "(org.yes ? org.seven : org.whole)", "(org.yes ? 7 : 2.0)"];
  it.each(chain)("%s divided by everything, and once more", (left) => {
    const sources = chain.flatMap((right) => [
      `${left} / ${right} / 2`,
      `(${left} + ${right}) / 2`,
      `-${left} / ${right}`,
      `${left} % ${right}`,
    ]);
    expect([true, false].flatMap((typed) => sources.flatMap((source) => problemOf(source, typed) ?? []))).toEqual([]);
  });
});

describe("the tables", () => {
  it("reach the evaluator: without types nearly nothing is refused", () => {
    const env = new Scenario("", {}, undefined, {}, {}, [], undefined).environment([]);
    const sources = operators.flatMap((operator) => VALUES.map(([name]) => `org.${name} ${operator} org.one`));
    expect(sources.filter((source) => !check(source, env).ok)).toEqual([]);
  });
});
