/** Comparisons with a text that an enum does not have. */
import { closestName } from "../../base/closest.js";
import { quotedAt } from "../state.js";
import { comparisonsWithText, isText, resultOf, valuesOf } from "./comparisons.js";
import { type Look, listed, replacing, shown, tell } from "./look.js";

/** A literal text that is none of those that the other side can be. */
export function noSuchValue(look: Look): void {
  for (const { node, side, literal } of comparisonsWithText(look)) {
    const { value } = literal;
    const values = isText(side) ? undefined : valuesOf(look, side);
    if (!values || values.includes(value) || look.told?.has(node.id)) continue;
    const near = closestName(value, values);
    const data = { part: shown(look, side), value, values: listed(values.map((each) => `\`${each}\``)), result: resultOf(node) };
    const meant =
      near === undefined
        ? {}
        : { hint: `Did you mean \`${near}\`?`, fixes: [replacing(literal, quotedAt(look.state, literal, near))] };
    tell(look, node, "lint/no-such-value", data, meant);
  }
}
