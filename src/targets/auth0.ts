/** Auth0 Actions: post-login (ID and access tokens of people) and credentials-exchange (access tokens of machines). */

import type { IssueRequest, IssueResult } from "../claims/issue.js";
import type { TokenKind } from "../context/grants.js";
import { badSetting } from "../diagnostics/error.js";
import { withinStack } from "../diagnostics/stack.js";
import type { ClaimValue } from "../run/outcome.js";
import { carry, type Results, requireResult, requireResults, sizeProblem } from "./answer.js";
import { at, groupsNamed, listAt, mapAt, present, textAt, textsAt } from "./payload.js";
import type { TargetName } from "./target.js";

/** One call of the Action's `api`, as data: `["accessToken", "setCustomClaim", name, value]`. */
export type Auth0Call =
  | readonly ["accessToken" | "idToken", "setCustomClaim", string, ClaimValue]
  | readonly ["access", "deny", string]
  | readonly ["access", "deny", string, string];

/** How people came, as Auth0 says it → grant. The code flow's own names, and what is no OAuth flow, are not here. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ["oauth2-refresh-token", "refresh_token"],
  ["oauth2-password", "password"],
  ["oauth2-resource-owner", "password"],
  ["oauth2-resource-owner-jwt-bearer", "jwt_bearer"],
  ["oauth2-device-code", "device_code"],
  ["oauth2-token-exchange", "token_exchange"],
]);

/** What every event tells of the client: its metadata are its properties. */
function clientParts(event: unknown): { readonly client?: string; readonly context: Record<string, unknown> } {
  const client = mapAt(event, "client");
  const clientId = textAt(client, "client_id");
  const organization = textAt(event, "organization", "name");
  return {
    ...(clientId === undefined ? {} : { client: clientId }),
    context: {
      app: present({ clientId, name: textAt(client, "name"), profile: mapAt(client, "metadata") ?? {} }),
      ...(organization === undefined ? {} : { org: { name: organization } }),
    },
  };
}

/** The session, where the event tells of it; the methods of signing in are `session.amr`. */
function sessionOf(event: unknown): Record<string, unknown> {
  const methods = listAt(event, "authentication", "methods").flatMap((method) => textAt(method, "name") ?? []);
  const session = present({ id: textAt(event, "session", "id"), amr: methods.length > 0 ? methods : undefined });
  return Object.keys(session).length > 0 ? { session } : {};
}

/**
 * The request that a post-login event makes for one token.
 *
 * `app_metadata` and `user_metadata` are attributes of the user, and the names of the user's roles are the groups.
 */
export function auth0PostLoginRequest(
  event: unknown,
  token: TokenKind,
  extra: Readonly<Record<string, unknown>> = {},
): IssueRequest {
  return withinStack(() => {
    const { context, ...asked } = clientParts(event);
    const user = mapAt(event, "user");
    const roles = mapAt(event, "authorization");
    return {
      grant: PROTOCOLS.get(textAt(event, "transaction", "protocol") ?? "") ?? "authorization_code",
      token,
      scopes: textsAt(event, "transaction", "requested_scopes"),
      ...asked,
      context: {
        ...(user ? { user: { ...present({ id: at(user, "user_id") }), profile: user } } : {}),
        ...(roles ? { groups: groupsNamed(textsAt(roles, "roles")) } : {}),
        ...context,
        ...sessionOf(event),
        ...extra,
      },
    };
  });
}

/** The request that a credentials-exchange event makes: there is no user in it. */
export function auth0CredentialsExchangeRequest(event: unknown, extra: Readonly<Record<string, unknown>> = {}): IssueRequest {
  return withinStack(() => {
    const { context, ...asked } = clientParts(event);
    const granted = at(event, "accessToken", "scope");
    const scopes =
      granted === undefined ? textsAt(event, "transaction", "requested_scopes") : textsAt(event, "accessToken", "scope");
    return { grant: "client_credentials", token: "access_token", scopes, ...asked, context: { ...context, ...extra } };
  });
}

type Part = "accessToken" | "idToken";

/** The calls for the results of an Action's tokens, or the sentence that refuses them. */
function callsFor(results: readonly (readonly [Part, IssueResult | undefined])[], target: TargetName): Auth0Call[] | string {
  const calls: (readonly [Part, "setCustomClaim", string, ClaimValue])[] = [];
  for (const [part, result] of results) {
    if (!result) continue;
    const carried = carry(result, target);
    if (!carried.ok) return carried.summary;
    calls.push(...Object.entries(carried.claims).map(([name, value]) => [part, "setCustomClaim", name, value] as const));
  }
  return sizeProblem(target, { claims: calls.map(([, , name, value]) => [name, value]) }) ?? calls;
}

/** The calls of a post-login Action; one denial where a token is refused. */
export function auth0PostLoginAnswer(results: Results): readonly Auth0Call[] {
  return withinStack(() => {
    requireResults(results);
    const { access, identity } = results;
    const made = callsFor(
      [
        ["accessToken", access],
        ["idToken", identity],
      ],
      "auth0PostLogin",
    );
    return typeof made === "string" ? [["access", "deny", made]] : made;
  });
}

/** The calls of a credentials-exchange Action. */
export function auth0CredentialsExchangeAnswer(result: IssueResult): readonly Auth0Call[] {
  return withinStack(() => {
    requireResult(result);
    const made = callsFor([["accessToken", result]], "auth0CredentialsExchange");
    return typeof made === "string" ? [["access", "deny", "server_error", made]] : made;
  });
}

const isCall = (given: unknown): boolean => Array.isArray(given) && given.slice(0, 2).every((name) => typeof name === "string");

/**
 * Makes the calls on the Action's `api`.
 *
 * @throws TypeError where the `api` is that of another Action, and a call would be lost
 * @example exports.onExecuteCredentialsExchange = async (event, api) => applyAuth0(api, auth0CredentialsExchangeAnswer(set.issue(auth0CredentialsExchangeRequest(event))));
 */
export function applyAuth0(
  api: Readonly<Record<string, Readonly<Record<string, (...args: never[]) => unknown>>>>,
  made: readonly Auth0Call[],
): void {
  if (!Array.isArray(made) || ![...made].every(isCall))
    throw badSetting("made", "it is not a list of calls", "Give what the Action's answer function returned.");
  for (const [part, method, ...args] of made) {
    const holder = api?.[part];
    if (typeof holder?.[method] !== "function") throw new TypeError(`This Action's api has no ${part}.${method}.`);
    holder[method](...(args as unknown as never[]));
  }
}
