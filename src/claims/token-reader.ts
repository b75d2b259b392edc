/** The reader of one token: each path is admitted once for all claims; and the context it reads, completed from the document's client. */
import type { Limits } from "../base/limits.js";
import type { Environment } from "../context/environment.js";
import type { ReadPath } from "../context/paths.js";
import { ContextReader } from "../context/reader.js";
import { startReading } from "../context/start.js";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { own } from "../values/own.js";
import { Fault, type Value } from "../values/value.js";
import type { ClientDefinition } from "./document.js";

/** A reader that remembers. */
export class TokenReader extends ContextReader {
  private readonly known = new Map<string, Value | Fault>();

  override read(path: ReadPath): Value | Fault {
    const before = this.known.get(path.text);
    if (before !== undefined) return before;
    const value = super.read(path);
    this.known.set(path.text, value);
    return value;
  }
}

/** The reader of a request's context, or the fault that stops every claim. */
export function tokenReader(context: object | null, grant: string, env: Environment, limits: Limits): TokenReader | Fault {
  const start = startReading(context, grant, env.grants);
  return start instanceof Fault ? start : new TokenReader(start.context, start.grant, start.words, limits);
}

/** A client's data as `app` has it. */
export function appOf(client: ClientDefinition): Record<string, unknown> {
  const { clientId, id, name, label, profile, groups, roles } = client;
  const given = { clientId, id, name, label, profile: profile ?? {}, groups, roles };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/**
 * The context of a request: as given, with `app` from the document's client and `access.scope` from the request where the
 * context has none. Nothing of the given object is run or changed.
 */
export function completeContext(
  given: object | null,
  client: ClientDefinition | undefined,
  scopes: readonly string[],
): object | null {
  const lacks = (key: string): boolean => given === null || own(given, key).state === "missing";
  const additions: Record<string, unknown> = {};
  if (client && lacks("app")) additions.app = appOf(client);
  if (lacks("access")) additions.access = { scope: [...scopes] };
  if (Object.keys(additions).length === 0) return given;
  const complete: object = Object.create(null);
  for (const key of given === null ? [] : Object.keys(given)) {
    const descriptor = Object.getOwnPropertyDescriptor(given, key);
    if (descriptor) Object.defineProperty(complete, key, { ...descriptor, configurable: true });
  }
  for (const [key, value] of Object.entries(additions))
    Object.defineProperty(complete, key, { value, enumerable: true, configurable: true });
  return complete;
}

/** A text property of a part of the context, read by its descriptors; undefined where there is none. */
export function textIn(context: object | null, part: string, key: string): string | undefined {
  const found = context === null ? undefined : own(context, part);
  if (found?.state !== "value" || typeof found.value !== "object" || found.value === null) return undefined;
  const inner = own(found.value, key);
  return inner.state === "value" && typeof inner.value === "string" ? inner.value : undefined;
}

/** One warning for each root that the context carries although the grant has none: it was not looked at. */
export function ignoredRoots(context: object | null, grant: string, env: Environment): Diagnostic[] {
  const row = env.grants.get(grant);
  if (context === null || !row) return [];
  return [...env.roots.values()].flatMap((root) => {
    if (root.needs === undefined || row[root.needs] !== "absent" || root.location.length !== 1) return [];
    const found = own(context, root.location[0] as string);
    const there = found.state === "accessor" || (found.state === "value" && found.value !== null && found.value !== undefined);
    return there ? [diagnostic("context/root-ignored", { start: 0, end: 0 }, { root: root.name, grant })] : [];
  });
}
