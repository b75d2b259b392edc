/** How the numbers of an operation are treated. */
import type { Type } from "../types/type.js";

/** By their static types, or, where one is unknown, by what they turn out to be. */
export type NumberMode = "integer" | "number" | "dynamic";

/** The number mode of an operation, from the static types of its sides. */
export function numberMode(left: Type, right: Type): NumberMode {
  if (left.kind === "integer" && right.kind === "integer") return "integer";
  return left.kind === "number" || right.kind === "number" ? "number" : "dynamic";
}
