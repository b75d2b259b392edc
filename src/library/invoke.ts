/** Runs a row on evaluated arguments: conversion, null policy, choice of overload, size before building. */
import type { Limits } from "../base/limits.js";
import { printType } from "../types/print.js";
import { fits } from "../types/relate.js";
import { type Type, UNKNOWN } from "../types/type.js";
import type { Absent } from "../values/absent.js";
import { commaJoined, commaSplit } from "../values/text.js";
import { isoText } from "../values/time.js";
import { describeKind, Fault, isFault, isInteger, isList, kindOf, Timestamp, type Value } from "../values/value.js";
import type { FunctionRow, Overload, Param } from "./define.js";

/** An overload of a row that a call may mean. */
export interface Candidate {
  readonly row: FunctionRow;
  readonly overload: Overload;
}

/** An argument made ready when the expression was compiled: what it was made from, and what the row's code receives. */
export class Ready {
  constructor(
    readonly from: Value,
    readonly made: unknown,
  ) {}
}

/** What a call is given for a parameter. */
export type Argument = Value | Ready;

/** How the call was written: a name of the classic dialect converts between lists and comma-joined texts. */
export type CallForm = "name" | "method";

/** The parameter that the argument at an index belongs to. */
export function paramAt(overload: Overload, index: number): Param<unknown> | undefined {
  // Behind the last one a list may inherit what a stranger put on its prototype.
  return index < overload.params.length ? overload.params[index] : overload.rest;
}

/** The parameter of an argument of a call that is planned: its overloads take as many as are given. */
export function paramOf(overload: Overload, index: number): Param<unknown> {
  return paramAt(overload, index) as Param<unknown>;
}

/** Whether an overload takes this many arguments. */
export function takes(overload: Overload, count: number): boolean {
  const extra = count - overload.params.length;
  if (extra === 0) return (overload.restAtLeast ?? 0) === 0;
  return extra > 0 && overload.rest !== undefined && extra >= (overload.restAtLeast ?? 0) && extra % (overload.restStep ?? 1) === 0;
}

/** Whether an argument of a type may stand for a parameter, conversions of the language included. */
export function mayStandFor(given: Type, wanted: Type, form: CallForm): boolean {
  if (fits(given, wanted) || (wanted.kind === "text" && given.kind === "timestamp")) return true;
  const converts = (wanted.kind === "text" && given.kind === "list") || (wanted.kind === "list" && given.kind === "text");
  return form === "name" && converts;
}

/** Whether a value is of a parameter's kind as it is, so that overloads can be told apart at run time. */
function isOfKind(arg: Argument, type: Type): boolean {
  const value = arg instanceof Ready ? arg.from : arg;
  if (value === null || type.kind === "unknown") return true;
  if (type.kind === "integer") return typeof value === "number" && isInteger(value);
  return type.kind === kindOf(value);
}

/** Whether the language turns a value into one of a parameter's kind. */
function converts(arg: Argument, type: Type, form: CallForm): boolean {
  const value = arg instanceof Ready ? arg.from : arg;
  if (type.kind === "text") return value instanceof Timestamp || (form === "name" && isList(value));
  return type.kind === "list" && form === "name" && typeof value === "string";
}

/** The candidate whose parameters the values are for, as they are or else converted; the first one where none is, so that its message is given. */
function choose<C extends Candidate>(candidates: readonly C[], args: readonly Argument[], form: CallForm): C {
  if (candidates.length === 1) return candidates[0] as C;
  const find = (takesIt: (arg: Argument, type: Type) => boolean) =>
    candidates.find(({ overload }) => args.every((arg, index) => takesIt(arg, paramAt(overload, index)?.type ?? UNKNOWN)));
  return find(isOfKind) ?? find((arg, type) => isOfKind(arg, type) || converts(arg, type, form)) ?? (candidates[0] as C);
}

/** The budget that a call is charged to. */
export interface Charged {
  /** Takes steps from the budget; a fault when it is used up. */
  spend(steps: number): Fault | undefined;
  /** Counts units that are worked through; a fault when there are too many. */
  look(units: number): Fault | undefined;
  /** Whether this very value was made ready last. */
  isAgain?(value: Value): boolean;
}

/** What a call needs besides values: its budget, and the values of the context that a candidate reads, where one does. */
export interface Surroundings<C extends Candidate> extends Charged {
  /** The values of `overload.context`, in order; a fault where one cannot be had. */
  read?(candidate: C): readonly Value[] | Fault;
  /** Told of a missing context value that made the result null. */
  missing?(candidate: C, index: number): void;
}

/**
 * Calls a row.
 *
 * @param candidates what the call may mean by its static types; the values decide where there are several
 * @param args evaluated arguments, the receiver first; none is a fault
 * @returns the value, null by the null policy, an absence with its reason, or a fault
 */
export function invoke<C extends Candidate>(
  candidates: readonly C[],
  args: readonly Argument[],
  form: CallForm,
  display: string,
  limits: Limits,
  around?: Surroundings<C>,
): Value | Fault | Absent {
  const candidate = choose(candidates, args, form);
  const { overload } = candidate;
  const ready: unknown[] = [];
  if (overload.context && around?.read) {
    const context = around.read(candidate);
    if (context instanceof Fault) return context;
    for (let index = 0; index < context.length; index++) {
      if (context[index] === null && !overload.context[index]?.receivesNull) {
        around.missing?.(candidate, index);
        return null;
      }
      ready.push(context[index]);
    }
  }
  for (let index = 0; index < args.length; index++) {
    if (args[index] === null && !paramOf(overload, index).receivesNull) return null;
  }
  for (let index = 0; index < args.length; index++) {
    const received = receive(args[index] as Argument, paramOf(overload, index), form, display, limits, around);
    if (received instanceof Fault) return received;
    ready.push(received);
  }
  return run(overload, ready, limits, around);
}

function run(overload: Overload, args: readonly unknown[], limits: Limits, around: Charged | undefined): Value | Fault | Absent {
  const used = overload.cost && around?.spend(overload.cost(...(args as never[])));
  if (used) return used;
  const looked = overload.inspects && around?.look(overload.inspects(...(args as never[])));
  if (looked) return looked;
  const size = overload.size?.(...(args as never[])) ?? 0;
  if (!(size <= limits.textLength)) return new Fault("run/text-too-long", { limit: limits.textLength });
  const elements = overload.elements?.(...(args as never[])) ?? 0;
  if (!(elements <= limits.listLength)) return new Fault("run/list-too-long", { limit: limits.listLength });
  // A call that stands for a path has no code, and is read like the path.
  const result = (overload.run as NonNullable<Overload["run"]>)(...(args as never[]));
  if (typeof result === "string" && !(result.length <= limits.textLength))
    return new Fault("run/text-too-long", { limit: limits.textLength });
  return result;
}

/** What the row's code receives for an argument. */
function receive(
  arg: Argument,
  param: Param<unknown>,
  form: CallForm,
  display: string,
  limits: Limits,
  around: Charged | undefined,
): unknown {
  if (arg instanceof Ready) return arg.made;
  const fitted = fit(arg, param, form, display, limits);
  if (fitted === null || isFault(fitted) || !param.prepare) return fitted;
  const made = param.prepare(fitted, limits, false);
  if (made instanceof Fault) return made;
  return around?.spend(param.preparing?.(made as never, around.isAgain?.(fitted) === true) ?? 0) ?? made;
}

/** An argument as its parameter wants it: as it is, converted where the language says so, or a fault. */
function fit(arg: Value, param: Param<unknown>, form: CallForm, display: string, limits: Limits): Value | Fault {
  if (isOfKind(arg, param.type)) return arg;
  if (converts(arg, param.type, form)) {
    if (arg instanceof Timestamp) return isoText(arg);
    return typeof arg === "string" ? commaSplit(arg, limits.listLength) : commaJoined(arg as readonly Value[], limits.textLength);
  }
  return new Fault("run/argument-type", {
    function: display,
    parameter: param.name,
    actual: describeKind(arg),
    wanted: printType(param.type),
  });
}
