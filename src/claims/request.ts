/** The request for a token, looked at once: that it can be answered, and what every claim of it reads from. */

import { DEFAULT_LIMITS } from "../base/limits.js";
import type { TokenKind } from "../context/grants.js";
import { type Diagnostic, diagnostic, diagnosticOf } from "../diagnostics/diagnostic.js";
import { passStack } from "../diagnostics/stack.js";
import { describeHost, isHolder, own } from "../values/own.js";
import { Fault } from "../values/value.js";
import type { Asked } from "./claim.js";
import type { ClaimSetParts } from "./parts.js";
import { completeContext, dataIn, ignoredRoots, inside, requestReader, suppliedApp, type TokenReader } from "./token-reader.js";

/** What a token is asked for. */
export interface IssueRequest {
  /** One of the environment's grants. */
  readonly grant: string;
  /** One of the tokens that the grant gives. */
  readonly token: TokenKind;
  /** The scopes that were granted; the context's `access.scope` where absent. */
  readonly scopes?: readonly string[];
  /** The clientId; a client of the document gives `app` where the context has none. */
  readonly client?: string;
  /** Plain data in the shape of the language's contexts; every part is optional. */
  readonly context?: unknown;
}

/** Everything one request needs. */
export interface Opened {
  readonly asked: Asked;
  readonly reader: TokenReader;
  readonly warnings: readonly Diagnostic[];
}

const NOWHERE = { start: 0, end: 0 };

/** Looks at a request; a request that cannot be answered is one diagnostic, of every claim. */
export function openRequest(parts: ClaimSetParts, request: IssueRequest): Opened | Diagnostic {
  try {
    return fieldProblem(request) ?? grantProblem(parts, request) ?? openContext(parts, request);
  } catch (error) {
    passStack(error);
    // Only a proxy's trap can throw here; the diagnostic says that the data could not be read.
    return diagnostic("context/unreadable", NOWHERE, { path: "context" });
  }
}

/** The first field of a request that is not of its kind. */
export function fieldProblem(request: IssueRequest): Diagnostic | undefined {
  if (typeof request !== "object" || request === null) return badField("grant", undefined, "a text");
  const { grant, token, scopes, client, context } = request;
  if (typeof grant !== "string") return badField("grant", grant, "a text");
  if (typeof token !== "string") return badField("token", token, "a text");
  if (scopes !== undefined && !textsIn(scopes)) return badField("scopes", scopes, "a list of texts");
  if (client !== undefined && typeof client !== "string") return badField("client", client, "a text");
  if (context !== undefined && context !== null && !isHolder(context))
    return diagnostic("context/not-a-context", NOWHERE, { actual: describeHost(context) });
  return undefined;
}

function badField(field: string, value: unknown, wanted: string): Diagnostic {
  const actual = value === undefined ? "missing" : describeHost(value);
  return diagnostic("claims/bad-request", NOWHERE, { field, actual, wanted });
}

function grantProblem({ env }: ClaimSetParts, { grant, token }: IssueRequest): Diagnostic | undefined {
  const row = env.grants.get(grant);
  if (!row) return diagnostic("context/unknown-grant", NOWHERE, { grant, known: [...env.grants.keys()].join(", ") });
  if (row.tokens.includes(token)) return undefined;
  return diagnostic("claims/unknown-token", NOWHERE, { token, grant, known: row.tokens.join(", ") || "none" });
}

function openContext(parts: ClaimSetParts, request: IssueRequest): Opened | Diagnostic {
  const { grant, token } = request;
  const given = (request.context ?? null) as object | null;
  const app = given === null ? undefined : own(given, "app");
  const named = app && inside(app, "clientId");
  const ownClient = typeof named === "string" ? named : undefined;
  if (request.client !== undefined && ownClient !== undefined && ownClient !== request.client)
    return diagnostic("claims/client-mismatch", NOWHERE, { asked: request.client });
  const client = request.client ?? ownClient;
  const scopes = scopesOf(textsIn(request.scopes), given);
  if (scopes === "mismatch") return diagnostic("claims/scope-mismatch", NOWHERE, {});
  const definition = client === undefined ? undefined : (parts.clients.get(client) ?? { clientId: client });
  const complete = () => completeContext(given, definition, scopes);
  const supplied = definition && (app === undefined || app.state === "missing") ? suppliedApp(definition) : undefined;
  const reader = requestReader(given, supplied, complete, grant, parts.env);
  if (reader instanceof Fault) return diagnosticOf(reader.code, NOWHERE, reader.data);
  return { asked: { grant, token, scopes, client }, reader, warnings: ignoredRoots(given, grant, parts.env) };
}

/** The granted scopes, on which a request and its context must agree. What is no list of texts is left to the claims that read it. */
function scopesOf(asked: readonly string[] | undefined, context: object | null): readonly string[] | "mismatch" {
  const given = context === null ? undefined : textsIn(dataIn(context, "access", "scope"));
  if (asked === undefined) return given ?? [];
  const agree =
    given === undefined || (asked.every((scope) => given.includes(scope)) && given.every((scope) => asked.includes(scope)));
  return agree ? [...asked] : "mismatch";
}

/** A list of texts, copied element by element, since a list of a host may have methods of its own; undefined for anything else. */
function textsIn(value: unknown): readonly string[] | undefined {
  try {
    if (!Array.isArray(value) || !(value.length <= DEFAULT_LIMITS.listLength)) return undefined;
    const texts: string[] = [];
    for (let index = 0; index < value.length; index++) {
      const item = own(value, index);
      if (item.state !== "value" || typeof item.value !== "string") return undefined;
      texts.push(item.value);
    }
    return texts;
  } catch (error) {
    passStack(error);
    // Only a proxy can throw here; what cannot be read is no list of texts.
    return undefined;
  }
}
