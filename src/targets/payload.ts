/** Reading a hook's payload: own data properties only, whatever a sender put there. */
import { own } from "../values/own.js";

/** What lies at keys below a value; undefined where a step is missing. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (typeof found !== "object" || found === null) return undefined;
    const next = own(found, key);
    found = next.state === "value" ? next.value : undefined;
  }
  return found;
}

/** A text at keys. */
export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = at(value, ...keys);
  return typeof found === "string" ? found : undefined;
}

/** A map at keys; an empty one where there is none. */
export function mapAt(value: unknown, ...keys: readonly string[]): Readonly<Record<string, unknown>> {
  const found = at(value, ...keys);
  return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as Record<string, unknown>) : {};
}

/** The texts of a list, or of a text with blanks between them, at keys. */
export function textsAt(value: unknown, ...keys: readonly string[]): string[] {
  const found = at(value, ...keys);
  if (typeof found === "string") return found.split(" ").filter((part) => part !== "");
  return Array.isArray(found) ? found.filter((part): part is string => typeof part === "string") : [];
}

/** The entries of a map that are there. */
export function present(parts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
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
