/** The table of lints, in the order in which they look: a later one is silent where an earlier one spoke. */
import type { Node } from "../../syntax/ast.js";
import type { GrantPass } from "../grants.js";
import { reachedOn } from "../reach.js";
import type { CheckState } from "../state.js";
import { alwaysFails } from "./always-fails.js";
import { branchTypes } from "./branch-types.js";
import { constantCondition } from "./constant-condition.js";
import { controlledByClient } from "./controlled.js";
import { conversions } from "./conversions.js";
import { decidedByAbsence } from "./decided-by-absence.js";
import { deprecatedOperators } from "./deprecated-operators.js";
import { letterCase } from "./letter-case.js";
import { refusedOnGrants } from "./limit.js";
import type { Course, Lint, Look, NodesByKind } from "./look.js";
import { neverEqual } from "./never-equal.js";
import { noSuchValue } from "./no-such-value.js";
import { nullOperand } from "./null-operand.js";
import { olderNames } from "./older-names.js";
import { personalData } from "./personal-data.js";
import { quotedPath } from "./quoted-path.js";
import { unusedFallback } from "./unused-fallback.js";
import { unverified } from "./unverified.js";
import { wholeProfile } from "./whole-profile.js";

/** A lint, and the kind of nodes without which it has nothing to look at. */
interface LintRow {
  readonly lint: Lint;
  readonly of?: Node["kind"];
}

/** Every lint. */
export const LINTS: readonly LintRow[] = [
  { lint: quotedPath, of: "Literal" },
  { lint: wholeProfile },
  { lint: alwaysFails },
  { lint: conversions, of: "Call" },
  { lint: neverEqual, of: "Binary" },
  { lint: letterCase, of: "Binary" },
  { lint: noSuchValue, of: "Binary" },
  { lint: decidedByAbsence, of: "Binary" },
  { lint: constantCondition },
  { lint: unusedFallback, of: "Elvis" },
  { lint: nullOperand, of: "Binary" },
  { lint: branchTypes },
  { lint: refusedOnGrants },
  { lint: olderNames, of: "Call" },
  { lint: deprecatedOperators, of: "Binary" },
  { lint: unverified },
  { lint: personalData },
  { lint: controlledByClient },
];

/** Refused on no grant. */
export const NOWHERE: ReadonlySet<string> = new Set();

/** Looks at a checked expression without errors; gives the grants on which a strict environment refuses it. */
export function runLints(state: CheckState, passes: readonly GrantPass[], root: Node): ReadonlySet<string> {
  const courses: Course[] = [];
  for (const { grants, pass } of passes)
    if (grants.length > 0) courses.push({ grants, pass, reached: state.facts.branches ? reachedOn(pass) : undefined });
  const kinds = byKind(state.facts.nodes);
  const look: Look = { state, kinds, root, courses, told: undefined, refused: undefined };
  for (const { of, lint } of LINTS) if (of === undefined || kinds[of]) lint(look);
  return look.refused ?? NOWHERE;
}

function byKind(nodes: readonly Node[]): NodesByKind {
  const kinds: { [Kind in Node["kind"]]?: Node[] } = {};
  for (const node of nodes) (kinds[node.kind] ??= []).push(node);
  return kinds as NodesByKind;
}
