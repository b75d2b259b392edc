/** Ory Hydra's token hook: one answer for every grant. It replaces the session's extra claims whole. */
import type { IssueRequest, IssueResult } from "../claims/issue.js";
import type { TokenKind } from "../context/grants.js";
import type { ClaimValue } from "../run/outcome.js";
import { carry } from "./answer.js";
import { grantNamed, mapAt, textAt, textsAt } from "./payload.js";

/** The hook's answer, as an HTTP status and a body. */
export type HydraAnswer =
  | {
      readonly status: 200;
      readonly body: {
        readonly session: {
          readonly access_token?: { readonly [name: string]: ClaimValue };
          readonly id_token?: { readonly [name: string]: ClaimValue };
        };
      };
    }
  | { readonly status: 403; readonly body: { readonly error: string } };

/** The request that a hook's payload makes for one token. The subject of client_credentials is the client, so there is no user then; its data are the host's to give in `extra`. */
export function hydraRequest(payload: unknown, token: TokenKind, extra: Readonly<Record<string, unknown>> = {}): IssueRequest {
  const [type] = textsAt(payload, "request", "grant_types");
  const grant = grantNamed(type, "authorization_code");
  const client = textAt(payload, "request", "client_id") ?? textAt(payload, "session", "client_id");
  const subject =
    textAt(payload, "session", "id_token", "subject") ?? textAt(payload, "session", "id_token", "id_token_claims", "sub");
  const people =
    grant === "client_credentials" || subject === undefined
      ? {}
      : { user: { id: subject, profile: mapAt(payload, "session", "id_token", "id_token_claims", "ext") } };
  return {
    grant,
    token,
    scopes: textsAt(payload, "request", "granted_scopes"),
    ...(client === undefined ? {} : { client }),
    context: { ...people, ...extra },
  };
}

/** The hook's answer. */
export function hydraAnswer(results: { readonly access?: IssueResult; readonly identity?: IssueResult }): HydraAnswer {
  const session: { access_token?: { readonly [name: string]: ClaimValue }; id_token?: { readonly [name: string]: ClaimValue } } =
    {};
  for (const [result, part] of [
    [results.access, "access_token"],
    [results.identity, "id_token"],
  ] as const) {
    if (!result) continue;
    const carried = carry(result, "hydra");
    if (!carried.ok) return { status: 403, body: { error: carried.summary } };
    session[part] = carried.claims;
  }
  return { status: 200, body: { session } };
}
