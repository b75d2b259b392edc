/** Turns a checked tree into closures, children first: the evaluator's one switch. Closures keep offsets, never nodes. */

import type { Limits } from "../base/limits.js";
import { weightOf } from "../check/cost.js";
import { type CallPlan, type Choice, type Facts, type InnerTree, parentOf } from "../check/facts.js";
import { outwardSpan } from "../check/inner.js";
import { goesOn } from "../check/reads.js";
import type { ReadPath } from "../context/paths.js";
import { stepPath } from "../context/paths.js";
import { type Argument, paramAt, Ready } from "../library/invoke.js";
import { type NumberMode, numberMode } from "../library/number-mode.js";
import { BINARY, type BinaryRow, UNARY } from "../library/operators.js";
import type { BinaryNode, CallNode, ConditionalNode, IndexNode, Node, UnaryNode } from "../syntax/ast.js";
import { NULL, type Type } from "../types/type.js";
import { describeKind, Fault, isFault, type Value } from "../values/value.js";
import { elementAt, member, projection, REFUSED_NAME, selection } from "./access.js";
import type { Frame, Step } from "./frame.js";
import { type ArgumentStep, type Call, type Callee, calling, invoking, readAll } from "./invoking.js";
import { type Arm, elvis, ladder, logical } from "./nulls.js";

/** What compiling carries along. */
interface Compiling {
  readonly source: string;
  readonly facts: Facts;
  readonly limits: Limits;
  readonly steps: Step[];
  /** Path text → slot. */
  readonly slots: Map<string, number>;
}

/** Where a node stands; closures keep this and not the node. */
interface Place {
  readonly start: number;
  readonly end: number;
}

function placeOf(node: Node): Place {
  return { start: node.span.start, end: node.span.end };
}

/**
 * Compiles every node; the last is the root.
 *
 * @param record true to note each node's outcome in `frame.trace`, for `explain`
 * @returns the steps by node id
 */
export function compileNodes(source: string, facts: Facts, limits: Limits, record: boolean): readonly Step[] {
  return compileTree({ source, facts, limits, steps: [], slots: new Map() }, record);
}

function compileTree(compiling: Compiling, record: boolean): readonly Step[] {
  const { facts } = compiling;
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

/** Gives a fault without a place the place of its node. */
function place(value: Value | Fault, where: Place): Value | Fault {
  return isFault(value) ? value.at(where.start, where.end) : value;
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
      return constantStep(node.value === 0 ? 0 : node.value);
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
      return logical(
        node.operands.map((operand) => at(compiling, operand)),
        node.operator === "or",
        node.operands.map(placeOf),
      );
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

function constantStep(value: Value): Step {
  return () => value;
}

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
  const slot = compiling.slots.get(path.text) ?? compiling.slots.size;
  compiling.slots.set(path.text, slot);
  return (frame) => place(frame.slot(slot, path), where);
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
  return (frame) => place(member(frame.element, name), where);
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

/** One operator of a left-leaning chain, with its right side. */
interface Link {
  readonly row: BinaryRow;
  readonly right: Step;
  readonly mode: NumberMode;
  readonly where: Place;
  readonly id: number;
  /** Set where a row of the library gives the operator its meaning for two texts. */
  readonly call: ((args: readonly Argument[], frame: Frame) => Value | Fault) | undefined;
  /** The right side, made ready where it is written out. */
  readonly ready: Argument | undefined;
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
      right: at(compiling, first.right),
      mode: numberMode(...types),
      where: placeOf(first),
      id: first.id,
      call: plan && calling(callOf(compiling, plan, first)),
      ready: plan && readyArgument(compiling, plan, first.right, 1),
    });
    first = first.left;
  }
  const { limits } = compiling;
  return chain(at(compiling, first), links.reverse(), limits);
}

function chain(first: Step, links: readonly Link[], limits: Limits): Step {
  return (frame) => {
    let value = first(frame);
    for (const link of links) {
      if (isFault(value)) return value;
      const right = link.right(frame);
      if (isFault(right)) return right;
      if (link.row.propagatesNull && (value === null || right === null)) value = null;
      else if (link.call && typeof value === "string" && typeof right === "string")
        value = link.call([value, link.ready ?? right], frame);
      else {
        const cost = link.row.cost?.(value, right, limits.steps + 1) ?? 0;
        const work = link.row.work?.(value, right) ?? 0;
        const over = (cost > 0 ? frame.spend(cost) : undefined) ?? (work > 0 ? frame.look(work) : undefined);
        value = place(over ?? link.row.run(value, right, link.mode, limits), link.where);
      }
      if (frame.trace) frame.trace[link.id] = value;
    }
    return value;
  };
}

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
  return ladder(arms, at(compiling, next));
}

function callStep(compiling: Compiling, node: CallNode): Step {
  const plan = compiling.facts.calls[node.id];
  if (!plan) throw new Error("A call without a plan was compiled; compile refuses sources with errors first.");
  const args = plan.args.map((arg, index) => argumentStep(compiling, plan, arg, index));
  return invoking(args, plan.skipsNull, callOf(compiling, plan, node));
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
  const step = compileTree({ ...compiling, source, facts, steps: [] }, false).at(-1) as Step;
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
