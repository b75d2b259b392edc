/** The table of lints, in the order in which they look: a later one is silent where an earlier one spoke. */
import type { Node } from "../../syntax/ast.js";
import type { GrantPass } from "../grants.js";
import { reachedOn } from "../reach.js";
import type { CheckState } from "../state.js";
import { constantCondition, unusedFallback } from "./constant-condition.js";
import { conversions } from "./conversions.js";
import { controlledByClient, personalData, unverified } from "./data.js";
import { decidedByAbsence } from "./decided-by-absence.js";
import { deprecatedOperators, olderNames } from "./deprecated.js";
import { refusedOnGrants } from "./limit.js";
import type { Lint, Look, Sight } from "./look.js";
import { neverEqual } from "./never-equal.js";
import { nullOperand } from "./null-operand.js";
import { alwaysFails, branchTypes, quotedPath, wholeProfile } from "./whole-claim.js";

/** Every lint. */
export const LINTS: readonly Lint[] = [
  quotedPath,
  wholeProfile,
  alwaysFails,
  conversions,
  neverEqual,
  decidedByAbsence,
  constantCondition,
  unusedFallback,
  nullOperand,
  branchTypes,
  refusedOnGrants,
  olderNames,
  deprecatedOperators,
  unverified,
  personalData,
  controlledByClient,
];

/** Looks at a checked expression without errors; gives the grants on which a strict environment refuses it. */
export function runLints(state: CheckState, passes: readonly GrantPass[], root: Node): ReadonlySet<string> {
  const onGrants = passes.filter(({ grants }) => grants.length > 0);
  const reached = new Map(onGrants.map(({ pass }) => [pass, reachedOn(pass)]));
  const seen = (node: Node): Sight[] =>
    onGrants.flatMap(({ grants, pass }) =>
      reached.get(pass)?.[node.id] ? [{ grants, pass, flow: pass.flows[node.id] as Sight["flow"] }] : [],
    );
  const look: Look = { state, root, seen, told: new Set(), refused: new Set() };
  for (const lint of LINTS) lint(look);
  return look.refused;
}
