/** What the server is told of a claim set before it starts: client properties, and the claims that each scope releases. */
import type { ClaimSet } from "../claims/set.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { ClaimsElError } from "../diagnostics/error.js";
import { clientProperties } from "./client.js";

/** The part of the server's configuration that goes with a claim set. The server adds the scopes of its claims to its own by itself. */
export interface ServerConfiguration {
  /** Which claims each OpenID scope releases; a claim that is not listed is dropped by the server. */
  readonly claims: { readonly [scope: string]: readonly string[] };
  /** Else ID tokens of the code flow carry only `sub`. */
  readonly conformIdTokenClaims: false;
  /** The client properties that become `app.profile`. */
  readonly extraClientMetadata: { readonly properties: readonly string[] };
}

/** The configuration for a claim set. */
export function configurationFor(set: ClaimSet): ServerConfiguration {
  return {
    claims: releasedClaims(set),
    conformIdTokenClaims: false,
    extraClientMetadata: { properties: clientProperties(set) },
  };
}

/** Scope → the claims of ID tokens and userinfo that it releases. */
function releasedClaims(set: ClaimSet): ServerConfiguration["claims"] {
  const released = new Map<string, Set<string>>([["openid", new Set(["sub"])]]);
  for (const { tokens = [], scopes = [], name, nested, status } of set.document.claims) {
    if (status === "inactive" || !(tokens.includes("id_token") || tokens.includes("userinfo"))) continue;
    const key = nested ? (name.split(".")[0] as string) : name;
    for (const scope of scopes.length > 0 ? scopes : ["openid"]) released.set(scope, (released.get(scope) ?? new Set()).add(key));
  }
  return Object.fromEntries([...released].map(([scope, names]) => [scope, [...names]]));
}

/**
 * Refuses a claim set that needs more than the running server was told: the server would drop its claims without a word.
 *
 * @throws ClaimsElError
 */
export function requireConfigured(running: ServerConfiguration, set: ClaimSet): void {
  const wanted = configurationFor(set);
  const known = running.extraClientMetadata.properties;
  const properties = wanted.extraClientMetadata.properties.filter((name) => !known.includes(name));
  const claims = Object.entries(wanted.claims).flatMap(([scope, names]) =>
    names.filter((name) => !running.claims[scope]?.includes(name)).map((name) => `the claim \`${name}\` of the scope \`${scope}\``),
  );
  const missing = [...properties.map((name) => `the client property \`${name}\``), ...claims];
  if (missing.length === 0) return;
  const shown = missing.length > 3 ? `${missing.slice(0, 3).join(", ")} and ${missing.length - 3} more` : missing.join(", ");
  throw new ClaimsElError([diagnostic("claims/not-configured", { start: 0, end: 0 }, { missing: shown })]);
}
