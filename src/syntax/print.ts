/** Writes a tree as canonical text, and `format`, which does that to a source. */

import { DEFAULT_LIMITS } from "../base/limits.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import type { LiteralNode, MapNode, Node } from "./ast.js";
import { quoted } from "./mend-literals.js";
import { INFIX, type InfixOperator, LEVELS, PREFIX } from "./operators.js";
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

/**
 * A tree as canonical text; parsing that gives an equal tree.
 *
 * @param root a tree without holes
 */
export function print(root: Node): string {
  return write(root, CONDITIONAL);
}

/** A node where something that binds at least as tightly as `least` is wanted. */
function write(node: Node, least: number): string {
  const writer = WRITE[node.kind] as (node: Node) => string;
  const text = writer(node);
  return bindingOf(node) < least ? `(${text})` : text;
}

type Writers = { readonly [Kind in Node["kind"]]: (node: Node & { kind: Kind }) => string };

const WRITE: Writers = {
  Literal: literal,
  List: (node) => `{${all(node.items)}}`,
  Map: map,
  Name: (node) => node.name,
  Member: (node) => `${write(node.object, POSTFIX)}${node.safe ? "?." : "."}${node.name}`,
  Index: (node) => `${write(node.object, POSTFIX)}${node.safe ? "?." : ""}[${write(node.index, CONDITIONAL)}]`,
  Call: (node) =>
    `${node.receiver ? `${write(node.receiver, POSTFIX)}${node.safe ? "?." : "."}` : ""}${node.name}(${all(node.args)})`,
  Unary: (node) => {
    const operator = PREFIX[node.operator].spellings[0];
    const text = write(node.operand, UNARY);
    // `--` would be read as one sign.
    return operator === "-" && text.startsWith("-") ? `-(${text})` : operator + text;
  },
  Binary: (node) => {
    const level = levelOf(node.operator);
    const leans = INFIX[node.operator].level !== "comparison";
    return `${write(node.left, leans ? level : level + 1)} ${INFIX[node.operator].spellings[0]} ${write(node.right, level + 1)}`;
  },
  Logical: (node) =>
    node.operands.map((operand) => write(operand, levelOf(node.operator) + 1)).join(` ${INFIX[node.operator].spellings[0]} `),
  Conditional: (node) => `${write(node.condition, 1)} ? ${write(node.whenTrue, CONDITIONAL)} : ${branch(node.whenFalse, "Elvis")}`,
  Elvis: (node) => `${write(node.value, 1)} ?: ${branch(node.fallback, "Conditional")}`,
  Projection: (node) => `${write(node.source, POSTFIX)}${node.safe ? "?" : ""}.![${write(node.body, CONDITIONAL)}]`,
  Selection: (node) => `${write(node.source, POSTFIX)}${node.safe ? "?" : ""}.?[${write(node.test, CONDITIONAL)}]`,
  Hole: () => "",
};

/** The last branch, in brackets where people misread what belongs to what. */
function branch(node: Node, misread: "Elvis" | "Conditional"): string {
  return write(node, node.kind === misread ? 1 : CONDITIONAL);
}

function all(items: readonly Node[]): string {
  return items.map((item) => write(item, CONDITIONAL)).join(", ");
}

function map(node: MapNode): string {
  if (node.entries.length === 0) return "{:}";
  return `{${node.entries.map(({ key, value }) => `${keyText(key)}: ${write(value, CONDITIONAL)}`).join(", ")}}`;
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
  const parsed = parseSource(source, DEFAULT_LIMITS);
  return hasErrors(parsed.diagnostics) ? source : print(parsed.root);
}
