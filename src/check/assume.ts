/** What is known where a node stands, because of the conditions that had to hold to come there. */
import type { CallNode, Node, ProjectionNode, SelectionNode } from "../syntax/ast.js";
import { eachChild } from "../syntax/walk.js";
import type { Facts } from "./facts.js";
import { type Keys, keysOf } from "./keys.js";
import { Prover } from "./narrow.js";
import type { Proof } from "./proof.js";
import { meet, type Shape } from "./shape.js";

/** Facts that hold at a place, and those of the places around it. */
interface Place {
  readonly proof: Proof;
  readonly outer: Place | undefined;
  /** Nothing ever comes here. */
  readonly dead: boolean;
  /** What was looked up here before: a long chain of conditions is walked once for each thing that is asked of. */
  readonly found: Map<number, Shape | undefined>;
}

/** What the conditions of one expression prove, for every node. The same on every grant. */
export interface Narrowing {
  readonly keys: Keys;
  /** What is known of a key where a node stands; undefined where nothing is. */
  find(id: number, key: number | undefined): Shape | undefined;
  /** Whether a node stands where nothing ever comes. */
  unreachable(id: number): boolean;
  /** What a selection's test says of the elements it keeps: of the element itself. */
  kept(selection: SelectionNode): Shape | undefined;
}

/** Walks the tree from the root down and notes what is known at each node. */
export function narrow(facts: Facts): Narrowing {
  const keys = keysOf(facts);
  const prover = new Prover(facts, keys);
  const places: (Place | undefined)[] = new Array(facts.nodes.length).fill(undefined);
  const told = new Set<number>();
  const walk: Walk = {
    facts,
    keys,
    prover,
    put: (child, place) => {
      places[child.id] = place;
    },
    behind: (outer, proof) => {
      if (proof === "impossible") return { proof, outer, dead: true, found: new Map() };
      for (const key of proof.keys()) told.add(key);
      return proof.size > 0 ? { proof, outer, dead: outer?.dead === true, found: new Map() } : outer;
    },
  };
  // Parents have higher ids than their children.
  for (let id = facts.nodes.length - 1; id >= 0; id--) placeParts(walk, facts.nodes[id] as Node, places[id]);
  return {
    keys,
    find: (id, key) => (key === undefined || !told.has(key) ? undefined : lookUp(places[id], key)),
    unreachable: (id) => places[id]?.dead === true,
    kept: (selection) => {
      const proof = prover.when(selection.test, true);
      const key = keys.element(selection.id);
      return proof === "impossible" || key === undefined ? undefined : proof.get(key);
    },
  };
}

function lookUp(place: Place | undefined, key: number): Shape | undefined {
  // From here out to where it is known already, and back with what each place adds.
  const telling: Place[] = [];
  let at = place;
  for (; at && !at.found.has(key); at = at.outer) if (at.proof !== "impossible" && at.proof.has(key)) telling.push(at);
  let found = at?.found.get(key);
  for (let index = telling.length - 1; index >= 0; index--) {
    const each = telling[index] as Place;
    const shape = (each.proof as ReadonlyMap<number, Shape>).get(key) as Shape;
    found = found ? meet(shape, found) : shape;
    each.found.set(key, found);
  }
  place?.found.set(key, found);
  return found;
}

interface Walk {
  readonly facts: Facts;
  readonly keys: Keys;
  readonly prover: Prover;
  readonly put: (child: Node, place: Place | undefined) => void;
  /** A place where one thing more is known. */
  readonly behind: (outer: Place | undefined, proof: Proof) => Place | undefined;
}

function placeParts(walk: Walk, node: Node, here: Place | undefined): void {
  const { prover, put, behind } = walk;
  switch (node.kind) {
    case "Conditional":
      put(node.condition, here);
      put(node.whenTrue, behind(here, prover.when(node.condition, true)));
      put(node.whenFalse, behind(here, prover.when(node.condition, false)));
      return;
    case "Elvis":
      put(node.value, here);
      put(node.fallback, behind(here, prover.blank(node.value)));
      return;
    case "Logical": {
      let place = here;
      for (const operand of node.operands) {
        put(operand, place);
        place = behind(place, prover.unless(operand, node.operator === "or"));
      }
      return;
    }
    case "Index":
      put(node.object, here);
      put(node.index, node.safe ? behind(here, prover.present(node.object)) : here);
      return;
    case "Call":
      placeArguments(walk, node, here);
      return;
    case "Projection":
    case "Selection":
      put(node.source, here);
      put(node.kind === "Projection" ? node.body : node.test, bodyPlace(walk, node, here));
      return;
    default:
      eachChild(node, (child) => put(child, here));
  }
}

/** Behind a safe call's receiver nothing runs when it is null. */
function placeArguments({ facts, prover, put, behind }: Walk, node: CallNode, here: Place | undefined): void {
  const { receiver } = node;
  if (receiver) put(receiver, here);
  const place = receiver && facts.calls[node.id]?.skipsNull ? behind(here, prover.present(receiver)) : here;
  for (const arg of node.args) put(arg, place);
}

/** In the brackets there is a list with an element; behind a selection its test holds of it. */
function bodyPlace(
  { keys, prover, behind }: Walk,
  node: ProjectionNode | SelectionNode,
  here: Place | undefined,
): Place | undefined {
  const { source } = node;
  const place = behind(here, prover.present(source));
  if (source.kind !== "Selection") return place;
  const test = prover.when(source.test, true);
  if (test === "impossible") return behind(place, test);
  const moved = new Map<number, Shape>();
  for (const [key, shape] of test) {
    const same = keys.inBrackets(key, source.id, node.id);
    if (same !== undefined) moved.set(same, shape);
  }
  return behind(place, moved);
}
