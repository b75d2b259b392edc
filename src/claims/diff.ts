/** `diffClaims`: what changes in tokens between two documents, over contexts, grouped by cause with an example of each. */
import type { TokenKind } from "../context/grants.js";
import type { ClaimValue } from "../run/outcome.js";
import type { Claim } from "./claim.js";
import { edgeContexts } from "./edges.js";
import { type IssueRequest, type IssueResult, issue } from "./issue.js";
import type { ClaimSetParts } from "./parts.js";
import { valueAt } from "./preview.js";
import { type ClaimSet, partsOf } from "./set.js";
import { sameJson } from "./tests.js";

/** A request that both documents answer, and what is special about it. */
export interface DiffContext extends IssueRequest {
  readonly title?: string;
}

/** How a claim changed: it came, it went, it has another value, or a value of another kind. */
export type ChangeKind = "added" | "removed" | "changed" | "retyped";

/** One way in which one claim changed, for the same cause, in some number of tokens. */
export interface ClaimChange {
  readonly kind: ChangeKind;
  readonly name: string;
  /** The code of the reason or error on the side without a value; `value` where both have one; `new` or `gone` for the whole claim. */
  readonly cause: string;
  /** In how many of the compared tokens. */
  readonly count: number;
  readonly example: {
    readonly title: string;
    readonly client: string | undefined;
    readonly grant: string;
    readonly token: TokenKind;
    /** Masked values are left out. */
    readonly before?: ClaimValue;
    readonly after?: ClaimValue;
    readonly masked?: true;
  };
}

/** What changed. */
export interface ClaimsDiff {
  readonly added: readonly ClaimChange[];
  readonly removed: readonly ClaimChange[];
  readonly changed: readonly ClaimChange[];
  readonly retyped: readonly ClaimChange[];
  /** How many tokens were compared. */
  readonly compared: number;
  /** How many of them differ. */
  readonly different: number;
}

/** What a comparison may be told. */
export interface DiffOptions {
  /** Show the values of attributes with a sensitivity. */
  readonly reveal?: boolean;
}

/**
 * Compares two claim sets.
 *
 * @param contexts requests to compare; where absent, every client, grant and token of either document over generated edge contexts
 * @returns changes by kind, each with its cause, its count and one example
 * @example diffClaims(before, after).removed // [{ name: "role", cause: "needs-user", count: 3, … }]
 */
export function diffClaims(
  before: ClaimSet,
  after: ClaimSet,
  contexts?: readonly DiffContext[],
  options: DiffOptions = {},
): ClaimsDiff {
  const [old, next] = [partsOf(before), partsOf(after)];
  const changes = new Map<string, { change: Omit<ClaimChange, "count">; count: number }>();
  let different = 0;
  const requests = contexts ?? generatedContexts(old, next);
  for (const request of requests) {
    const found = compareToken(old, next, request, options.reveal === true);
    if (found.length > 0) different++;
    for (const change of found) {
      const key = JSON.stringify([change.kind, change.name, change.cause]);
      const known = changes.get(key);
      if (known) known.count++;
      else changes.set(key, { change, count: 1 });
    }
  }
  const all = [...changes.values()].map(({ change, count }) => ({ ...change, count }));
  const of = (kind: ChangeKind): ClaimChange[] => all.filter((change) => change.kind === kind);
  return {
    added: of("added"),
    removed: of("removed"),
    changed: of("changed"),
    retyped: of("retyped"),
    compared: requests.length,
    different,
  };
}

/** Every client of either document, on each grant it may use, for each token, in each edge context. */
export function generatedContexts(old: ClaimSetParts, next: ClaimSetParts): DiffContext[] {
  const clients = new Set<string | undefined>([...old.clients.keys(), ...next.clients.keys()]);
  if (clients.size === 0) clients.add(undefined);
  const scopes = [...new Set([...old.claims, ...next.claims].flatMap((claim) => claim.scopes))];
  const edges = new Map([...next.env.grants.keys()].map((grant) => [grant, edgeContexts(next.env, grant)]));
  const requests: DiffContext[] = [];
  for (const client of clients) {
    const definition = client === undefined ? undefined : (next.clients.get(client) ?? old.clients.get(client));
    for (const [grant, row] of next.env.grants) {
      if (definition?.grants && !definition.grants.includes(grant)) continue;
      for (const token of row.tokens) {
        for (const { title, context } of edges.get(grant) ?? [])
          requests.push({ title, grant, token, scopes, context, ...(client === undefined ? {} : { client }) });
      }
    }
  }
  return requests;
}

/** What became of one name in one token. */
interface Fate {
  readonly value?: ClaimValue;
  readonly cause: string;
  readonly sensitive: boolean;
}

function fateOf(parts: ClaimSetParts, name: string, result: IssueResult): Fate {
  const claims = parts.claims.filter((claim) => claim.name === name);
  const sensitive = claims.some((claim) => claim.program.sensitive);
  if (claims.length === 0) return { cause: "", sensitive };
  const failed = result.errors.find((entry) => entry.name === name);
  if (failed) return { cause: failed.diagnostic.code, sensitive };
  const held = result.ok ? claims.find((claim) => holds(result.claims, claim)) : undefined;
  if (held && result.ok) return { value: valueAt(result.claims, held.keys), cause: "value", sensitive };
  const omitted = result.omitted.find((entry) => entry.name === name);
  return { cause: omitted?.reason.code ?? "token-refused", sensitive };
}

function holds(claims: { readonly [name: string]: ClaimValue }, claim: Claim): boolean {
  let value: unknown = claims;
  for (const key of claim.keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as { [key: string]: unknown })[key];
  }
  return true;
}

function compareToken(
  old: ClaimSetParts,
  next: ClaimSetParts,
  request: DiffContext,
  reveal: boolean,
): Omit<ClaimChange, "count">[] {
  const [before, after] = [issue(old, request), issue(next, request)];
  const names = new Set([...old.claims, ...next.claims].map((claim) => claim.name));
  return [...names].flatMap((name) => {
    const [left, right] = [fateOf(old, name, before), fateOf(next, name, after)];
    const kind = kindOfChange(left, right);
    if (!kind) return [];
    const cause = kind === "added" ? left.cause || "new" : kind === "removed" ? right.cause || "gone" : "value";
    return [{ kind, name, cause, example: exampleOf(request, left, right, reveal) }];
  });
}

function kindOfChange(left: Fate, right: Fate): ChangeKind | undefined {
  if (left.value === undefined && right.value === undefined) return undefined;
  if (left.value === undefined) return "added";
  if (right.value === undefined) return "removed";
  if (sameJson(left.value, right.value)) return undefined;
  return jsonKind(left.value) === jsonKind(right.value) ? "changed" : "retyped";
}

function jsonKind(value: ClaimValue): string {
  return value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
}

function exampleOf(request: DiffContext, left: Fate, right: Fate, reveal: boolean): ClaimChange["example"] {
  const { title = "as given", client, grant, token } = request;
  const base = { title, client, grant, token };
  if ((left.sensitive || right.sensitive) && !reveal) return { ...base, masked: true };
  return {
    ...base,
    ...(left.value === undefined ? {} : { before: left.value }),
    ...(right.value === undefined ? {} : { after: right.value }),
  };
}
