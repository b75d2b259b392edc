/** Ory Hydra's token hook: one answer for every grant. It replaces the session's extra claims whole. */

import type { IssueRequest } from "../claims/issue.js";
import type { TokenKind } from "../context/grants.js";
import { withinStack } from "../diagnostics/stack.js";
import { carry, type Results, requireResults, sizeProblem } from "./answer.js";
import { copyOf, grantNamed, mapAt, present, textAt, textsAt } from "./payload.js";

/** Extra claims of a session. */
export interface HydraClaims {
  readonly [name: string]: unknown;
}

/** The hook's answer, as an HTTP status and a body. */
export type HydraAnswer =
  | {
      readonly status: 200;
      readonly body: { readonly session: { readonly access_token: HydraClaims; readonly id_token: HydraClaims } };
    }
  | { readonly status: 403; readonly body: { readonly error: string } };

/**
 * The request that a hook's payload makes for one token.
 *
 * The subject of client_credentials is the client, so there is no user then. Where the payload has the client, its metadata are
 * `app.profile`; older servers send its id alone, and the document's client is read.
 */
export function hydraRequest(payload: unknown, token: TokenKind, extra: Readonly<Record<string, unknown>> = {}): IssueRequest {
  return withinStack(() => {
    const [type] = textsAt(payload, "request", "grant_types");
    const grant = grantNamed(type, "authorization_code");
    const client = textAt(payload, "request", "client_id") ?? textAt(payload, "session", "client_id");
    const metadata = mapAt(payload, "request", "client", "metadata");
    const app =
      metadata && present({ clientId: client, name: textAt(payload, "request", "client", "client_name"), profile: metadata });
    const claims = mapAt(payload, "session", "id_token", "id_token_claims");
    const subject = textAt(payload, "session", "id_token", "subject") || textAt(claims, "sub");
    const people = grant === "client_credentials" || !subject ? {} : { user: { id: subject, profile: mapAt(claims, "ext") ?? {} } };
    return {
      grant,
      token,
      scopes: textsAt(payload, "request", "granted_scopes"),
      ...(client === undefined ? {} : { client }),
      context: { ...people, ...(app ? { app } : {}), ...extra },
    };
  });
}

/** What Hydra itself has put among the extra claims of an ID token, where an answer replaces it: without `sid` nobody can be signed out. */
const SERVERS_OWN = ["sid"];

/**
 * The hook's answer. Hydra keeps what it says for the whole session, so a token whose result is given gets these claims and no
 * others but the server's own, and one without a result keeps the claims that the payload has.
 */
export function hydraAnswer(payload: unknown, results: Results): HydraAnswer {
  return withinStack(() => {
    requireResults(results);
    const session: { access_token: HydraClaims; id_token: HydraClaims } = {
      access_token: claimsAt(payload, "session", "extra"),
      id_token: claimsAt(payload, "session", "id_token", "id_token_claims", "ext"),
    };
    for (const [result, part] of [
      [results.access, "access_token"],
      [results.identity, "id_token"],
    ] as const) {
      if (!result) continue;
      const carried = carry(result, "hydra");
      if (!carried.ok) return { status: 403, body: { error: carried.summary } };
      session[part] = part === "id_token" ? { ...serversOwn(session[part]), ...carried.claims } : carried.claims;
    }
    const tooLarge = sizeProblem("hydra", { answer: { session } });
    return tooLarge === undefined ? { status: 200, body: { session } } : { status: 403, body: { error: tooLarge } };
  });
}

function serversOwn(claims: HydraClaims): HydraClaims {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => SERVERS_OWN.includes(name)));
}

function claimsAt(payload: unknown, ...keys: readonly string[]): HydraClaims {
  return copyOf(mapAt(payload, ...keys) ?? {}) as HydraClaims;
}
