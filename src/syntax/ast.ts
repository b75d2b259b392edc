/** The tree: plain JSON-safe data that nobody writes into after parsing. */
import type { Span } from "../base/span.js";
import type { BinaryOperator, LogicalOperator, UnaryOperator } from "./operators.js";

/** What every node has. Ids are dense and a child's is lower than its parent's, so facts live in arrays beside the tree. */
interface NodeBase {
  readonly id: number;
  readonly span: Span;
}

/** `null`, `true`, `12`, `1.5`, `"text"`; `literal` tells an Integer `1` from a Number `1.0`. */
export interface LiteralNode extends NodeBase {
  readonly kind: "Literal";
  readonly literal: "null" | "boolean" | "integer" | "number" | "text";
  readonly value: null | boolean | number | string;
}

/** `{a, b}`; `{}` is the empty list. */
export interface ListNode extends NodeBase {
  readonly kind: "List";
  readonly items: readonly Node[];
}

/** One `key: value` of a map; an unquoted key is text too. */
export interface MapEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
}

/** `{'k': v}` or `{k: v}`; `{:}` is the empty map. */
export interface MapNode extends NodeBase {
  readonly kind: "Map";
  readonly entries: readonly MapEntry[];
}

/** A bare name: a root, a variable, a namespace before a call, an element's attribute inside brackets; `#this` is the element. */
export interface NameNode extends NodeBase {
  readonly kind: "Name";
  readonly name: string;
}

/** `object.name` and `object?.name`. */
export interface MemberNode extends NodeBase {
  readonly kind: "Member";
  readonly object: Node;
  readonly name: string;
  readonly nameSpan: Span;
  readonly safe: boolean;
}

/** `object[index]` and `object?.[index]`. */
export interface IndexNode extends NodeBase {
  readonly kind: "Index";
  readonly object: Node;
  readonly index: Node;
  readonly safe: boolean;
}

/** `name(args)` (receiver null), `receiver.name(args)`, `receiver?.name(args)`; `String.len(x)` has the Name `String` as its receiver. */
export interface CallNode extends NodeBase {
  readonly kind: "Call";
  readonly receiver: Node | null;
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Node[];
  readonly safe: boolean;
}

/** `!a`, `-a`. */
export interface UnaryNode extends NodeBase {
  readonly kind: "Unary";
  readonly operator: UnaryOperator;
  readonly operatorSpan: Span;
  readonly operand: Node;
}

/** Comparison and arithmetic; always two sides. */
export interface BinaryNode extends NodeBase {
  readonly kind: "Binary";
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: Node;
  readonly right: Node;
}

/** A chain of one logical operator, `a and b and c`, kept flat: two or more operands. */
export interface LogicalNode extends NodeBase {
  readonly kind: "Logical";
  readonly operator: LogicalOperator;
  readonly operands: readonly Node[];
}

/** `condition ? whenTrue : whenFalse`. */
export interface ConditionalNode extends NodeBase {
  readonly kind: "Conditional";
  readonly condition: Node;
  readonly whenTrue: Node;
  readonly whenFalse: Node;
}

/** `value ?: fallback`. */
export interface ElvisNode extends NodeBase {
  readonly kind: "Elvis";
  readonly value: Node;
  readonly fallback: Node;
}

/** `source.![body]` and `source?.![body]`. */
export interface ProjectionNode extends NodeBase {
  readonly kind: "Projection";
  readonly source: Node;
  readonly body: Node;
  readonly safe: boolean;
}

/** `source.?[test]` and `source?.?[test]`. */
export interface SelectionNode extends NodeBase {
  readonly kind: "Selection";
  readonly source: Node;
  readonly test: Node;
  readonly safe: boolean;
}

/** What recovery leaves where something is missing; always accompanied by a diagnostic. */
export interface HoleNode extends NodeBase {
  readonly kind: "Hole";
}

/** Any node of the tree. */
export type Node =
  | LiteralNode
  | ListNode
  | MapNode
  | NameNode
  | MemberNode
  | IndexNode
  | CallNode
  | UnaryNode
  | BinaryNode
  | LogicalNode
  | ConditionalNode
  | ElvisNode
  | ProjectionNode
  | SelectionNode
  | HoleNode;

/** The kind of a node. */
export type NodeKind = Node["kind"];
