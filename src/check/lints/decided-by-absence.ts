/** `==` and `!=` with a part that a grant lacks: the answer comes from absence, and nobody wrote that. */
import type { BinaryNode, Node } from "../../syntax/ast.js";
import { type Look, listed, nodesOf, replacing, type Sight, shown, tell, written } from "./look.js";

/**
 * A comparison with `null` asks for absence, so it is meant; any other that a grant decides by absence is told. A strict
 * environment refuses it, and with it every comparison with what may be null.
 */
export function decidedByAbsence(look: Look): void {
  for (const node of nodesOf(look, "Binary")) {
    if ((node.operator !== "eq" && node.operator !== "ne") || isNull(node.left) || isNull(node.right)) continue;
    // A comparison of which something was said already comes out as it does for another reason.
    if (!look.told.has(node.id)) tellSide(look, node, node.left) || tellSide(look, node, node.right);
  }
}

function isNull(node: Node): boolean {
  return node.kind === "Literal" && node.value === null;
}

/** Whether the part is null on this grant whatever the data: nobody is there to have it. */
function isLacking({ flow }: Sight): boolean {
  return !flow.canValue && flow.canNull && flow.because.some(({ code }) => code.startsWith("needs-"));
}

/** What the comparison gives where the part is missing. */
function resultOf(look: Look, node: BinaryNode, deciding: readonly Sight[]): string {
  const sights = look.seen(node).filter(({ pass }) => deciding.some((sight) => sight.pass === pass));
  const values = new Set(sights.flatMap(({ flow }) => flow.values ?? []));
  if (values.size === 1) return String([...values][0]);
  const sides = [node.left, node.right].map((side) => look.seen(side).some(({ flow }) => flow.canNull));
  return sides[0] && sides[1] ? "true or false" : node.operator === "eq" ? "false" : "true";
}

function tellSide(look: Look, node: BinaryNode, side: Node): boolean {
  const { strict } = look.state.env;
  const deciding = look.seen(side).filter((sight) => (strict ? sight.flow.canNull : isLacking(sight)));
  if (deciding.length === 0) return false;
  const grants = deciding.flatMap((sight) => sight.grants);
  const data = {
    part: shown(look, side),
    there: deciding.every(isLacking) ? "there is no" : "there may be no",
    result: resultOf(look, node, deciding),
    grants: listed(grants),
  };
  const textual = look.state.facts.typed[side.id]?.type.kind === "text";
  const fix = replacing(side, `(${written(look, side)} ?: "")`);
  if (strict) for (const grant of grants) look.refused.add(grant);
  tell(look, node, "lint/decided-by-absence", data, {
    ...(textual ? { fixes: [fix] } : {}),
    ...(strict ? { severity: "error" } : {}),
  });
  return true;
}
