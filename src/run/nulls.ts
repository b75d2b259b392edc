/** The rules for null and for faults that several constructs share: three-valued logic, Elvis, conditions. */
import { isBlank } from "../values/text.js";
import { describeKind, Fault, isFault, type Value } from "../values/value.js";
import type { Frame, Step } from "./frame.js";
import type { Operand } from "./operand.js";

/**
 * A chain of `and` (stop: false) or `or` (stop: true), left first. An operand equal to `stop` decides at once; null is
 * remembered while the rest is evaluated, whose error wins.
 */
export function logical(steps: readonly Step[], stop: boolean, spans: readonly { start: number; end: number }[]): Step {
  const operator = stop ? "or" : "and";
  return (frame: Frame) => {
    let unknown = false;
    for (let index = 0; index < steps.length; index++) {
      const value = (steps[index] as Step)(frame);
      if (value === stop) return stop;
      if (value === null) unknown = true;
      else if (typeof value !== "boolean")
        return isFault(value) ? value : wrongOperand(operator, value, spans[index] as { start: number; end: number });
    }
    return unknown ? null : !stop;
  };
}

/** The same for two operands, which most chains have. */
export function logicalPair(
  [first, second]: readonly [Step, Step],
  stop: boolean,
  spans: readonly [{ start: number; end: number }, { start: number; end: number }],
): Step {
  const wrong = (value: Value | Fault, at: 0 | 1) => (isFault(value) ? value : wrongOperand(stop ? "or" : "and", value, spans[at]));
  return (frame) => {
    const left = first(frame);
    if (left === stop) return stop;
    if (left !== !stop && left !== null) return wrong(left, 0);
    const right = second(frame);
    if (typeof right === "boolean") return left === null && right !== stop ? null : right;
    return right === null ? null : wrong(right, 1);
  };
}

function wrongOperand(operator: string, value: Value, span: { start: number; end: number }): Fault {
  return new Fault("run/unary-type", { operator, operand: describeKind(value) }, span.start, span.end);
}

/** `a ?: b`: null and empty text give way, nothing else does, and an error is never hidden. */
export function elvis(value: Operand, fallback: Operand): Step {
  return (frame) => {
    const first = value.read(frame);
    return isBlank(first) ? fallback.read(frame) : first;
  };
}

/** One arm of a ladder of conditionals. */
export interface Arm {
  readonly condition: Step;
  readonly value: Step;
  readonly where: { readonly start: number; readonly end: number };
  readonly source: string;
  readonly id: number;
}

/** A ladder `c1 ? a : c2 ? b : d`, run as one loop. A null condition gives null, never a branch. */
export function ladder(arms: readonly Arm[], otherwise: Step): Step {
  const [only] = arms;
  if (only && arms.length === 1) return conditional(only, otherwise);
  return (frame) => {
    for (let index = 0; index < arms.length; index++) {
      const arm = arms[index] as Arm;
      const holds = arm.condition(frame);
      if (holds !== false) return finish(frame, arms, index, decided(holds, arm, frame));
    }
    return finish(frame, arms, arms.length - 1, otherwise(frame));
  };
}

/** One conditional alone. */
function conditional(arm: Arm, otherwise: Step): Step {
  const { condition, value } = arm;
  return (frame) => {
    const holds = condition(frame);
    if (holds === true) return value(frame);
    return holds === false ? otherwise(frame) : decided(holds, arm, frame);
  };
}

/** What a condition that is not false makes of its conditional. */
function decided(holds: Value | Fault, arm: Arm, frame: Frame): Value | Fault {
  if (holds === true) return arm.value(frame);
  if (holds === null || isFault(holds)) return holds;
  return new Fault("run/condition-type", { actual: describeKind(holds), source: arm.source }, arm.where.start, arm.where.end);
}

/** Every conditional that was reached has the outcome of the last one. */
function finish(frame: Frame, arms: readonly Arm[], last: number, value: Value | Fault): Value | Fault {
  if (frame.trace) for (let index = 0; index <= last; index++) frame.trace[(arms[index] as Arm).id] = value;
  return value;
}
