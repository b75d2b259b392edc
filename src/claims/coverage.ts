/** Coverage of clients: for each property of a client that a claim reads, which clients have it. */
import type { ClaimSetParts } from "./parts.js";

/** One property that claims read of their clients. */
export interface ClientCoverage {
  /** The property's path: `app.profile.system_home`. */
  readonly path: string;
  /** The claims that read it. */
  readonly claims: readonly string[];
  /** How many of the clients that those claims are for have a value there. */
  readonly set: number;
  readonly of: number;
  /** The clients that have none. */
  readonly missing: readonly string[];
}

const PROFILE_PATH = /^app\.profile\.([A-Za-z_$][\w$]*)/;

/** Looks at the clients of the document. */
export function clientCoverage(parts: ClaimSetParts): readonly ClientCoverage[] {
  const readers = new Map<string, { claims: string[]; clients: Set<string> }>();
  for (const claim of parts.claims) {
    for (const path of claim.program.reads) {
      const match = PROFILE_PATH.exec(path);
      if (!match) continue;
      const entry = readers.get(match[1] as string) ?? { claims: [], clients: new Set<string>() };
      entry.claims.push(claim.name);
      for (const client of parts.clients.keys())
        if (claim.clients === "all" || claim.clients.has(client)) entry.clients.add(client);
      readers.set(match[1] as string, entry);
    }
  }
  return [...readers].map(([property, { claims, clients }]) => {
    const missing = [...clients].filter((client) => !hasProperty(parts, client, property));
    return {
      path: `app.profile.${property}`,
      claims: [...new Set(claims)],
      set: clients.size - missing.length,
      of: clients.size,
      missing,
    };
  });
}

function hasProperty(parts: ClaimSetParts, client: string, property: string): boolean {
  const profile = parts.clients.get(client)?.profile;
  return profile !== undefined && Object.hasOwn(profile, property) && profile[property] !== null;
}
