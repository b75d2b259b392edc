/** Comparisons that can never be true: of two kinds, with a text that an enum does not have, across letter case. */
import { closestName } from "../../base/closest.js";
import type { BinaryNode, LiteralNode, Node } from "../../syntax/ast.js";
import { printType } from "../../types/print.js";
import { overlaps } from "../../types/relate.js";
import type { Type } from "../../types/type.js";
import { capital } from "../names.js";
import { type Look, listed, nodesOf, quoted, replacing, shown, tell } from "./look.js";

/** Looks at `==` and `!=`. */
export function neverEqual(look: Look): void {
  for (const node of nodesOf(look, "Binary")) {
    if ((node.operator !== "eq" && node.operator !== "ne") || look.seen(node).length === 0) continue;
    const [left, right] = [typeOf(look, node.left), typeOf(look, node.right)];
    if (!left || !right) continue;
    const bothMayBeNull = [node.left, node.right].every((side) => look.seen(side).some(({ flow }) => flow.canNull));
    if (!overlaps(left, right) && left.kind !== right.kind && !bothMayBeNull) tellKinds(look, node, left, right);
    else lookAtText(look, node, node.left, node.right) || lookAtText(look, node, node.right, node.left);
  }
}

function typeOf(look: Look, node: Node): Type | undefined {
  return look.state.facts.typed[node.id]?.type;
}

/** What the comparison gives every time. */
function resultOf(node: BinaryNode): string {
  return node.operator === "eq" ? "false" : "true";
}

function tellKinds(look: Look, node: BinaryNode, left: Type, right: Type): void {
  const data = { left: capital(printType(left)), right: printType(right), result: resultOf(node) };
  tell(look, node, "lint/never-equal", data);
}

function isText(node: Node): node is LiteralNode & { value: string } {
  return node.kind === "Literal" && typeof node.value === "string";
}

/** A text literal against something of which the possible texts are known. */
function lookAtText(look: Look, node: BinaryNode, side: Node, other: Node): boolean {
  if (!isText(other)) return false;
  const { value } = other;
  const letterCase = letterCaseOf(look, side);
  if (letterCase && letterCase(value) !== value) return tellLetterCase(look, node, side, other, letterCase(value));
  const type = typeOf(look, side);
  const values = isText(side) ? [side.value] : type?.kind === "text" ? type.values : undefined;
  if (!values || values.includes(value)) return false;
  const sameLetters = values.find((known) => known.toLowerCase() === value.toLowerCase());
  if (sameLetters !== undefined) return tellLetterCase(look, node, side, other, sameLetters);
  return isText(side) ? false : tellNoSuchValue(look, node, side, other, values);
}

/** The letter case that the row of a call always gives. */
function letterCaseOf(look: Look, node: Node): ((text: string) => string) | undefined {
  const gives = look.state.facts.calls[node.id]?.candidates.map(({ row }) => row.letterCase);
  if (!gives || gives.length === 0) return undefined;
  if (gives.every((letterCase) => letterCase === "lower")) return (text) => text.toLowerCase();
  return gives.every((letterCase) => letterCase === "upper") ? (text) => text.toUpperCase() : undefined;
}

function tellLetterCase(look: Look, node: BinaryNode, side: Node, literal: LiteralNode, meant: string): true {
  const data = { part: shown(look, side), value: String(literal.value), meant, result: resultOf(node) };
  tell(look, node, "lint/letter-case", data, { fixes: [replacing(literal, quoted(look, literal, meant))] });
  return true;
}

function tellNoSuchValue(look: Look, node: BinaryNode, side: Node, literal: LiteralNode, values: readonly string[]): true {
  const value = String(literal.value);
  const near = closestName(value, values);
  const data = { part: shown(look, side), value, values: listed(values.map((each) => `\`${each}\``)), result: resultOf(node) };
  const meant =
    near === undefined ? {} : { hint: `Did you mean \`${near}\`?`, fixes: [replacing(literal, quoted(look, literal, near))] };
  tell(look, node, "lint/no-such-value", data, meant);
  return true;
}
