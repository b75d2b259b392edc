/** Reading groups: their texts, where they come from, and those for which something holds. A field that is not what it should be is a fault. */
import { roomForPattern } from "../base/room.js";
import { type Fault, type Group, isFault, isMap, type MapValue, type Value } from "../values/value.js";
import { copyWork, UNITS_OF_A_GROUP } from "./looking.js";

/** A test of one group. */
export type GroupTest = (group: Group) => boolean | Fault;

/** A text of a group, null where it has none. */
export type GroupText = (group: Group) => string | null | Fault;

function textIn(field: Value | Fault | undefined): string | null | Fault {
  if (field !== undefined && isFault(field)) return field;
  return typeof field === "string" ? field : null;
}

/** A field that is text. */
export function fieldOf(name: "id" | "type" | "name"): GroupText {
  return (group) => textIn(group.fields.get(name));
}

export const idOf = fieldOf("id");
export const nameOf = fieldOf("name");

/** What the data says of where a group comes from. */
function sourceIn(group: Group): MapValue | null | Fault {
  const source = group.fields.get("source") ?? null;
  return source === null || isFault(source) || isMap(source) ? source : null;
}

/** A part of where a group comes from. */
export function sourceOf(part: "id" | "type"): GroupText {
  return (group) => {
    const source = sourceIn(group);
    return source === null || isFault(source) ? source : textIn(source.get(part));
  };
}

/** A test of a text of the group; a group without that text does not pass. */
export function testing(read: GroupText, holds: (text: string) => boolean | Fault): GroupTest {
  return (group) => {
    const text = read(group);
    return text === null || isFault(text) ? (text ?? false) : holds(text);
  };
}

/** Whether any group passes, in their order. */
export function anyGroup(groups: readonly Group[], test: GroupTest): boolean | Fault {
  for (const group of groups) {
    const passes = test(group);
    if (passes !== false) return passes;
  }
  return false;
}

/** The groups that pass, in their order. */
export function groupsWhere(groups: readonly Group[], test: GroupTest): Group[] | Fault {
  const kept: Group[] = [];
  for (const group of groups) {
    const passes = test(group);
    if (isFault(passes)) return passes;
    if (passes) kept.push(group);
  }
  return kept;
}

/** What groups without a source of their own belong to. */
const OWN_SOURCE = "OKTA";

const ownType = fieldOf("type");

/** The kind of source that a group of a type of its own belongs to. */
function ownSource(group: Group): string | null | Fault {
  const type = ownType(group);
  // Compared, not looked up: a long text that is none of them is not read for that.
  return type === "OKTA_GROUP" || type === "BUILT_IN" ? OWN_SOURCE : type === null || isFault(type) ? type : null;
}

/** The kind of source a group belongs to. */
export function sourceTypeOf(group: Group): string | null | Fault {
  const source = sourceIn(group);
  if (source === null) return ownSource(group);
  return isFault(source) ? source : (textIn(source.get("type")) ?? ownSource(group));
}

/** Whether a group comes from an application, named by its type, by the id of its instance, or `OKTA`. */
export function comesFrom(app: string): GroupTest {
  const isApp = (text: string | null | Fault): boolean | Fault => (text !== null && isFault(text) ? text : text === app);
  return (group) => {
    const source = sourceIn(group);
    if (source === null) return isApp(ownSource(group));
    if (isFault(source)) return source;
    const byType = isApp(textIn(source.get("type")) ?? ownSource(group));
    return byType === false ? isApp(textIn(source.get("id"))) : byType;
  };
}

/** Passes what passes both. */
export function both(first: GroupTest, second: GroupTest): GroupTest {
  return (group) => {
    const passes = first(group);
    return passes === true ? second(group) : passes;
  };
}

/** More sources than this are told together. */
const TOLD_SOURCES = 4;
/** A source's name is cut here. */
const TOLD_LENGTH = 40;

/** How many groups come from which source, for a sentence: ` (OKTA: 5, active_directory: 2)`. */
export function sourcesInWords(groups: readonly Group[]): string {
  roomForPattern();
  const counts = new Map<string, number>();
  for (const group of groups) {
    const type = sourceTypeOf(group);
    const name = typeof type === "string" ? type.slice(0, TOLD_LENGTH).replace(/[^\w.:-]/g, "_") : "no source";
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const told = [...counts].slice(0, TOLD_SOURCES).map(([name, count]) => `${name}: ${count}`);
  const rest = [...counts.values()].slice(TOLD_SOURCES).reduce((sum, count) => sum + count, 0);
  if (rest > 0) told.push(`others: ${rest}`);
  return told.length === 0 ? "" : ` (${told.join(", ")})`;
}

/** What comparing a text of each group with one that has so many units takes: no more of the group's text is looked at than that. */
export function comparingWork(groups: readonly Group[], units: number): number {
  return copyWork(groups.length * units);
}

/** The same for one text that is wanted. */
export function comparing(groups: readonly Group[], wanted: string): number {
  return comparingWork(groups, wanted.length);
}

/** What looking through a text of each group takes, whole. */
export function throughWork(groups: readonly Group[], read: GroupText): number {
  let units = 0;
  for (const group of groups) {
    const text = read(group);
    if (typeof text === "string") units += text.length;
  }
  return units;
}

/** What fetching a text of each group takes, where more is asked of it than whether it equals another: thousands lie far apart. */
export function fetchingWork({ length }: readonly Group[]): number {
  return length * UNITS_OF_A_GROUP;
}

/** What looking for the id of each group among several takes: it is looked at whole. */
export function throughIds(groups: readonly Group[]): number {
  return fetchingWork(groups) + throughWork(groups, idOf);
}

/** What asking where each group comes from takes: it is compared with an application twice. */
export function sourceWork(groups: readonly Group[], app: string): number {
  return 2 * comparing(groups, app);
}

/** This many comparisons with a group are one step of the budget. */
const COMPARISONS_IN_A_STEP = 16;

/** The steps that looking through groups takes, each compared with so many texts. */
export function stepsFor(groups: number, texts = 1): number {
  return Math.ceil((groups * texts) / COMPARISONS_IN_A_STEP);
}
