/** The apps of a tenant as clients of a document, and the schema of `app.profile`, which Okta does not have. */
import type { ClientDefinition, Json } from "../claims/document-types.js";
import type { ImportNotes, Noted } from "./notes.js";
import { GRANT_TYPES, type OktaApp } from "./tenant.js";

/** Makes the clients; the first of an id counts. */
export function importClients(apps: readonly OktaApp[], notes: ImportNotes): ClientDefinition[] {
  const clients = new Map<string, ClientDefinition>();
  for (const app of apps) {
    const noted: Noted = { subject: "app", name: app.label ?? app.clientId, origin: app.origin };
    const grants = grantsOf(app, noted, notes);
    if (grants === "none") continue;
    if (clients.has(app.clientId)) {
      notes.add("duplicate-client", noted, { client: app.clientId });
      continue;
    }
    const { clientId, id, name, label, profile } = app;
    clients.set(clientId, {
      clientId,
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
      ...(label === undefined ? {} : { label }),
      ...(grants === undefined ? {} : { grants }),
      ...(profile === undefined ? {} : { profile: profile as Record<string, Json> }),
    });
  }
  return [...clients.values()];
}

/** The grants that tokens of a document are issued on; `none` where an app has only others. */
function grantsOf({ grantTypes }: OktaApp, noted: Noted, notes: ImportNotes): string[] | "none" | undefined {
  if (grantTypes === undefined) return undefined;
  const known = (type: string): type is keyof typeof GRANT_TYPES => Object.hasOwn(GRANT_TYPES, type);
  const others = grantTypes.filter((type) => !known(type)).join(", ");
  const grants = [...new Set(grantTypes.filter(known).map((type) => GRANT_TYPES[type]))];
  if (grants.length === 0) {
    notes.add("no-known-grant", noted, { grants: others || "none" });
    return "none";
  }
  if (others !== "") notes.add("grant", noted, { grants: others });
  return grants;
}

/** What a value is in a schema; whatever differs from client to client, or is made of parts, may be anything. */
function typeOf(value: unknown): string {
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return Number.isInteger(value) && Math.abs(value) <= 0x7fffffff ? "integer" : "number";
  if (!Array.isArray(value) || value.length === 0) return "unknown";
  const element = joined(value.map(typeOf));
  return element === "unknown" || element.startsWith("list") ? "unknown" : `list<${element}>`;
}

function joined(types: readonly string[]): string {
  const [first = "unknown", ...others] = new Set(types);
  if (others.length === 0) return first;
  return [first, ...others].every((type) => type === "integer" || type === "number") ? "number" : "unknown";
}

/**
 * The schema of `app.profile`: a property has the type that all clients give it, and may always be missing.
 *
 * @param reads property → the claims that read it, so that one that no client has is not taken for a slip
 */
export function schemaOfApps(
  clients: readonly ClientDefinition[],
  reads: ReadonlyMap<string, readonly string[]>,
  notes: ImportNotes,
): Record<string, string> {
  const types = new Map<string, string[]>();
  for (const { profile } of clients)
    for (const [name, value] of Object.entries(profile ?? {}))
      if (value !== null) types.set(name, [...(types.get(name) ?? []), typeOf(value)]);
      else if (!types.has(name)) types.set(name, []);
  const schema = [...types].map(([name, found]) => {
    const type = joined(found);
    return [name, type === "unknown" ? type : `${type}?`] as const;
  });
  for (const [property, claims] of reads) {
    if (types.has(property)) continue;
    const shown = claims.slice(0, 3).map((claim) => `\`${claim}\``);
    const more = claims.length > 3 ? ` and ${claims.length - 3} more` : "";
    notes.add("unset-property", { subject: "schema", name: "app" }, { property, claims: `${shown.join(", ")}${more}` });
    schema.push([property, "unknown"]);
  }
  if (schema.length > 0) notes.add("app-schema", { subject: "schema", name: "app" });
  return Object.fromEntries(schema.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
