/** The reader of one token: each path is looked for and admitted once for all claims; and the context it reads. */
import type { Limits } from "../base/limits.js";
import type { Environment } from "../context/environment.js";
import type { Grant } from "../context/grants.js";
import type { ReadPath } from "../context/paths.js";
import { ContextReader, type Found } from "../context/reader.js";
import { startReading } from "../context/start.js";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { Frame } from "../run/frame.js";
import { type Own, own } from "../values/own.js";
import { Fault } from "../values/value.js";
import type { ClientDefinition } from "./document-types.js";

/** A reader that remembers what it looked for. */
export class TokenReader extends ContextReader {
  private found: Map<string, Found> | undefined;

  protected override lookFor(path: ReadPath): Found {
    const before = this.found?.get(path.text);
    if (before !== undefined) return before;
    const found = super.lookFor(path);
    this.found ??= new Map();
    this.found.set(path.text, found);
    return found;
  }
}

/** The reader of what a client's definition gives: its data alone, on no grant. */
export function clientReader(client: ClientDefinition, limits: Limits): TokenReader {
  return new TokenReader(completeContext(null, client, []), undefined, "no grant", limits);
}

/**
 * The reader of a request's context, which is remembered, or the fault that stops every claim.
 *
 * @param supplied what stands in for `app` where the context has none
 * @param complete puts the whole context together, for what has no short way
 */
export function requestReader(
  given: object | null,
  supplied: object | undefined,
  complete: () => object,
  grant: string,
  { grants, limits, sights }: Environment,
): TokenReader | Fault {
  const again = Frame.again(sights, given, grant, supplied);
  if (again) return new TokenReader(complete, again.start.grant, again.start.words, limits, again);
  const start = startReading(given, grant, grants);
  if (start instanceof Fault) return start;
  return new TokenReader(complete, start.grant, start.words, limits, Frame.first(sights, given, start, grant, supplied));
}

/** The data of each client as `app` has it: the same object for the same client. */
const SUPPLIED = new WeakMap<ClientDefinition, object>();

/** What stands in for `app` where a context has none. */
export function suppliedApp(client: ClientDefinition): object {
  const known = SUPPLIED.get(client) ?? appOf(client);
  SUPPLIED.set(client, known);
  return known;
}

/** A client's data as `app` has it. */
export function appOf(client: ClientDefinition): Record<string, unknown> {
  const { clientId, id, name, label, profile, groups, roles } = client;
  const given = { clientId, id, name, label, profile: profile ?? {}, groups, roles };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/**
 * The context of a request, its top copied: as given, with `app` from the document's client and `access.scope` from the
 * request where the context has none. Nothing of the given object is run or changed.
 */
export function completeContext(given: object | null, client: ClientDefinition | undefined, scopes: readonly string[]): object {
  const complete: object = Object.create(null);
  for (const key of given === null ? [] : Object.keys(given)) {
    const descriptor = Object.getOwnPropertyDescriptor(given, key);
    if (descriptor) Object.defineProperty(complete, key, { ...descriptor, configurable: true });
  }
  const supply = (key: string, value: unknown): void => {
    if (own(complete, key).state === "missing")
      Object.defineProperty(complete, key, { value, enumerable: true, configurable: true });
  };
  if (client) supply("app", suppliedApp(client));
  supply("access", { scope: [...scopes] });
  return complete;
}

/** A property of a part of the context, read by its descriptors; undefined where there is none. */
export function dataIn(context: object, part: string, key: string): unknown {
  return inside(own(context, part), key);
}

/** The same of a part that was found. */
export function inside(part: Own, key: string): unknown {
  if (part.state !== "value" || typeof part.value !== "object" || part.value === null) return undefined;
  const inner = own(part.value, key);
  return inner.state === "value" ? inner.value : undefined;
}

/** Whether the context has something at a key, a null aside. Nothing is read from it. */
export function carries(context: object, part: string): boolean {
  const found = own(context, part);
  return found.state === "accessor" || (found.state === "value" && found.value !== null && found.value !== undefined);
}

/** The parts of a context that a grant has nobody for, by grant: asked for each token. */
const ABSENT = new WeakMap<Environment, Map<string, readonly string[]>>();

function absentParts(grant: string, env: Environment): readonly string[] {
  const byGrant = ABSENT.get(env) ?? new Map<string, readonly string[]>();
  ABSENT.set(env, byGrant);
  const known = byGrant.get(grant);
  if (known) return known;
  const row = env.grants.get(grant) as Grant;
  const absent = [...env.readable.values()].filter((root) => root.needs !== undefined && row[root.needs] === "absent");
  const parts = [...new Set(absent.map((root) => root.location[0] as string))];
  byGrant.set(grant, parts);
  return parts;
}

/** One warning, on a grant that there is, for each part that the context carries although the grant has none: it was not looked at. */
export function ignoredRoots(context: object | null, grant: string, env: Environment): readonly Diagnostic[] {
  if (context === null) return NONE;
  let warnings: Diagnostic[] | undefined;
  for (const part of absentParts(grant, env)) {
    if (!carries(context, part)) continue;
    warnings ??= [];
    warnings.push(diagnostic("context/root-ignored", { start: 0, end: 0 }, { root: part, grant }));
  }
  return warnings ?? NONE;
}

const NONE: readonly Diagnostic[] = [];
