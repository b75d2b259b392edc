/** What is known where a node stands, because of the conditions that had to hold to come there. */
import { filled } from "../base/filled.js";
import type { ReadPath } from "../context/paths.js";
import type { CallNode, Node, ProjectionNode, SelectionNode } from "../syntax/ast.js";
import { eachChild } from "../syntax/walk.js";
import type { Facts } from "./facts.js";
import { Keys } from "./keys.js";
import { Prover } from "./narrow.js";
import { type Held, NOTHING_KNOWN, type Proof, withFact } from "./proof.js";
import { pathParts } from "./reads.js";
import { meet, type Shape } from "./shape.js";

/** What is known of the first steps of a path, by how many they are. */
export type Steps = readonly (Shape | undefined)[];

/** What the conditions of one expression prove, for every node. The same on every grant. */
export interface Narrowing {
  /** What is known of a node where it stands; undefined where nothing is. */
  of(id: number): Shape | undefined;
  /** What is known where a node stands of the steps of a path that it reads; undefined where nothing is. */
  steps(id: number, path: ReadPath): Steps | undefined;
  /** Whether a node stands where nothing ever comes. */
  unreachable(id: number): boolean;
  /** Whether two nodes are the same part, and so have one value. */
  same(left: Node, right: Node): boolean;
  /** What a selection's test says of the elements it keeps: of the element itself. */
  kept(selection: SelectionNode): Shape | undefined;
}

/** Walks the tree from the root down and notes what is known at each node. */
export function narrow(facts: Facts): Narrowing {
  return facts.branches ? new Narrowed(facts) : new Plain(facts);
}

/** Nothing is proved; keys are only made where somebody asks. */
class Plain implements Narrowing {
  private made: Keys | undefined;
  private proving: Prover | undefined;

  constructor(protected readonly facts: Facts) {}

  protected get keys(): Keys {
    this.made ??= new Keys(this.facts);
    return this.made;
  }

  protected get prover(): Prover {
    this.proving ??= new Prover(this.facts, this.keys);
    return this.proving;
  }

  of(_id: number): Shape | undefined {
    return undefined;
  }

  steps(_id: number, _path: ReadPath): Steps | undefined {
    return undefined;
  }

  unreachable(_id: number): boolean {
    return false;
  }

  same(left: Node, right: Node): boolean {
    const { paths } = this.facts;
    const [one, other] = [paths[left.id], paths[right.id]];
    if (one || other) return one !== undefined && one.text === other?.text;
    return left.kind === right.kind && this.keys.of[left.id] === this.keys.of[right.id];
  }

  kept(selection: SelectionNode): Shape | undefined {
    const proof = this.prover.when(selection.test, true);
    const key = this.keys.element(selection.id);
    return proof === "impossible" || key === undefined ? undefined : proof.get(key);
  }
}

/** Facts that hold at a place, inside of the places around it. */
interface Place {
  readonly proof: Held;
  readonly outer: Place | undefined;
  readonly depth: number;
  /** Nothing ever comes here. */
  readonly dead: boolean;
}

/** What is known at a node. */
interface Known {
  readonly own: Shape | undefined;
  readonly told: Told | undefined;
}

/** What is known of the steps of a path, and of other paths: a node reads one, or a few. */
interface Told {
  readonly text: string;
  readonly steps: Steps;
  readonly others: Told | undefined;
}

class Narrowed extends Plain {
  private readonly places: (Place | undefined)[];
  private readonly known: (Known | undefined)[];

  constructor(facts: Facts) {
    super(facts);
    this.places = filled(facts.nodes.length, undefined);
    this.known = filled(facts.nodes.length, undefined);
    const scope = new Scope();
    // Parents have higher ids than their children, and what stands behind one condition stands together.
    for (let id = facts.nodes.length - 1; id >= 0; id--) {
      const node = facts.nodes[id] as Node;
      const place = this.places[id];
      scope.enter(place);
      if (place && !place.dead && scope.known.size > 0) this.note(node, scope.known);
      this.placeParts(node, place);
    }
  }

  override of(id: number): Shape | undefined {
    return this.known[id]?.own;
  }

  override steps(id: number, path: ReadPath): Steps | undefined {
    let told = this.known[id]?.told;
    while (told && told.text !== path.text) told = told.others;
    return told?.steps;
  }

  override unreachable(id: number): boolean {
    return this.places[id]?.dead === true;
  }

  private note(node: Node, known: ReadonlyMap<number, Shape>): void {
    const own = known.get(this.keys.of[node.id] as number);
    const path = this.facts.paths[node.id];
    let told = path && this.stepsOf(path, known, undefined);
    for (const { reads } of this.facts.calls[node.id]?.candidates ?? [])
      for (const read of reads) told = this.stepsOf(read, known, told);
    if (own || told) this.known[node.id] = { own, told };
  }

  private stepsOf(path: ReadPath, known: ReadonlyMap<number, Shape>, others: Told | undefined): Told | undefined {
    let steps: (Shape | undefined)[] | undefined;
    for (let count = 0; count <= path.keys.length; count++) {
      const key = this.keys.path(pathParts(path, count));
      const shape = key === undefined ? undefined : known.get(key);
      if (!shape) continue;
      steps ??= filled<Shape | undefined>(path.keys.length + 1, undefined);
      steps[count] = shape;
    }
    return steps ? { text: path.text, steps, others } : others;
  }

  /** Where the children of a node stand that adds nothing to its place. */
  private here: Place | undefined = undefined;

  private readonly putHere = (child: Node): void => this.put(child, this.here);

  private put(child: Node, place: Place | undefined): void {
    this.places[child.id] = place;
  }

  /** A place where one thing more is known. */
  private behind(outer: Place | undefined, proof: Proof): Place | undefined {
    const depth = (outer?.depth ?? 0) + 1;
    if (proof === "impossible") return { proof: NOTHING_KNOWN, outer, depth, dead: true };
    return proof.size > 0 ? { proof, outer, depth, dead: outer?.dead === true } : outer;
  }

  private placeParts(node: Node, here: Place | undefined): void {
    const { prover } = this;
    switch (node.kind) {
      case "Conditional":
        this.put(node.condition, here);
        this.put(node.whenTrue, this.behind(here, prover.when(node.condition, true)));
        this.put(node.whenFalse, this.behind(here, prover.when(node.condition, false)));
        return;
      case "Elvis":
        this.put(node.value, here);
        this.put(node.fallback, this.behind(here, prover.blank(node.value)));
        return;
      case "Logical": {
        let place = here;
        let before: Node | undefined;
        for (const operand of node.operands) {
          if (before) place = this.behind(place, prover.unless(before, node.operator === "or"));
          this.put(operand, place);
          before = operand;
        }
        return;
      }
      case "Index":
        this.put(node.object, here);
        this.put(node.index, node.safe ? this.behind(here, prover.present(node.object)) : here);
        return;
      case "Call":
        this.placeArguments(node, here);
        return;
      case "Projection":
      case "Selection":
        this.put(node.source, here);
        this.put(node.kind === "Projection" ? node.body : node.test, this.bodyPlace(node, here));
        return;
      default:
        if (!here) return;
        this.here = here;
        eachChild(node, this.putHere);
    }
  }

  /** Behind a safe call's receiver nothing runs when it is null. */
  private placeArguments(node: CallNode, here: Place | undefined): void {
    const { receiver } = node;
    if (receiver) this.put(receiver, here);
    const skips = receiver && this.facts.calls[node.id]?.skipsNull;
    const place = skips ? this.behind(here, this.prover.present(receiver)) : here;
    for (const arg of node.args) this.put(arg, place);
  }

  /** In the brackets there is a list with an element; behind a selection its test holds of it. */
  private bodyPlace(node: ProjectionNode | SelectionNode, here: Place | undefined): Place | undefined {
    const { source } = node;
    const place = this.behind(here, this.prover.present(source));
    if (source.kind !== "Selection") return place;
    const test = this.prover.when(source.test, true);
    if (test === "impossible") return this.behind(place, test);
    let moved = NOTHING_KNOWN;
    for (let each = test; each.before; each = each.before) {
      const same = this.keys.inBrackets(each.key, source.id, node.id);
      if (same !== undefined) moved = withFact(moved, same, each.shape);
    }
    return this.behind(place, moved);
  }
}

/** What holds at the place of the walk, by key: each place adds to it while the walk is inside of it. */
class Scope {
  readonly known = new Map<number, Shape>();
  private at: Place | undefined = undefined;
  /** What was known before each place, for the keys that it tells of. */
  private readonly before: (Shape | undefined)[] = [];

  enter(place: Place | undefined): void {
    const waiting: Place[] = [];
    let next = place;
    while (next !== this.at) {
      if (next && next.depth > (this.at?.depth ?? 0)) {
        waiting.push(next);
        next = next.outer;
      } else this.leave();
    }
    for (let inner = waiting.pop(); inner; inner = waiting.pop()) this.open(inner);
  }

  private open(place: Place): void {
    for (let each = place.proof; each.before; each = each.before) {
      const before = this.known.get(each.key);
      this.before.push(before);
      this.known.set(each.key, before ? meet(each.shape, before) : each.shape);
    }
    this.at = place;
  }

  private leave(): void {
    const { proof, outer } = this.at as Place;
    const start = this.before.length - proof.size;
    let at = start;
    for (let each = proof; each.before; each = each.before) {
      const before = this.before[at++];
      if (before) this.known.set(each.key, before);
      else this.known.delete(each.key);
    }
    this.before.length = start;
    this.at = outer;
  }
}
