/** Finds claims that would write one place of one token. */
import type { Grant, TokenKind } from "../context/grants.js";
import { type Claim, grantsOf } from "./claim.js";
import type { ReadDefinition } from "./definitions.js";
import type { DocumentProblems } from "./problem.js";
import { TOKEN_WORDS } from "./reserved.js";

/** Keys that decide where a claim is written; where one is wrong, nothing can be said. */
const DECIDING = ["name", "nested", "tokens", "grants", "clients", "status"];

const TOKENS = Object.keys(TOKEN_WORDS) as TokenKind[];

/** A place in a token: the claims that end there, and the places inside it. */
interface Place {
  readonly here: Takers;
  readonly inside: Map<string, Place>;
  /** All claims at places inside, however deep. */
  readonly below: Taker[];
}

/** A claim, with a bit for each kind of token on each grant that it goes into. */
interface Taker {
  readonly claim: Claim;
  readonly cells: bigint;
}

/** Claims in the order of the document, found by what they share with another. Of those of one client that go into the same tokens the first is enough. */
class Takers {
  private readonly all: Taker[] = [];
  private readonly forAll: Taker[] = [];
  private readonly byClient = new Map<string, Taker[]>();

  /** Adds a claim. */
  add(taker: Taker): void {
    push(this.all, taker);
    const { clients } = taker.claim;
    if (clients === "all") push(this.forAll, taker);
    else
      for (const client of clients) {
        const known = this.byClient.get(client);
        if (known) push(known, taker);
        else this.byClient.set(client, [taker]);
      }
  }

  /** The first claim that goes into a token of the same client and grant. Scopes are no help: any set of them may be granted. */
  firstWith({ claim: { clients }, cells }: Taker): Taker | undefined {
    const within = (takers: readonly Taker[] = []) => takers.find((other) => (other.cells & cells) !== 0n);
    if (clients === "all") return within(this.all);
    let first = within(this.forAll);
    for (const client of clients) {
      const other = within(this.byClient.get(client));
      if (other && (!first || other.claim.index < first.claim.index)) first = other;
    }
    return first;
  }
}

function push(takers: Taker[], taker: Taker): void {
  if (!takers.some(({ cells }) => cells === taker.cells)) takers.push(taker);
}

/** Reports the first clash of each claim with an earlier one. */
export function reportCollisions(
  definitions: readonly ReadDefinition[],
  grants: ReadonlyMap<string, Grant>,
  problems: DocumentProblems,
): void {
  const top: Place = newPlace();
  const named = new Map<string, Takers>();
  for (const { claim, wrong } of definitions) {
    if (claim.definition.status === "inactive" || DECIDING.some((key) => wrong.has(key))) continue;
    const taker = { claim, cells: cellsOf(claim, grants) };
    const namesakes = named.get(claim.name) ?? new Takers();
    named.set(claim.name, namesakes);
    const rivals = [namesakes.firstWith(taker), ...enter(top, taker)];
    namesakes.add(taker);
    const rival = rivals.find((other) => other !== undefined);
    if (rival) report(claim, rival.claim, grants, problems);
  }
}

function newPlace(): Place {
  return { here: new Takers(), inside: new Map(), below: [] };
}

/** Puts a claim at its place; gives the first earlier one that it meets at each place on the way there, at it and inside it. */
function enter(top: Place, taker: Taker): (Taker | undefined)[] {
  const rivals: (Taker | undefined)[] = [];
  let place = top;
  for (const key of taker.claim.keys) {
    rivals.push(place.here.firstWith(taker));
    if (place !== top) place.below.push(taker);
    const next = place.inside.get(key) ?? newPlace();
    place.inside.set(key, next);
    place = next;
  }
  rivals.push(
    place.here.firstWith(taker),
    place.below.find((other) => (other.cells & taker.cells) !== 0n && meet(other.claim.clients, taker.claim.clients)),
  );
  place.here.add(taker);
  return rivals;
}

function report(claim: Claim, rival: Claim, grants: ReadonlyMap<string, Grant>, problems: DocumentProblems): void {
  const token = sharedToken(claim, rival, grants) as TokenKind;
  problems.report(["claims", claim.index, "name"], "claims/name-clash", {
    name: claim.name,
    token: TOKEN_WORDS[token],
    other: rival.index + 1,
  });
}

/** Each kind of token on each grant that a claim goes into, as a bit. */
function cellsOf(claim: Claim, grants: ReadonlyMap<string, Grant>): bigint {
  let cells = 0n;
  let bit = 1n;
  for (const [name, { tokens }] of grants)
    for (const token of TOKENS) {
      if (tokens.includes(token) && claim.tokens.has(token) && (claim.grants === "all" || claim.grants.has(name))) cells |= bit;
      bit <<= 1n;
    }
  return cells;
}

/** The first token of a claim that both go into on some grant. */
function sharedToken(left: Claim, right: Claim, grants: ReadonlyMap<string, Grant>): TokenKind | undefined {
  const shared = grantsOf(left, grants).filter((name) => right.grants === "all" || right.grants.has(name));
  return [...left.tokens].find(
    (token) => right.tokens.has(token) && shared.some((name) => grants.get(name)?.tokens.includes(token)),
  );
}

function meet(left: ReadonlySet<string> | "all", right: ReadonlySet<string> | "all"): boolean {
  if (left === "all" || right === "all") return true;
  const [few, many] = left.size < right.size ? [left, right] : [right, left];
  return [...few].some((name) => many.has(name));
}
