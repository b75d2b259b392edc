/** `preview`: the tokens of clients and grants before anything is live. It calls `issue`, so what it shows is what is issued. */
import type { Blame } from "../check/flow.js";
import type { TokenKind } from "../context/grants.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Reason } from "../diagnostics/reasons.js";
import type { ClaimValue } from "../run/outcome.js";
import { own } from "../values/own.js";
import { type Claim, exclusion } from "./claim.js";
import { type IssueResult, issue } from "./issue.js";
import type { ClaimSetParts } from "./parts.js";
import { claimBytes, claimsBytes } from "./size.js";

/** What to preview. All of it may be left out: then every client, grant and token is shown, with no user. */
export interface PreviewRequest {
  /** A clientId; all clients of the document where absent. */
  readonly client?: string;
  readonly grant?: string;
  readonly token?: TokenKind;
  /** The granted scopes; the client's own, or else every scope that a claim names, where absent. */
  readonly scopes?: readonly string[];
  /** `user`, `appuser`, `groups`, `session`, `now` and other parts of a context. */
  readonly context?: { readonly [part: string]: unknown };
  /** Show the values of attributes whose schema says `sensitivity`. */
  readonly reveal?: boolean;
}

/** One claim of a previewed token. `depends`: it hangs on a user or session that was not given; `because` names what on. */
export interface PreviewedClaim {
  readonly name: string;
  readonly status: "value" | "absent" | "error" | "depends";
  readonly type: string;
  readonly value?: ClaimValue;
  /** The value is hidden, because it comes from an attribute with a sensitivity. */
  readonly masked?: true;
  readonly reason?: Reason;
  readonly diagnostic?: Diagnostic;
  readonly because?: readonly Blame[];
  /** The bytes it adds to the token. */
  readonly bytes: number;
}

/** One previewed token. */
export interface PreviewedToken {
  readonly client: string | null;
  readonly grant: string;
  readonly token: TokenKind;
  readonly scopes: readonly string[];
  /** False where the token would be refused. */
  readonly ok: boolean;
  readonly claims: readonly PreviewedClaim[];
  /** The bytes of all claims as JSON, without those that depend on what was not given. */
  readonly bytes: number;
  /** They are more than the document's `budget`. */
  readonly overBudget: boolean;
  readonly warnings: readonly Diagnostic[];
}

/** A table of tokens. */
export interface Preview {
  readonly tokens: readonly PreviewedToken[];
  /** The document's budget in bytes, where it has one. */
  readonly budget?: number;
}

/** Every token that a request asks for. */
export function preview(parts: ClaimSetParts, request: PreviewRequest = {}): Preview {
  const { budget } = parts.document;
  return { tokens: [...previewTokens(parts, request)], ...(budget === undefined ? {} : { budget }) };
}

/** How many tokens a request asks for, for progress. */
export function countTokens(parts: ClaimSetParts, request: PreviewRequest = {}): number {
  return [...combinations(parts, request)].length;
}

/** One token at a time. */
export function* previewTokens(parts: ClaimSetParts, request: PreviewRequest = {}): Generator<PreviewedToken, void, undefined> {
  for (const { client, grant, token } of combinations(parts, request)) yield previewToken(parts, request, client, grant, token);
}

interface Combination {
  readonly client: string | null;
  readonly grant: string;
  readonly token: TokenKind;
}

function* combinations(parts: ClaimSetParts, request: PreviewRequest): Generator<Combination> {
  const { env } = parts;
  const clients = request.client !== undefined ? [request.client] : parts.clients.size > 0 ? [...parts.clients.keys()] : [null];
  for (const client of clients) {
    const allowed = (client !== null && parts.clients.get(client)?.grants) || [...env.grants.keys()];
    for (const grant of request.grant !== undefined ? [request.grant] : allowed) {
      const tokens = env.grants.get(grant)?.tokens ?? [];
      for (const token of request.token !== undefined ? [request.token] : tokens) yield { client, grant, token };
    }
  }
}

/** The scopes of a token that nobody has asked for yet. */
function scopesFor(parts: ClaimSetParts, request: PreviewRequest, client: string | null): readonly string[] {
  const own = client === null ? undefined : parts.clients.get(client)?.scopes;
  return request.scopes ?? own ?? [...new Set(parts.claims.flatMap((claim) => claim.scopes))];
}

function previewToken(
  parts: ClaimSetParts,
  request: PreviewRequest,
  client: string | null,
  grant: string,
  token: TokenKind,
): PreviewedToken {
  const scopes = scopesFor(parts, request, client);
  const context = request.context ?? {};
  const asked = { grant, token, scopes, client: client ?? undefined };
  const waiting = new Set(
    parts.claims.filter((claim) => !exclusion(claim, asked) && dependsOnAbsentData(parts, claim, grant, context)),
  );
  const known: ClaimSetParts = { ...parts, claims: parts.claims.filter((claim) => !waiting.has(claim)) };
  const result = issue(known, { grant, token, scopes, context, ...(client === null ? {} : { client }) });
  const claims = parts.claims.map((claim) =>
    waiting.has(claim) ? pending(claim, grant) : shown(claim, grant, result, request.reveal === true),
  );
  const bytes = result.ok ? claimsBytes(result.claims) : 0;
  const { budget } = parts.document;
  return {
    client,
    grant,
    token,
    scopes,
    ok: result.ok,
    claims,
    bytes,
    overBudget: budget !== undefined && bytes > budget,
    warnings: result.warnings,
  };
}

/** Whether a claim reads a party that the grant has or may have, and that was not given. What is always the same is known all the same. */
function dependsOnAbsentData(parts: ClaimSetParts, claim: Claim, grant: string, context: object): boolean {
  const row = parts.env.grants.get(grant);
  const verdict = claim.program.verdicts[grant];
  if (!row || (verdict?.verdict === "always" && verdict.values?.length === 1)) return false;
  const lacks = (key: string): boolean => own(context, key).state === "missing";
  return claim.program.reads.some((path) => {
    const needs = parts.env.roots.get(/^[\w$]+/.exec(path)?.[0] ?? "")?.needs;
    if (needs === undefined || row[needs] === "absent") return false;
    return needs === "session" ? lacks("session") : lacks("user");
  });
}

function pending(claim: Claim, grant: string): PreviewedClaim {
  const verdict = claim.program.verdicts[grant];
  return { name: claim.name, status: "depends", type: verdict?.type ?? "unknown", because: verdict?.because ?? [], bytes: 0 };
}

function shown(claim: Claim, grant: string, result: IssueResult, reveal: boolean): PreviewedClaim {
  const base = { name: claim.name, type: claim.program.verdicts[grant]?.type ?? "unknown" };
  const failed = result.errors.find((entry) => entry.name === claim.name);
  if (failed) return { ...base, status: "error", diagnostic: failed.diagnostic, bytes: 0 };
  const omitted = result.omitted.find((entry) => entry.name === claim.name);
  if (omitted) return { ...base, status: "absent", reason: omitted.reason, bytes: 0 };
  // Without a token there are no claims to show: another claim took it with it.
  if (!result.ok) return { ...base, status: "depends", because: [], bytes: 0 };
  const value = valueAt(result.claims, claim.keys);
  const bytes = claimBytes(claim.keys[claim.keys.length - 1] as string, value);
  return claim.program.sensitive && !reveal
    ? { ...base, status: "value", masked: true, bytes }
    : { ...base, status: "value", value, bytes };
}

/** The value that `issue` wrote at a claim's keys. */
export function valueAt(claims: { readonly [name: string]: ClaimValue }, keys: readonly string[]): ClaimValue {
  let value: ClaimValue = claims as ClaimValue;
  for (const key of keys) value = (value as { readonly [name: string]: ClaimValue })[key] as ClaimValue;
  return value;
}
