/** Criteria maps such as `{'group.profile.name': 'Sales', 'operator': 'EXACT'}`: what they may say, and the test that they stand for. */
import { closestNames } from "../base/closest.js";
import type { Limits } from "../base/limits.js";
import type { Code } from "../diagnostics/codes.js";
import type { Type } from "../types/type.js";
import { startsWith } from "../values/text.js";
import { describeKind, Fault, type Group, isList, type MapValue, type Value } from "../values/value.js";
import {
  comparingWork,
  fetchingWork,
  fieldOf,
  type GroupTest,
  type GroupText,
  idOf,
  nameOf,
  sourceOf,
  testing,
  throughWork,
} from "./group-fields.js";
import type { Known } from "./known.js";
import type { Written, WrittenProblem } from "./written.js";

/** What a group is compared by. */
interface Criterion {
  readonly read: GroupText;
  /** Compared as an operator says; exactly where there is none. */
  readonly operators?: true;
}

const CRITERIA: Readonly<Record<string, Criterion>> = {
  "group.id": { read: idOf },
  "group.source.id": { read: sourceOf("id") },
  "group.type": { read: fieldOf("type") },
  "group.profile.name": { read: nameOf, operators: true },
};

/** How a group's name is compared with the wanted one. */
const OPERATORS: Readonly<Record<string, (name: string, wanted: string) => boolean>> = {
  STARTS_WITH: (name, wanted) => startsWith(name, withoutWildcard(wanted)),
  EXACT: (name, wanted) => name === wanted,
};
const DEFAULT_OPERATOR = "STARTS_WITH";
const OPERATOR_KEY = "operator";

/** Every key that a criteria map may have. */
export const CRITERIA_KEYS: readonly string[] = [...Object.keys(CRITERIA), OPERATOR_KEY];

/** A trailing `.*` says what `STARTS_WITH` says anyway. */
function withoutWildcard(wanted: string): string {
  return wanted.endsWith(".*") ? wanted.slice(0, -2) : wanted;
}

const words = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");
const KEYS = words(Object.keys(CRITERIA));
const OPERATOR_NAMES = words(Object.keys(OPERATORS));
const [NAMED_KEY] = Object.keys(CRITERIA).filter((key) => CRITERIA[key]?.operators) as [string];
const criterionOf = (key: string) => (Object.hasOwn(CRITERIA, key) ? CRITERIA[key] : undefined);
const operatorOf = (name: string) => (Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined);

/**
 * The test that criteria stand for: every key of every map, any value of a list.
 *
 * @returns null where a criterion's value is null, so that missing data widens nothing
 */
export function testOf(criteria: readonly MapValue[]): GroupTest | null | Fault {
  const tests: GroupTest[] = [];
  for (const map of criteria) {
    const operator = operatorIn(map);
    if (operator === null || operator instanceof Fault) return operator;
    for (const [key, value] of map) {
      if (key === OPERATOR_KEY) continue;
      const test = testOfKey(key, value, operator);
      if (test === null || test instanceof Fault) return test;
      tests.push(test);
    }
  }
  return (group) => {
    for (const test of tests) {
      const passes = test(group);
      if (passes !== true) return passes;
    }
    return true;
  };
}

type Operator = (name: string, wanted: string) => boolean;

function operatorIn(map: MapValue): Operator | null | Fault {
  const keys = [...map.keys()].filter((key) => key !== OPERATOR_KEY);
  if (keys.length === 0) return new Fault("run/empty-criterion", { keys: KEYS });
  const given = map.get(OPERATOR_KEY);
  if (given === undefined) return operatorOf(DEFAULT_OPERATOR) as Operator;
  if (!keys.some((key) => criterionOf(key)?.operators)) return new Fault("run/misplaced-operator", { key: NAMED_KEY });
  if (given === null) return null;
  const operator = typeof given === "string" ? operatorOf(given) : undefined;
  return operator ?? new Fault("run/unknown-criterion-operator", { operators: OPERATOR_NAMES });
}

function testOfKey(key: string, value: Value, operator: Operator): GroupTest | null | Fault {
  const criterion = criterionOf(key);
  if (!criterion) return new Fault("run/unknown-criterion", { keys: KEYS });
  if (value === null) return null;
  const wanted = wantedTexts(key, value);
  if (wanted instanceof Fault) return wanted;
  if (!criterion.operators || operator === OPERATORS.EXACT) {
    const exact = new Set(wanted);
    return testing(criterion.read, (text) => exact.has(text));
  }
  return testing(criterion.read, (text) => wanted.some((each) => operator(text, each)));
}

/** The texts of a criterion; a null among several is one that nothing equals. */
function wantedTexts(key: string, value: Value): string[] | Fault {
  const texts: string[] = [];
  for (const item of isList(value) ? value : [value]) {
    if (typeof item === "string") texts.push(item);
    else if (item !== null) return new Fault("run/criterion-value", { key, actual: describeKind(item) });
  }
  return texts;
}

/** How many texts criteria compare a group with. */
export function textsIn(criteria: readonly MapValue[]): number {
  return criteria.reduce(
    (sum, map) => sum + [...map.values()].reduce<number>((count, value) => count + (isList(value) ? value.length : 1), 0),
    0,
  );
}

/** The units of groups that criteria look at: each text that is looked up among the wanted ones, and as much of it as each wanted one has. */
export function criteriaWork(groups: readonly Group[], criteria: readonly MapValue[]): number {
  let units = 0;
  for (const map of criteria) {
    for (const [key, value] of map) {
      const criterion = criterionOf(key);
      if (criterion) units += fetchingWork(groups) + throughWork(groups, criterion.read) + comparingWork(groups, unitsIn(value));
    }
  }
  return units;
}

/** The units of a criterion's texts. */
function unitsIn(value: Value): number {
  const texts = isList(value) ? value : [value];
  return texts.reduce<number>((sum, text) => sum + (typeof text === "string" ? text.length : 0), 0);
}

/** How many texts criteria compare a group with at most, from what is written and what is known of the rest. */
export function textsAtMost(limits: Limits, written: readonly Written[], known: readonly Known[]): number {
  return written.reduce((sum, { entries }, index) => {
    const { type, holds = Number.POSITIVE_INFINITY } = known[index] as Known;
    if (type.kind !== "map" || type.open) return sum + holds;
    const counts = [...type.attributes].map(([key, attribute]) => textsBehind(limits, entries?.get(key)?.value, attribute.type));
    return sum + counts.reduce((all, count) => all + count, 0);
  }, 0);
}

/** How many texts stand behind one key: those written out, or as many as the list may have. */
function textsBehind(limits: Limits, written: Written | undefined, type: Type): number {
  if (written?.items) return written.items.length;
  if (type.kind !== "list" && type.kind !== "unknown") return 1;
  const longest = limits.listLength;
  return type.kind === "list" ? Math.min(type.maxItems ?? longest, longest) : longest;
}

/** What a criterion can still end with, as it is written. */
export function criterionFails({ entries }: Written): readonly Code[] {
  const fails: Code[] = [];
  if (!entries) fails.push("run/empty-criterion", "run/misplaced-operator", "run/unknown-criterion");
  if (!entries || entries.get(OPERATOR_KEY)?.value.value === undefined) {
    if (!entries || entries.has(OPERATOR_KEY)) fails.push("run/unknown-criterion-operator");
  }
  if (!entries || [...entries.values()].some((entry) => entry.value.value === undefined)) fails.push("run/criterion-value");
  return fails;
}

/** The mistakes in a criterion as it is written. */
export function criterionProblems({ entries, span }: Written): readonly WrittenProblem[] {
  if (!entries) return [];
  const keys = [...entries.keys()].filter((key) => key !== OPERATOR_KEY);
  const problems = keys.flatMap((key) =>
    keyProblems(key, entries.get(key)?.value as Written, entries.get(key)?.key as Written["span"]),
  );
  const operator = entries.get(OPERATOR_KEY);
  if (keys.length === 0) return [{ code: "check/empty-criterion", span, data: { keys: KEYS } }];
  if (!operator) return problems;
  if (problems.length === 0 && !keys.some((key) => criterionOf(key)?.operators)) {
    return [{ code: "check/misplaced-operator", span: operator.key, data: { key: NAMED_KEY } }];
  }
  return [...problems, ...operatorProblems(operator.value)];
}

function keyProblems(key: string, value: Written, span: Written["span"]): WrittenProblem[] {
  if (!criterionOf(key)) {
    const suggestions = closestNames(key, Object.keys(CRITERIA), 1);
    return [{ code: "check/unknown-criterion", span, data: { key, keys: KEYS }, suggestions }];
  }
  const wrong = (value.items ?? [value]).find(
    (item) => item.value !== undefined && item.value !== null && typeof item.value !== "string",
  );
  if (wrong?.value === undefined || wrong.value === null) return [];
  const data = { key, actual: describeKind(wrong.value), example: `{'${key}': '…'}` };
  return [{ code: "check/criterion-value", span: wrong.span, data }];
}

function operatorProblems({ value, span }: Written): WrittenProblem[] {
  if (value === undefined || value === null || (typeof value === "string" && operatorOf(value))) return [];
  const operator = typeof value === "string" ? value : describeKind(value);
  const suggestions = typeof value === "string" ? closestNames(value, Object.keys(OPERATORS), 1) : [];
  return [{ code: "check/unknown-criterion-operator", span, data: { operator, operators: OPERATOR_NAMES }, suggestions }];
}
