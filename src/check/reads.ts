/** The context paths an expression can read. */
import type { ReadPath } from "../context/paths.js";
import type { Node } from "../syntax/ast.js";
import { pathText } from "../values/path.js";
import type { Facts } from "./facts.js";

/** The first `count` keys of a path as text. */
export function pathParts(path: ReadPath, count: number): string {
  if (path.root.location[0] === "vars") return pathText(path.keys[0] ?? "", path.keys.slice(1, count));
  return pathText(path.root.name, path.keys.slice(0, count));
}

/** Whether a node's path goes on in its parent, so that the parent's is the one that is read. */
export function goesOn(facts: Facts, node: Node): boolean {
  const parent = facts.nodes[facts.parent[node.id] as number];
  return (parent?.kind === "Member" || parent?.kind === "Index") && parent.object === node && facts.paths[parent.id] !== undefined;
}

/** The paths read, sorted, each once; a computed index reads `path.*`. */
export function readsOf(facts: Facts): string[] {
  const reads = new Set<string>();
  for (const node of facts.nodes) {
    const path = facts.paths[node.id];
    if (!path || goesOn(facts, node)) continue;
    const parent = facts.nodes[facts.parent[node.id] as number];
    const computed = parent?.kind === "Index" && parent.object === node && path.typed.type.kind !== "list";
    reads.add(computed ? `${path.text}.*` : path.text);
  }
  for (const plan of facts.calls) {
    for (const choice of plan?.candidates ?? []) for (const path of choice.reads) reads.add(path.text);
    for (const inner of plan?.inner.values() ?? []) for (const path of readsOf(inner.facts)) reads.add(path);
  }
  return [...reads].sort();
}
