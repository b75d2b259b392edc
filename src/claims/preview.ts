/** `preview`: the tokens of clients and grants before anything is live. It ends claims as `issue` does, so what it shows is what is issued. */
import type { Blame } from "../check/because.js";
import type { Verdict } from "../check/grants.js";
import type { TokenKind } from "../context/grants.js";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { type Reason, reason } from "../diagnostics/reasons.js";
import type { RevealOption } from "../run/masking.js";
import type { ClaimValue } from "../run/outcome.js";
import { printType } from "../types/print.js";
import { type Claim, claimFor } from "./claim.js";
import { combinationsOf, type TokenPlace } from "./combinations.js";
import { jsonKind } from "./json.js";
import type { ClaimSetParts } from "./parts.js";
import { type AppliedPolicy, type Ending, settle } from "./policy.js";
import { type IssueRequest, type Opened, openRequest } from "./request.js";
import { shownOf } from "./shown.js";
import { TokenSize } from "./size.js";
import { unknownsOf } from "./unknowns.js";

/** What to preview. All of it may be left out: then every client, grant and token is shown, with no user. */
export interface PreviewRequest extends RevealOption {
  /** A clientId; all clients of the document where absent. */
  readonly client?: string;
  readonly grant?: string;
  readonly token?: TokenKind;
  /** The granted scopes; the client's own, or else every scope that a claim names, where absent. */
  readonly scopes?: readonly string[];
  /** `user`, `appuser`, `groups`, `session`, `now` and other parts of a context. */
  readonly context?: { readonly [part: string]: unknown };
}

/** One claim of a previewed token. `depends`: it hangs on a user or other data that was not given; `because` names what on. */
export interface PreviewedClaim {
  readonly name: string;
  readonly status: "value" | "absent" | "error" | "depends";
  readonly type: string;
  readonly value?: ClaimValue;
  /** The value is hidden, because it may tell something of an attribute with a sensitivity. */
  readonly masked?: true;
  /** The policy that wrote the value, and why it was asked. */
  readonly by?: AppliedPolicy;
  readonly reason?: Reason;
  readonly diagnostic?: Diagnostic;
  /** An error that takes the token with it. */
  readonly fatal?: true;
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
  /** Why there is no token where there is none. */
  readonly problems: readonly Diagnostic[];
}

/** Every token that a request asks for. */
export function preview(parts: ClaimSetParts, request: PreviewRequest = {}): Preview {
  const { budget } = parts.document;
  const tokens = [...previewTokens(parts, request)];
  return { tokens, ...(budget === undefined ? {} : { budget }), problems: tokens.length > 0 ? [] : problemsOf(parts, request) };
}

/** How many tokens a request asks for, for progress. */
export function countTokens(parts: ClaimSetParts, request: PreviewRequest = {}): number {
  return combinationsOf(parts, request).length;
}

/** One token at a time. */
export function* previewTokens(parts: ClaimSetParts, request: PreviewRequest = {}): Generator<PreviewedToken, void, undefined> {
  let shared: Shared | undefined;
  for (const place of combinationsOf(parts, request)) {
    if (shared?.place.client !== place.client || shared.place.grant !== place.grant) shared = share(parts, request, place);
    yield previewToken(parts, shared, place, request);
  }
}

const NOWHERE = { start: 0, end: 0 };

/** What of a request there is not. */
function problemsOf({ env, clients }: ClaimSetParts, { client, grant, token }: PreviewRequest): Diagnostic[] {
  const row = grant === undefined ? undefined : env.grants.get(grant);
  if (grant !== undefined && !row)
    return [diagnostic("context/unknown-grant", NOWHERE, { grant, known: [...env.grants.keys()].join(", ") })];
  const allowed = client === undefined ? undefined : clients.get(client)?.grants;
  if (client !== undefined && grant !== undefined && allowed && !allowed.includes(grant))
    return [diagnostic("claims/grant-of-client", NOWHERE, { client, grant, known: allowed.join(", ") })];
  return [
    diagnostic("claims/unknown-token", NOWHERE, {
      token: token ?? "any",
      grant: grant ?? "any grant",
      known: row?.tokens.join(", ") || "none",
    }),
  ];
}

/** What the tokens of one client and grant share: why there is none, or the data and what each claim comes to over it. */
interface Shared {
  readonly place: TokenPlace;
  readonly scopes: readonly string[];
  readonly answer: Diagnostic | Answer;
}

interface Answer {
  readonly opened: Opened;
  /** How a claim ends; undefined where it depends on what was not given. */
  readonly endingOf: (claim: Claim) => Ending | undefined;
}

function share(parts: ClaimSetParts, request: PreviewRequest, place: TokenPlace): Shared {
  const context = request.context ?? {};
  const scopes = request.scopes ?? (Object.hasOwn(context, "access") ? undefined : scopesFor(parts, place.client));
  const asked: IssueRequest = {
    ...{ grant: place.grant, token: place.token, context },
    ...(scopes ? { scopes } : {}),
    ...(place.client === null ? {} : { client: place.client }),
  };
  const opened = openRequest(parts, asked);
  if ("code" in opened) return { place, scopes: scopes ?? [], answer: opened };
  const unknowns = unknownsOf(parts, opened.asked, request.context);
  const endings = new Map<Claim, Ending | undefined>();
  const endingOf = (claim: Claim): Ending | undefined => {
    if (endings.has(claim)) return endings.get(claim);
    const ending = unknowns.hold(claim) ? foreseen(claim, place.grant) : settle(claim, claim.program.evaluate(opened.reader));
    endings.set(claim, ending);
    return ending;
  };
  return { place, scopes: opened.asked.scopes, answer: { opened, endingOf } };
}

/** The scopes of a token that nobody has asked for yet. */
function scopesFor(parts: ClaimSetParts, client: string | null): readonly string[] {
  const own = client === null ? undefined : parts.clients.get(client)?.scopes;
  return own ?? [...new Set(parts.claims.flatMap((claim) => claim.scopes))];
}

/** The ending of a claim that waits for data and will end in one way whatever the data is. */
function foreseen(claim: Claim, grant: string): Ending | undefined {
  const verdict = claim.program.verdicts[grant] as Verdict;
  if (verdict.mayFail.length > 0) return undefined;
  if (verdict.verdict === "always" && verdict.values?.length === 1)
    return settle(claim, { status: "value", value: verdict.values[0] as ClaimValue });
  const [blame] = verdict.because;
  if (verdict.verdict !== "never" || !blame) return undefined;
  const data = { path: blame.path ?? claim.name, grant };
  return settle(claim, { status: "absent", reason: reason(blame.code, blame.span, data, blame.hint) });
}

function previewToken(parts: ClaimSetParts, shared: Shared, place: TokenPlace, options: RevealOption): PreviewedToken {
  const { answer, scopes } = shared;
  if ("code" in answer) return refusedToken(parts, place, scopes, answer);
  const { opened, endingOf } = answer;
  const asked = { ...opened.asked, token: place.token };
  const size = new TokenSize();
  const claims = parts.named.map((named): PreviewedClaim => {
    const { claim, excluded } = claimFor(named, asked);
    const { type, because } = claim.program.verdicts[place.grant] as Verdict;
    const told: Told = { name: claim.name, type };
    if (excluded) return absent(told, excluded);
    const ending = endingOf(claim);
    if (!ending) return { name: told.name, status: "depends", type, because, bytes: 0 };
    return shown(told, claim, ending, size, options);
  });
  const { budget } = parts.document;
  const bytes = size.total;
  return {
    client: place.client,
    grant: place.grant,
    token: place.token,
    scopes,
    ok: !claims.some((claim) => claim.fatal),
    claims,
    bytes,
    overBudget: budget !== undefined && bytes > budget,
    warnings: opened.warnings,
  };
}

type Told = Pick<PreviewedClaim, "name" | "type">;

function absent({ name, type }: Told, why: Reason): PreviewedClaim {
  return { name, status: "absent", type, reason: why, bytes: 0 };
}

function shown(told: Told, claim: Claim, ending: Ending, size: TokenSize, options: RevealOption): PreviewedClaim {
  const { name, type } = told;
  if (ending.end === "omitted") return absent(told, ending.reason);
  if (ending.end === "error") {
    const { diagnostic: failure, fatal } = ending;
    return fatal
      ? { name, status: "error", type, diagnostic: failure, fatal, bytes: 0 }
      : { name, status: "error", type, diagnostic: failure, bytes: 0 };
  }
  const { value, by } = ending;
  const bytes = size.add(claim.keys, value);
  if (by) return { name, status: "value", type: typeOf(claim, value), value, by, bytes };
  return { name, status: "value", type, ...shownOf(claim, ending, options), bytes };
}

/** The type of what a policy wrote: a default was held to the type of the claim. */
function typeOf(claim: Claim, value: ClaimValue): string {
  const { type } = claim.program.typed;
  return value === null || type.kind === "unknown" ? jsonKind(value) : printType(type);
}

function refusedToken(parts: ClaimSetParts, place: TokenPlace, scopes: readonly string[], problem: Diagnostic): PreviewedToken {
  const claims = parts.named.map(
    ([{ name }]): PreviewedClaim => ({ name, status: "error", type: "unknown", diagnostic: problem, fatal: true, bytes: 0 }),
  );
  return { ...place, scopes, ok: false, claims, bytes: 0, overBudget: false, warnings: [] };
}
