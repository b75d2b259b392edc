/** What an evaluation starts from: a context that is one, and its grant, on which the data and the caller must agree. */
import { roomForPattern } from "../base/room.js";
import { describeHost, isHolder, own } from "../values/own.js";
import { Fault } from "../values/value.js";
import { GRANTS, type Grant } from "./grants.js";

/** A context ready to be read. */
export interface Start {
  readonly context: object | null;
  /** Undefined where no grant is known and the data alone decides who is there. */
  readonly grant: Grant | undefined;
  /** The grant in a sentence. */
  readonly words: string;
}

/**
 * Looks at a context before anything is read from it.
 *
 * @param asked the grant the caller says, which must agree with the context's own
 * @returns what to read from, or the fault of every claim of this context
 */
export function startReading(context: unknown, asked: string | undefined, grants: ReadonlyMap<string, Grant>): Start | Fault {
  if (context !== null && context !== undefined && !isHolder(context)) {
    return new Fault("context/not-a-context", { actual: describeHost(context) });
  }
  const holder = (context ?? null) as object | null;
  const given = grantIn(holder);
  if (given instanceof Fault) return given;
  if (asked !== undefined && given !== undefined && given !== asked)
    return new Fault("context/grant-mismatch", { asked: inShort(asked), given: inShort(given) });
  const name = asked === undefined ? given : asked;
  if (name === undefined) return { context: holder, grant: undefined, words: "this context" };
  // A kind without token grants, such as a group rule, is evaluated for a token all the same when the data says so.
  const grant =
    grants.get(name) ?? (typeof name === "string" && Object.hasOwn(GRANTS, name) ? GRANTS[name as keyof typeof GRANTS] : undefined);
  return grant
    ? { context: holder, grant, words: name }
    : new Fault("context/unknown-grant", { grant: inShort(name), known: [...grants.keys()].join(", ") });
}

/** What a grant may look like in a message: it comes from the data, which may hold anything, or from a caller who writes no types. */
const TOLD = /^[\w:./-]{1,80}$/;

function inShort(grant: unknown): string {
  roomForPattern();
  return typeof grant === "string" && TOLD.test(grant) ? grant : "…";
}

/** The grant that the data itself names. */
function grantIn(context: object | null): string | undefined | Fault {
  try {
    const found = context === null ? undefined : own(context, "grant");
    if (found?.state === "accessor") return new Fault("context/accessor", { path: "grant" });
    const given = found?.state === "value" ? found.value : undefined;
    if (given === undefined || given === null || typeof given === "string") return given ?? undefined;
    return new Fault("context/type-mismatch", { path: "grant", actual: describeHost(given), wanted: "text" });
  } catch {
    // Only a proxy's trap can throw here; the fault says that the data could not be read.
    return new Fault("context/unreadable", { path: "grant" });
  }
}
