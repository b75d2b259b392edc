/** What every target's answer needs: the claims that may go into it, or the sentence that refuses the token. */
import type { FailedClaim, IssueResult } from "../claims/issue.js";
import { utf8Length } from "../claims/size.js";
import type { ClaimValue } from "../run/outcome.js";
import { type CarriedKind, TARGETS, type Target, type TargetName } from "./target.js";

/** A token's claims ready for a target, or why there is no token. The sentence names claims and never their data. */
export type Carried =
  | { readonly ok: true; readonly claims: { readonly [name: string]: ClaimValue } }
  | { readonly ok: false; readonly summary: string };

/** Looks at a result as a target sees it: a value of unknown type is only known now. */
export function carry(result: IssueResult, name: TargetName): Carried {
  const target: Target = TARGETS[name];
  if (!result.ok) return { ok: false, summary: failureSummary(result.errors) };
  const strange = Object.entries(result.claims).filter(([, value]) => !canCarry(target, value));
  if (strange.length > 0)
    return {
      ok: false,
      summary: `The claim ${names(strange.map(([claim]) => claim))} has a value that ${target.name} cannot carry.`,
    };
  const bytes = utf8Length(JSON.stringify(result.claims));
  if (target.maxBytes !== undefined && bytes > target.maxBytes)
    return { ok: false, summary: `The claims take ${bytes} bytes; ${target.name} takes ${target.maxBytes}.` };
  return { ok: true, claims: result.claims };
}

function failureSummary(errors: readonly FailedClaim[]): string {
  return `The claim ${names([...new Set(errors.map(({ name }) => name))])} could not be made.`;
}

function names(claims: readonly string[]): string {
  const shown = claims
    .slice(0, 3)
    .map((claim) => `'${claim}'`)
    .join(", ");
  return claims.length > 3 ? `${shown} and ${claims.length - 3} more` : shown;
}

function canCarry(target: Target, value: ClaimValue): boolean {
  const kinds = target.carries;
  const kind = kindOf(value);
  return kinds.includes(kind) || (kind === "list-of-texts" && kinds.includes("list"));
}

function kindOf(value: ClaimValue): CarriedKind {
  if (value === null) return "null";
  if (typeof value === "string") return "text";
  if (typeof value === "number" || typeof value === "boolean") return typeof value as "number" | "boolean";
  if (Array.isArray(value)) return value.every((item) => typeof item === "string") ? "list-of-texts" : "list";
  return "map";
}
