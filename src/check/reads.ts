/** The context paths an expression can read. */
import type { ReadPath } from "../context/paths.js";
import type { Node } from "../syntax/ast.js";
import { type CallPlan, type Facts, parentOf } from "./facts.js";

/** The first `count` keys of a path as text; a variable is its first key. */
export function pathParts(path: ReadPath, count: number): string {
  const least = path.root.location[0] === "vars" ? 1 : 0;
  let part = path;
  while (part.before && part.keys.length > Math.max(count, least)) part = part.before;
  return part.text;
}

/** Whether a node's path goes on in its parent, so that the parent's is the one that is read. */
export function goesOn(facts: Facts, node: Node): boolean {
  const parent = parentOf(facts, node);
  return (parent?.kind === "Member" || parent?.kind === "Index") && parent.object === node && facts.paths[parent.id] !== undefined;
}

/** One path that is read. */
export interface Read {
  readonly path: ReadPath;
  /** An index that only the data tells goes on from it. */
  readonly computed: boolean;
}

/** The paths that one node reads by itself, its function and the expressions inside its texts included. */
export function readsAt(facts: Facts, node: Node): readonly Read[] {
  const reads: Read[] = [];
  addReads(facts, node, reads);
  return reads;
}

function addReads(facts: Facts, node: Node, reads: Read[]): void {
  const plan = facts.calls[node.id];
  if (plan) addReadsOfCall(plan, reads);
  const path = facts.paths[node.id];
  if (!path || goesOn(facts, node)) return;
  const parent = parentOf(facts, node);
  reads.push({ path, computed: parent?.kind === "Index" && parent.object === node && path.typed.type.kind !== "list" });
}

/** What a call's rows read of the context, and the expressions inside its texts. */
function addReadsOfCall(plan: CallPlan, reads: Read[]): void {
  for (const choice of plan.candidates) for (const path of choice.reads) reads.push({ path, computed: false });
  for (const { facts } of plan.inner.values()) for (const node of facts.nodes) addReads(facts, node, reads);
}

/** The paths read, sorted, each once; a computed index reads `path.*`. */
export function readsOf(facts: Facts): string[] {
  const reads: Read[] = [];
  for (const node of facts.nodes) addReads(facts, node, reads);
  const texts = reads.map(({ path, computed }) => (computed ? `${path.text}.*` : path.text));
  return texts.length < 2 ? texts : [...new Set(texts)].sort();
}
