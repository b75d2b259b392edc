/** Amazon Cognito's pre-token trigger: version 1 for ID tokens, version 2 for people, version 3 for client_credentials too. */

import type { IssueRequest } from "../claims/issue.js";
import type { TokenKind } from "../context/grants.js";
import { withinStack } from "../diagnostics/stack.js";
import type { ClaimValue } from "../run/outcome.js";
import { carry, type Results, requireResults } from "./answer.js";
import { at, groupsNamed, mapAt, namesIn, present, textAt, textsAt } from "./payload.js";

/** Claims that a token gets. */
export interface CognitoClaims {
  readonly claimsToAddOrOverride: { readonly [name: string]: ClaimValue };
}

/** What the trigger adds: of version 1, or of versions 2 and 3. */
export type CognitoOverride =
  | { readonly claimsOverrideDetails: Partial<CognitoClaims> }
  | {
      readonly claimsAndScopeOverrideDetails: {
        readonly idTokenGeneration?: CognitoClaims;
        readonly accessTokenGeneration?: CognitoClaims;
      };
    };

/** The trigger's answer: the event with its response; or the message of the error that the trigger must throw to refuse the token. */
export type CognitoAnswer = { readonly event: { readonly [key: string]: unknown } } | { readonly error: string };

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
  return withinStack(() => {
    const grant = TRIGGERS.get(textAt(event, "triggerSource") ?? "") ?? "authorization_code";
    const client = textAt(event, "callerContext", "clientId");
    const attributes = mapAt(event, "request", "userAttributes") ?? {};
    const id = at(attributes, "sub") ?? at(event, "userName");
    const groups = groupsNamed(textsAt(event, "request", "groupConfiguration", "groupsToOverride"));
    const people = grant === "client_credentials" ? {} : { user: { ...present({ id }), profile: attributes }, groups };
    return {
      grant,
      token,
      scopes: textsAt(event, "request", "scopes"),
      ...(client === undefined ? {} : { client }),
      context: { ...people, ...extra },
    };
  });
}

/**
 * The trigger's answer, in the shape of the event's version. Groups, roles and scopes stay as they are.
 *
 * @example const answer = cognitoAnswer(event, { access: set.issue(cognitoRequest(event, "access_token")) }); if ("error" in answer) throw new Error(answer.error); return answer.event;
 */
export function cognitoAnswer(event: unknown, results: Results): CognitoAnswer {
  return withinStack(() => {
    requireResults(results);
    const response = (textAt(event, "version") ?? "1") === "1" ? responseOfFirst(results) : responseOf(results);
    if (typeof response === "string") return { error: response };
    return { event: { ...Object.fromEntries(namesIn(event).map((key) => [key, at(event, key)])), response } };
  });
}

function responseOfFirst({ access, identity }: Results): CognitoOverride | string {
  if (access) return "A pre-token trigger of version 1 cannot write into access tokens; choose version 2 or 3.";
  if (!identity) return { claimsOverrideDetails: {} };
  const carried = carry(identity, "cognitoV1");
  return carried.ok ? { claimsOverrideDetails: { claimsToAddOrOverride: carried.claims } } : carried.summary;
}

function responseOf({ access, identity }: Results): CognitoOverride | string {
  const made: { idTokenGeneration?: CognitoClaims; accessTokenGeneration?: CognitoClaims } = {};
  for (const [result, part] of [
    [identity, "idTokenGeneration"],
    [access, "accessTokenGeneration"],
  ] as const) {
    if (!result) continue;
    const carried = carry(result, "cognito");
    if (!carried.ok) return carried.summary;
    if (Object.keys(carried.claims).length > 0) made[part] = { claimsToAddOrOverride: carried.claims };
  }
  return { claimsAndScopeOverrideDetails: made };
}
