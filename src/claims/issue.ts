/** `issue`: the one pure function that makes a token's claims, for the issuer and for the preview alike. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Reason } from "../diagnostics/reasons.js";
import type { ClaimValue } from "../run/outcome.js";
import { type Claim, claimFor, type NamedClaims } from "./claim.js";
import { setOwn } from "./json.js";
import type { ClaimSetParts } from "./parts.js";
import { type Ending, settle } from "./policy.js";
import { type IssueRequest, type Opened, openRequest } from "./request.js";

export type { IssueRequest } from "./request.js";

/** A claim that is left out, and why. */
export interface OmittedClaim {
  readonly name: string;
  readonly reason: Reason;
}

/** A claim that ended in an error. */
export interface FailedClaim {
  readonly name: string;
  readonly diagnostic: Diagnostic;
}

/** A token's claims. Plain JSON-safe data; each name of an active claim is in exactly one of the three. */
export type IssueResult =
  | {
      readonly ok: true;
      readonly claims: { readonly [name: string]: ClaimValue };
      readonly omitted: readonly OmittedClaim[];
      readonly errors: readonly FailedClaim[];
      readonly warnings: readonly Diagnostic[];
    }
  | {
      readonly ok: false;
      readonly omitted: readonly OmittedClaim[];
      readonly errors: readonly FailedClaim[];
      readonly warnings: readonly Diagnostic[];
    };

/** How one claim ended. */
export interface EndedClaim {
  readonly claim: Claim;
  readonly ending: Ending;
}

/** How each of some claims ends in a token. */
export function endingsOf(named: readonly NamedClaims[], { asked, reader }: Opened): EndedClaim[] {
  return named.map((claims) => {
    const { claim, excluded } = claimFor(claims, asked);
    return { claim, ending: excluded ? { end: "omitted", reason: excluded } : settle(claim, claim.program.evaluate(reader)) };
  });
}

/** Puts endings together. */
export function tokenOf(ended: readonly EndedClaim[], warnings: readonly Diagnostic[]): IssueResult {
  const claims: { [name: string]: ClaimValue } = {};
  const omitted: OmittedClaim[] = [];
  const errors: FailedClaim[] = [];
  let refused = false;
  for (const { claim, ending } of ended) {
    if (ending.end === "claim") write(claims, claim, ending.value);
    else if (ending.end === "omitted") omitted.push({ name: claim.name, reason: ending.reason });
    else {
      errors.push({ name: claim.name, diagnostic: ending.diagnostic });
      refused ||= ending.fatal;
    }
  }
  return refused ? { ok: false, omitted, errors, warnings } : { ok: true, claims, omitted, errors, warnings };
}

/** Makes a token's claims. */
export function issue(parts: ClaimSetParts, request: IssueRequest): IssueResult {
  return issueWithEndings(parts, request).result;
}

/** A token's claims, and how each of them came about; no endings where the request cannot be answered. */
export function issueWithEndings(
  parts: ClaimSetParts,
  request: IssueRequest,
): { readonly result: IssueResult; readonly ended: readonly EndedClaim[] } {
  const opened = openRequest(parts, request);
  if ("code" in opened) return { result: refusal(parts, opened), ended: [] };
  const ended = endingsOf(parts.named, opened);
  return { result: tokenOf(ended, opened.warnings), ended };
}

/** The answer to a request that cannot be looked at. */
function refusal(parts: ClaimSetParts, problem: Diagnostic): IssueResult & { readonly ok: false } {
  return { ok: false, omitted: [], errors: parts.named.map(([{ name }]) => ({ name, diagnostic: problem })), warnings: [] };
}

/** Writes a claim at its keys, as own properties whatever they are called. */
function write(claims: { [name: string]: ClaimValue }, claim: Claim, value: ClaimValue): void {
  let holder = claims;
  for (const key of claim.keys.slice(0, -1)) {
    if (!Object.hasOwn(holder, key)) setOwn(holder, key, {});
    holder = holder[key] as { [name: string]: ClaimValue };
  }
  setOwn(holder, claim.keys[claim.keys.length - 1] as string, value);
}

/** The value at a claim's keys; undefined where the token has none. */
export function valueAt(claims: { readonly [name: string]: ClaimValue }, keys: readonly string[]): ClaimValue | undefined {
  let value: ClaimValue | undefined = claims as ClaimValue;
  for (const key of keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as { readonly [name: string]: ClaimValue })[key];
  }
  return value;
}
