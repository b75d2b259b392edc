/** A claim whose type depends on the branch. */
import type { Node } from "../../syntax/ast.js";
import { printType } from "../../types/print.js";
import type { Type } from "../../types/type.js";
import { isSeen, type Look, listed, tell } from "./look.js";

/** A claim that is a text on one branch and a list on another: whoever reads the token must expect both. */
export function branchTypes(look: Look): void {
  if (look.state.facts.typed[look.root.id]?.type.kind !== "unknown") return;
  const types = resultsOf(look, look.root)
    .map((node) => look.state.facts.typed[node.id]?.type)
    .filter(isKnown);
  const kinds = new Set(types.map(({ kind }) => kind));
  if (kinds.size > 1) tell(look, look.root, "lint/branch-types", { types: listed(types.map(printType)) });
}

function isKnown(type: Type | undefined): type is Type {
  return type !== undefined && type.kind !== "null" && type.kind !== "unknown";
}

/** The parts that the whole can be, in branches inside of branches. */
function resultsOf(look: Look, whole: Node): readonly Node[] {
  const results: Node[] = [];
  const waiting = [whole];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isSeen(look, node)) continue;
    if (node.kind === "Conditional") waiting.push(node.whenFalse, node.whenTrue);
    else if (node.kind === "Elvis") waiting.push(node.fallback, node.value);
    else results.push(node);
  }
  return results;
}
