/** What to blame for a part that a value does not hold: follows it back to the data it was read from, or to where it was written. */
import type { ReadPath } from "../context/paths.js";
import type { Node } from "../syntax/ast.js";
import { joinPath } from "../values/path.js";
import { type Blame, joined, NO_REASONS, type Reasons, reason } from "./because.js";
import type { Facts } from "./facts.js";
import { at, type Pass } from "./pass.js";

/** A path of the context, and what is read below it as a text; a position or name that is computed is `*`. */
interface Chain {
  readonly path: ReadPath;
  readonly text: string;
}

/** Longer ways back are not followed. */
const STEPS = 40;

/** The data that a chain of attributes, elements and brackets reads; undefined where it starts from a computed value. */
function chainOf(facts: Facts, node: Node, steps = STEPS): Chain | undefined {
  const path = facts.paths[node.id];
  if (path) return { path, text: path.text };
  if (steps === 0) return undefined;
  switch (node.kind) {
    case "Member":
      return below(chainOf(facts, node.object, steps - 1), node.name);
    case "Index":
      return below(chainOf(facts, node.object, steps - 1), node.index.kind === "Literal" ? node.index.value : undefined);
    case "Selection":
      return chainOf(facts, node.source, steps - 1);
    case "Name": {
      const bracket = facts.nodes[facts.brackets[node.id] as number];
      if (bracket?.kind !== "Projection" && bracket?.kind !== "Selection") return undefined;
      const element = below(chainOf(facts, bracket.source, steps - 1), undefined);
      return facts.meanings[node.id] === "element" ? below(element, node.name) : element;
    }
    default:
      return undefined;
  }
}

function below(chain: Chain | undefined, key: unknown): Chain | undefined {
  if (!chain) return undefined;
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
  for (const holder of holdersOf(facts, node)) lookInside(search, holder, STEPS);
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
  if (node.kind === "Call") return facts.calls[node.id]?.args.filter((arg) => arg !== "element") ?? [];
  const bracket = facts.nodes[facts.brackets[node.id] as number];
  return bracket?.kind === "Projection" || bracket?.kind === "Selection" ? [bracket.source] : [];
}

/** More parts than this are not looked at; what is left out is only not told. */
const NODES = 200;

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
  else
    for (const part of partsOf(facts, node)) {
      if (part.put) search.found = joined(search.found, at(search.pass, part.node).because);
      lookInside(search, part.node, steps - 1);
    }
}

/** Where a null inside a node's value can come from; `put`: the part itself is put into the value, and may be the null. */
function partsOf(facts: Facts, node: Node): readonly { readonly node: Node; readonly put: boolean }[] {
  const put = (nodes: readonly Node[]) => nodes.map((part) => ({ node: part, put: true }));
  const passed = (nodes: readonly Node[]) => nodes.map((part) => ({ node: part, put: false }));
  switch (node.kind) {
    case "List":
      return put(node.items);
    case "Map":
      return put(node.entries.map((entry) => entry.value));
    case "Projection":
      return put([node.body]);
    case "Selection":
      return passed([node.source]);
    case "Conditional":
      return passed([node.whenTrue, node.whenFalse]);
    case "Elvis":
      return passed([node.value, node.fallback]);
    default:
      return passed(holdersOf(facts, node));
  }
}
