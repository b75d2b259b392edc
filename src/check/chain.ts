/** What to blame for a part that a value does not hold: follows it back to the data it was read from, or to where it was written. */
import { filled } from "../base/filled.js";
import type { ReadPath } from "../context/paths.js";
import type { Node } from "../syntax/ast.js";
import { joinPath } from "../values/path.js";
import { type Blame, joined, NO_REASONS, type Reasons, reason } from "./because.js";
import type { CallPlan, Facts } from "./facts.js";
import { at, type Pass } from "./pass.js";

/** A path of the context, and what is read below it as a text; a position or name that is computed is `*`. */
interface Chain {
  readonly path: ReadPath;
  readonly text: string;
}

/** Longer ways back are not followed. */
const STEPS = 40;

/** A chain with the steps back to its path; `undefined` where there is none so near. */
type Way = { readonly chain: Chain; readonly steps: number } | undefined;

/** The ways back from the nodes of an expression, and how near something is that a null may come from; each is found once. */
interface Ways {
  readonly back: (Way | "unknown")[];
  readonly near: number[];
}

const WAYS = new WeakMap<Facts, Ways>();

function waysOf(facts: Facts): Ways {
  const known = WAYS.get(facts);
  if (known) return known;
  const made: Ways = { back: filled<Way | "unknown">(facts.nodes.length, "unknown"), near: [] };
  WAYS.set(facts, made);
  return made;
}

/** The data that a chain of attributes, elements and brackets reads; undefined where it starts from a computed value. */
function chainOf(facts: Facts, node: Node): Chain | undefined {
  const { back } = waysOf(facts);
  // From here back to where the way is known, and forth again with what each step adds.
  const steps: Node[] = [];
  let at: Node | undefined = node;
  while (at && back[at.id] === "unknown" && steps.length <= STEPS) {
    steps.push(at);
    at = facts.paths[at.id] ? undefined : stepBack(facts, at);
  }
  let way = at && back[at.id] !== "unknown" ? (back[at.id] as Way) : undefined;
  for (let step = steps.pop(); step; step = steps.pop()) {
    way = wayTo(facts, step, way);
    // Behind a way that was left off it is not known that there is none.
    if (way || at === undefined || back[at.id] !== "unknown") back[step.id] = way;
  }
  return way?.chain;
}

function wayTo(facts: Facts, node: Node, way: Way): Way {
  const path = facts.paths[node.id];
  if (path) return { chain: { path, text: path.text }, steps: 0 };
  if (!way || way.steps >= STEPS) return undefined;
  return { chain: next(facts, node, way.chain), steps: way.steps + 1 };
}

/** What a node takes a part or the elements of. */
function stepBack(facts: Facts, node: Node): Node | undefined {
  switch (node.kind) {
    case "Member":
    case "Index":
      return node.object;
    case "Selection":
      return node.source;
    case "Name": {
      const bracket = facts.nodes[facts.brackets[node.id] as number];
      return bracket?.kind === "Projection" || bracket?.kind === "Selection" ? bracket.source : undefined;
    }
    default:
      return undefined;
  }
}

function next(facts: Facts, node: Node, chain: Chain): Chain {
  switch (node.kind) {
    case "Member":
      return below(chain, node.name);
    case "Index":
      return below(chain, node.index.kind === "Literal" ? node.index.value : undefined);
    case "Name": {
      const element = below(chain, undefined);
      return facts.meanings[node.id] === "element" ? below(element, node.name) : element;
    }
    default:
      return chain;
  }
}

function below(chain: Chain, key: unknown): Chain {
  const known = typeof key === "string" || typeof key === "number";
  return { path: chain.path, text: known ? joinPath(chain.text, key) : `${chain.text}.*` };
}

/** What a part that is missing in a value hangs on: the data it was read from, or what may be null where it was written or made. */
export function unsetBlames(pass: Pass, node: Node): Reasons {
  const { facts, source } = pass.state;
  const { span } = node;
  const chain = chainOf(facts, node);
  if (chain) return reason({ code: chain.path.root.unset, path: chain.text, span });
  const search: Search = { pass, span, found: NO_REASONS, left: NODES };
  const holders = holdersOf(facts, node);
  if (holders.some((holder) => isNear(facts, holder))) for (const holder of holders) lookInside(search, holder, STEPS);
  return joined(search.found, reason({ code: "unset", path: inShort(source.slice(span.start, span.end)), span }));
}

/** Longer pieces of an expression are not repeated whole. */
const REPEATED = 200;

function inShort(text: string): string {
  return text.length > REPEATED ? `${text.slice(0, REPEATED - 1)}…` : text;
}

/** What a node takes a part of. */
function holdersOf(facts: Facts, node: Node): readonly Node[] {
  if (node.kind === "Member" || node.kind === "Index") return [node.object];
  if (node.kind === "Call") return (facts.calls[node.id] as CallPlan).args.filter((arg) => arg !== "element");
  const bracket = facts.nodes[facts.brackets[node.id] as number];
  return bracket?.kind === "Projection" || bracket?.kind === "Selection" ? [bracket.source] : [];
}

/** More parts than this are not looked at; what is left out is only not told. */
const NODES = 200;

/** Whether anything that a null may come from is not too far inside of a node. */
function isNear(facts: Facts, node: Node): boolean {
  const { near } = waysOf(facts);
  // Parts have lower ids than what holds them.
  for (let id = near.length; id <= node.id; id++) near.push(nearest(facts, facts.nodes[id] as Node, near));
  return (near[node.id] as number) < STEPS;
}

function nearest(facts: Facts, node: Node, near: readonly number[]): number {
  if (chainOf(facts, node)) return 0;
  const { nodes, put } = partsOf(facts, node);
  let steps = Number.POSITIVE_INFINITY;
  for (const part of nodes) steps = Math.min(steps, put ? 0 : 1 + (near[part.id] as number));
  return steps;
}

/** The search for what a null somewhere inside a value hangs on. */
interface Search {
  readonly pass: Pass;
  readonly span: Blame["span"];
  found: Reasons;
  left: number;
}

function lookInside(search: Search, node: Node, steps: number): void {
  const { facts } = search.pass.state;
  if (steps === 0 || search.left-- <= 0) return;
  const chain = chainOf(facts, node);
  if (chain)
    search.found = joined(search.found, reason({ code: chain.path.root.unset, path: `${chain.text}.*`, span: search.span }));
  else {
    const { nodes, put } = partsOf(facts, node);
    for (const part of nodes) {
      if (put) search.found = joined(search.found, at(search.pass, part).because);
      lookInside(search, part, steps - 1);
    }
  }
}

/** Where a null inside a node's value can come from. */
interface Origins {
  readonly nodes: readonly Node[];
  /** They are put into the value themselves, and may be the null. */
  readonly put: boolean;
}

function partsOf(facts: Facts, node: Node): Origins {
  switch (node.kind) {
    case "List":
      return { nodes: node.items, put: true };
    case "Map":
      return { nodes: node.entries.map((entry) => entry.value), put: true };
    case "Projection":
      return { nodes: [node.body], put: true };
    case "Selection":
      return { nodes: [node.source], put: false };
    case "Conditional":
      return { nodes: [node.whenTrue, node.whenFalse], put: false };
    case "Elvis":
      return { nodes: [node.value, node.fallback], put: false };
    default:
      return { nodes: holdersOf(facts, node), put: false };
  }
}
