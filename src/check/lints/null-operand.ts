/** A part of a sum or concatenation that may be missing, and takes the whole with it. */
import type { BinaryNode, Node } from "../../syntax/ast.js";
import { mentionsUnset } from "../because.js";
import type { Flow } from "../flow.js";
import { type Look, nodesOf, replacing, shown, tell, written } from "./look.js";

/** Told where the data may lack it although whoever has the data is there: of a grant without a user the verdict tells. */
export function nullOperand(look: Look): void {
  for (const node of nodesOf(look, "Binary")) {
    if (node.operator !== "add") continue;
    for (const side of [node.left, node.right]) if (!isSum(side) && mayBeUnset(look, node, side)) tellOperand(look, node, side);
  }
}

function isSum(node: Node): boolean {
  return node.kind === "Binary" && node.operator === "add";
}

function mayBeUnset(look: Look, node: BinaryNode, side: Node): boolean {
  return look.courses.some(({ pass, reached }) => {
    if (reached && !(reached[side.id] && reached[node.id])) return false;
    return (pass.flows[node.id] as Flow).canValue && mentionsUnset((pass.flows[side.id] as Flow).because);
  });
}

function tellOperand(look: Look, node: BinaryNode, side: Node): void {
  const type = look.state.facts.typed[node.id]?.type.kind;
  const blank = type === "text" ? '""' : type === "unknown" ? undefined : "0";
  const given = look.state.facts.typed[side.id]?.type.kind;
  const fits = blank !== undefined && (given === "text") === (type === "text");
  const guarded = fits ? `(${written(look, side)} ?: ${blank})` : undefined;
  tell(
    look,
    side,
    "lint/null-operand",
    { part: shown(look, side) },
    guarded ? { hint: `Write \`${guarded}\` to go on without it.`, fixes: [replacing(side, guarded)] } : {},
  );
}
