/** `issue`: the one pure function that makes a token's claims, for the issuer and for the preview alike. */
import type { TokenKind } from "../context/grants.js";
import { type Diagnostic, diagnostic, diagnosticOf } from "../diagnostics/diagnostic.js";
import type { Reason } from "../diagnostics/reasons.js";
import type { ClaimValue } from "../run/outcome.js";
import { describeHost } from "../values/own.js";
import { Fault } from "../values/value.js";
import { type Asked, type Claim, exclusion } from "./claim.js";
import type { ClaimSetParts } from "./parts.js";
import { settle } from "./policy.js";
import { completeContext, ignoredRoots, type TokenReader, textIn, tokenReader } from "./token-reader.js";

/** What a token is asked for. */
export interface IssueRequest {
  /** One of the environment's grants. */
  readonly grant: string;
  /** One of the tokens that the grant gives. */
  readonly token: TokenKind;
  /** The scopes that were granted; also `access.scope` where the context has none. */
  readonly scopes?: readonly string[];
  /** The clientId; a client of the document gives `app` where the context has none. */
  readonly client?: string;
  /** Plain data in the shape of the language's contexts; every part is optional. */
  readonly context?: unknown;
}

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

/** A token's claims. Plain JSON-safe data; each active claim of the document is in exactly one of the three. */
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

const NOWHERE = { start: 0, end: 0 };

/** Everything one request needs, looked at once. */
export interface Opened {
  readonly asked: Asked;
  readonly reader: TokenReader;
  readonly warnings: readonly Diagnostic[];
}

/** Looks at a request; a request that cannot be answered is one diagnostic, of every claim. */
export function open(parts: ClaimSetParts, request: IssueRequest): Opened | Diagnostic {
  const { env } = parts;
  const shape = requestProblem(request);
  if (shape) return shape;
  const { grant, token, scopes = [] } = request;
  const row = env.grants.get(grant);
  if (!row) return diagnostic("context/unknown-grant", NOWHERE, { grant, known: [...env.grants.keys()].join(", ") });
  if (!row.tokens.includes(token))
    return diagnostic("claims/unknown-token", NOWHERE, { token, grant, known: row.tokens.join(", ") });
  try {
    const given = (request.context ?? null) as object | null;
    const own = textIn(given, "app", "clientId");
    if (request.client !== undefined && own !== undefined && own !== request.client)
      return diagnostic("claims/client-mismatch", NOWHERE, { asked: request.client });
    const client = request.client ?? own;
    const context = completeContext(given, client === undefined ? undefined : parts.clients.get(client), scopes);
    const reader = tokenReader(context, grant, env, env.limits);
    if (reader instanceof Fault) return diagnosticOf(reader.code, NOWHERE, reader.data);
    return { asked: { grant, token, scopes, client }, reader, warnings: ignoredRoots(context, grant, env) };
  } catch {
    // Only a proxy's trap can throw here; the diagnostic says that the data could not be read.
    return diagnostic("context/unreadable", NOWHERE, { path: "context" });
  }
}

/** The first field of a request that is not of its kind. */
function requestProblem(request: IssueRequest): Diagnostic | undefined {
  const { grant, token, scopes, client, context } = request;
  const bad = (field: string, value: unknown, wanted: string): Diagnostic =>
    diagnostic("claims/bad-request", NOWHERE, { field, actual: value === undefined ? "missing" : describeHost(value), wanted });
  if (typeof grant !== "string") return bad("grant", grant, "a text");
  if (typeof token !== "string") return bad("token", token, "a text");
  if (scopes !== undefined && !(Array.isArray(scopes) && scopes.every((scope) => typeof scope === "string")))
    return bad("scopes", scopes, "a list of texts");
  if (client !== undefined && typeof client !== "string") return bad("client", client, "a text");
  if (context !== undefined && context !== null && (typeof context !== "object" || Array.isArray(context)))
    return diagnostic("context/not-a-context", NOWHERE, { actual: describeHost(context) });
  return undefined;
}

/** Makes a token's claims. */
export function issue(parts: ClaimSetParts, request: IssueRequest): IssueResult {
  const opened = open(parts, request);
  if ("code" in opened)
    return { ok: false, omitted: [], errors: parts.claims.map(({ name }) => ({ name, diagnostic: opened })), warnings: [] };
  const claims: { [name: string]: ClaimValue } = {};
  const omitted: OmittedClaim[] = [];
  const errors: FailedClaim[] = [];
  let fatal = false;
  for (const claim of parts.claims) {
    const excluded = exclusion(claim, opened.asked);
    const ending = excluded
      ? ({ end: "omitted", reason: excluded } as const)
      : settle(claim, claim.program.evaluate(opened.reader));
    if (ending.end === "claim") write(claims, claim, ending.value);
    else if (ending.end === "omitted") omitted.push({ name: claim.name, reason: ending.reason });
    else {
      errors.push({ name: claim.name, diagnostic: ending.diagnostic });
      fatal ||= ending.fatal;
    }
  }
  const { warnings } = opened;
  return fatal ? { ok: false, omitted, errors, warnings } : { ok: true, claims, omitted, errors, warnings };
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

function setOwn(holder: object, key: string, value: ClaimValue): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}
