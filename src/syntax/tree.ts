/** Makes nodes: each gets the next id, so children come before their parent. */
import type { Span } from "../base/span.js";
import type {
  BinaryNode,
  CallNode,
  ConditionalNode,
  ElvisNode,
  HoleNode,
  IndexNode,
  ListNode,
  LiteralNode,
  LogicalNode,
  MapEntry,
  MapNode,
  MemberNode,
  NameNode,
  Node,
  ProjectionNode,
  SelectionNode,
  UnaryNode,
} from "./ast.js";
import type { BinaryOperator, LogicalOperator, UnaryOperator } from "./operators.js";
import { eachChild } from "./walk.js";

/** The nodes of one parse. */
export class Tree {
  readonly nodes: Node[] = [];
  /** A node was made that the tree does not hold: ids are no longer dense. */
  hasStrays = false;

  private add<N extends Node>(node: N): N {
    this.nodes.push(node);
    return node;
  }

  literal(literal: LiteralNode["literal"], value: LiteralNode["value"], start: number, end: number): LiteralNode {
    return this.add({ kind: "Literal", id: this.nodes.length, span: { start, end }, literal, value });
  }

  list(items: Node[], start: number, end: number): ListNode {
    return this.add({ kind: "List", id: this.nodes.length, span: { start, end }, items });
  }

  map(entries: MapEntry[], start: number, end: number): MapNode {
    return this.add({ kind: "Map", id: this.nodes.length, span: { start, end }, entries });
  }

  name(name: string, start: number, end: number): NameNode {
    return this.add({ kind: "Name", id: this.nodes.length, span: { start, end }, name });
  }

  member(object: Node, name: string, nameSpan: Span, safe: boolean, start: number): MemberNode {
    return this.add({ kind: "Member", id: this.nodes.length, span: { start, end: nameSpan.end }, object, name, nameSpan, safe });
  }

  index(object: Node, index: Node, safe: boolean, start: number, end: number): IndexNode {
    return this.add({ kind: "Index", id: this.nodes.length, span: { start, end }, object, index, safe });
  }

  call(receiver: Node | null, name: string, nameSpan: Span, args: Node[], safe: boolean, start: number, end: number): CallNode {
    return this.add({ kind: "Call", id: this.nodes.length, span: { start, end }, receiver, name, nameSpan, args, safe });
  }

  unary(operator: UnaryOperator, operatorSpan: Span, operand: Node, end: number): UnaryNode {
    const span = { start: operatorSpan.start, end };
    return this.add({ kind: "Unary", id: this.nodes.length, span, operator, operatorSpan, operand });
  }

  binary(operator: BinaryOperator, operatorSpan: Span, left: Node, right: Node, start: number, end: number): BinaryNode {
    return this.add({ kind: "Binary", id: this.nodes.length, span: { start, end }, operator, operatorSpan, left, right });
  }

  logical(operator: LogicalOperator, operands: Node[], start: number, end: number): LogicalNode {
    return this.add({ kind: "Logical", id: this.nodes.length, span: { start, end }, operator, operands });
  }

  conditional(condition: Node, whenTrue: Node, whenFalse: Node, start: number, end: number): ConditionalNode {
    return this.add({ kind: "Conditional", id: this.nodes.length, span: { start, end }, condition, whenTrue, whenFalse });
  }

  elvis(value: Node, fallback: Node, start: number, end: number): ElvisNode {
    return this.add({ kind: "Elvis", id: this.nodes.length, span: { start, end }, value, fallback });
  }

  projection(source: Node, body: Node, safe: boolean, start: number, end: number): ProjectionNode {
    return this.add({ kind: "Projection", id: this.nodes.length, span: { start, end }, source, body, safe });
  }

  selection(source: Node, test: Node, safe: boolean, start: number, end: number): SelectionNode {
    return this.add({ kind: "Selection", id: this.nodes.length, span: { start, end }, source, test, safe });
  }

  /** Stands where something is missing or refused; the nodes it takes the place of are strays. */
  hole(start: number, end: number): HoleNode {
    return this.add({ kind: "Hole", id: this.nodes.length, span: { start, end } });
  }
}

/** The nodes below and including `root`, children before their parent; renumbered where strays left gaps. */
export function denseNodes(tree: Tree, root: Node): readonly Node[] {
  if (!tree.hasStrays) return tree.nodes;
  const dense: Node[] = [];
  const todo: Node[] = [root];
  // Parents first and their children from the right, then reversed: post-order without recursion.
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    dense.push(node);
    eachChild(node, (child) => todo.push(child));
  }
  dense.reverse();
  dense.forEach((node, id) => {
    (node as { id: number }).id = id;
  });
  return dense;
}
