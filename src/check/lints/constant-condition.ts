/** Conditions that come out the same on every grant and for all data. */
import type { Node } from "../../syntax/ast.js";
import { isSeen, isTold, type Look, nodesOf, shown, tell } from "./look.js";

/** Looks at conditions, the tests of selections, and the operands they are made of. */
export function constantCondition(look: Look): void {
  for (const node of nodesOf(look, "Conditional")) lookAt(look, node.condition);
  for (const node of nodesOf(look, "Selection")) lookAt(look, node.test);
}

function lookAt(look: Look, condition: Node): void {
  // A part of which something was said makes the whole come out as it does.
  if (isTold(look, condition)) return;
  const result = onlyOutcome(look, condition);
  if (result !== undefined)
    tell(look, condition, "lint/constant-condition", { part: shown(look, condition), result: String(result) });
  else if (condition.kind === "Logical") for (const operand of condition.operands) lookAt(look, operand);
  else if (condition.kind === "Unary") lookAt(look, condition.operand);
}

/** True or false, where it is nothing else wherever it is run. */
function onlyOutcome(look: Look, node: Node): boolean | undefined {
  if (!isSeen(look, node)) return undefined;
  const mayBe = (outcome: boolean) =>
    isSeen(look, node, ({ canNull, values }) => canNull || values?.length !== 1 || values[0] !== outcome);
  if (!mayBe(true)) return true;
  return mayBe(false) ? undefined : false;
}
