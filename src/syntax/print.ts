/** Writes a tree as canonical text, and `format`, which does that to a source. */

import { DEFAULT_LIMITS } from "../base/limits.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { withinStack } from "../diagnostics/stack.js";
import type { LiteralNode, MapNode, Node } from "./ast.js";
import { quoted } from "./mend-literals.js";
import { INFIX, type InfixOperator, LEVELS, PREFIX, UNCHAINED } from "./operators.js";
import { parseSource } from "./parse.js";
import { NAME } from "./tokens.js";

/** How tightly a node binds; a looser one inside a tighter place goes into brackets. */
const CONDITIONAL = 0;
const UNARY = LEVELS.length + 1;
const POSTFIX = UNARY + 1;

function levelOf(operator: InfixOperator): number {
  return LEVELS.indexOf(INFIX[operator].level) + 1;
}

function bindingOf(node: Node): number {
  switch (node.kind) {
    case "Conditional":
    case "Elvis":
      return CONDITIONAL;
    case "Logical":
    case "Binary":
      return levelOf(node.operator);
    case "Unary":
      return UNARY;
    case "Literal":
      return typeof node.value === "number" && node.value < 0 ? UNARY : POSTFIX;
    default:
      return POSTFIX;
  }
}

/** A piece of a node's text: text, or a node where something that binds at least as tightly as `least` is wanted. */
type Piece = string | { readonly node: Node; readonly least: number };

/**
 * A tree as canonical text; parsing that gives an equal tree.
 *
 * @param root a tree without holes
 */
export function print(root: Node): string {
  const texts: string[] = [];
  // What is still to be written, the next piece last: a long chain is a deep tree, which recursion would not survive.
  const todo: Piece[] = [anywhere(root)];
  for (let piece = todo.pop(); piece !== undefined; piece = todo.pop()) {
    if (typeof piece === "string") {
      texts.push(piece);
      continue;
    }
    const { node, least } = piece;
    const pieces = (PIECES[node.kind] as (node: Node) => readonly Piece[])(node);
    const bracketed = bindingOf(node) < least;
    if (bracketed) todo.push(")");
    for (let at = pieces.length - 1; at >= 0; at--) todo.push(pieces[at] as Piece);
    if (bracketed) texts.push("(");
  }
  return texts.join("");
}

function held(least: number, node: Node): Piece {
  return { node, least };
}

function anywhere(node: Node): Piece {
  return held(CONDITIONAL, node);
}

const PIECES: { readonly [Kind in Node["kind"]]: (node: Node & { kind: Kind }) => readonly Piece[] } = {
  Literal: (node) => [literal(node)],
  List: (node) => ["{", ...all(node.items), "}"],
  Map: map,
  Name: (node) => [node.name],
  Member: (node) => [held(POSTFIX, node.object), dot(node.safe), node.name],
  Index: (node) => [...indexed(node.object, node.safe), node.safe ? "?.[" : "[", anywhere(node.index), "]"],
  Call: (node) => [
    ...(node.receiver ? [held(POSTFIX, node.receiver), dot(node.safe)] : []),
    node.name,
    "(",
    ...all(node.args),
    ")",
  ],
  Unary: (node) => {
    const operator = PREFIX[node.operator].spellings[0];
    // `--` would be read as one sign.
    return operator === "-" && isNegative(node.operand)
      ? ["-(", anywhere(node.operand), ")"]
      : [operator, held(UNARY, node.operand)];
  },
  Binary: (node) => {
    const level = levelOf(node.operator);
    const leans = INFIX[node.operator].level !== UNCHAINED;
    return [held(leans ? level : level + 1, node.left), ` ${INFIX[node.operator].spellings[0]} `, held(level + 1, node.right)];
  },
  Logical: (node) => between(` ${INFIX[node.operator].spellings[0]} `, node.operands, levelOf(node.operator) + 1),
  Conditional: (node) => [held(1, node.condition), " ? ", anywhere(node.whenTrue), " : ", branch(node.whenFalse, "Elvis")],
  Elvis: (node) => [held(1, node.value), " ?: ", branch(node.fallback, "Conditional")],
  Projection: (node) => [held(POSTFIX, node.source), node.safe ? "?.![" : ".![", anywhere(node.body), "]"],
  Selection: (node) => [held(POSTFIX, node.source), node.safe ? "?.?[" : ".?[", anywhere(node.test), "]"],
  Hole: () => [],
};

/** What an index is taken of; `x.$[0]` would be read as a last-match selection. */
function indexed(node: Node, safe: boolean): readonly Piece[] {
  const misread = !safe && node.kind === "Member" && node.name === "$";
  return misread ? ["(", anywhere(node), ")"] : [held(POSTFIX, node)];
}

function dot(safe: boolean): string {
  return safe ? "?." : ".";
}

/** Whether the text of a node begins with a minus sign. */
function isNegative(node: Node): boolean {
  return (node.kind === "Unary" && node.operator === "negate") || (node.kind === "Literal" && bindingOf(node) === UNARY);
}

/** The last branch, in brackets where people misread what belongs to what. */
function branch(node: Node, misread: "Elvis" | "Conditional"): Piece {
  return held(node.kind === misread ? 1 : CONDITIONAL, node);
}

function between(separator: string, nodes: readonly Node[], least: number): Piece[] {
  return nodes.flatMap((node, index) => (index === 0 ? [held(least, node)] : [separator, held(least, node)]));
}

function all(nodes: readonly Node[]): Piece[] {
  return between(", ", nodes, CONDITIONAL);
}

function map(node: MapNode): readonly Piece[] {
  if (node.entries.length === 0) return ["{:}"];
  const entries = node.entries.flatMap(({ key, value }, index) => [`${index === 0 ? "" : ", "}${keyText(key)}: `, anywhere(value)]);
  return ["{", ...entries, "}"];
}

const WHOLE_NAME = new RegExp(`^(?:${NAME.source})$`);

function keyText(key: string): string {
  return WHOLE_NAME.test(key) ? key : quoted(key);
}

function literal(node: LiteralNode): string {
  if (typeof node.value === "string") return quoted(node.value);
  if (node.literal !== "number") return String(node.value);
  const text = String(node.value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/**
 * Writes an expression in its canonical form: one spelling of each operator, one space, brackets only where they are needed.
 *
 * @param source the expression
 * @returns canonical text with the same meaning, a fixed point of `format`; a source with errors comes back unchanged
 * @example format("a AND  (b)") // "a and b"
 */
export function format(source: string): string {
  return withinStack(() => {
    const parsed = parseSource(source, DEFAULT_LIMITS);
    return hasErrors(parsed.diagnostics) ? source : print(parsed.root);
  }, source);
}
