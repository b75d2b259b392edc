/** A tree as one line, `(add a (neg 1))`, so that a test shows the shape it expects. */
import type { Node } from "../../src/syntax/ast.js";

function written(head: string, ...nodes: readonly Node[]): string {
  return `(${[head, ...nodes.map(sexpr)].join(" ")})`;
}

/** A safe form has `?` before what it does. */
function safely(node: { readonly safe: boolean }, form: string): string {
  return `${node.safe ? "?" : ""}${form}`;
}

/**
 * The tree in one line.
 *
 * Names stand for themselves, `(.name x)` is a member, `([] x i)` an index, `(name() a)` a call, `(.name() x a)` a call on something,
 * `_` a hole; everything else is `(word operands…)`.
 */
export function sexpr(node: Node): string {
  switch (node.kind) {
    case "Literal":
      if (node.literal === "text") return JSON.stringify(node.value);
      return node.literal === "number" && Number.isInteger(node.value) ? `${node.value}.0` : String(node.value);
    case "List":
      return `{${node.items.map(sexpr).join(" ")}}`;
    case "Map":
      return `{${node.entries.map(({ key, value }) => `${JSON.stringify(key)}:${sexpr(value)}`).join(" ") || ":"}}`;
    case "Name":
      return node.name;
    case "Member":
      return written(safely(node, `.${node.name}`), node.object);
    case "Index":
      return written(safely(node, "[]"), node.object, node.index);
    case "Call":
      return node.receiver
        ? written(safely(node, `.${node.name}()`), node.receiver, ...node.args)
        : written(`${node.name}()`, ...node.args);
    case "Unary":
      return written(node.operator === "negate" ? "neg" : "not", node.operand);
    case "Binary":
      return written(node.operator, node.left, node.right);
    case "Logical":
      return written(node.operator, ...node.operands);
    case "Conditional":
      return written("if", node.condition, node.whenTrue, node.whenFalse);
    case "Elvis":
      return written("or-else", node.value, node.fallback);
    case "Projection":
      return written(safely(node, "project"), node.source, node.body);
    case "Selection":
      return written(safely(node, "select"), node.source, node.test);
    case "Hole":
      return "_";
  }
}
