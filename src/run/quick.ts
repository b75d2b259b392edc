/** Shorter closures for what claims mostly are made of. Each gives what the general one gives; only who explains needs the general ones. */
import type { Lane } from "../context/lane.js";
import type { Overload, Param } from "../library/define.js";
import { isPlain, isUncounted, stepsOfCall, workOfValue } from "../library/looking.js";
import { Absent } from "../values/absent.js";
import { Fault, Group, isFault, isList, type Value } from "../values/value.js";
import type { QuickSelection } from "./access.js";
import type { Condition } from "./conditions.js";
import type { Frame, Step } from "./frame.js";
import type { Standing } from "./invoking.js";
import type { Operand, Written } from "./operand.js";
import { type Place, place } from "./place.js";

/** A conditional whose condition answers true, false or a fault. */
export function choice(condition: Condition, whenTrue: Operand, whenFalse: Operand): Step {
  return (frame) => {
    const holds = condition.holds(frame);
    if (holds === true) return whenTrue.read(frame);
    return holds === false ? whenFalse.read(frame) : holds;
  };
}

/** `x == "a" ? … : x == "b" ? … : …` with one `x`: one look-up. */
export function lookup(subject: Operand, arms: ReadonlyMap<string, Operand>, otherwise: Operand): Step {
  return (frame) => {
    const value = subject.read(frame);
    if (typeof value === "string") return (arms.get(value) ?? otherwise).read(frame);
    return value instanceof Fault ? value : otherwise.read(frame);
  };
}

/** Texts that are short together, one after the other. What is no text or takes more care is left to the general form. */
export function joining(parts: readonly (string | Lane)[], general: Step, textLength: number): Step {
  return (frame) => {
    let text = "";
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index] as string | Lane;
      const next = typeof part === "string" ? part : part.read(frame);
      if (typeof next !== "string") return general(frame);
      text = index === 0 ? next : text + next;
    }
    return isUncounted(text.length) && text.length <= textLength ? text : general(frame);
  };
}

/** An attribute of the element of brackets, where it is a group. */
export function groupField(name: string, otherwise: Step): Step {
  return (frame) => {
    const { element } = frame;
    if (!(element instanceof Group)) return otherwise(frame);
    const value = element.fields.get(name) ?? null;
    return typeof value === "object" && value !== null ? otherwise(frame) : value;
  };
}

/** Whether a value is what a parameter of a plain kind wants without any conversion. */
function fits({ type, receivesNull }: Param<unknown>, value: Value): boolean {
  if (value === null) return receivesNull;
  const { kind } = type;
  if (kind === "text") return typeof value === "string";
  return kind === "list" ? isList(value) : kind !== "boolean" || typeof value === "boolean";
}

/** A row's code that takes one to three arguments and nothing else. */
export interface Direct {
  readonly code: Code;
  readonly charge: Code | undefined;
  readonly textLength: number;
  readonly overload: Overload;
}

/** The row's code behind as few looks as its columns ask for; undefined where it wants more than arguments of a kind. */
export function directly(overload: Overload, count: number, textLength: number): Direct | undefined {
  const known = DIRECTS.get(overload);
  const { params, cost, run } = overload;
  if (params.length === count && known?.textLength === textLength) return known;
  if (!isPlain(overload) || !run || params.length !== count || count === 0 || count > 3) return undefined;
  const direct = { code: run as unknown as Code, charge: cost as unknown as Code | undefined, textLength, overload };
  DIRECTS.set(overload, direct);
  return direct;
}

/** As many as there are rows. */
const DIRECTS = new WeakMap<Overload, Direct>();

type Code = (...args: Value[]) => unknown;

/** Calls with as many arguments as there are: some rows count them. */
function called(code: Code, count: number, first: Value, second: Value, third: Value): unknown {
  return count === 1 ? code(first) : count === 2 ? code(first, second) : code(first, second, third);
}

/** A result that is held to its length; an absence is null to whoever does not ask why. */
function finished(result: unknown, { textLength }: Direct, where: Place): Value | Fault {
  if (typeof result === "string" && !(result.length <= textLength))
    return new Fault("run/text-too-long", { limit: textLength }, where.start, where.end);
  if (typeof result !== "object") return result as Value;
  return result instanceof Absent ? null : place(result as Value | Fault, where);
}

/** A call whose first argument is null, which its row does not receive: charged like any, and null. */
function ofNull(steps: number, units: number, frame: Frame, where: Place): Fault | null {
  const spent = frame.take(steps, units);
  return spent ? spent.at(where.start, where.end) : null;
}

/** Whether a call on null is null, whatever else it is given. */
const stopsAtNull = ({ overload }: Direct): boolean => !overload.params[0]?.receivesNull;

/** A call of a row's code with up to three arguments; a safe form on a null receiver evaluates no more of them. */
function directCall(operands: readonly Operand[], direct: Direct, skipsNull: boolean, { call, where, id }: Standing): Step {
  const [first, second, third] = operands as readonly [Operand, Operand?, Operand?];
  const { code, charge, overload } = direct;
  const [one, two, three] = overload.params as readonly [Param<unknown>, Param<unknown>?, Param<unknown>?];
  const count = operands.length;
  const looks = overload.looks?.(count) ?? 1;
  const steps = stepsOfCall(overload);
  const alone = count === 1 && stopsAtNull(direct);
  return (frame) => {
    const a = first.read(frame);
    if (isFault(a) || (a === null && skipsNull)) return a;
    if (a === null && alone) return ofNull(steps, 0, frame, where);
    const b = second === undefined ? null : second.read(frame);
    if (isFault(b)) return b;
    const c = third === undefined ? null : third.read(frame);
    if (isFault(c)) return c;
    if (!fits(one, a) || (two !== undefined && !fits(two, b)) || (three !== undefined && !fits(three, c)))
      return call.run(given(count, a, b, c), frame, where, id);
    const spent =
      frame.take(steps, (workOfValue(a) + workOfValue(b) + workOfValue(c)) * looks) ??
      (charge && frame.spend(called(charge, count, a, b, c) as number));
    return spent ? spent.at(where.start, where.end) : finished(called(code, count, a, b, c), direct, where);
  };
}

function given(count: number, a: Value, b: Value, c: Value): readonly Value[] {
  return count === 1 ? [a] : count === 2 ? [a, b] : [a, b, c];
}

/** The same for two arguments the second of which is written out, as most calls have it. */
function writtenCall(first: Operand, second: Written, direct: Direct, skipsNull: boolean, { call, where, id }: Standing): Step {
  const { code, charge, overload } = direct;
  const [param] = overload.params as readonly [Param<unknown>];
  const looks = overload.looks?.(2) ?? 1;
  const steps = stepsOfCall(overload);
  const work = workOfValue(second);
  const stops = stopsAtNull(direct);
  return (frame) => {
    const a = first.read(frame);
    if (a instanceof Fault || (a === null && skipsNull)) return a;
    if (a === null && stops) return ofNull(steps, work * looks, frame, where);
    if (!fits(param, a)) return call.run([a, second], frame, where, id);
    const spent = frame.take(steps, (workOfValue(a) + work) * looks) ?? (charge && frame.spend(charge(a, second) as number));
    return spent ? place(spent, where) : finished(code(a, second), direct, where);
  };
}

/** The same for texts alone, the second of which is written out, as most methods have it. */
function textCall(first: Operand, second: string | undefined, direct: Direct, { call, where, id }: Standing): Step {
  const { code, overload } = direct;
  const looks = overload.looks?.(second === undefined ? 1 : 2) ?? 1;
  const steps = stepsOfCall(overload);
  const stops = stopsAtNull(direct);
  if (second === undefined)
    return (frame) => {
      const a = first.read(frame);
      if (typeof a !== "string" && (a !== null || stops)) {
        if (a === null) return ofNull(steps, 0, frame, where);
        return a instanceof Fault ? a : call.run([a], frame, where, id);
      }
      const spent = frame.take(steps, workOfValue(a) * looks);
      return spent ? place(spent, where) : finished(code(a), direct, where);
    };
  const { length } = second;
  return (frame) => {
    const a = first.read(frame);
    if (typeof a !== "string") {
      if (a === null && stops) return ofNull(steps, length * looks, frame, where);
      return a instanceof Fault ? a : call.run([a, second], frame, where, id);
    }
    const spent = frame.take(steps, (a.length + length) * looks);
    return spent ? place(spent, where) : finished(code(a, second), direct, where);
  };
}

/**
 * Selects groups by a call about a text of theirs and one that is written out; undefined where one of them has none, and
 * where the budget is nearly used up.
 *
 * @param weight what each costs besides the call
 */
export function groupSelection(field: string, second: string, direct: Direct, weight: number): QuickSelection {
  const { code, overload } = direct;
  const looks = overload.looks?.(2) ?? 1;
  const steps = weight + stepsOfCall(overload);
  const { length } = second;
  return (source, frame) => {
    const all = steps * source.length;
    if (!frame.hasSteps(all)) return undefined;
    const { work } = frame.room;
    const kept: Value[] = [];
    let units = 0;
    for (let at = 0; at < source.length; at++) {
      const element = source[at] as Value;
      const text = element instanceof Group ? element.fields.get(field) : undefined;
      if (typeof text !== "string") return undefined;
      units += (text.length + length) * looks;
      if (units > work) return undefined;
      const holds = code(text, second);
      if (holds === true) kept.push(element);
      else if (holds !== false) return undefined;
    }
    frame.affords(all, units);
    return kept;
  };
}

/** Whether it is about texts alone. */
export function takesTexts({ overload }: Direct): boolean {
  return overload.params.every(({ type }) => type.kind === "text");
}

/** The shortest form that a call can have. */
export function shortCall(operands: readonly Operand[], direct: Direct, skipsNull: boolean, general: Standing): Step {
  const [first, second] = operands as readonly [Operand, Operand];
  const isText = !direct.charge && !skipsNull && takesTexts(direct);
  if (isText && operands.length === 1) return textCall(first, undefined, direct, general);
  if (isText && operands.length === 2 && typeof second.written === "string")
    return textCall(first, second.written, direct, general);
  const written = operands.length === 2 ? second.written : undefined;
  if (written !== undefined && fits(direct.overload.params[1] as Param<unknown>, written))
    return writtenCall(first, written, direct, skipsNull, general);
  return directCall(operands, direct, skipsNull, general);
}
