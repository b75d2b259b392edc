/** Comparisons with `==` and `!=`, and the sides of one: what the lints of comparisons look at. */
import type { BinaryNode, LiteralNode, Node } from "../../syntax/ast.js";
import { type Type, textsOf } from "../../types/type.js";
import { isSeen, type Look, nodesOf } from "./look.js";

/** The comparisons that are run on some grant. */
export function comparisonsOf(look: Look): readonly BinaryNode[] {
  return nodesOf(look, "Binary").filter((node) => (node.operator === "eq" || node.operator === "ne") && isSeen(look, node));
}

/** A literal text, and what it is compared with. */
export interface WithText {
  readonly node: BinaryNode;
  readonly side: Node;
  readonly literal: LiteralNode & { readonly value: string };
}

/** The comparisons with a literal text; of two literals each is the text once. */
export function comparisonsWithText(look: Look): readonly WithText[] {
  const found: WithText[] = [];
  for (const node of comparisonsOf(look)) {
    const { left, right } = node;
    if (isText(right)) found.push({ node, side: left, literal: right });
    if (isText(left)) found.push({ node, side: right, literal: left });
  }
  return found;
}

/** Whether a node is a literal text. */
export function isText(node: Node): node is LiteralNode & { value: string } {
  return node.kind === "Literal" && typeof node.value === "string";
}

/** The static type of a node. */
export function typeOf(look: Look, node: Node): Type | undefined {
  return look.state.facts.typed[node.id]?.type;
}

/** The texts that a side can be, where they are known. */
export function valuesOf(look: Look, side: Node): readonly string[] | undefined {
  if (isText(side)) return [side.value];
  const type = typeOf(look, side);
  return type && textsOf(type);
}

/** What the comparison gives every time. */
export function resultOf(node: BinaryNode): string {
  return node.operator === "eq" ? "false" : "true";
}
