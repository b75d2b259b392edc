/** Tries a document's claims on made contexts: which claims can end in an error, and which errors take the token with them. */
import type { TokenKind } from "../context/grants.js";
import type { ReadPath } from "../context/paths.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Claim } from "./claim.js";
import { combinationsOf, type TokenPlace } from "./combinations.js";
import { type EdgeContext, edgeContexts } from "./edges.js";
import { hintsOf } from "./hints.js";
import { endingsOf } from "./issue.js";
import type { ClaimSetParts } from "./parts.js";
import { type IssueRequest, openRequest } from "./request.js";

/** One way in which one claim ends in an error. */
export interface EdgeFinding {
  readonly claim: string;
  readonly code: string;
  /** The token is refused. */
  readonly fatal: boolean;
  /** In how many of the tokens tried. */
  readonly count: number;
  readonly example: {
    readonly title: string;
    readonly client: string | null;
    readonly grant: string;
    readonly token: TokenKind;
    readonly message: string;
  };
}

/** What trying found. */
export interface EdgeReport {
  readonly tried: number;
  readonly refused: number;
  readonly findings: readonly EdgeFinding[];
}

/** The distinct paths that some claims read. */
export function pathsOf(claims: readonly Claim[]): ReadPath[] {
  return [...new Map(claims.flatMap(({ program }) => program.paths.map((path) => [path.text, path] as const))).values()];
}

/** The made contexts of one grant. */
export function edgesOf(parts: ClaimSetParts, grant: string): EdgeContext[] {
  const { env, claims, clients } = parts;
  return edgeContexts({ env, grant, paths: pathsOf(claims), hints: hintsOf(claims), hasClient: clients.size > 0 });
}

/** The request for a token of one of the made contexts, with every scope that a claim names. */
function requestFor(parts: ClaimSetParts, { client, grant, token }: TokenPlace, { context }: EdgeContext): IssueRequest {
  const scopes = [...new Set(parts.claims.flatMap((claim) => claim.scopes))];
  return { grant, token, scopes, context, ...(client === null ? {} : { client }) };
}

/** Every token in every context, one at a time, for progress. */
export function* tryEdges(parts: ClaimSetParts): Generator<void, EdgeReport, undefined> {
  const byGrant = edgesByGrant(parts);
  const findings = new Map<string, EdgeFinding>();
  let tried = 0;
  let refused = 0;
  for (const place of combinationsOf(parts)) {
    for (const edge of byGrant.get(place.grant) as EdgeContext[]) {
      tried++;
      if (tryOne(parts, place, edge, findings)) refused++;
      yield;
    }
  }
  return { tried, refused, findings: [...findings.values()] };
}

/** How many steps `tryEdges` takes. */
export function countEdges(parts: ClaimSetParts): number {
  const byGrant = edgesByGrant(parts);
  return combinationsOf(parts).reduce((sum, { grant }) => sum + (byGrant.get(grant) as EdgeContext[]).length, 0);
}

/** The made contexts of every grant that there is. */
function edgesByGrant(parts: ClaimSetParts): ReadonlyMap<string, EdgeContext[]> {
  return new Map([...parts.env.grants.keys()].map((grant) => [grant, edgesOf(parts, grant)]));
}

/** Adds what one token finds; whether the token would be refused. */
function tryOne(parts: ClaimSetParts, place: TokenPlace, edge: EdgeContext, findings: Map<string, EdgeFinding>): boolean {
  const opened = openRequest(parts, requestFor(parts, place, edge));
  if ("code" in opened) {
    note(findings, "", opened, true, place, edge);
    return true;
  }
  let fatal = false;
  for (const { claim, ending } of endingsOf(parts.named, opened)) {
    if (ending.end !== "error") continue;
    fatal ||= ending.fatal;
    note(findings, claim.name, ending.diagnostic, ending.fatal, place, edge);
  }
  return fatal;
}

function note(
  findings: Map<string, EdgeFinding>,
  claim: string,
  { code, message }: Diagnostic,
  fatal: boolean,
  place: TokenPlace,
  { title }: EdgeContext,
): void {
  const key = JSON.stringify([claim, code, fatal]);
  const before = findings.get(key);
  findings.set(
    key,
    before ? { ...before, count: before.count + 1 } : { claim, code, fatal, count: 1, example: { title, ...place, message } },
  );
}
