/** Auth0 Actions: post-login (ID and access tokens of people) and credentials-exchange (access tokens of machines). */
import type { IssueRequest, IssueResult } from "../claims/issue.js";
import type { TokenKind } from "../context/grants.js";
import type { ClaimValue } from "../run/outcome.js";
import { carry } from "./answer.js";
import { at, mapAt, present, textAt, textsAt } from "./payload.js";
import type { TargetName } from "./target.js";

/** One call of the Action's `api`, as data: `["accessToken", "setCustomClaim", name, value]`. */
export type Auth0Call =
  | readonly ["accessToken" | "idToken", "setCustomClaim", string, ClaimValue]
  | readonly ["access", "deny", string]
  | readonly ["access", "deny", string, string];

/** How people came, as Auth0 says it → grant. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ["oauth2-refresh-token", "refresh_token"],
  ["oauth2-password", "password"],
  ["oauth2-resource-owner", "password"],
  ["oauth2-device-code", "device_code"],
  ["oauth2-token-exchange", "token_exchange"],
]);

/** The client as `app`: its metadata are its properties. */
function appOf(event: unknown): Record<string, unknown> {
  const client = at(event, "client");
  return present({ clientId: textAt(client, "client_id"), name: textAt(client, "name"), profile: mapAt(client, "metadata") });
}

/** The request that a post-login event makes for one token. `app_metadata` and `user_metadata` are attributes of the user. */
export function auth0PostLoginRequest(
  event: unknown,
  token: TokenKind,
  extra: Readonly<Record<string, unknown>> = {},
): IssueRequest {
  const user = mapAt(event, "user");
  const client = textAt(event, "client", "client_id");
  const organization = textAt(event, "organization", "name");
  return {
    grant: PROTOCOLS.get(textAt(event, "transaction", "protocol") ?? "") ?? "authorization_code",
    token,
    scopes: textsAt(event, "transaction", "requested_scopes"),
    ...(client === undefined ? {} : { client }),
    context: {
      user: { ...present({ id: user.user_id }), profile: user },
      app: appOf(event),
      ...(organization === undefined ? {} : { org: { name: organization } }),
      ...extra,
    },
  };
}

/** The request that a credentials-exchange event makes: there is no user in it. */
export function auth0CredentialsExchangeRequest(event: unknown, extra: Readonly<Record<string, unknown>> = {}): IssueRequest {
  const client = textAt(event, "client", "client_id");
  return {
    grant: "client_credentials",
    token: "access_token",
    scopes: textsAt(event, "accessToken", "scope"),
    ...(client === undefined ? {} : { client }),
    context: { app: appOf(event), ...extra },
  };
}

function calls(
  result: IssueResult,
  part: "accessToken" | "idToken",
  target: TargetName,
): { ok: boolean; calls: Auth0Call[]; summary: string } {
  const carried = carry(result, target);
  if (!carried.ok) return { ok: false, calls: [], summary: carried.summary };
  return {
    ok: true,
    calls: Object.entries(carried.claims).map(([name, value]) => [part, "setCustomClaim", name, value] as const),
    summary: "",
  };
}

/** The calls of a post-login Action; one denial where a token is refused. */
export function auth0PostLoginAnswer(results: {
  readonly access?: IssueResult;
  readonly identity?: IssueResult;
}): readonly Auth0Call[] {
  const made: Auth0Call[] = [];
  for (const [result, part] of [
    [results.access, "accessToken"],
    [results.identity, "idToken"],
  ] as const) {
    if (!result) continue;
    const answer = calls(result, part, "auth0PostLogin");
    if (!answer.ok) return [["access", "deny", answer.summary]];
    made.push(...answer.calls);
  }
  return made;
}

/** The calls of a credentials-exchange Action. */
export function auth0CredentialsExchangeAnswer(result: IssueResult): readonly Auth0Call[] {
  const made = calls(result, "accessToken", "auth0CredentialsExchange");
  return made.ok ? made.calls : [["access", "deny", "server_error", made.summary]];
}

/**
 * Makes the calls on the Action's `api`.
 *
 * @example exports.onExecuteCredentialsExchange = async (event, api) => applyAuth0(api, auth0CredentialsExchangeAnswer(set.issue(auth0CredentialsExchangeRequest(event))));
 */
export function applyAuth0(
  api: Readonly<Record<string, Readonly<Record<string, (...args: never[]) => unknown>>>>,
  made: readonly Auth0Call[],
): void {
  for (const [part, method, ...args] of made) api[part]?.[method]?.(...(args as unknown as never[]));
}
