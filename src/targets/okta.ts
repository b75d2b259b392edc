/** Okta's token inline hook, `com.okta.oauth2.tokens.transform`. */

import type { IssueRequest } from "../claims/issue.js";
import type { TokenKind } from "../context/grants.js";
import { withinStack } from "../diagnostics/stack.js";
import type { ClaimValue } from "../run/outcome.js";
import { carry, type Results, requireResults, sizeProblem } from "./answer.js";
import { at, grantNamed, mapAt, namesIn, present, textAt, textsAt } from "./payload.js";

/** One change of a token. */
export interface OktaCommand {
  readonly type: "com.okta.access.patch" | "com.okta.identity.patch";
  readonly value: readonly { readonly op: "add" | "replace"; readonly path: string; readonly value: ClaimValue }[];
}

/** The hook's answer. */
export type OktaAnswer = { readonly commands: readonly OktaCommand[] } | { readonly error: { readonly errorSummary: string } };

/** The tokens of a payload. */
const PARTS = ["access", "identity"] as const;

/** What a user has beside the profile. */
const BUILT_IN = ["id", "status", "created", "lastUpdated", "lastLogin", "passwordChanged"];

/**
 * The request for `issue` that a payload makes for one token. The payload has no client properties: they are the document's.
 *
 * @param extra parts of the context that the host knows and the payload does not tell, such as `appuser` and `groups`
 */
export function oktaRequest(payload: unknown, token: TokenKind, extra: Readonly<Record<string, unknown>> = {}): IssueRequest {
  return withinStack(() => {
    const context = at(payload, "data", "context");
    const request = at(context, "protocol", "request");
    const user = mapAt(context, "user");
    const session = mapAt(context, "session");
    const client = textAt(request, "client_id") ?? textAt(context, "protocol", "client", "id");
    const builtIn = Object.fromEntries(BUILT_IN.map((name) => [name, at(user, name)]));
    return {
      grant: grantNamed(textAt(request, "grant_type"), "authorization_code"),
      token,
      scopes: grantedScopes(payload) ?? textsAt(request, "scope"),
      ...(client === undefined ? {} : { client }),
      context: {
        ...(user ? { user: { ...present(builtIn), profile: mapAt(user, "profile") ?? {} } } : {}),
        ...(session ? { session } : {}),
        ...extra,
      },
    };
  });
}

/** The scopes that the access token has; the request may have asked for others. */
function grantedScopes(payload: unknown): string[] | undefined {
  const scopes = mapAt(payload, "data", "access", "scopes");
  return scopes && namesIn(scopes).filter((scope) => textAt(scopes, scope, "action") === "GRANT");
}

/** JSON Pointer's escapes (RFC 6901, 3). */
function pointer(name: string): string {
  return `/claims/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/**
 * The hook's answer for the results of one or both tokens. A claim that the payload's token has already is replaced; a token that
 * was not asked for gets nothing, because a command for it makes Okta drop all of them.
 *
 * @example oktaAnswer(payload, { access: set.issue(oktaRequest(payload, "access_token")) }) // { commands: [{ type: "com.okta.access.patch", value: [{ op: "add", path: "/claims/system_home", value: "HDQ" }] }] }
 */
export function oktaAnswer(payload: unknown, results: Results): OktaAnswer {
  return withinStack(() => {
    requireResults(results);
    const commands: OktaCommand[] = [];
    for (const part of PARTS) {
      const result = results[part];
      if (!result || isNotAsked(payload, part)) continue;
      const carried = carry(result, "okta");
      if (!carried.ok) return { error: { errorSummary: carried.summary } };
      const there = new Set(namesIn(at(payload, "data", part, "claims")));
      const value = Object.entries(carried.claims).map(([name, claim]) => ({
        op: there.has(name) ? ("replace" as const) : ("add" as const),
        path: pointer(name),
        value: claim,
      }));
      if (value.length > 0) commands.push({ type: `com.okta.${part}.patch`, value });
    }
    const tooLarge = sizeProblem("okta", { answer: { commands } });
    return tooLarge === undefined ? { commands } : { error: { errorSummary: tooLarge } };
  });
}

/** Whether the payload has the other token alone. */
function isNotAsked(payload: unknown, part: (typeof PARTS)[number]): boolean {
  const asked = PARTS.filter((each) => mapAt(payload, "data", each) !== undefined);
  return asked.length > 0 && !asked.includes(part);
}
