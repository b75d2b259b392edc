/** Finds the reason of an absence: walks from the root of the tree to the first null that decided the result. */
import { bracketsOf, type CallPlan, type Facts } from "../check/facts.js";
import type { ReadPath } from "../context/paths.js";
import { type Reason, reason } from "../diagnostics/reasons.js";
import { paramOf } from "../library/invoke.js";
import type { CallNode, Node } from "../syntax/ast.js";
import { Absent } from "../values/absent.js";
import { isList, type Value } from "../values/value.js";
import type { Frame, Step, Trace } from "./frame.js";
import { inside, type Key, pathInto, placeOf, placeOfNull } from "./provenance.js";

/** What the walk needs: the facts, the recording steps by node id, a frame whose trace was recorded, and the source. */
export interface Recorded {
  readonly facts: Facts;
  readonly steps: readonly Step[];
  readonly frame: Frame;
  readonly source: string;
}

/** The walk: the trace, which element of each bracket it is in, and the node that asked for what a value does not hold. */
interface Walk extends Recorded {
  readonly trace: Trace;
  readonly positions: Map<number, number>;
  asked: Node;
}

/** Where the walk stands: a node, and the keys that lead from its value to the null; none where the value itself is null. */
interface Stand {
  readonly node: Node;
  readonly keys: readonly Key[];
}

/**
 * The reason why a recorded evaluation gave null.
 *
 * Each step goes to the child whose null decided: a condition's before a branch's, the left side before the right. A null
 * inside a list or a map is followed to where it was put there; brackets run once more for the element in question.
 */
export function reasonOf(recorded: Recorded, root: Node): Reason {
  // Brackets that run again write into the trace, and an explanation shows the one there was.
  const trace = [...(recorded.frame.trace as Trace)];
  recorded.frame.trace = trace;
  const walk: Walk = { ...recorded, trace, positions: new Map(), asked: root };
  let stand: Stand | Reason = { node: root, keys: [] };
  while ("node" in stand) {
    // Where the value that keys lead into is null itself, that is the first null.
    const here: boolean = stand.keys.length === 0 || isNull(walk, stand.node);
    if (here) walk.asked = stand.node;
    stand = here ? stepFromNull(walk, stand.node) : stepInside(walk, stand.node, stand.keys);
  }
  return stand;
}

function isNull(walk: Walk, node: Node): boolean {
  return walk.trace[node.id] === null;
}

function valueAt(walk: Walk, node: Node): Value {
  return (walk.trace[node.id] ?? null) as Value;
}

/** From a node that is null: to what made it null, or the reason where it began here. */
function stepFromNull(walk: Walk, node: Node): Stand | Reason {
  const { facts, frame } = walk;
  const path = facts.paths[node.id];
  const note = frame.noted(node.id);
  if (note instanceof Absent) return reason(note.code, node.span, { ...note.data, grant: frame.reader.whoLacks(note.code) });
  if (path ?? note) return missingReason(walk, (path ?? note) as ReadPath, node);
  if (node.kind === "Literal") return reason("explicit-null", node.span);
  if (node.kind === "Call" && stopsAtElement(walk, node)) return stepToElement(walk, node, []);
  const cause = decider(walk, node);
  if (cause) return { node: cause, keys: [] };
  if (node.kind === "Index") return stepFromIndex(walk, node);
  if (node.kind === "Member") return { node: node.object, keys: [written(node.name)] };
  if (node.kind === "Name") return stepToElement(walk, node, []);
  // Of what is left only a call gives null where none of its parts is null.
  return stepToArgument(walk, node as CallNode, undefined, []) ?? unsetPart(walk);
}

/** The child whose null made this node null; undefined where the walk goes on inside a child, or the node itself is where it began. */
function decider(walk: Walk, node: Node): Node | undefined {
  const first = (...children: (Node | null)[]) => children.find((child) => child !== null && isNull(walk, child)) ?? undefined;
  switch (node.kind) {
    case "Unary":
      return node.operand;
    case "Binary":
      return first(node.left, node.right);
    case "Logical":
      return first(...node.operands);
    case "Conditional":
      return first(node.condition) ?? branchTaken(walk, node);
    case "Elvis":
      return first(node.value, node.fallback);
    case "Index":
      return first(node.object, node.index);
    case "Projection":
    case "Selection":
      return node.source;
    case "Call":
      return nullArgument(walk, node);
    default:
      return undefined;
  }
}

function branchTaken(walk: Walk, node: Node & { kind: "Conditional" }): Node {
  return walk.trace[node.condition.id] === true ? node.whenTrue : node.whenFalse;
}

/** The first argument whose null the row does not receive. */
function nullArgument(walk: Walk, node: CallNode): Node | undefined {
  const plan = planOf(walk, node);
  const decides = (arg: Node | "element", index: number) => arg !== "element" && isNull(walk, arg) && stopsAt(plan, index);
  return plan.args.find(decides) as Node | undefined;
}

/** A call that was checked without errors has a plan. */
function planOf(walk: Walk, node: CallNode): CallPlan {
  return walk.facts.calls[node.id] as CallPlan;
}

/** Whether null for an argument makes a call null. */
function stopsAt({ skipsNull, candidates }: CallPlan, index: number): boolean {
  return (skipsNull && index === 0) || candidates.some(({ overload }) => !paramOf(overload, index).receivesNull);
}

/** Whether a call in brackets is null because the element it is a method of is. */
function stopsAtElement(walk: Walk, node: CallNode): boolean {
  const plan = planOf(walk, node);
  return plan.args[0] === "element" && stopsAt(plan, 0) && elementAround(walk, node) === null;
}

/** The element that the walk is at, of the brackets around a node. */
function elementAround(walk: Walk, node: Node): Value {
  const around = bracketsAround(walk, node);
  return around ? inside(valueAt(walk, around.brackets.source), written(around.position)) : null;
}

/** From an index that found nothing although there is something to look in and something to look for. */
function stepFromIndex(walk: Walk, node: Node & { kind: "Index" }): Stand | Reason {
  const key = keyOf(walk, node);
  const holder = valueAt(walk, node.object);
  if (isList(holder) && Number(key.key) >= holder.length)
    return reason("index-out-of-range", node.span, { length: holder.length, place: key.told ? `index ${key.key}` : "that index" });
  return { node: node.object, keys: [key] };
}

const written = (key: string | number): Key => ({ key, told: true });

function keyOf(walk: Walk, node: Node & { kind: "Index" }): Key {
  return { key: valueAt(walk, node.index) as string | number, told: node.index.kind === "Literal" };
}

/** From a node to where the null inside its value comes from. */
function stepInside(walk: Walk, node: Node, keys: readonly Key[]): Stand | Reason {
  const path = walk.facts.paths[node.id];
  if (path)
    return reason(path.root.unset, walk.asked.span, {
      path: pathInto(path, keys),
      grant: walk.frame.reader.whoLacks(path.root.unset),
    });
  const [key, ...rest] = keys as [Key, ...Key[]];
  switch (node.kind) {
    case "List":
      return { node: node.items[key.key as number] as Node, keys: rest };
    case "Map": {
      const entry = node.entries.find((candidate) => candidate.key === key.key);
      return entry ? { node: entry.value, keys: rest } : unsetPart(walk);
    }
    case "Member":
      return { node: node.object, keys: [written(node.name), ...keys] };
    case "Index":
      return { node: node.object, keys: [keyOf(walk, node), ...keys] };
    case "Conditional":
      return { node: branchTaken(walk, node), keys };
    case "Elvis":
      return { node: isNull(walk, node.value) || valueAt(walk, node.value) === "" ? node.fallback : node.value, keys };
    case "Projection":
      return { node: runAgain(walk, node, node.body, key.key as number), keys: rest };
    case "Selection":
      return { node: node.source, keys: [written(placeInSource(walk, node, key.key as number)), ...rest] };
    case "Call":
      return stepToArgument(walk, node, key, rest) ?? unsetPart(walk);
    default:
      // A name of an element: nothing else is left that holds values.
      return stepToElement(walk, node, keys);
  }
}

type BracketsNode = Node & { kind: "Projection" | "Selection" };

/** Runs brackets for one element of their source, so that the trace tells of that one. */
function runAgain(walk: Walk, node: BracketsNode, inner: Node, index: number): Node {
  walk.positions.set(node.id, index);
  walk.frame.element = inside(valueAt(walk, node.source), written(index));
  (walk.steps[inner.id] as Step)(walk.frame);
  return inner;
}

/** Where in its source an element of a selection stands: as many elements before it were kept. */
function placeInSource(walk: Walk, node: Node & { kind: "Selection" }, index: number): number {
  let kept = -1;
  const isKept = (place: number) => valueAt(walk, runAgain(walk, node, node.test, place)) === true;
  return (valueAt(walk, node.source) as readonly Value[]).findIndex((_, place) => isKept(place) && ++kept === index);
}

/** The brackets a node stands in, and which of their elements the walk is at. */
interface Around {
  readonly brackets: BracketsNode;
  readonly position: number;
}

function bracketsAround(walk: Walk, node: Node): Around | undefined {
  const brackets = bracketsOf(walk.facts, node);
  const position = brackets && walk.positions.get(brackets.id);
  return position === undefined ? undefined : { brackets: brackets as BracketsNode, position };
}

/** From the element of brackets, or an attribute of it, to the list they work on. */
function stepToElement(walk: Walk, node: Node, keys: readonly Key[]): Stand | Reason {
  // The walk comes to an element through its brackets alone.
  const around = bracketsAround(walk, node) as Around;
  const named = node.kind === "Name" && walk.facts.meanings[node.id] === "element" ? [written(node.name)] : [];
  return { node: around.brackets.source, keys: [written(around.position), ...named, ...keys] };
}

/** From what a row's result holds, or from a null it took out of an argument, to the argument that held it. */
function stepToArgument(walk: Walk, node: CallNode, key: Key | undefined, keys: readonly Key[]): Stand | Reason | undefined {
  const { args } = planOf(walk, node);
  const element = elementAround(walk, node);
  const given = args.map((arg) => (arg === "element" ? element : valueAt(walk, arg)));
  const result = valueAt(walk, node);
  const wanted = key ? inside(result, key) : null;
  const place = wanted === null ? placeOfNull(given, result, key) : placeOf(given, wanted);
  if (!place) return undefined;
  const arg = args[place.argument];
  const way = [...place.way, ...keys];
  return arg === "element" ? stepToElement(walk, node, way) : { node: arg as Node, keys: way };
}

/** An attribute that a value does not have. */
function unsetPart(walk: Walk): Reason {
  const { start, end } = walk.asked.span;
  return reason("unset", walk.asked.span, { path: walk.source.slice(start, end) });
}

/** Why a path has no value, said at a node. */
function missingReason(walk: Walk, path: ReadPath, at: Node): Reason {
  const { reader } = walk.frame;
  const { code, path: missing } = reader.whyMissing(path);
  return reason(
    code,
    at.span,
    { path: missing, grant: reader.whoLacks(code) },
    code === path.root.unset ? undefined : path.root.absentHint,
  );
}
