/** What becomes of a claim after its expression ran: the policies, applied once and in the order of the law. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { type Reason, reason } from "../diagnostics/reasons.js";
import type { ClaimValue, Outcome } from "../run/outcome.js";
import type { Claim } from "./claim.js";
import type { Json, Policy } from "./document.js";

/** How a claim ends: in the token, left out, or in an error that may take the token with it. */
export type Ending =
  | { readonly end: "claim"; readonly value: ClaimValue }
  | { readonly end: "omitted"; readonly reason: Reason }
  | { readonly end: "error"; readonly diagnostic: Diagnostic; readonly fatal: boolean };

const NOWHERE = { start: 0, end: 0 };

/** Applies a claim's policies to the outcome of its expression. */
export function settle(claim: Claim, outcome: Outcome): Ending {
  switch (outcome.status) {
    case "error":
      return { end: "error", diagnostic: outcome.diagnostic, fatal: claim.whenError === "fail" };
    case "absent": {
      const policy = outcome.reason.code === "needs-user" ? "whenNoUser" : "whenAbsent";
      return apply(claim[policy], outcome.reason, () =>
        diagnostic(
          "claims/absent",
          outcome.reason.span,
          { name: claim.name, reason: outcome.reason.code, policy },
          { hint: outcome.reason.message },
        ),
      );
    }
    default:
      return isEmpty(outcome.value) && claim.whenEmpty !== "keep"
        ? apply(claim.whenEmpty, reason("dropped-empty", NOWHERE), () => diagnostic("claims/empty", NOWHERE, { name: claim.name }))
        : { end: "claim", value: outcome.value };
  }
}

function apply(policy: Policy, why: Reason, failure: () => Diagnostic): Ending {
  if (policy === "omit") return { end: "omitted", reason: why };
  if (policy === "null") return { end: "claim", value: null };
  if (policy === "fail") return { end: "error", diagnostic: failure(), fatal: true };
  return { end: "claim", value: copyOf(policy.default) };
}

/** Whether a value is what `whenEmpty` speaks of. */
export function isEmpty(value: ClaimValue): boolean {
  return value === "" || (Array.isArray(value) && value.length === 0);
}

/** A copy, so that whoever gets a token's claims cannot change the document through them. */
function copyOf(value: Json): ClaimValue {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== "object" || value === null) return value as ClaimValue;
  const copy: { [key: string]: ClaimValue } = {};
  for (const [key, part] of Object.entries(value))
    Object.defineProperty(copy, key, { value: copyOf(part), enumerable: true, configurable: true, writable: true });
  return copy;
}
