/** The bounds of a checked expression over all grants: steps of its evaluation, size of its value. */
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { Node } from "../syntax/ast.js";
import { type Cost, dearest, NO_COST } from "./cost.js";
import type { Facts } from "./facts.js";
import type { Flow } from "./flow.js";
import type { GrantPass } from "./grants.js";
import { NO_SIZE, sizeOfFlow } from "./size.js";
import type { CheckState } from "./state.js";

/** Upper bounds, never exceeded by a context that fits its schemas. */
export interface CostBound {
  /** Steps of the budget that an evaluation takes at most. */
  readonly steps: number;
  /** UTF-16 units of the value's texts, keys and numbers, and one for each member of a list or map. */
  readonly size: number;
  /** The schemas and the expression alone bound it; otherwise a limit of the environment stands in for a missing `maxLength` or `maxItems`. */
  readonly bounded: boolean;
}

/** What is said where the check failed. */
export const NO_BOUND: CostBound = { steps: 0, size: 0, bounded: true };

/** The largest of the bounds on each grant. */
export function boundOf(state: CheckState, passes: readonly GrantPass[], root: Node): CostBound {
  const cost = costOn(passes, root);
  let size = NO_SIZE;
  for (const { pass } of passes) {
    const other = sizeOfFlow(pass.flows[root.id] as Flow, state.env.limits);
    if (other.units > size.units) size = other;
  }
  return { steps: capped(cost.steps), size: capped(size.units), bounded: !cost.open && !size.open };
}

/** JSON has no infinity, and nothing of this size is ever run. */
function capped(bound: number): number {
  return Math.min(bound, Number.MAX_SAFE_INTEGER);
}

function costOn(passes: readonly GrantPass[], root: Node): Cost {
  let cost = NO_COST;
  for (const { pass } of passes) cost = dearest(cost, (pass.flows[root.id] as Flow).cost);
  return cost;
}

/** Whether the schemas allow it to take more than the budget, so that it is refused. */
export function isTooCostly(state: CheckState, passes: readonly GrantPass[], root: Node): boolean {
  const { steps, open } = costOn(passes, root);
  return !open && steps > state.env.limits.steps;
}

/** Refuses what the schemas allow to take more than the budget; says so where only the limits of the environment bound it. */
export function reportCost(state: CheckState, passes: readonly GrantPass[], root: Node): void {
  const { steps, open } = costOn(passes, root);
  const limit = state.env.limits.steps;
  // Where no path has a schema, as that of the groups, nothing can be declared and nobody can mend it.
  if (steps <= limit || (open && !readsSchemas(state.facts))) return;
  const data = { steps: Number.isFinite(steps) ? steps : `more than ${limit}`, limit };
  state.diagnostics.push(diagnostic(open ? "lint/too-costly" : "check/too-costly", root.span, data));
}

/** Whether a path is read of which a schema can say how large it is. */
function readsSchemas(facts: Facts): boolean {
  return facts.paths.some((path) => path?.root.type.kind === "map");
}
