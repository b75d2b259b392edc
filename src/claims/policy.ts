/** What becomes of a claim after its expression ran: the policies, applied once and in the order of the law. */
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { type Reason, reason } from "../diagnostics/reasons.js";
import type { ClaimValue, Outcome } from "../run/outcome.js";
import type { Claim } from "./claim.js";
import type { EmptyPolicy } from "./document-types.js";
import { copyJson } from "./json.js";

/** The policies that may write a value, in the order of the law. */
export const POLICIES = ["whenNoUser", "whenAbsent", "whenEmpty"] as const;

/** The name of such a policy. */
export type PolicyName = (typeof POLICIES)[number];

/** A policy that wrote a value, and why it was asked. */
export interface AppliedPolicy {
  readonly policy: PolicyName;
  readonly reason: Reason;
}

/** How a claim ends: in the token, left out, or in an error that may take the token with it. */
export type Ending =
  | { readonly end: "claim"; readonly value: ClaimValue; readonly by?: AppliedPolicy }
  | { readonly end: "omitted"; readonly reason: Reason }
  | { readonly end: "error"; readonly diagnostic: Diagnostic; readonly fatal: boolean };

const NOWHERE = { start: 0, end: 0 };

/** Applies a claim's policies to the outcome of its expression. */
export function settle(claim: Claim, outcome: Outcome): Ending {
  if (outcome.status === "error") return { end: "error", diagnostic: outcome.diagnostic, fatal: claim.whenError === "fail" };
  if (outcome.status === "absent") {
    const policy = outcome.reason.code === "needs-user" ? "whenNoUser" : "whenAbsent";
    return apply(claim, { policy, reason: outcome.reason }, () => absentFailure(claim, policy, outcome.reason));
  }
  if (claim.whenEmpty === "keep" || !isEmpty(outcome.value)) return { end: "claim", value: outcome.value };
  const empty = { policy: "whenEmpty", reason: reason("dropped-empty", NOWHERE) } as const;
  return apply(claim, empty, () => diagnostic("claims/empty", NOWHERE, { name: claim.name }));
}

function apply(claim: Claim, by: AppliedPolicy, failure: () => Diagnostic): Ending {
  const chosen: EmptyPolicy = claim[by.policy];
  if (typeof chosen === "object") return { end: "claim", value: copyJson(chosen.default), by };
  if (chosen === "null") return { end: "claim", value: null, by };
  return chosen === "fail" ? { end: "error", diagnostic: failure(), fatal: true } : { end: "omitted", reason: by.reason };
}

function absentFailure({ name }: Claim, policy: PolicyName, { code, message, span }: Reason): Diagnostic {
  return diagnostic("claims/absent", span, { name, reason: code, policy }, { hint: message });
}

/** Whether a value is what `whenEmpty` speaks of. */
export function isEmpty(value: ClaimValue): boolean {
  return value === "" || (Array.isArray(value) && value.length === 0);
}
