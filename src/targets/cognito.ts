/** Amazon Cognito's pre-token trigger: version 2 for people, version 3 for client_credentials too. Its claims are texts. */
import type { IssueRequest, IssueResult } from "../claims/issue.js";
import type { TokenKind } from "../context/grants.js";
import { carry } from "./answer.js";
import { at, mapAt, present, textAt, textsAt } from "./payload.js";

/** What the trigger adds. */
export interface CognitoOverride {
  readonly claimsAndScopeOverrideDetails: {
    readonly idTokenGeneration?: { readonly claimsToAddOrOverride: Readonly<Record<string, string>> };
    readonly accessTokenGeneration?: { readonly claimsToAddOrOverride: Readonly<Record<string, string>> };
  };
}

/** The trigger's answer: the event with its response; or the message of the error that the trigger must throw to refuse the token. */
export type CognitoAnswer = { readonly event: Readonly<Record<string, unknown>> } | { readonly error: string };

/** Why the trigger runs → grant. */
const TRIGGERS: ReadonlyMap<string, string> = new Map([
  ["TokenGeneration_HostedAuth", "authorization_code"],
  ["TokenGeneration_Authentication", "password"],
  ["TokenGeneration_NewPasswordChallenge", "password"],
  ["TokenGeneration_AuthenticateDevice", "password"],
  ["TokenGeneration_RefreshTokens", "refresh_token"],
  ["TokenGeneration_ClientCredentials", "client_credentials"],
]);

/** The request that a trigger's event makes for one token. Groups come by name alone. */
export function cognitoRequest(event: unknown, token: TokenKind, extra: Readonly<Record<string, unknown>> = {}): IssueRequest {
  const grant = TRIGGERS.get(textAt(event, "triggerSource") ?? "") ?? "authorization_code";
  const client = textAt(event, "callerContext", "clientId");
  const attributes = mapAt(event, "request", "userAttributes");
  const groups = textsAt(event, "request", "groupConfiguration", "groupsToOverride").map((name) => ({
    id: name,
    type: "BUILT_IN",
    name,
  }));
  const people =
    grant === "client_credentials"
      ? {}
      : { user: { ...present({ id: attributes.sub ?? at(event, "userName") }), profile: attributes }, groups };
  return {
    grant,
    token,
    scopes: textsAt(event, "request", "scopes"),
    ...(client === undefined ? {} : { client }),
    context: { ...people, ...extra },
  };
}

/**
 * The trigger's answer. Version 1 events cannot change access tokens, and only version 3 runs without a user.
 *
 * @example const answer = cognitoAnswer(event, { access: set.issue(cognitoRequest(event, "access_token")) }); if ("error" in answer) throw new Error(answer.error); return answer.event;
 */
export function cognitoAnswer(
  event: Readonly<Record<string, unknown>>,
  results: { readonly access?: IssueResult; readonly identity?: IssueResult },
): CognitoAnswer {
  const version = textAt(event, "version") ?? "1";
  if (results.access && version === "1")
    return { error: "A pre-token trigger of version 1 cannot write into access tokens; choose version 2 or 3." };
  const made: Record<string, object> = {};
  for (const [result, part] of [
    [results.identity, "idTokenGeneration"],
    [results.access, "accessTokenGeneration"],
  ] as const) {
    if (!result) continue;
    const carried = carry(result, "cognito");
    if (!carried.ok) return { error: carried.summary };
    if (Object.keys(carried.claims).length > 0) made[part] = { claimsToAddOrOverride: carried.claims };
  }
  const response: CognitoOverride = { claimsAndScopeOverrideDetails: made };
  return { event: { ...event, response } };
}
