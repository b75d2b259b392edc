/** What a call takes of the budget because of the size of its arguments: texts are looked at unit by unit, lists element by element. */
import type { Limits } from "../base/limits.js";
import { type Known, lengthOf } from "./known.js";

/** So many UTF-16 units of a text are looked at in one step. */
const UNITS_IN_A_STEP = 32;

/** So many units are copied, or compared with as many others, in one step. */
const COPIED_IN_A_STEP = 128;

/** The steps that looking at so many units takes, so many times over. */
export function unitSteps(units: number, times = 1): number {
  return Math.floor((units * times) / UNITS_IN_A_STEP);
}

/** The steps that writing so many units takes, or comparing them with as many. */
export function copySteps(units: number): number {
  return Math.floor(units / COPIED_IN_A_STEP);
}

/** The steps that any row may take to look at its arguments. */
export function lookingSteps(args: readonly unknown[]): number {
  let steps = 0;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    if (typeof arg === "string") steps += unitSteps(arg.length);
    else if (Array.isArray(arg)) steps += arg.length;
  }
  return steps;
}

/** The most steps that looking at an argument can take, from what is known of it as it is given. */
export function lookingStepsAtMost(known: Known, { textLength, listLength }: Limits): number {
  const { kind } = known.type;
  if (!known.canValue) return 0;
  const most = lengthOf(known)?.most;
  if (kind === "text") return unitSteps(most ?? textLength);
  if (kind === "list") return most ?? listLength;
  return kind === "unknown" ? Math.max(unitSteps(textLength), listLength) : 0;
}
