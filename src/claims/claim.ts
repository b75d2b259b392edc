/** One claim of a set, ready to be issued: its program, where it goes, its conditions and policies. */
import type { Grant, TokenKind } from "../context/grants.js";
import { type Reason, reason } from "../diagnostics/reasons.js";
import type { ClaimDefinition, EmptyPolicy, Policy } from "./document.js";
import type { ClaimProgram } from "./program.js";

/** A claim of a set. */
export interface Claim {
  readonly name: string;
  /** The keys in the token; more than one where the name is nested. */
  readonly keys: readonly string[];
  /** Its place in the document. */
  readonly index: number;
  readonly program: ClaimProgram;
  readonly tokens: ReadonlySet<TokenKind>;
  /** Empty means any. */
  readonly scopes: readonly string[];
  readonly grants: ReadonlySet<string> | "all";
  readonly clients: ReadonlySet<string> | "all";
  readonly whenNoUser: Policy;
  readonly whenAbsent: Policy;
  readonly whenEmpty: EmptyPolicy;
  readonly whenError: "omit" | "fail";
  readonly definition: ClaimDefinition;
}

/** The request that a claim's conditions look at. */
export interface Asked {
  readonly grant: string;
  readonly token: TokenKind;
  readonly scopes: readonly string[];
  readonly client: string | undefined;
}

const NOWHERE = { start: 0, end: 0 };

/** Where a claim goes when its document does not say. */
export const DEFAULT_TOKENS: readonly TokenKind[] = ["access_token"];

/** A claim from its definition. */
export function makeClaim(definition: ClaimDefinition, index: number, keys: readonly string[], program: ClaimProgram): Claim {
  const chosen = (names: "all" | string[] | undefined): ReadonlySet<string> | "all" =>
    names === undefined || names === "all" ? "all" : new Set(names);
  return {
    name: definition.name,
    keys,
    index,
    program,
    tokens: new Set(definition.tokens ?? DEFAULT_TOKENS),
    scopes: definition.scopes ?? [],
    grants: chosen(definition.grants),
    clients: chosen(definition.clients),
    whenNoUser: definition.whenNoUser ?? "omit",
    whenAbsent: definition.whenAbsent ?? "omit",
    whenEmpty: definition.whenEmpty ?? "keep",
    whenError: definition.whenError ?? "fail",
    definition,
  };
}

/** Why a claim's own conditions exclude a token, the first in the order of the law: client, grant, token, scope. */
export function exclusion(claim: Claim, asked: Asked): Reason | undefined {
  if (claim.clients !== "all" && !(asked.client !== undefined && claim.clients.has(asked.client)))
    return reason("client-not-selected", NOWHERE);
  if (claim.grants !== "all" && !claim.grants.has(asked.grant))
    return reason("grant-not-selected", NOWHERE, { grant: asked.grant });
  if (!claim.tokens.has(asked.token)) return reason("token-type", NOWHERE);
  if (claim.scopes.length > 0 && !claim.scopes.some((scope) => asked.scopes.includes(scope)))
    return reason("scope-not-granted", NOWHERE);
  return undefined;
}

/** The names of the grants a claim is for, of those there are. */
export function grantsOf(claim: Claim, grants: ReadonlyMap<string, Grant>): string[] {
  return [...grants.keys()].filter((name) => claim.grants === "all" || claim.grants.has(name));
}
