/** `issue`: the one pure function that makes a token's claims, for the issuer and for the preview alike. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Reason } from "../diagnostics/reasons.js";
import type { ClaimValue } from "../run/outcome.js";
import { type Asked, type Claim, claimFor, type NamedClaims } from "./claim.js";
import { setOwn } from "./json.js";
import type { ClaimSetParts, TokenShape } from "./parts.js";
import { type Ending, isEmpty, settle } from "./policy.js";
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
  const ended: EndedClaim[] = [];
  for (let at = 0; at < named.length; at++) {
    const { claim, excluded } = claimFor(named[at] as NamedClaims, asked);
    const ending = excluded ? ({ end: "omitted", reason: excluded } as const) : settle(claim, claim.program.evaluate(reader));
    ended.push({ claim, ending });
  }
  return ended;
}

/** Puts endings together. */
export function tokenOf(ended: readonly EndedClaim[], warnings: readonly Diagnostic[], shape?: TokenShape): IssueResult {
  const claims = (shape && filled(shape, ended)) ?? written(ended);
  const omitted: OmittedClaim[] = [];
  const errors: FailedClaim[] = [];
  let refused = false;
  for (let at = 0; at < ended.length; at++) {
    const { claim, ending } = ended[at] as EndedClaim;
    if (ending.end === "omitted") omitted.push({ name: claim.name, reason: ending.reason });
    else if (ending.end === "error") {
      errors.push({ name: claim.name, diagnostic: ending.diagnostic });
      refused ||= ending.fatal;
    }
  }
  return refused ? { ok: false, omitted, errors, warnings } : { ok: true, claims, omitted, errors, warnings };
}

/** The claims of a token, each written at its keys. */
function written(ended: readonly EndedClaim[]): Claims {
  const claims: Claims = {};
  for (const { claim, ending } of ended) if (ending.end === "claim") write(claims, claim, ending.value);
  return claims;
}

/** The same where every claim ended in a value: copying an object that has every name is much faster than giving it one by one. */
function filled(shape: TokenShape, ended: readonly EndedClaim[]): Claims | undefined {
  const claims: Claims = { ...shape };
  for (let at = 0; at < ended.length; at++) {
    const { claim, ending } = ended[at] as EndedClaim;
    if (ending.end !== "claim") return undefined;
    // The name is the copy's own, so no setter of a prototype is run.
    claims[claim.name] = ending.value;
  }
  return claims;
}

type Claims = { [name: string]: ClaimValue };

/** The shape of a token that has every claim of a set; undefined where a name has levels. */
export function shapeOf(named: readonly NamedClaims[]): TokenShape | undefined {
  if (named.some((claims) => claims.some(({ keys }) => keys.length > 1))) return undefined;
  const shape = {};
  for (const [{ name }] of named) setOwn(shape, name, null);
  return shape;
}

/** Makes a token's claims; in one go as long as each ends in a value that no policy speaks of, which most do. */
export function issue(parts: ClaimSetParts, request: IssueRequest): IssueResult {
  const opened = openRequest(parts, request);
  if ("code" in opened) return refusal(parts, opened);
  const { named, shape } = parts;
  if (!shape) return tokenOf(endingsOf(named, opened), opened.warnings);
  const { asked, reader, warnings } = opened;
  const claims: Claims = { ...shape };
  for (let at = 0; at < named.length; at++) {
    const claim = alone(named[at] as NamedClaims, asked);
    const outcome = claim?.program.evaluate(reader);
    if (claim === undefined || outcome?.status !== "value" || !(claim.whenEmpty === "keep" || !isEmpty(outcome.value))) {
      const before = named.slice(0, at).map(([each]) => valueEnding(each, claims[each.name] as ClaimValue));
      const here = claim && outcome ? [{ claim, ending: settle(claim, outcome) }] : [];
      const rest = endingsOf(named.slice(at + here.length), opened);
      return tokenOf([...before, ...here, ...rest], warnings);
    }
    // The name is the copy's own, so no setter of a prototype is run.
    claims[claim.name] = outcome.value;
  }
  return { ok: true, claims, omitted: [], errors: [], warnings };
}

/** The claim of a name that has no other, if nothing but the kind of token could exclude it and that does not. */
function alone(named: NamedClaims, { token }: Asked): Claim | undefined {
  const claim = named[0];
  return named.length === 1 && claim.unconditional && claim.tokens.has(token) ? claim : undefined;
}

function valueEnding(claim: Claim, value: ClaimValue): EndedClaim {
  return { claim, ending: { end: "claim", value } };
}

/** A token's claims, and how each of them came about; no endings where the request cannot be answered. */
export function issueWithEndings(
  parts: ClaimSetParts,
  request: IssueRequest,
): { readonly result: IssueResult; readonly ended: readonly EndedClaim[] } {
  const opened = openRequest(parts, request);
  if ("code" in opened) return { result: refusal(parts, opened), ended: [] };
  const ended = endingsOf(parts.named, opened);
  return { result: tokenOf(ended, opened.warnings, parts.shape), ended };
}

/** The answer to a request that cannot be looked at. */
export function refusal(parts: ClaimSetParts, problem: Diagnostic): IssueResult & { readonly ok: false } {
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
