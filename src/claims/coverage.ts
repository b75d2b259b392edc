/** Coverage of clients: for each property of a client that a claim reads, which clients have it. */
import type { ReadPath } from "../context/paths.js";
import type { Claim } from "./claim.js";
import type { ClaimSetParts } from "./parts.js";
import { clientReader } from "./token-reader.js";

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

interface Property {
  readonly path: ReadPath;
  readonly claims: Set<string>;
  readonly clients: Set<string>;
}

/** Looks at the clients of the document. */
export function clientCoverage(parts: ClaimSetParts): readonly ClientCoverage[] {
  const readers = new Map([...parts.clients].map(([name, client]) => [name, clientReader(client, parts.env.limits)]));
  return [...propertiesOf(parts).values()].map(({ path, claims, clients }) => {
    const missing = [...clients].filter((client) => readers.get(client)?.read(path) === null);
    return { path: path.text, claims: [...claims], set: clients.size - missing.length, of: clients.size, missing };
  });
}

/** The properties read of the root that a document gives data for; whole records aside. */
function propertiesOf(parts: ClaimSetParts): ReadonlyMap<string, Property> {
  const properties = new Map<string, Property>();
  for (const claim of parts.claims) {
    for (const path of claim.program.paths) {
      if (path.root.layout !== "app" || path.keys.length === 0 || (path.keys.length === 1 && path.typed.type.kind === "map"))
        continue;
      const property = properties.get(path.text) ?? { path, claims: new Set<string>(), clients: new Set<string>() };
      property.claims.add(claim.name);
      for (const client of clientsOf(parts, claim)) property.clients.add(client);
      properties.set(path.text, property);
    }
  }
  return properties;
}

function clientsOf(parts: ClaimSetParts, claim: Claim): string[] {
  return [...parts.clients.values()]
    .filter(({ clientId, grants }) => (claim.clients === "all" || claim.clients.has(clientId)) && mayMeet(claim, grants))
    .map(({ clientId }) => clientId);
}

function mayMeet({ grants }: Claim, allowed: readonly string[] | undefined): boolean {
  return grants === "all" || allowed === undefined || allowed.some((grant) => grants.has(grant));
}
