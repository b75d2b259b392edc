/** Visits the children of a node, in source order. */
import type { Node } from "./ast.js";

/** Calls `visit` with each child of a node, in source order. */
export function eachChild(node: Node, visit: (child: Node) => void): void {
  switch (node.kind) {
    case "Literal":
    case "Name":
    case "Hole":
      return;
    case "List":
      for (const item of node.items) visit(item);
      return;
    case "Map":
      for (const entry of node.entries) visit(entry.value);
      return;
    case "Member":
      visit(node.object);
      return;
    case "Index":
      visit(node.object);
      visit(node.index);
      return;
    case "Call":
      if (node.receiver) visit(node.receiver);
      for (const arg of node.args) visit(arg);
      return;
    case "Unary":
      visit(node.operand);
      return;
    case "Binary":
      visit(node.left);
      visit(node.right);
      return;
    case "Logical":
      for (const operand of node.operands) visit(operand);
      return;
    case "Conditional":
      visit(node.condition);
      visit(node.whenTrue);
      visit(node.whenFalse);
      return;
    case "Elvis":
      visit(node.value);
      visit(node.fallback);
      return;
    case "Projection":
      visit(node.source);
      visit(node.body);
      return;
    case "Selection":
      visit(node.source);
      visit(node.test);
  }
}
