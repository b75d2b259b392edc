/** `==` and `!=` with a part that a grant lacks: the answer comes from absence, and nobody wrote that. */
import type { Scalar } from "../../library/known.js";
import type { BinaryNode, Node } from "../../syntax/ast.js";
import { mentionsNeeds } from "../because.js";
import type { Flow } from "../flow.js";
import { at, type Pass } from "../pass.js";
import { isSeen, type Look, listed, nodesOf, replacing, type Sight, seen, shown, tell, written } from "./look.js";

/**
 * A comparison with `null` asks for absence, so it is meant; any other that a grant decides by absence is told. A strict
 * environment refuses it, and with it every comparison with what may be null.
 */
export function decidedByAbsence(look: Look): void {
  for (const node of nodesOf(look, "Binary")) {
    if ((node.operator !== "eq" && node.operator !== "ne") || isNull(node.left) || isNull(node.right)) continue;
    // A comparison of which something was said already comes out as it does for another reason.
    if (!look.told?.has(node.id)) tellSide(look, node, node.left) || tellSide(look, node, node.right);
  }
}

function isNull(node: Node): boolean {
  return node.kind === "Literal" && node.value === null;
}

/** Whether the part is null on this grant whatever the data: nobody is there to have it. */
function isLacking(flow: Flow): boolean {
  return !flow.canValue && flow.canNull && mentionsNeeds(flow.because);
}

/** What the comparison gives where the part is missing. */
function resultOf(look: Look, node: BinaryNode, deciding: readonly Sight[]): string {
  const sights = seen(look, node).filter(({ pass }) => deciding.some((sight) => sight.pass === pass));
  const values = new Set(sights.flatMap(({ flow }) => flow.values as readonly Scalar[]));
  if (values.size === 1) return String([...values][0]);
  const sides = [node.left, node.right].map((side) => isSeen(look, side, (flow) => flow.canNull));
  return sides[0] && sides[1] ? "true or false" : node.operator === "eq" ? "false" : "true";
}

function tellSide(look: Look, node: BinaryNode, side: Node): boolean {
  const { strict } = look.state.env;
  // Where the other side always fails there is no answer.
  const decides = (flow: Flow, pass: Pass) => (strict ? flow.canNull : isLacking(flow)) && at(pass, node).canValue;
  if (!isSeen(look, side, decides)) return false;
  const deciding = seen(look, side).filter(({ flow, pass }) => decides(flow, pass));
  const grants = deciding.flatMap((sight) => sight.grants);
  const data = {
    part: shown(look, side),
    there: deciding.every(({ flow }) => isLacking(flow)) ? "there is no" : "there may be no",
    result: resultOf(look, node, deciding),
    grants: listed(grants),
  };
  const textual = look.state.facts.typed[side.id]?.type.kind === "text";
  const fix = replacing(side, `(${written(look, side)} ?: "")`);
  if (strict) look.refused = new Set([...(look.refused ?? []), ...grants]);
  tell(look, node, "lint/decided-by-absence", data, {
    ...(textual ? { fixes: [fix] } : {}),
    ...(strict ? { severity: "error" } : {}),
  });
  return true;
}
