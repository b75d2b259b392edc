/** What a preview was not told: claims that read it are not guessed at. */
import type { Grant, Party } from "../context/grants.js";
import type { Root } from "../context/roots.js";
import type { Asked, Claim } from "./claim.js";
import type { ClaimSetParts } from "./parts.js";
import { carries, completeContext } from "./token-reader.js";

/** The parts of a context that nobody gave. */
export interface Unknowns {
  /** Whether a claim reads any of them. */
  hold(claim: Claim): boolean;
}

/** What was given, and where it may lie. */
interface Given {
  /** Nothing of who or what. */
  readonly isBare: boolean;
  readonly readable: ReadonlyMap<string, Root>;
}

/** Parts that say when and for which grant, and nothing of who or what. */
const CIRCUMSTANCES: ReadonlySet<string> = new Set(["now", "grant"]);

/**
 * What is unknown of one token, on a grant that there is.
 *
 * Where no data was given, everything that the grant may have is unknown. Where some was, it is the whole data of the
 * request: then only who must be there and is not is unknown.
 */
export function unknownsOf({ env, clients }: ClaimSetParts, asked: Asked, given: object | undefined): Unknowns {
  const row = env.grants.get(asked.grant) as Grant;
  const client = asked.client === undefined ? undefined : clients.get(asked.client);
  const context = completeContext(given ?? null, client, asked.scopes);
  const isBare = Object.keys(given ?? {}).every((part) => CIRCUMSTANCES.has(part));
  const known = new Map<Root, boolean>();
  const isUnknown = (root: Root): boolean => {
    const before = known.get(root);
    if (before !== undefined) return before;
    const unknown = isMissing(root, row, context, { isBare, readable: env.readable });
    known.set(root, unknown);
    return unknown;
  };
  return { hold: (claim) => claim.program.roots.some(isUnknown) };
}

/** Whether the data would be there on the grant, or may be, and nothing of it was given. */
function isMissing(root: Root, row: Grant, context: object, { isBare, readable }: Given): boolean {
  const { needs } = root;
  if (root.layout === "grant" || carries(context, root.location[0] as string)) return false;
  if (needs === undefined) return isBare;
  const owner: Party = needs === "appuser" ? "user" : needs;
  if (row[needs] === "absent" || row[owner] === "absent") return false;
  return (isBare || row[owner] === "present") && !isGiven(owner, context, readable);
}

/** Whether a party was given, be it by another part: who has groups is a user. */
function isGiven(party: Party, context: object, readable: ReadonlyMap<string, Root>): boolean {
  return [...readable.values()].some(
    ({ needs, location }) =>
      (needs === party || (party === "user" && needs === "appuser")) && carries(context, location[0] as string),
  );
}
