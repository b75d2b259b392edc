/** Turns a checked tree into closures, children first: the evaluator's one switch. Closures keep offsets, never nodes. */

import { weightOf } from "../check/cost.js";
import { type CallPlan, type Facts, type InnerTree, parentOf } from "../check/facts.js";
import { outwardSpan } from "../check/inner.js";
import { goesOn } from "../check/reads.js";
import type { WholeNode } from "../check/state.js";
import type { Environment } from "../context/environment.js";
import type { GroupLane } from "../context/group-lane.js";
import type { Lane } from "../context/lane.js";
import type { ReadPath } from "../context/paths.js";
import { stepPath } from "../context/paths.js";
import { Ready } from "../library/invoke.js";
import { nameWork } from "../library/looking.js";
import { numberMode } from "../library/number-mode.js";
import { BINARY, UNARY } from "../library/operators.js";
import type {
  BinaryNode,
  CallNode,
  ConditionalNode,
  IndexNode,
  ListNode,
  LiteralNode,
  LogicalNode,
  Node,
  SelectionNode,
  UnaryNode,
} from "../syntax/ast.js";
import { GROUP_FIELDS, type Type, type Typed } from "../types/type.js";
import { describeKind, Fault, isFault, type Value } from "../values/value.js";
import { elementAt, member, projection, REFUSED_NAME, selection } from "./access.js";
import { chain, type Link } from "./chain.js";
import { at, type Compiling, operandOf, writtenIn } from "./compiling.js";
import { conditionStep } from "./conditions.js";
import type { Frame, Step, Trace } from "./frame.js";
import { type ArgumentStep, Call, type Callee, callOfRow, invoking, readAll } from "./invoking.js";
import { type Arm, elvis, ladder, logical, logicalPair } from "./nulls.js";
import { Operand, read, type Written } from "./operand.js";
import { type Place, place, placeOf } from "./place.js";
import { choice, groupField, shortCall } from "./quick.js";
import { conditionOf, directCallOf, joiningStep, lookupStep, quickSelectionOf } from "./shorter.js";

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
    if (isAbsorbed(facts, node)) continue;
    const step = compileNode(compiling, node as WholeNode);
    compiling.steps[node.id] = record ? recorded(step, node.id) : step;
  }
  return compiling.steps;
}

/**
 * Whether a node runs as part of its parent and has no step: links of a chain are one loop, so that no chain is too long for
 * the stack, and a path that goes on is read further out.
 */
function isAbsorbed(facts: Facts, node: Node): boolean {
  if (facts.paths[node.id] && goesOn(facts, node)) return true;
  const parent = parentOf(facts, node);
  if (node.kind === "Binary") return parent?.kind === "Binary" && parent.left === node;
  return node.kind === "Conditional" && parent?.kind === "Conditional" && parent.whenFalse === node;
}

/** Only who records runs it, so there is a trace. */
function recorded(step: Step, id: number): Step {
  return (frame) => {
    const value = step(frame);
    (frame.trace as Trace)[id] = value;
    return value;
  };
}

/** A source with a hole is refused before it is compiled. */
function compileNode(compiling: Compiling, node: WholeNode): Step {
  const { facts } = compiling;
  const path = facts.paths[node.id];
  if (path) return readStep(compiling, path, placeOf(node));
  switch (node.kind) {
    case "Literal":
      return writtenStep(writtenIn(node) as Written);
    case "List":
      return (compiling.record ? undefined : writtenList(node)) ?? listStep(node.items.map((item) => at(compiling, item)));
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
      return elvis(operandOf(compiling, node.value), operandOf(compiling, node.fallback));
    case "Projection":
      return bracketsStep(
        at(compiling, node.source),
        projection(at(compiling, node.body), weightOf(facts, node.body)),
        placeOf(node.source),
      );
    case "Selection":
      return bracketsStep(at(compiling, node.source), selectionOf(compiling, node), placeOf(node.source));
  }
}

function selectionOf(compiling: Compiling, { test }: SelectionNode) {
  const weight = weightOf(compiling.facts, test);
  const quick = quickSelectionOf(compiling, test, weight);
  return selection(at(compiling, test), quick, weight, { source: text(compiling, test), ...placeOf(test) });
}

function typeOf({ facts }: Compiling, node: Node): Type {
  return (facts.typed[node.id] as Typed).type;
}

function text(compiling: Compiling, node: Node): string {
  return compiling.source.slice(node.span.start, node.span.end);
}

function writtenStep(value: Value): Step {
  return () => value;
}

/** An attribute of a computed value. */
function memberStep(step: Step, name: string, where: Place): Step {
  return (frame) => {
    const value = step(frame);
    return isFault(value) ? value : place(member(value, name, frame), where);
  };
}

function unaryStep(compiling: Compiling, node: UnaryNode): Step {
  const row = UNARY[node.operator];
  const type = typeOf(compiling, node.operand);
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
  return lane ? laneStep(lane, where) : (frame) => place(frame.read(frame.reader.read(path)), where);
}

function laneStep(lane: Lane | GroupLane, where: Place): Step {
  return (frame) => read(lane, where, frame);
}

/** A list of which each item is written out is made once: nobody changes a value. */
function writtenList({ items }: ListNode): Step | undefined {
  const written = items.map(writtenIn);
  return written.every((item) => item !== undefined) ? writtenStep(written as readonly Value[]) : undefined;
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
  const step: Step = (frame) => place(member(frame.element, name, frame), where);
  return GROUP_FIELDS.attributes.has(name) ? groupField(name, step) : step;
}

function logicalStep(compiling: Compiling, node: LogicalNode): Step {
  const condition = conditionOf(compiling, node);
  if (condition) return conditionStep(condition);
  const { operands, operator } = node;
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
    return isFault(key) ? key : place(elementAt(value, key, frame), where);
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
  const much = frame.look(nameWork(key.length));
  if (much) return much;
  const further = stepPath(path, key);
  return further ? frame.read(frame.reader.read(further)) : null;
}

/** Operators that lean to the left, `a + b - c`, run as one loop. */
function chainStep(compiling: Compiling, node: BinaryNode): Step {
  const condition = conditionOf(compiling, node);
  if (condition) return conditionStep(condition);
  const links: Link[] = [];
  const rest: Node[] = [];
  let first: Node = node;
  while (first.kind === "Binary") {
    const row = BINARY[first.operator];
    const plan = compiling.facts.calls[first.id];
    links.push({
      row,
      joins: row.joinsTexts && !plan,
      right: operandOf(compiling, first.right),
      mode: numberMode(typeOf(compiling, first.left), typeOf(compiling, first.right)),
      where: placeOf(first),
      id: first.id,
      call: plan && callOf(compiling, plan, first),
      ready: plan && readyArgument(compiling, first.right),
    });
    rest.push(first.right);
    first = first.left;
  }
  const general = chain(at(compiling, first), links.reverse(), compiling.limits);
  if (compiling.record || !links.every((link) => link.joins)) return general;
  return joiningStep(compiling, [first, ...rest.reverse()], general) ?? general;
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
  return (compiling.record ? undefined : shortConditional(compiling, node, next)) ?? ladder(arms, at(compiling, next));
}

function shortConditional(compiling: Compiling, node: ConditionalNode, otherwise: Node): Step | undefined {
  const condition = node.whenFalse === otherwise ? conditionOf(compiling, node.condition) : undefined;
  return condition
    ? choice(condition, operandOf(compiling, node.whenTrue), operandOf(compiling, otherwise))
    : lookupStep(compiling, node, otherwise);
}

function callStep(compiling: Compiling, node: CallNode): Step {
  // A call that was checked without errors has one.
  const plan = compiling.facts.calls[node.id] as CallPlan;
  const args = plan.args.map((arg, index) => argumentStep(compiling, plan, arg, index));
  const general = { call: callOf(compiling, plan, node), where: placeOf(node), id: node.id };
  const direct = directCallOf(compiling, plan);
  return direct
    ? shortCall(operandsOf(compiling, plan, args as Step[]), direct, plan.skipsNull, general)
    : invoking(args, plan.skipsNull, general);
}

/** The arguments of a call as they are; none is made ready. */
function operandsOf(compiling: Compiling, { args }: CallPlan, steps: readonly Step[]): Operand[] {
  return args.map((arg, index) => (arg === "element" ? Operand.computed(steps[index] as Step) : operandOf(compiling, arg)));
}

/** What running a planned call needs. */
function callOf(compiling: Compiling, { candidates, form, display }: CallPlan, node: Node): Call {
  const [only, another] = candidates;
  if (only && !another && only.reads.length === 0) return callOfRow(only, form, display, compiling.limits);
  const where = placeOf(node);
  const callees = candidates.map(
    (choice): Callee => ({ ...choice, steps: choice.reads.map((path) => readStep(compiling, path, where)) }),
  );
  return new Call(callees, form, display, compiling.limits);
}

/** An argument: evaluated; made ready now, where it is written out; or an expression to run for each element. */
function argumentStep(compiling: Compiling, plan: CallPlan, arg: Node | "element", index: number): ArgumentStep {
  if (arg === "element") return (frame) => frame.element;
  const inner = plan.inner.get(index);
  if (inner) return innerStep(compiling, inner);
  const ready = readyArgument(compiling, arg);
  return ready ? () => ready : at(compiling, arg);
}

/** What a row's code receives for an argument that is written out, where the check made it ready. */
function readyArgument({ facts }: Compiling, arg: Node): Ready | undefined {
  const made = arg.kind === "Literal" ? facts.made?.get(arg.id) : undefined;
  return made === undefined ? undefined : new Ready((arg as LiteralNode).value, made);
}

/** An inner expression, compiled once: each evaluation gives the row a function over one element. */
function innerStep(compiling: Compiling, { source, facts, root, places }: InnerTree): ArgumentStep {
  const step = compileTree({ ...compiling, source, facts, steps: [], record: false }).at(-1) as Step;
  const weight = weightOf(facts, root);
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
