/** Entra's custom claims provider, the event tokenIssuanceStart. Its claims are texts and lists of texts. */

import type { IssueRequest, IssueResult } from "../claims/issue.js";
import type { TokenKind } from "../context/grants.js";
import { withinStack } from "../diagnostics/stack.js";
import type { ClaimValue } from "../run/outcome.js";
import { carry, sizeProblem } from "./answer.js";
import { at, mapAt, present, textAt } from "./payload.js";

/** The provider's answer: a body for status 200, or the status and sentence of a refusal. */
export type EntraAnswer =
  | {
      readonly status: 200;
      readonly body: {
        readonly data: {
          readonly "@odata.type": "microsoft.graph.onTokenIssuanceStartResponseData";
          readonly actions: readonly [
            {
              readonly "@odata.type": "microsoft.graph.tokenIssuanceStart.provideClaimsForToken";
              readonly claims: { readonly [name: string]: ClaimValue };
            },
          ];
        };
      };
    }
  | { readonly status: 500; readonly body: { readonly error: string } };

/** The request that an event makes. Without a user in it, it is a client's own. */
export function entraRequest(
  event: unknown,
  token: TokenKind = "access_token",
  extra: Readonly<Record<string, unknown>> = {},
): IssueRequest {
  return withinStack(() => {
    const context = at(event, "data", "authenticationContext");
    const principal = at(context, "clientServicePrincipal");
    const user = mapAt(context, "user");
    const client = textAt(principal, "appId");
    const people = user ? { user: { ...present({ id: at(user, "id") }), profile: user } } : {};
    return {
      grant: user ? "authorization_code" : "client_credentials",
      token,
      ...(client === undefined ? {} : { client }),
      context: { ...people, ...extra },
    };
  });
}

/** The provider's answer. */
export function entraAnswer(result: IssueResult): EntraAnswer {
  return withinStack(() => {
    const carried = carry(result, "entra");
    const refused = carried.ok ? sizeProblem("entra", { claims: carried.claims }) : carried.summary;
    if (refused !== undefined || !carried.ok) return { status: 500, body: { error: refused ?? "" } };
    const action = { "@odata.type": "microsoft.graph.tokenIssuanceStart.provideClaimsForToken", claims: carried.claims } as const;
    return {
      status: 200,
      body: { data: { "@odata.type": "microsoft.graph.onTokenIssuanceStartResponseData", actions: [action] } },
    };
  });
}
