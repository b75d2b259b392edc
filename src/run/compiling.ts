/** What compiling carries from node to node, and how it gets at the parts of a node. */
import type { Limits } from "../base/limits.js";
import type { Facts } from "../check/facts.js";
import type { Sights } from "../context/sights.js";
import type { Node } from "../syntax/ast.js";
import type { Step } from "./frame.js";
import { attributeLane, Operand, type Written } from "./operand.js";
import { placeOf } from "./place.js";

/** What compiling carries along. */
export interface Compiling {
  readonly source: string;
  readonly facts: Facts;
  readonly limits: Limits;
  readonly sights: Sights;
  readonly steps: Step[];
  /** Each node's outcome is noted, so each node runs by itself. */
  readonly record: boolean;
}

/** The step of a part. */
export function at({ steps }: Compiling, node: Node): Step {
  return steps[node.id] as Step;
}

/** What a part always gives, where it is written out. */
export function writtenIn(node: Node): Written | undefined {
  return node.kind === "Literal" ? node.value : undefined;
}

/** The short way to the attribute that a part is; undefined where it is something else. */
export function laneAt({ facts, sights, limits }: Compiling, node: Node) {
  const path = facts.paths[node.id];
  return attributeLane(path && sights.laneOf(path, limits));
}

/** A part as the steps around it read it. Whoever records has to run every step. */
export function operandOf(compiling: Compiling, node: Node): Operand {
  if (compiling.record) return Operand.computed(at(compiling, node));
  const written = writtenIn(node);
  if (written !== undefined) return Operand.written(written);
  const lane = laneAt(compiling, node);
  return lane ? Operand.attribute(lane, placeOf(node)) : Operand.computed(at(compiling, node));
}
