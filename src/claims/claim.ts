/** One claim of a set, ready to be issued: its program, where it goes, its conditions and policies. */
import type { Grant, TokenKind } from "../context/grants.js";
import { type Reason, type ReasonCode, reason } from "../diagnostics/reasons.js";
import type { ClaimDefinition, EmptyPolicy, Policy } from "./document-types.js";
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
  /** Nothing but the kind of token can exclude it. */
  readonly unconditional: boolean;
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
  const [scopes, grants, clients] = [definition.scopes ?? [], chosen(definition.grants), chosen(definition.clients)];
  return {
    name: definition.name,
    keys,
    index,
    program,
    tokens: new Set(definition.tokens ?? DEFAULT_TOKENS),
    scopes,
    grants,
    clients,
    unconditional: scopes.length === 0 && grants === "all" && clients === "all",
    whenNoUser: definition.whenNoUser ?? "omit",
    whenAbsent: definition.whenAbsent ?? "omit",
    whenEmpty: definition.whenEmpty ?? "keep",
    whenError: definition.whenError ?? "fail",
    definition,
  };
}

/** The conditions in the order of the law: the reason where one excludes a token, and whether it does. */
const CONDITIONS: readonly (readonly [ReasonCode, (claim: Claim, asked: Asked) => boolean])[] = [
  ["client-not-selected", ({ clients }, { client }) => clients !== "all" && !(client !== undefined && clients.has(client))],
  ["grant-not-selected", ({ grants }, { grant }) => grants !== "all" && !grants.has(grant)],
  ["token-type", ({ tokens }, { token }) => !tokens.has(token)],
  ["scope-not-granted", ({ scopes }, asked) => scopes.length > 0 && !scopes.some((scope) => asked.scopes.includes(scope))],
];

/** Which of a claim's own conditions excludes a token, the first in the order of the law; -1 for none. */
function excludingCondition(claim: Claim, asked: Asked): number {
  if (claim.unconditional && claim.tokens.has(asked.token)) return -1;
  for (let at = 0; at < CONDITIONS.length; at++) if (CONDITIONS[at]?.[1](claim, asked)) return at;
  return -1;
}

function reasonOf(condition: number, { grant }: Asked): Reason | undefined {
  const row = CONDITIONS[condition];
  return row && reason(row[0], NOWHERE, { grant });
}

/** The claims of one name. Several may share it as long as no token can hold two of them. */
export type NamedClaims = readonly [Claim, ...Claim[]];

/** The claims grouped by name, in the order of the document. */
export function byName(claims: readonly Claim[]): readonly NamedClaims[] {
  const groups = new Map<string, [Claim, ...Claim[]]>();
  for (const claim of claims) {
    const group = groups.get(claim.name);
    if (group) group.push(claim);
    else groups.set(claim.name, [claim]);
  }
  return [...groups.values()];
}

/** The claim of a name that a token is asked for: the one whose conditions hold, otherwise the one that came nearest to it. */
export function claimFor(named: NamedClaims, asked: Asked): { readonly claim: Claim; readonly excluded: Reason | undefined } {
  let nearest: Claim = named[0];
  let furthest = -1;
  for (const claim of named) {
    const condition = excludingCondition(claim, asked);
    if (condition < 0) return { claim, excluded: undefined };
    if (condition > furthest) {
      nearest = claim;
      furthest = condition;
    }
  }
  return { claim: nearest, excluded: reasonOf(furthest, asked) };
}

/** The names of the grants a claim is for, of those there are. */
export function grantsOf(claim: Claim, grants: ReadonlyMap<string, Grant>): string[] {
  return [...grants.keys()].filter((name) => claim.grants === "all" || claim.grants.has(name));
}
