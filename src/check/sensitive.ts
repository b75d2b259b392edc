/** Which parts of an expression hold what a schema calls sensitive, or are made from it: reports mask their values. */
import { filled } from "../base/filled.js";
import type { Node } from "../syntax/ast.js";
import { eachChild } from "../syntax/walk.js";
import type { Type, Typed } from "../types/type.js";
import type { Facts } from "./facts.js";
import { type Read, readsAt } from "./reads.js";

/** By node id: whether the node's value may tell something of a sensitive one. */
export function sensitiveNodes(facts: Facts): readonly boolean[] {
  const sensitive = filled(facts.nodes.length, false);
  // Children have lower ids than their parents, and what stands before brackets lower ones than what is inside.
  for (const node of facts.nodes) {
    let found =
      readsAt(facts, node).some((read) => readsSensitive(facts, node, read)) || isOfSensitiveElement(facts, node, sensitive);
    eachChild(node, (child) => {
      found ||= sensitive[child.id] === true;
    });
    sensitive[node.id] = found;
  }
  return sensitive;
}

/** Whether a path passes a sensitive attribute or ends above one. Comparing a whole record with null tells nothing of what is in it. */
function readsSensitive(facts: Facts, node: Node, { path }: Read): boolean {
  if (path.types.some(isSensitive)) return true;
  return !isComparedWithNull(facts, node) && holdsSensitive(path.typed.type);
}

function isComparedWithNull(facts: Facts, node: Node): boolean {
  const parent = facts.nodes[facts.parent[node.id] as number];
  if (parent?.kind !== "Binary" || (parent.operator !== "eq" && parent.operator !== "ne")) return false;
  const other = parent.left === node ? parent.right : parent.left;
  return other.kind === "Literal" && other.value === null;
}

function isOfSensitiveElement(facts: Facts, node: Node, sensitive: readonly boolean[]): boolean {
  const brackets = facts.nodes[facts.brackets[node.id] as number];
  return (brackets?.kind === "Projection" || brackets?.kind === "Selection") && sensitive[brackets.source.id] === true;
}

function isSensitive(typed: Typed): boolean {
  return (typed as { sensitivity?: string }).sensitivity !== undefined;
}

/** How deep the type of a record nests was bounded when its schema was read. */
function holdsSensitive(type: Type): boolean {
  if (type.kind === "list") return isSensitive(type.element) || holdsSensitive(type.element.type);
  if (type.kind !== "map") return false;
  const inside = [...type.attributes.values(), ...(type.rest ? [type.rest] : [])];
  return inside.some((attribute) => isSensitive(attribute) || holdsSensitive(attribute.type));
}
