/** What a call works through: texts unit by unit, lists element by element; counted against the limit `work`. */
import { isList, type Value } from "../values/value.js";
import type { Overload } from "./define.js";
import { type Argument, paramOf } from "./invoke.js";

/** An element of a list is as much work as so many UTF-16 units of a text. */
export const UNITS_OF_AN_ELEMENT = 8;

/** Texts that are this short together are no work worth counting when they are written or compared. */
const SHORT = 256;

/** Making a list of a text, or a text of a list, takes as long as looking at so many units, however short it is. */
const UNITS_OF_A_CONVERSION = 320;

/** Making a new text unit by unit takes longer than looking for something in one. */
export const LOOKS_OF_MAKING = 4;

/** So many units are copied, or compared, as fast as one is looked at. */
const COPIED_AT_ONCE = 4;

/** The units that a call works through. */
export function workOf(args: readonly Argument[], overload: Overload): number {
  let units = 0;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as Argument;
    if (typeof arg === "string") units += arg.length + (paramOf(overload, index).type.kind === "list" ? UNITS_OF_A_CONVERSION : 0);
    else if (isList(arg as never)) units += workOfList(arg as readonly unknown[], overload, index);
  }
  return overload.looks === undefined ? units : units * overload.looks(args.length);
}

/** The units of one value whose parameter takes it as it is. */
export function workOfValue(value: Value): number {
  if (typeof value === "string") return value.length;
  return isList(value) ? value.length * UNITS_OF_AN_ELEMENT : 0;
}

/** A list is looked through; where a text is wanted it is made into one first. */
function workOfList(list: readonly unknown[], overload: Overload, index: number): number {
  let units = list.length * UNITS_OF_AN_ELEMENT;
  if (paramOf(overload, index).type.kind !== "text") return units;
  units += UNITS_OF_A_CONVERSION;
  for (const item of list) if (typeof item === "string") units += item.length;
  return units;
}

/** A group that a row or a filter tests is as much work as so many units. */
export const UNITS_OF_A_GROUP = 15;

/** The units that a row works through of what it reads in the context; a row that looks several times at its arguments does so there too. */
export function workOfRead(values: readonly Value[], overload: Overload): number {
  const units = values.reduce((sum: number, value) => sum + (isList(value) ? value.length * UNITS_OF_A_GROUP : 0), 0);
  return overload.looks === undefined ? units : units * overload.looks(overload.params.length);
}

/** A value inside a list or map that is admitted anew in each evaluation is as much work as so many units. */
export const UNITS_OF_ADMITTING = 64;

/** Whether writing or comparing so many units is no work worth counting. */
export function isUncounted(units: number): boolean {
  return units < SHORT;
}

/** What writing or comparing so many units takes. */
export function copyWork(units: number): number {
  return isUncounted(units) ? 0 : writtenWork(units);
}

/** What writing so many units into a result takes, where there may be many such texts. */
export function writtenWork(units: number): number {
  return Math.ceil(units / COPIED_AT_ONCE);
}

/** A name that is computed is looked for step by step, which takes as long as looking at so many units. */
const UNITS_OF_A_NAME = 2500;

/** It is written, hashed and looked for: a long one costs as much as reading it so many times. */
const TIMES_A_NAME_IS_READ = 4;

/** What a computed name takes, which is written into a path and looked for there. */
export function nameWork(units: number): number {
  return UNITS_OF_A_NAME + (isUncounted(units) ? 0 : units * TIMES_A_NAME_IS_READ);
}

/** The kinds of parameters whose arguments are taken as they are, without any look beyond what they are. */
const PLAIN_KINDS: ReadonlySet<string> = new Set(["text", "unknown", "list", "boolean"]);

/** A call of plain arguments, which are all that it takes, is as fast as a node; one that needs more or reads the context is as slow as so many. */
const STEPS_OF_A_PLAIN_CALL = 1;
const STEPS_OF_ANOTHER_CALL = 10;

/** What takes long whatever it is given: looking for a country, reading or writing a date, asking the host for the clock of a zone, comparing versions. */
export const STEPS_OF = { country: 32, date: 200, clock: 700, version: 40 } as const;

/** Whether a call takes nothing but its arguments, as they are. */
export function isPlain({ context, rest, size, elements, params }: Overload): boolean {
  const isTakenAsItIs = ({ type, prepare, inner }: Overload["params"][number]) => PLAIN_KINDS.has(type.kind) && !prepare && !inner;
  return !context && !rest && !size && !elements && params.every(isTakenAsItIs);
}

/** What a call takes from the budget, besides what its row asks for and the nodes of its arguments. */
export function stepsOfCall(overload: Overload): number {
  return (isPlain(overload) ? STEPS_OF_A_PLAIN_CALL : STEPS_OF_ANOTHER_CALL) + (overload.steps ?? 0);
}
