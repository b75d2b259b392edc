/** Runs a call: evaluates its arguments, reads what its row wants of the context, charges the budget, keeps why it gave null. */
import type { Limits } from "../base/limits.js";
import type { Choice } from "../check/facts.js";
import type { ReadPath } from "../context/paths.js";
import type { Overload } from "../library/define.js";
import { type Argument, type CallForm, invoke, type Surroundings } from "../library/invoke.js";
import { copyWork, stepsOfCall, workOf, workOfRead } from "../library/looking.js";
import { Absent } from "../values/absent.js";
import { Fault, isFault, type Value } from "../values/value.js";
import type { Frame, Step } from "./frame.js";
import type { Place } from "./place.js";

/** A step that gives an argument of a call. */
export type ArgumentStep = (frame: Frame) => Argument | Fault;

/** A row that a call may mean, with the steps that read its context values. */
export interface Callee extends Choice {
  readonly steps: readonly Step[];
}

/** A call over arguments that were evaluated. Where it stands is given with them, so that calls of one row can be one. */
export class Call {
  private readonly alone: boolean;
  private readonly first: Overload;
  private readonly steps: number;

  constructor(
    private readonly candidates: readonly Callee[],
    readonly form: CallForm,
    readonly display: string,
    readonly limits: Limits,
  ) {
    this.alone = candidates.every(isAlone);
    this.first = (candidates[0] as Callee).overload;
    this.steps = stepsOfCall(this.first);
  }

  run(args: readonly Argument[], frame: Frame, where: Place, id: number): Value | Fault {
    const { candidates, form, display, limits, first } = this;
    const around = this.alone ? undefined : new Around(frame, id);
    const looked = frame.take(this.steps, workOf(args, first));
    const result = looked ?? invoke(candidates, args, form, display, limits, around);
    if (result instanceof Absent) {
      frame.note(id, result);
      return null;
    }
    const over = typeof result === "string" && first.size ? frame.look(copyWork(result.length)) : undefined;
    const given = over ?? result;
    return isFault(given) ? given.at(where.start, where.end) : given;
  }
}

/** The call of a row that was asked for last: as many are kept as there are rows. */
const CALLS = new WeakMap<Overload, Call>();

/** The call of one row that reads nothing of the context. */
export function callOfRow(choice: Choice, form: CallForm, display: string, limits: Limits): Call {
  const known = CALLS.get(choice.overload);
  if (known?.form === form && known.display === display && known.limits === limits) return known;
  const call = new Call([{ ...choice, steps: [] }], form, display, limits);
  CALLS.set(choice.overload, call);
  return call;
}

/** A call where it stands. */
export interface Standing {
  readonly call: Call;
  readonly where: Place;
  readonly id: number;
}

/** Whether a row needs nothing but its arguments. */
function isAlone({ overload }: Callee): boolean {
  const { context, cost, params, rest } = overload;
  return !context && !cost && [...params, ...(rest ? [rest] : [])].every((param) => !param.prepare);
}

/** A call with its arguments; a safe form on a null receiver evaluates no more of them. */
export function invoking(steps: readonly ArgumentStep[], skipsNull: boolean, { call, where, id }: Standing): Step {
  return (frame) => {
    const args: Argument[] = [];
    for (const step of steps) {
      const arg = step(frame);
      if (arg instanceof Fault) return arg;
      if (skipsNull && arg === null && args.length === 0) return null;
      args.push(arg);
    }
    return call.run(args, frame, where, id);
  };
}

/** What a call needs of the evaluation that it is part of. */
class Around implements Surroundings<Callee> {
  constructor(
    private readonly frame: Frame,
    private readonly id: number,
  ) {}

  /** What a row reads of the context is work too. */
  read({ steps, overload }: Callee): readonly Value[] | Fault {
    const values = readAll(steps, this.frame);
    return values instanceof Fault ? values : (this.frame.look(workOfRead(values, overload)) ?? values);
  }

  missing({ reads }: Callee, index: number): void {
    this.frame.note(this.id, reads[index] as ReadPath);
  }

  spend(steps: number): Fault | undefined {
    return this.frame.spend(steps);
  }

  look(units: number): Fault | undefined {
    return this.frame.look(units);
  }

  isAgain(value: Value): boolean {
    return this.frame.isReadyAgain(value);
  }
}

/** The values of several steps, up to the first fault. */
export function readAll(steps: readonly Step[], frame: Frame): readonly Value[] | Fault {
  const values: Value[] = [];
  for (const step of steps) {
    const value = step(frame);
    if (isFault(value)) return value;
    values.push(value);
  }
  return values;
}
