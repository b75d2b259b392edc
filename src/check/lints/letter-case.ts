/** Text compared across letter case, which counts. */
import type { Node } from "../../syntax/ast.js";
import { quotedAt } from "../state.js";
import { comparisonsWithText, resultOf, valuesOf, type WithText } from "./comparisons.js";
import { type Look, replacing, shown, tell } from "./look.js";

/** A literal text that what it is compared with is only in other letters, by its row or by its schema. */
export function letterCase(look: Look): void {
  for (const compared of comparisonsWithText(look)) {
    const { node, side, literal } = compared;
    // Two literal texts are compared once.
    const meant = look.told?.has(node.id) ? undefined : meantBy(look, compared);
    if (meant === undefined) continue;
    const data = { part: shown(look, side), value: literal.value, meant, result: resultOf(node) };
    tell(look, node, "lint/letter-case", data, { fixes: [replacing(literal, quotedAt(look.state, literal, meant))] });
  }
}

/** The text in the letters that the other side has it in; undefined where it has these, or has no such text. */
function meantBy(look: Look, { side, literal: { value } }: WithText): string | undefined {
  const inCase = letterCaseOf(look, side)?.(value);
  if (inCase !== undefined && inCase !== value) return inCase;
  const values = valuesOf(look, side);
  return values?.includes(value) ? undefined : values?.find((known) => known.toLowerCase() === value.toLowerCase());
}

/** The letter case that the row of a call always gives. */
function letterCaseOf(look: Look, node: Node): ((text: string) => string) | undefined {
  const gives = look.state.facts.calls[node.id]?.candidates.map(({ row }) => row.letterCase);
  if (!gives || gives.length === 0) return undefined;
  if (gives.every((letterCase) => letterCase === "lower")) return (text) => text.toLowerCase();
  return gives.every((letterCase) => letterCase === "upper") ? (text) => text.toUpperCase() : undefined;
}
