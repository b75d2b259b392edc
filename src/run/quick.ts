/** Shorter closures for what claims mostly are made of. Each gives what the general one gives; only who explains needs the general ones. */
import type { Sight } from "../context/sight.js";
import type { Overload } from "../library/define.js";
import { copyWork, workOf } from "../library/looking.js";
import { Absent } from "../values/absent.js";
import { Fault, Group, isList, type Value } from "../values/value.js";
import type { Frame, Step } from "./frame.js";
import { type Place, place } from "./place.js";

/** What `==` and `!=` compare with where it is written out: equal is the same, since none of them holds anything. */
export type Written = string | number | boolean | null;

/** Whether comparing with it is no work worth counting, whatever the other side is. */
export function isShort(literal: Written): boolean {
  return typeof literal !== "string" || copyWork(literal.length) === 0;
}

/** `left == literal`, or `!=`, where the literal is short. */
export function comparison(left: Step, literal: Written, negated: boolean): Step {
  const equal = !negated;
  return (frame) => {
    const value = left(frame);
    if (value === literal) return equal;
    return value instanceof Fault ? value : negated;
  };
}

/** The same where the left side has a short way. */
export function laneComparison(lane: Way, literal: Written, negated: boolean, general: Step): Step {
  const equal = !negated;
  return (frame) => {
    const value = frame.sight === undefined ? undefined : lane.read(frame.sight);
    if (value === literal) return equal;
    return typeof value === "string" || value === null ? negated : general(frame);
  };
}

/** A short way to an attribute. */
export interface Way {
  read(sight: Sight): Value | Fault | undefined;
}

/** `x == "a" ? … : x == "b" ? … : …` with one `x`: one look-up. */
export function lookup(read: Step, arms: ReadonlyMap<string, Step>, otherwise: Step): Step {
  return (frame) => {
    const value = read(frame);
    if (typeof value === "string") return (arms.get(value) ?? otherwise)(frame);
    return value instanceof Fault ? value : otherwise(frame);
  };
}

/** An attribute of the element of brackets, where it is a group. */
export function groupField(name: string, otherwise: Step): Step {
  return (frame) => {
    const { element } = frame;
    if (!(element instanceof Group)) return otherwise(frame);
    const value = element.fields.get(name) ?? null;
    return value instanceof Fault ? otherwise(frame) : value;
  };
}

/** Whether a value is what a parameter of a kind wants without any conversion. */
function fits(kind: Kind, value: Value): boolean {
  if (kind === "text") return typeof value === "string";
  if (kind === "unknown") return value !== null;
  return kind === "list" ? isList(value) : typeof value === "boolean";
}

type Kind = "text" | "unknown" | "list" | "boolean";
const KINDS: ReadonlySet<string> = new Set<Kind>(["text", "unknown", "list", "boolean"]);

/** A row's code that takes one to three arguments and nothing else. */
export interface Direct {
  readonly kinds: readonly Kind[];
  readonly code: Code;
  readonly charge: Code | undefined;
  readonly textLength: number;
  readonly overload: Overload;
}

/** The row's code behind as few looks as its columns ask for; undefined where it wants more than arguments of a kind. */
export function directly(overload: Overload, count: number, textLength: number): Direct | undefined {
  const { params, context, rest, size, elements, cost, run } = overload;
  if (context || rest || size || elements || !run || params.length !== count || count === 0 || count > 3) return undefined;
  if (params.some(({ type, prepare, inner }) => prepare || inner || !KINDS.has(type.kind))) return undefined;
  const kinds = params.map(({ type }) => type.kind as Kind);
  return { kinds, code: run as unknown as Code, charge: cost as unknown as Code | undefined, textLength, overload };
}

type Code = (...args: Value[]) => unknown;

/** Calls with as many arguments as there are: some rows count them. */
function called(code: Code, count: number, first: Value, second: Value, third: Value): unknown {
  return count === 1 ? code(first) : count === 2 ? code(first, second) : code(first, second, third);
}

/** What the general form does with arguments that were evaluated. */
type General = (args: readonly Value[], frame: Frame) => Value | Fault;

/** A result that is held to its length; an absence is null to whoever does not ask why. */
function finished(result: unknown, { textLength }: Direct, where: Place): Value | Fault {
  if (typeof result === "string" && !(result.length <= textLength))
    return new Fault("run/text-too-long", { limit: textLength }, where.start, where.end);
  if (typeof result !== "object") return result as Value;
  return result instanceof Absent ? null : place(result as Value | Fault, where);
}

/** A call of a row's code with up to three arguments; a safe form on a null receiver evaluates no more of them. */
export function directCall(steps: readonly Step[], direct: Direct, skipsNull: boolean, where: Place, general: General): Step {
  const [first, second = NOTHING, third = NOTHING] = steps as readonly [Step, ...Step[]];
  const { kinds, code, charge, overload } = direct;
  const [one, two, three] = kinds as readonly [Kind, ...Kind[]];
  const count = steps.length;
  return (frame) => {
    const a = first(frame);
    if (a instanceof Fault || (a === null && skipsNull)) return a;
    const b = second(frame);
    if (b instanceof Fault) return b;
    const c = third(frame);
    if (c instanceof Fault) return c;
    const args = count === 1 ? [a] : count === 2 ? [a, b] : [a, b, c];
    if (!fits(one, a) || (two !== undefined && !fits(two, b)) || (three !== undefined && !fits(three, c)))
      return general(args, frame);
    const spent =
      frame.spend(1) ?? frame.look(workOf(args, overload)) ?? (charge && frame.spend(called(charge, count, a, b, c) as number));
    return spent ? spent.at(where.start, where.end) : finished(called(code, count, a, b, c), direct, where);
  };
}

/** The same for texts alone, the second of which is written out, as most methods have it. */
function textCall(first: Step, second: string | undefined, direct: Direct, where: Place, general: General): Step {
  const { code, overload } = direct;
  const looks = overload.looks?.(second === undefined ? 1 : 2) ?? 1;
  if (second === undefined)
    return (frame) => {
      const a = first(frame);
      if (typeof a !== "string") return a instanceof Fault ? a : general([a], frame);
      const spent = frame.spend(1) ?? frame.look(a.length * looks);
      return spent ? place(spent, where) : finished(code(a), direct, where);
    };
  const { length } = second;
  return (frame) => {
    const a = first(frame);
    if (typeof a !== "string") return a instanceof Fault ? a : general([a, second], frame);
    const spent = frame.spend(1) ?? frame.look((a.length + length) * looks);
    return spent ? place(spent, where) : finished(code(a, second), direct, where);
  };
}

/** The shortest form that a call can have. */
export function shortCall(steps: readonly Step[], direct: Direct, skipsNull: boolean, where: Place, general: General): Step {
  const [first, second] = steps as readonly [Step, ...Step[]];
  const written = second && writtenBy(second);
  const isText = !direct.charge && !skipsNull && direct.kinds.every((kind) => kind === "text");
  if (isText && steps.length === 1) return textCall(first, undefined, direct, where, general);
  if (isText && steps.length === 2 && typeof written === "string") return textCall(first, written, direct, where, general);
  return directCall(steps, direct, skipsNull, where, general);
}

const NOTHING: Step = () => null;

/** What steps always give, where it is written out. */
const WRITTEN = new WeakMap<Step, Written>();

/** The step of what is written out. */
export function writtenStep(value: Written): Step {
  const step: Step = () => value;
  WRITTEN.set(step, value);
  return step;
}

/** What a step always gives, for whoever can do without the call; undefined where it has to be run. */
export function writtenBy(step: Step): Written | undefined {
  return WRITTEN.get(step);
}
