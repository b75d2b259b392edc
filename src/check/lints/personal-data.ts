/** Personal data in access tokens. */
import type { Node } from "../../syntax/ast.js";
import { eachChild } from "../../syntax/walk.js";
import { typeOf } from "../state.js";
import { readsOf } from "./data-reads.js";
import { type Look, listed, seen, shown, tell } from "./look.js";

/** A personal attribute whose value goes into access tokens, which every API and many a log sees. */
export function personalData(look: Look): void {
  const reads = readsOf(look, (_path, { sensitivity }) => sensitivity !== undefined);
  const results = new Set(reads.length > 0 ? valuesOf(look) : []);
  for (const { node, attribute } of reads) {
    if (attribute.sensitivity === undefined || !results.has(node)) continue;
    const grants = seen(look, node)
      .filter(({ flow, pass }) => flow.canValue && pass.grant.tokens.length === 1 && pass.grant.tokens[0] === "access_token")
      .flatMap((sight) => sight.grants);
    if (grants.length > 0)
      tell(look, node, "lint/personal-data", {
        path: shown(look, node),
        sensitivity: attribute.sensitivity,
        grants: listed(grants),
      });
  }
}

/** The nodes whose values go into the claim, whole or in part; conditions only choose, and tests tell only yes or no. */
function valuesOf(look: Look): readonly Node[] {
  const found: Node[] = [];
  const waiting: Node[] = [look.root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    found.push(node);
    const { kind } = typeOf(look.state, node).type;
    if (kind === "boolean" && node.kind !== "Conditional" && node.kind !== "Elvis") continue;
    eachChild(node, (child) => {
      if (!onlyChooses(node as Node, child)) waiting.push(child);
    });
  }
  return found;
}

function onlyChooses(node: Node, child: Node): boolean {
  if (node.kind === "Conditional") return child === node.condition;
  if (node.kind === "Selection") return child === node.test;
  return node.kind === "Index" && child === node.index;
}
