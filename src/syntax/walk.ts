/** Visits or replaces the children of a node, in source order. */
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

/** The node with each child replaced. */
export function mapChildren(node: Node, map: (child: Node) => Node): Node {
  switch (node.kind) {
    case "Literal":
    case "Name":
    case "Hole":
      return node;
    case "List":
      return { ...node, items: node.items.map(map) };
    case "Map":
      return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: map(entry.value) })) };
    case "Member":
      return { ...node, object: map(node.object) };
    case "Index":
      return { ...node, object: map(node.object), index: map(node.index) };
    case "Call":
      return { ...node, receiver: node.receiver && map(node.receiver), args: node.args.map(map) };
    case "Unary":
      return { ...node, operand: map(node.operand) };
    case "Binary":
      return { ...node, left: map(node.left), right: map(node.right) };
    case "Logical":
      return { ...node, operands: node.operands.map(map) };
    case "Conditional":
      return { ...node, condition: map(node.condition), whenTrue: map(node.whenTrue), whenFalse: map(node.whenFalse) };
    case "Elvis":
      return { ...node, value: map(node.value), fallback: map(node.fallback) };
    case "Projection":
      return { ...node, source: map(node.source), body: map(node.body) };
    case "Selection":
      return { ...node, source: map(node.source), test: map(node.test) };
  }
}
