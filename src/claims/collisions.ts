/** Finds claims that would write one place of one token. */
import type { Grant, TokenKind } from "../context/grants.js";
import { type Claim, grantsOf } from "./claim.js";
import type { ReadDefinition } from "./definitions.js";
import type { DocumentProblems } from "./problem.js";
import { TOKEN_WORDS } from "./reserved.js";

/** Keys that decide where a claim is written; where one is wrong, nothing can be said. */
const DECIDING = ["name", "nested", "tokens", "grants", "clients", "status"];

/** A place in a token: the claims that end there, and the places inside it. */
interface Place {
  readonly here: Claim[];
  readonly inside: Map<string, Place>;
  /** All claims at places inside, however deep. */
  readonly below: Claim[];
}

/** Reports the first clash of each claim with an earlier one. */
export function reportCollisions(
  definitions: readonly ReadDefinition[],
  grants: ReadonlyMap<string, Grant>,
  problems: DocumentProblems,
): void {
  const top: Place = newPlace();
  const named = new Map<string, Claim[]>();
  for (const { claim, wrong } of definitions) {
    if (claim.definition.status === "inactive" || DECIDING.some((key) => wrong.has(key))) continue;
    const namesakes = named.get(claim.name) ?? [];
    const rivals = [...namesakes, ...enter(top, claim)];
    named.set(claim.name, [...namesakes, claim]);
    reportFirst(claim, rivals, grants, problems);
  }
}

function newPlace(): Place {
  return { here: [], inside: new Map(), below: [] };
}

/** Puts a claim at its place; gives the earlier claims on the way there, at it and inside it. */
function enter(top: Place, claim: Claim): Claim[] {
  const rivals: Claim[] = [];
  let place = top;
  for (const key of claim.keys) {
    rivals.push(...place.here);
    if (place !== top) place.below.push(claim);
    const next = place.inside.get(key) ?? newPlace();
    place.inside.set(key, next);
    place = next;
  }
  rivals.push(...place.here, ...place.below);
  place.here.push(claim);
  return rivals;
}

function reportFirst(claim: Claim, rivals: readonly Claim[], grants: ReadonlyMap<string, Grant>, problems: DocumentProblems): void {
  for (const rival of rivals) {
    const token = sharedToken(claim, rival, grants);
    if (!token) continue;
    problems.report(["claims", claim.index, "name"], "claims/name-clash", {
      name: claim.name,
      token: TOKEN_WORDS[token],
      other: rival.index + 1,
    });
    return;
  }
}

/** A token of some client and grant that would hold both. Scopes are no help: any set of them may be granted. */
function sharedToken(left: Claim, right: Claim, grants: ReadonlyMap<string, Grant>): TokenKind | undefined {
  if (!meet(left.clients, right.clients)) return undefined;
  const shared = grantsOf(left, grants).filter((name) => right.grants === "all" || right.grants.has(name));
  return [...left.tokens].find(
    (token) => right.tokens.has(token) && shared.some((name) => grants.get(name)?.tokens.includes(token)),
  );
}

function meet(left: ReadonlySet<string> | "all", right: ReadonlySet<string> | "all"): boolean {
  if (left === "all" || right === "all") return true;
  return [...left].some((name) => right.has(name));
}
