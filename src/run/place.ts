/** Where a node stands, for faults to tell; closures keep this and not the node. */
import type { Node } from "../syntax/ast.js";
import { Fault, type Value } from "../values/value.js";

/** Offsets into the source. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** The place of a node. */
export function placeOf({ span }: Node): Place {
  return { start: span.start, end: span.end };
}

/** Gives a fault without a place the place of its node. */
export function place(value: Value | Fault, where: Place): Value | Fault {
  return value instanceof Fault ? value.at(where.start, where.end) : value;
}
