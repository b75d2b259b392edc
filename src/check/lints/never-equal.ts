/** Comparisons of two kinds of value, which are never equal. */
import { printType } from "../../types/print.js";
import { overlaps } from "../../types/relate.js";
import { capital } from "../names.js";
import { comparisonsOf, resultOf, typeOf } from "./comparisons.js";
import { isSeen, type Look, tell } from "./look.js";

/** A comparison of two kinds that cannot both be null either. */
export function neverEqual(look: Look): void {
  for (const node of comparisonsOf(look)) {
    const [left, right] = [typeOf(look, node.left), typeOf(look, node.right)];
    if (!left || !right || overlaps(left, right) || left.kind === right.kind) continue;
    if ([node.left, node.right].every((side) => isSeen(look, side, ({ canNull }) => canNull))) continue;
    const data = { left: capital(printType(left)), right: printType(right), result: resultOf(node) };
    tell(look, node, "lint/never-equal", data);
  }
}
