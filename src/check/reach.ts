/** Which nodes an evaluation on one grant can come to. */
import { filled } from "../base/filled.js";
import type { Node } from "../syntax/ast.js";
import { eachChild } from "../syntax/walk.js";
import { mayGiveWay } from "./operator-flow.js";
import { at, type Pass } from "./pass.js";

/** By node id. Behind a branch that is never taken, a test that always decides or an empty list nothing is reached. */
export function reachedOn(pass: Pass): readonly boolean[] {
  const { nodes } = pass.state.facts;
  const reached = filled(nodes.length, false);
  reached[nodes.length - 1] = true;
  // Parents have higher ids than their children.
  const reach = (child: Node): void => {
    reached[child.id] = !pass.narrowing.unreachable(child.id);
  };
  for (let id = nodes.length - 1; id >= 0; id--) if (reached[id]) reachParts(pass, nodes[id] as Node, reach);
  return reached;
}

function reachParts(pass: Pass, node: Node, reach: (child: Node) => void): void {
  switch (node.kind) {
    case "Conditional":
      reach(node.condition);
      if (mayBe(pass, node.condition, true)) reach(node.whenTrue);
      if (mayBe(pass, node.condition, false)) reach(node.whenFalse);
      return;
    case "Elvis": {
      reach(node.value);
      if (mayGiveWay(at(pass, node.value))) reach(node.fallback);
      return;
    }
    case "Logical":
      for (const operand of node.operands) {
        reach(operand);
        const part = at(pass, operand);
        if (!part.canNull && !mayBe(pass, operand, node.operator === "and")) return;
      }
      return;
    case "Projection":
    case "Selection": {
      reach(node.source);
      const source = at(pass, node.source);
      if (source.canValue && source.length?.most !== 0) reach(node.kind === "Projection" ? node.body : node.test);
      return;
    }
    case "Index":
      reach(node.object);
      if (!node.safe || at(pass, node.object).canValue) reach(node.index);
      return;
    case "Call":
      if (node.receiver) reach(node.receiver);
      if (node.receiver && pass.state.facts.calls[node.id]?.skipsNull && !at(pass, node.receiver).canValue) return;
      for (const arg of node.args) reach(arg);
      return;
    default:
      eachChild(node, reach);
  }
}

function mayBe(pass: Pass, node: Node, outcome: boolean): boolean {
  const { canValue, values } = at(pass, node);
  return canValue && (values?.includes(outcome) ?? true);
}
