/** Where the tests look a claim up in a token. */
import type { ClaimValue } from "../../src/run/outcome.js";

/** The value at a claim's keys; undefined where the token has none. */
export function valueAt(claims: { readonly [name: string]: ClaimValue }, keys: readonly string[]): ClaimValue | undefined {
  let value: ClaimValue | undefined = claims as ClaimValue;
  for (const key of keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as { readonly [name: string]: ClaimValue })[key];
  }
  return value;
}
