/** Parameters that ask more of an argument than a type: written out, made ready, looked at, or an expression of its own. */
import type { Limits } from "../base/limits.js";
import type { Code } from "../diagnostics/codes.js";
import { ANY_MAP, TEXT, type Type, UNKNOWN } from "../types/type.js";
import type { Fault, MapValue, Value } from "../values/value.js";
import type { Param } from "./define.js";
import type { Known } from "./known.js";
import type { Written, WrittenAround, WrittenProblem } from "./written.js";

/** A map parameter. */
export const map = (name: string): Param<MapValue> => ({ name, type: ANY_MAP, receivesNull: false });

/** A text that must be written out, because what the call means hangs on it; one of a few where they are given. */
export function literalText(name: string, among?: readonly string[]): Param<string> {
  return { name, type: TEXT, receivesNull: false, literal: among ? { among } : {} };
}

/** The same parameter, made into what the row's code works with; once, where the argument is written out. */
export function prepared<V extends Value, Made>(
  param: Param<V>,
  prepare: (value: V, limits: Limits, ahead: boolean) => Made | Fault,
  fails: readonly Code[],
  preparing?: {
    readonly steps: (made: Made, again: boolean) => number;
    readonly atMost: (limits: Limits, known: Known | undefined) => number;
  },
): Param<Made> {
  const parts: Pick<Param, "prepare" | "preparing" | "preparingAtMost" | "fails"> = {
    prepare: prepare as NonNullable<Param["prepare"]>,
    ...(preparing ? { preparing: preparing.steps as NonNullable<Param["preparing"]>, preparingAtMost: preparing.atMost } : {}),
    // A text that is written out was made ready when it was checked.
    fails: ({ value }) => (typeof value === "string" ? [] : fails),
  };
  return { ...param, ...parts } as Param<unknown> as Param<Made>;
}

/** The same parameter, looked at where it is written out. */
export function lookedAt<V>(
  param: Param<V>,
  look: {
    readonly written: (written: Written, around: WrittenAround) => readonly WrittenProblem[];
    readonly fails?: NonNullable<Param["fails"]>;
    readonly keys?: readonly string[];
  },
): Param<V> {
  return { ...param, ...look };
}

/** What a row's code receives for an inner expression: the expression over one element. */
export type Inner = (element: Value) => Value | Fault;

/** An expression in a text literal, checked and compiled with the expression around it; `subject` is how it names the element. */
export function innerExpression(name: string, subject: { readonly name: string; readonly type: Type }): Param<Inner> {
  return { name, type: UNKNOWN, receivesNull: false, inner: subject };
}
