/** The claims of a tenant as claims of a document. */
import type { ClaimDefinition } from "../claims/document-types.js";
import type { TokenKind } from "../context/grants.js";
import { MOST_GROUPS } from "../library/group-lists.js";
import type { ImportNotes, Noted, Origin } from "./notes.js";
import { FILTERS, type FilterType, type OktaAppClaim, type OktaClaim, type Tenant } from "./tenant.js";

/** A claim of a document, and where it came from. */
export interface ImportedClaim {
  readonly definition: ClaimDefinition;
  readonly origin: Origin;
}

/** The tokens of an ID-token claim: Okta's userinfo has them all. */
const ALWAYS: readonly TokenKind[] = ["id_token", "userinfo"];
const USERINFO: readonly TokenKind[] = ["userinfo"];

/** The scope that releases the groups claim of an app. */
export const GROUPS_SCOPE = "groups";

/** Makes the claims. */
export function importClaims(tenant: Tenant, notes: ImportNotes): ImportedClaim[] {
  noteServers(tenant.claims, notes);
  const merged = new Map<string, ImportedClaim>();
  for (const claim of tenant.claims) {
    const made = importClaim(claim, tenant, notes);
    const key = JSON.stringify([claim.server, { ...made.definition, tokens: [] }, claim.claimType]);
    const other = JSON.stringify([claim.server, { ...made.definition, tokens: [] }, otherType(claim)]);
    const before = merged.get(other);
    if (before === undefined || isMerged(before)) merged.set(freeKey(merged, key), made);
    else {
      merged.set(other, { ...before, definition: { ...before.definition, tokens: bothTokens(before, made) } });
      notes.add("merged", about(claim));
    }
  }
  return [...merged.values(), ...importAppClaims(tenant, notes)];
}

const about = ({ name, origin }: { readonly name: string; readonly origin: Origin }): Noted => ({ subject: "claim", name, origin });

const otherType = ({ claimType }: OktaClaim): string => (claimType === "IDENTITY" ? "RESOURCE" : "IDENTITY");

/** Two claims that are the same in all and for one token are a clash, which the document tells. */
function freeKey(merged: ReadonlyMap<string, ImportedClaim>, key: string): string {
  return merged.has(key) ? `${key} ${merged.size}` : key;
}

function isMerged({ definition: { tokens = [] } }: ImportedClaim): boolean {
  return tokens.includes("access_token") && tokens.length > 1;
}

function bothTokens(...claims: readonly ImportedClaim[]): TokenKind[] {
  const tokens = claims.flatMap(({ definition }) => definition.tokens ?? []);
  return (["access_token", "id_token", "userinfo"] as const).filter((token) => tokens.includes(token));
}

function noteServers(claims: readonly OktaClaim[], notes: ImportNotes): void {
  const servers = [...new Set(claims.flatMap(({ server }) => server ?? []))];
  if (servers.length > 1)
    notes.add("several-servers", { subject: "document", name: "claims" }, { count: servers.length, servers: servers.join(", ") });
}

function importClaim(claim: OktaClaim, tenant: Tenant, notes: ImportNotes): ImportedClaim {
  const { name, value, filter, claimType, alwaysInclude, active, origin } = claim;
  const isUserinfo = claimType === "IDENTITY" && !alwaysInclude;
  if (isUserinfo) notes.add("userinfo-only", about(claim));
  if (!active) notes.add("inactive", about(claim));
  const tokens: readonly TokenKind[] = claimType === "RESOURCE" ? ["access_token"] : isUserinfo ? USERINFO : ALWAYS;
  const scopes = claim.scopes.map((scope) => scopeName(scope, claim, tenant, notes));
  const definition: ClaimDefinition = {
    name,
    ...(filter === undefined ? { value } : groupsOf(filter, value, about(claim), notes)),
    tokens: [...tokens],
    ...(scopes.length > 0 ? { scopes } : {}),
    ...(active ? {} : { status: "inactive" }),
  };
  return { definition, origin };
}

/** A groups filter; Okta gives a hundred groups at most. */
function groupsOf(filter: FilterType, value: string, noted: Noted, notes: ImportNotes): Pick<ClaimDefinition, "groups" | "limit"> {
  const inner = filter === "REGEX" ? /^\/(.*)\/$/s.exec(value)?.[1] : undefined;
  if (inner !== undefined) notes.add("slashes", noted);
  return { groups: { [FILTERS[filter]]: inner ?? value }, limit: MOST_GROUPS };
}

/** Conditions name scopes, or have their ids. */
function scopeName(scope: string, claim: OktaClaim, { scopes }: Tenant, notes: ImportNotes): string {
  const name = scopes.get(scope);
  if (name === undefined && /^scp[A-Za-z0-9]{17}$/.test(scope)) notes.add("scope-id", about(claim), { scope });
  return name ?? scope;
}

/** The groups claims of apps. One that several apps have alike is one claim for all their clients. */
function importAppClaims(tenant: Tenant, notes: ImportNotes): ImportedClaim[] {
  const clients = new Set(tenant.apps.map(({ clientId }) => clientId));
  const taken = new Set(tenant.claims.filter(({ claimType }) => claimType === "IDENTITY").map(({ name }) => name));
  const alike = new Map<string, ImportedClaim>();
  for (const claim of tenant.appClaims) {
    const noted = about(claim);
    if (!clients.has(claim.client)) {
      notes.add("unresolved", noted, { key: "app_id", reference: claim.client });
      continue;
    }
    if (taken.has(claim.name)) {
      notes.add("org-server-clash", noted);
      continue;
    }
    const { filter, value } = claim;
    notes.add("app-groups-claim", noted);
    if (filter !== undefined) notes.add("filter-sources", noted);
    const body = filter === undefined ? { value } : groupsOf(filter, value, noted, notes);
    const key = JSON.stringify([claim.name, body]);
    alike.set(key, appClaim(claim, body, alike.get(key)));
  }
  return [...alike.values()];
}

function appClaim(
  { name, client, origin }: OktaAppClaim,
  body: Pick<ClaimDefinition, "value" | "groups" | "limit">,
  before: ImportedClaim | undefined,
): ImportedClaim {
  const known = before && Array.isArray(before.definition.clients) ? before.definition.clients : [];
  const definition: ClaimDefinition = { name, ...body, tokens: [...ALWAYS], scopes: [GROUPS_SCOPE], clients: [...known, client] };
  return { definition, origin: before?.origin ?? origin };
}
