/** `diffClaims`: what changes in tokens between two documents, over contexts, grouped by cause with an example of each. */

import type { TokenKind } from "../context/grants.js";
import { badSetting } from "../diagnostics/error.js";
import { withinStack } from "../diagnostics/stack.js";
import { type RevealOption, shownValue } from "../run/masking.js";
import type { ClaimValue } from "../run/outcome.js";
import { isHolder } from "../values/own.js";
import { pathsOf } from "./edge-tests.js";
import { edgeContexts } from "./edges.js";
import { hintsOf } from "./hints.js";
import { type EndedClaim, endingsOf } from "./issue.js";
import { jsonKind, sameJson } from "./json.js";
import type { ClaimSetParts } from "./parts.js";
import { type IssueRequest, openRequest } from "./request.js";
import { type ClaimSet, partsOf } from "./set.js";
import { isSensitive } from "./shown.js";
import { runSteps, type Stepwise, stepwise } from "./stepwise.js";

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
  /**
   * The code of the reason or error on the side without a value; `value` where both have one; `new` or `gone` for the whole
   * claim; `token-refused` where another claim takes the token with it.
   */
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
  /** Claims that only one of the documents has, and that no compared token holds. */
  readonly unseen: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** How many tokens were compared. */
  readonly compared: number;
  /** How many of them differ. */
  readonly different: number;
  /** How many are refused now and were not, and the other way round. */
  readonly refused: number;
  readonly unrefused: number;
}

type Change = Omit<ClaimChange, "count">;

/**
 * Compares two claim sets.
 *
 * @param contexts requests to compare; where absent, every client, grant and token of either document over made edge contexts
 * @returns changes by kind, each with its cause, its count and one example
 * @example diffClaims(before, after).removed // [{ name: "role", cause: "needs-user", count: 3, … }]
 */
export function diffClaims(
  before: ClaimSet,
  after: ClaimSet,
  contexts?: readonly DiffContext[],
  options: RevealOption = {},
): ClaimsDiff {
  return withinStack(() => runSteps(diffSteps(before, after, contexts, options)));
}

/** `diffClaims`, a token at a time, for progress. */
export function diffSteps(
  before: ClaimSet,
  after: ClaimSet,
  contexts?: readonly DiffContext[],
  options: RevealOption = {},
): Stepwise<void, ClaimsDiff> {
  return withinStack(() => {
    const compared = contexts ?? diffContexts(before, after);
    if (!Array.isArray(compared) || ![...compared].every((each) => isHolder(each)))
      throw badSetting("contexts", "it is not a list of requests", "Give each as for `set.issue`, or leave them out.");
    return stepwise(compared.length, compareAll(before, after, compared, options ?? {}));
  });
}

function* compareAll(
  before: ClaimSet,
  after: ClaimSet,
  contexts: readonly DiffContext[],
  options: RevealOption,
): Generator<void, ClaimsDiff, undefined> {
  const [old, next] = [partsOf(before), partsOf(after)];
  const changes = new Map<string, ClaimChange>();
  const counts = { different: 0, refused: 0, unrefused: 0 };
  for (const request of contexts) {
    const [left, right] = [fatesOf(old, request), fatesOf(next, request)];
    const found = compareToken(left, right, request, options);
    if (found.length > 0 || left.ok !== right.ok) counts.different++;
    if (left.ok && !right.ok) counts.refused++;
    if (!left.ok && right.ok) counts.unrefused++;
    for (const change of found) {
      const key = JSON.stringify([change.kind, change.name, change.cause]);
      const known = changes.get(key);
      changes.set(key, known ? { ...known, count: known.count + 1 } : { ...change, count: 1 });
    }
    yield;
  }
  const of = (kind: ChangeKind): ClaimChange[] => [...changes.values()].filter((change) => change.kind === kind);
  return {
    added: of("added"),
    removed: of("removed"),
    changed: of("changed"),
    retyped: of("retyped"),
    unseen: { added: unseenOf(next, old, of("added")), removed: unseenOf(old, next, of("removed")) },
    compared: contexts.length,
    ...counts,
  };
}

/** The names that one side alone has, without those whose coming or going was seen. */
function unseenOf(side: ClaimSetParts, other: ClaimSetParts, seen: readonly ClaimChange[]): string[] {
  const known = new Set([...other.named.map(([{ name }]) => name), ...seen.map(({ name }) => name)]);
  return side.named.map(([{ name }]) => name).filter((name) => !known.has(name));
}

/** Every client of either document, on each grant it may use in one of them, for each token, in each edge context of what either reads. */
export function diffContexts(before: ClaimSet, after: ClaimSet): DiffContext[] {
  return withinStack(() => contextsOf(before, after));
}

function contextsOf(before: ClaimSet, after: ClaimSet): DiffContext[] {
  const sides = [partsOf(before), partsOf(after)] as const;
  const clients = new Set<string | undefined>(sides.flatMap((side) => [...side.clients.keys()]));
  if (clients.size === 0) clients.add(undefined);
  const scopes = [...new Set(sides.flatMap((side) => side.claims.flatMap((claim) => claim.scopes)))];
  const { env } = sides[1];
  const claims = sides.flatMap((side) => side.claims);
  const [paths, hints] = [pathsOf(claims), hintsOf(claims)];
  const requests: DiffContext[] = [];
  for (const [grant, row] of env.grants) {
    const edges = edgeContexts({ env, grant, paths, hints, hasClient: !clients.has(undefined) });
    for (const client of clients) {
      if (client !== undefined && !sides.some((side) => mayUse(side, client, grant))) continue;
      for (const token of row.tokens)
        for (const { title, context } of edges)
          requests.push({ title, grant, token, scopes, context, ...(client === undefined ? {} : { client }) });
    }
  }
  return requests;
}

function mayUse({ clients }: ClaimSetParts, client: string, grant: string): boolean {
  const definition = clients.get(client);
  return definition !== undefined && (definition.grants === undefined || definition.grants.includes(grant));
}

/** What became of the names of one document in one token. */
interface Fates {
  readonly ok: boolean;
  readonly of: ReadonlyMap<string, Fate>;
}

interface Fate {
  readonly value?: ClaimValue;
  /** Why there is no value. */
  readonly cause: string;
  readonly sensitive: boolean;
}

function fatesOf(parts: ClaimSetParts, request: DiffContext): Fates {
  const opened = openRequest(parts, request);
  if ("code" in opened) {
    const of = new Map(parts.named.map(([{ name }]) => [name, { cause: opened.code, sensitive: false }]));
    return { ok: false, of };
  }
  const ended = endingsOf(parts.named, opened);
  const ok = !ended.some(({ ending }) => ending.end === "error" && ending.fatal);
  return { ok, of: new Map(ended.map((each) => [each.claim.name, fateOf(each, ok)])) };
}

function fateOf({ claim, ending }: EndedClaim, ok: boolean): Fate {
  const sensitive = isSensitive(claim, ending);
  if (ending.end === "error") return { cause: ending.diagnostic.code, sensitive };
  if (ending.end === "omitted") return { cause: ending.reason.code, sensitive };
  if (!ok) return { cause: "token-refused", sensitive };
  return { value: ending.value, cause: "value", sensitive };
}

function compareToken(before: Fates, after: Fates, request: DiffContext, options: RevealOption): Change[] {
  return [...new Set([...before.of.keys(), ...after.of.keys()])].flatMap((name) => {
    const [left, right] = [before.of.get(name), after.of.get(name)];
    const kind = kindOfChange(left, right);
    if (!kind) return [];
    return [{ kind, name, cause: causeOf(kind, left, right), example: exampleOf(request, left, right, options) }];
  });
}

function kindOfChange(left: Fate | undefined, right: Fate | undefined): ChangeKind | undefined {
  if (left?.value === undefined) return right?.value === undefined ? undefined : "added";
  if (right?.value === undefined) return "removed";
  if (sameJson(left.value, right.value)) return undefined;
  return jsonKind(left.value) === jsonKind(right.value) ? "changed" : "retyped";
}

function causeOf(kind: ChangeKind, left: Fate | undefined, right: Fate | undefined): string {
  if (kind === "added") return left?.cause ?? "new";
  return kind === "removed" ? (right?.cause ?? "gone") : "value";
}

function exampleOf(
  request: DiffContext,
  left: Fate | undefined,
  right: Fate | undefined,
  options: RevealOption,
): ClaimChange["example"] {
  const { title = "as given", client, grant, token } = request;
  // A value that one document calls sensitive may stand on the other side too.
  const sensitive = (left?.sensitive ?? false) || (right?.sensitive ?? false);
  const shown = (value: ClaimValue | undefined) => (value === undefined ? undefined : shownValue(value, sensitive, options));
  const [before, after] = [shown(left?.value), shown(right?.value)];
  return {
    ...{ title, client, grant, token },
    ...(before && "value" in before ? { before: before.value } : {}),
    ...(after && "value" in after ? { after: after.value } : {}),
    ...([before, after].some((each) => each && "masked" in each) ? { masked: true } : {}),
  };
}
