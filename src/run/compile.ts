/** Turns a checked tree into closures, children first: the evaluator's one switch. Closures keep offsets, never nodes. */

import type { Limits } from "../base/limits.js";
import { weightOf } from "../check/cost.js";
import { type CallPlan, type Choice, type Facts, type InnerTree, parentOf } from "../check/facts.js";
import { outwardSpan } from "../check/inner.js";
import { goesOn } from "../check/reads.js";
import type { Environment } from "../context/environment.js";
import type { GroupLane } from "../context/group-lane.js";
import type { Lane } from "../context/lane.js";
import type { ReadPath } from "../context/paths.js";
import { stepPath } from "../context/paths.js";
import type { Sights } from "../context/sights.js";
import { paramAt, Ready } from "../library/invoke.js";
import { numberMode } from "../library/number-mode.js";
import { BINARY, UNARY } from "../library/operators.js";
import type { BinaryNode, CallNode, ConditionalNode, IndexNode, LogicalNode, Node, UnaryNode } from "../syntax/ast.js";
import { GROUP_FIELDS, NULL, type Type } from "../types/type.js";
import { describeKind, Fault, isFault, type Value } from "../values/value.js";
import { elementAt, member, projection, REFUSED_NAME, selection } from "./access.js";
import { chain, type Link } from "./chain.js";
import type { Frame, Step } from "./frame.js";
import { type ArgumentStep, type Call, type Callee, calling, invoking, readAll } from "./invoking.js";
import { type Arm, elvis, ladder, logical, logicalPair } from "./nulls.js";
import { type Place, place, placeOf } from "./place.js";
import {
  comparison,
  directly,
  groupField,
  isShort,
  laneComparison,
  lookup,
  shortCall,
  type Written,
  writtenBy,
  writtenStep,
} from "./quick.js";

/** What compiling carries along. */
interface Compiling {
  readonly source: string;
  readonly facts: Facts;
  readonly limits: Limits;
  readonly sights: Sights;
  readonly steps: Step[];
  /** Each node's outcome is noted, so each node runs by itself. */
  readonly record: boolean;
}

/**
 * Compiles every node; the last is the root.
 *
 * @param record true to note each node's outcome in `frame.trace`, for `explain`
 * @returns the steps by node id
 */
export function compileNodes(source: string, facts: Facts, { limits, sights }: Environment, record: boolean): readonly Step[] {
  return compileTree({ source, facts, limits, sights, steps: [], record });
}

function compileTree(compiling: Compiling): readonly Step[] {
  const { facts, record } = compiling;
  for (const node of facts.nodes) {
    if (isAbsorbed(facts, node)) compiling.steps[node.id] = NOWHERE;
    else {
      const step = compileNode(compiling, node);
      compiling.steps[node.id] = record ? recorded(step, node.id) : step;
    }
  }
  return compiling.steps;
}

/** Whether a node runs as part of its parent: links of a chain are one loop, so that no chain is too long for the stack. */
function isAbsorbed(facts: Facts, node: Node): boolean {
  const parent = parentOf(facts, node);
  if (node.kind === "Binary") return parent?.kind === "Binary" && parent.left === node;
  return node.kind === "Conditional" && parent?.kind === "Conditional" && parent.whenFalse === node;
}

function recorded(step: Step, id: number): Step {
  return (frame) => {
    const value = step(frame);
    if (frame.trace) frame.trace[id] = value;
    return value;
  };
}

function compileNode(compiling: Compiling, node: Node): Step {
  const { facts } = compiling;
  const path = facts.paths[node.id];
  if (path) return goesOn(facts, node) ? NOWHERE : readStep(compiling, path, placeOf(node));
  switch (node.kind) {
    case "Literal":
      return writtenStep(node.value === 0 ? 0 : node.value);
    case "List":
      return listStep(node.items.map((item) => at(compiling, item)));
    case "Map":
      return mapStep(
        node.entries.map((entry) => entry.key),
        node.entries.map((entry) => at(compiling, entry.value)),
      );
    case "Name":
      return nameStep(compiling, node.id, node.name, placeOf(node));
    case "Member":
      return memberStep(at(compiling, node.object), node.name, placeOf(node));
    case "Index":
      return indexStep(compiling, node);
    case "Call":
      return callStep(compiling, node);
    case "Unary":
      return unaryStep(compiling, node);
    case "Binary":
      return chainStep(compiling, node);
    case "Logical":
      return logicalStep(compiling, node);
    case "Conditional":
      return conditionalStep(compiling, node);
    case "Elvis":
      return elvis(at(compiling, node.value), at(compiling, node.fallback));
    case "Projection":
      return bracketsStep(
        at(compiling, node.source),
        projection(at(compiling, node.body), weightOf(facts, node.body)),
        placeOf(node.source),
      );
    case "Selection":
      return bracketsStep(
        at(compiling, node.source),
        selection(at(compiling, node.test), weightOf(facts, node.test), text(compiling, node.test), placeOf(node.test)),
        placeOf(node.source),
      );
    case "Hole":
      throw new Error("A tree with a hole was compiled; compile refuses sources with errors first.");
  }
}

function at(compiling: Compiling, node: Node): Step {
  return compiling.steps[node.id] as Step;
}

function text(compiling: Compiling, node: Node): string {
  return compiling.source.slice(node.span.start, node.span.end);
}

/** The step of a node whose path is read further out; it is never run. */
const NOWHERE: Step = () => null;

/** An attribute of a computed value. */
function memberStep(step: Step, name: string, where: Place): Step {
  return (frame) => {
    const value = step(frame);
    return isFault(value) ? value : place(member(value, name), where);
  };
}

function unaryStep(compiling: Compiling, node: UnaryNode): Step {
  const row = UNARY[node.operator];
  const type = compiling.facts.typed[node.operand.id]?.type ?? NULL;
  const mode = numberMode(type, type);
  const operand = at(compiling, node.operand);
  const where = placeOf(node.operand);
  return (frame) => {
    const value = operand(frame);
    return value === null || isFault(value) ? value : place(row.run(value, mode), where);
  };
}

function readStep(compiling: Compiling, path: ReadPath, where: Place): Step {
  const lane = compiling.sights.laneOf(path, compiling.limits);
  return lane ? laneStep(lane, where) : (frame) => place(frame.reader.read(path), where);
}

/** The path is the lane's own: one for all expressions of an environment. */
function laneStep(lane: Lane | GroupLane, where: Place): Step {
  return (frame) => {
    const value = frame.sight === undefined ? undefined : lane.read(frame.sight);
    if (typeof value === "string") return value;
    return place(value === undefined ? frame.reader.read(lane.path) : value, where);
  };
}

function listStep(steps: readonly Step[]): Step {
  return (frame) => readAll(steps, frame);
}

function mapStep(keys: readonly string[], steps: readonly Step[]): Step {
  return (frame) => {
    const entries = new Map<string, Value>();
    for (let index = 0; index < steps.length; index++) {
      const value = (steps[index] as Step)(frame);
      if (isFault(value)) return value;
      entries.set(keys[index] as string, value);
    }
    return entries;
  };
}

function nameStep(compiling: Compiling, id: number, name: string, where: Place): Step {
  if (compiling.facts.meanings[id] === "this") return (frame) => frame.element;
  if (compiling.facts.meanings[id] === "subject") return (frame) => frame.subject;
  const step: Step = (frame) => place(member(frame.element, name), where);
  return GROUP_FIELDS.attributes.has(name) ? groupField(name, step) : step;
}

function logicalStep(compiling: Compiling, { operands, operator }: LogicalNode): Step {
  const steps = operands.map((operand) => at(compiling, operand));
  const spans = operands.map(placeOf);
  const stop = operator === "or";
  return steps.length === 2 ? logicalPair(steps as [Step, Step], stop, spans as [Place, Place]) : logical(steps, stop, spans);
}

/** An index; into a path, by a computed text, it reads only the path that the text names. */
function indexStep(compiling: Compiling, node: IndexNode): Step {
  const index = at(compiling, node.index);
  const path = compiling.facts.paths[node.object.id];
  const { safe } = node;
  const where = placeOf(node);
  if (path && path.typed.type.kind === "map") return computedStep(path, index, node);
  const holder = at(compiling, node.object);
  return (frame) => {
    const value = holder(frame);
    if (isFault(value) || (safe && value === null)) return value;
    const key = index(frame);
    return isFault(key) ? key : place(elementAt(value, key), where);
  };
}

/** A computed name of a path. What is missing there is null whatever the name, and a safe form does not look for the name. */
function computedStep(path: ReadPath, index: Step, { safe, object, span: where }: IndexNode): Step {
  const holder = object.id;
  return (frame) => {
    const there = frame.reader.holds(path);
    if (there instanceof Fault) return place(there, where);
    if (!there && frame.trace) frame.trace[holder] = null;
    if (!there && safe) return null;
    const key = index(frame);
    if (isFault(key)) return key;
    return there && key !== null ? place(computedRead(frame, path, key), where) : null;
  };
}

function computedRead(frame: Frame, path: ReadPath, key: Value): Value | Fault {
  if (typeof key !== "string") return new Fault("run/index-type", { container: "map", index: describeKind(key) });
  if (key === REFUSED_NAME) return new Fault("run/refused-name");
  const further = stepPath(path, key);
  return further ? frame.reader.read(further) : null;
}

/** Operators that lean to the left, `a + b - c`, run as one loop. */
function chainStep(compiling: Compiling, node: BinaryNode): Step {
  const links: Link[] = [];
  let first: Node = node;
  while (first.kind === "Binary") {
    const row = BINARY[first.operator];
    const types = [first.left, first.right].map((side) => compiling.facts.typed[side.id]?.type ?? NULL) as [Type, Type];
    const plan = compiling.facts.calls[first.id];
    links.push({
      row,
      joins: row.joinsTexts === true && !plan,
      right: at(compiling, first.right),
      written: writtenBy(at(compiling, first.right)),
      mode: numberMode(...types),
      where: placeOf(first),
      id: first.id,
      call: plan && calling(callOf(compiling, plan, first)),
      ready: plan && readyArgument(compiling, plan, first.right, 1),
    });
    first = first.left;
  }
  const { limits, record } = compiling;
  const start = at(compiling, first);
  const [only] = links;
  const literal = only?.written;
  const isEquality = links.length === 1 && literal !== undefined && EQUALITY.has(node.operator);
  if (!record && isEquality && isShort(literal)) return comparisonStep(compiling, node, start, literal);
  return chain(start, links.reverse(), limits);
}

function comparisonStep({ facts, sights, limits }: Compiling, { left, operator }: BinaryNode, start: Step, literal: Written): Step {
  const negated = operator === "ne";
  const general = comparison(start, literal, negated);
  const path = facts.paths[left.id];
  const lane = path && sights.laneOf(path, limits);
  return lane ? laneComparison(lane, literal, negated, general) : general;
}

/** The operators that compare any two values without a step of the budget, where one of them is written out. */
const EQUALITY: ReadonlySet<string> = new Set(["eq", "ne"]);

/** Conditionals that follow one another in the else branch run as one loop. */
function conditionalStep(compiling: Compiling, node: ConditionalNode): Step {
  const arms: Arm[] = [];
  let next: Node = node;
  while (next.kind === "Conditional") {
    const { condition, whenTrue } = next;
    arms.push({
      condition: at(compiling, condition),
      value: at(compiling, whenTrue),
      where: placeOf(condition),
      source: text(compiling, condition),
      id: next.id,
    });
    next = next.whenFalse;
  }
  const otherwise = at(compiling, next);
  return (compiling.record ? undefined : lookupStep(compiling, node, otherwise)) ?? ladder(arms, otherwise);
}

/** A ladder of comparisons of one path with texts, as a look-up; undefined where it is another ladder. */
function lookupStep(compiling: Compiling, node: ConditionalNode, otherwise: Step): Step | undefined {
  const arms = new Map<string, Step>();
  let path: ReadPath | undefined;
  let read: Step | undefined;
  for (let next: Node = node; next.kind === "Conditional"; next = next.whenFalse) {
    const { condition, whenTrue } = next;
    if (condition.kind !== "Binary" || condition.operator !== "eq" || condition.left.kind === "Binary") return undefined;
    const literal = condition.right.kind === "Literal" ? condition.right.value : undefined;
    const compared = compiling.facts.paths[condition.left.id];
    if (typeof literal !== "string" || !isShort(literal) || !compared || (path && path.text !== compared.text)) return undefined;
    path = compared;
    read ??= at(compiling, condition.left);
    if (!arms.has(literal)) arms.set(literal, at(compiling, whenTrue));
  }
  return read && arms.size > 1 ? lookup(read, arms, otherwise) : undefined;
}

function callStep(compiling: Compiling, node: CallNode): Step {
  const plan = compiling.facts.calls[node.id];
  if (!plan) throw new Error("A call without a plan was compiled; compile refuses sources with errors first.");
  const args = plan.args.map((arg, index) => argumentStep(compiling, plan, arg, index));
  const call = callOf(compiling, plan, node);
  const [only] = plan.candidates;
  const direct =
    !compiling.record && plan.candidates.length === 1 && only
      ? directly(only.overload, args.length, compiling.limits.textLength)
      : undefined;
  return direct
    ? shortCall(args as Step[], direct, plan.skipsNull, call.where, calling(call))
    : invoking(args, plan.skipsNull, call);
}

/** What running a planned call needs. */
function callOf(compiling: Compiling, { candidates, form, display }: CallPlan, node: Node): Call {
  const where = placeOf(node);
  const callees = candidates.map(
    (choice): Callee => ({ ...choice, steps: choice.reads.map((path) => readStep(compiling, path, where)) }),
  );
  return { candidates: callees, form, display, limits: compiling.limits, where, id: node.id };
}

/** An argument: evaluated; made ready now, where it is written out; or an expression to run for each element. */
function argumentStep(compiling: Compiling, plan: CallPlan, arg: Node | "element", index: number): ArgumentStep {
  if (arg === "element") return (frame) => frame.element;
  const inner = plan.inner.get(index);
  if (inner) return innerStep(compiling, inner);
  const ready = readyArgument(compiling, plan, arg, index);
  return ready ? () => ready : at(compiling, arg);
}

/** What a row's code receives for an argument that is written out, where it wants it made ready. */
function readyArgument({ limits }: Compiling, plan: CallPlan, arg: Node, index: number): Ready | undefined {
  const prepare = plan.candidates.length === 1 ? paramAt((plan.candidates[0] as Choice).overload, index)?.prepare : undefined;
  return prepare && arg.kind === "Literal" && arg.value !== null ? new Ready(arg.value, prepare(arg.value, limits)) : undefined;
}

/** An inner expression, compiled once: each evaluation gives the row a function over one element. */
function innerStep(compiling: Compiling, { source, facts, places }: InnerTree): ArgumentStep {
  const step = compileTree({ ...compiling, source, facts, steps: [], record: false }).at(-1) as Step;
  const weight = facts.nodes.length;
  const outward = (fault: Fault) => {
    const { start, end } = outwardSpan(places, fault);
    return new Fault(fault.code, fault.data, start, end);
  };
  return (frame) =>
    new Ready(source, (subject: Value): Value | Fault => {
      const value = frame.spend(weight) ?? frame.about(subject, step);
      return isFault(value) && value.start >= 0 ? outward(value) : value;
    });
}

function bracketsStep(source: Step, work: (source: Value, frame: Frame) => Value | Fault, where: Place): Step {
  return (frame) => {
    const value = source(frame);
    return value === null || isFault(value) ? value : place(work(value, frame), where);
  };
}
