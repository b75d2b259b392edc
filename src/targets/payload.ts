/** Reading a hook's payload: own data properties only, whatever a sender put there. Nothing here throws. */
import { passStack } from "../diagnostics/stack.js";
import { own } from "../values/own.js";

/** More members of one list or map of a payload than this are not looked at. */
export const MOST_MEMBERS = 10_000;

/** What lies at keys below a value; undefined where a step is missing. */
export function at(value: unknown, ...keys: readonly (string | number)[]): unknown {
  let found = value;
  for (const key of keys) found = member(found, key);
  return found;
}

function member(holder: unknown, key: string | number): unknown {
  if (typeof holder !== "object" || holder === null) return undefined;
  try {
    const found = own(holder, key);
    return found.state === "value" ? found.value : undefined;
  } catch (error) {
    passStack(error);
    // Only a proxy's trap can throw here; what it hides counts as missing.
    return undefined;
  }
}

/** A text at keys. */
export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = at(value, ...keys);
  return typeof found === "string" ? found : undefined;
}

/** A map at keys; undefined where there is none. */
export function mapAt(value: unknown, ...keys: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  const found = at(value, ...keys);
  return kindOf(found) === "map" ? (found as Record<string, unknown>) : undefined;
}

/** The members of a list at keys; none where there is no list. */
export function listAt(value: unknown, ...keys: readonly string[]): unknown[] {
  const found = at(value, ...keys);
  if (kindOf(found) !== "list") return [];
  return Array.from({ length: Math.min(lengthOf(found as readonly unknown[]), MOST_MEMBERS) }, (_, index) => at(found, index));
}

function lengthOf(list: readonly unknown[]): number {
  try {
    return Number(list.length);
  } catch (error) {
    passStack(error);
    // Only a proxy's trap can throw here; what it hides counts as missing.
    return 0;
  }
}

/** The texts of a list, or of a text with blanks between them, at keys. */
export function textsAt(value: unknown, ...keys: readonly string[]): string[] {
  const text = textAt(value, ...keys);
  if (text !== undefined) return text.split(" ").filter((part) => part !== "");
  return listAt(value, ...keys).filter((part): part is string => typeof part === "string");
}

/** The names of a map; none where there is no map. */
export function namesIn(value: unknown): string[] {
  if (kindOf(value) !== "map") return [];
  try {
    return Object.keys(value as object).slice(0, MOST_MEMBERS);
  } catch (error) {
    passStack(error);
    // Only a proxy's trap can throw here; what it hides counts as missing.
    return [];
  }
}

/** Lists and maps stand at most this deep in one another in a copy. */
export const MOST_LEVELS = 32;

/** A copy of the plain data in a value, without `__proto__`; undefined for what is no data, and below too many levels. */
export function copyOf(value: unknown, levels = MOST_LEVELS): unknown {
  const kind = kindOf(value);
  if (kind === undefined) return value === null || isPlain(value) ? value : undefined;
  if (levels === 0) return undefined;
  if (kind === "list") return listAt(value).map((item) => copyOf(item, levels - 1) ?? null);
  return Object.fromEntries(
    namesIn(value).flatMap((name) => {
      if (name === "__proto__") return [];
      const copy = copyOf(at(value, name), levels - 1);
      return copy === undefined ? [] : [[name, copy]];
    }),
  );
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
}

/** Whether a value is a list or a map; a proxy that was revoked is neither. */
function kindOf(value: unknown): "list" | "map" | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    return Array.isArray(value) ? "list" : "map";
  } catch (error) {
    passStack(error);
    // Only a revoked proxy throws here, and nothing can be read from it.
    return undefined;
  }
}

/** The entries of a map that are there. */
export function present(parts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}

/** Names of groups as a context has groups. Where a vendor tells names alone, they stand for ids too. */
export function groupsNamed(names: readonly string[]): { readonly id: string; readonly type: string; readonly name: string }[] {
  return names.map((name) => ({ id: name, type: "BUILT_IN", name }));
}

/** OAuth's grant types as the claims call them. */
export const GRANT_TYPES: ReadonlyMap<string, string> = new Map([
  ["urn:ietf:params:oauth:grant-type:device_code", "device_code"],
  ["urn:ietf:params:oauth:grant-type:jwt-bearer", "jwt_bearer"],
  ["urn:ietf:params:oauth:grant-type:token-exchange", "token_exchange"],
]);

/** The environment's name of a grant type. */
export function grantNamed(type: string | undefined, otherwise: string): string {
  return type === undefined ? otherwise : (GRANT_TYPES.get(type) ?? type);
}
