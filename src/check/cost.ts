/** What an evaluation can cost at most, in the steps that it is charged. */
import type { Node } from "../syntax/ast.js";
import type { Facts } from "./facts.js";

/** The most steps. `open`: somewhere only a limit of the environment bounds the data, no schema. */
export interface Cost {
  readonly steps: number;
  readonly open: boolean;
}

/** Nothing that is charged. */
export const NO_COST: Cost = { steps: 0, open: false };

/** One after the other; most cost nothing. */
export function plus(all: Cost, more: Cost): Cost {
  if (more === NO_COST) return all;
  return all === NO_COST ? more : { steps: all.steps + more.steps, open: all.open || more.open };
}

/** All of them, one after the other. */
export function costOf(parts: readonly { readonly cost: Cost }[], more: Cost = NO_COST): Cost {
  let all = more;
  for (const { cost } of parts) all = plus(all, cost);
  return all;
}

/** One or the other. */
export function dearest(left: Cost, right: Cost): Cost {
  if (left === right) return left;
  if (left.steps === right.steps) return left.open === (left.open && right.open) ? left : right;
  return left.steps > right.steps ? left : right;
}

/** So many steps for each element of a list that may have some. */
export function repeated(steps: number, open: boolean, length: { readonly most: number; readonly open?: boolean }): Cost {
  return { steps: steps * length.most, open: open || length.open === true };
}

/** What the evaluator charges for one element of brackets: the nodes that run for it, and what they make. */
export function weightOf(facts: Facts, body: Node): number {
  // Children have lower ids and stand together, so the body's nodes are those between its first leaf and itself.
  let first = body.id;
  while (first > 0 && (facts.nodes[first - 1] as Node).span.start >= body.span.start) first--;
  let weight = 0;
  for (let id = first; id <= body.id; id++) weight += weightOfNode(facts.nodes[id] as Node);
  return weight;
}

/** Making a list is as dear as two other nodes, looking something up in one as three, making a map as four and three more for each entry. */
function weightOfNode(node: Node): number {
  if (node.kind === "Map") return 4 + 3 * node.entries.length;
  return node.kind === "List" ? 2 : node.kind === "Index" ? 3 : 1;
}
