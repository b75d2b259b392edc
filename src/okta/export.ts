/** From a claims document back to Okta: its claims, clients, group rules and schemas in Okta's own words, and what has none. */
import type { ClaimDefinition, ClaimsDocument, ClientDefinition, GroupRuleDefinition } from "../claims/document-types.js";
import { POLICIES } from "../claims/policy.js";
import { badSetting } from "../diagnostics/error.js";
import { MOST_GROUPS } from "../library/group-lists.js";
import { isOktaDocument } from "../schemas/okta.js";
import { isHolder } from "../values/own.js";
import { GROUPS_SCOPE } from "./import-claims.js";
import { EXPORT_NOTES, type ExportNotes, type Noted, Notes, type Origin } from "./notes.js";
import { unknownToOkta } from "./spoken.js";
import {
  emptyTenant,
  FILTERS,
  type FilterType,
  GRANT_TYPES,
  LONGEST_EXPRESSION,
  type OktaApp,
  type OktaClaim,
  type OktaRule,
  type OktaSchema,
  RULE_LIMITS,
  type Tenant,
} from "./tenant.js";

/** A tenant made of a document. */
export interface ExportedTenant {
  readonly tenant: Tenant;
  readonly notes: ExportNotes;
}

const ORIGIN: Origin = { file: "" };

/** Says a document in Okta's words. */
export function tenantOf(document: ClaimsDocument): ExportedTenant {
  requireDocument(document);
  const notes: ExportNotes = new Notes(EXPORT_NOTES);
  const tenant = emptyTenant();
  document.claims.forEach((claim, index) => {
    exportClaim(claim, { subject: "claim", name: claim.name, path: `claims[${index}]` }, tenant, notes);
  });
  tenant.apps.push(...(document.clients ?? []).map((client) => exportClient(client, notes)));
  tenant.rules.push(...(document.groupRules ?? []).map((rule, index) => exportRule(rule, index, notes)));
  tenant.schemas.push(...schemasOf(document, notes));
  noteRest(document, notes);
  return { tenant, notes };
}

/** Refuses what has not the parts of a document: each a list of maps that have a name. What else is in them `readClaims` looks at. */
function requireDocument(given: unknown): void {
  const { claims, clients = [], groupRules = [] } = (isHolder(given) ? given : {}) as Partial<ClaimsDocument>;
  if (isListOfNamed(claims, "name") && isListOfNamed(clients, "clientId") && isListOfNamed(groupRules, "name")) return;
  throw badSetting("document", "it is not a claims document", "Give one, such as `set.document`.");
}

function isListOfNamed(list: unknown, key: string): boolean {
  return Array.isArray(list) && list.every((each) => isHolder(each) && typeof (each as Record<string, unknown>)[key] === "string");
}

/** What is of a claims document alone, told once. */
function noteRest({ claims, groupRules = [], clients = [], tests = [] }: ClaimsDocument, notes: ExportNotes): void {
  const whole: Noted = { subject: "document", name: "the document" };
  const isDescribed = (part: { readonly description?: unknown; readonly owner?: unknown }) =>
    part.description !== undefined || part.owner !== undefined;
  if ([...claims, ...groupRules, ...clients].some(isDescribed)) notes.add("words", whole);
  if (tests.length > 0) notes.add("tests", whole);
}

function exportClaim(claim: ClaimDefinition, noted: Noted, tenant: Tenant, notes: ExportNotes): void {
  const { name, clients, grants, nested } = claim;
  if (nested && name.includes(".")) {
    notes.add("nested", noted);
    return;
  }
  if (grants !== undefined && grants !== "all") {
    notes.add("grants", noted);
    return;
  }
  notePolicies(claim, noted, notes);
  const [filter, value] = filterAndValue(claim, noted, notes);
  if (filter === undefined) noteExpression(value, "claim", noted, notes);
  if (Array.isArray(clients)) {
    if (!isAppClaim(claim)) {
      notes.add("clients", noted);
      return;
    }
    const type = filter === undefined ? "EXPRESSION" : "FILTER";
    for (const client of clients)
      tenant.appClaims.push({ client, name, type, ...(filter === undefined ? {} : { filter }), value, origin: ORIGIN });
    return;
  }
  const { scopes = [], status } = claim;
  const shared = {
    name,
    active: status !== "inactive",
    valueType: filter === undefined ? ("EXPRESSION" as const) : ("GROUPS" as const),
    value,
    ...(filter === undefined ? {} : { filter }),
    scopes,
    origin: ORIGIN,
  };
  tenant.claims.push(...typesOf(claim, noted, notes).map((type) => ({ ...shared, ...type })));
}

/** A groups claim of apps is what an import makes of one: ID token and userinfo, with the scope `groups`. */
function isAppClaim({ tokens = [], scopes = [], status }: ClaimDefinition): boolean {
  const isOfPeople = tokens.length > 0 && tokens.every((token) => token !== "access_token");
  return isOfPeople && status !== "inactive" && scopes.length === 1 && scopes[0] === GROUPS_SCOPE;
}

/** The claim objects that its tokens make. */
function typesOf(
  { tokens = ["access_token"] }: ClaimDefinition,
  noted: Noted,
  notes: ExportNotes,
): Pick<OktaClaim, "claimType" | "alwaysInclude">[] {
  const [access, id, userinfo] = (["access_token", "id_token", "userinfo"] as const).map((token) => tokens.includes(token));
  if (id && !userinfo) notes.add("id-token-only", noted);
  return [
    ...(access ? [{ claimType: "RESOURCE" as const, alwaysInclude: true }] : []),
    ...(id || userinfo ? [{ claimType: "IDENTITY" as const, alwaysInclude: id === true }] : []),
  ];
}

function filterAndValue(
  { value, groups, limit }: ClaimDefinition,
  noted: Noted,
  notes: ExportNotes,
): [FilterType | undefined, string] {
  if (groups === undefined) return [undefined, value ?? ""];
  if (limit !== undefined && limit !== MOST_GROUPS) notes.add("limit", noted, { limit });
  const [type, key] =
    (Object.entries(FILTERS) as [FilterType, keyof typeof groups][]).find(([, each]) => groups[each] !== undefined) ?? [];
  return [type, (key && groups[key]) ?? ""];
}

function notePolicies(claim: ClaimDefinition, noted: Noted, notes: ExportNotes): void {
  for (const policy of POLICIES) {
    const usual = policy === "whenEmpty" ? "keep" : "omit";
    if (claim[policy] !== undefined && claim[policy] !== usual) notes.add("own-policy", noted, { policy });
  }
  if (claim.whenError === "omit") notes.add("error-policy", noted);
}

/** Grants → OAuth's grant types. */
const TYPES_OF_GRANTS: ReadonlyMap<string, string> = new Map(Object.entries(GRANT_TYPES).map(([type, grant]) => [grant, type]));

function exportClient(client: ClientDefinition, notes: ExportNotes): OktaApp {
  const { clientId, id, name, label, grants, profile } = client;
  const alone = (["groups", "roles", "scopes"] as const).filter((key) => client[key] !== undefined);
  if (alone.length > 0) notes.add("client-data", { subject: "app", name: clientId }, { keys: alone.join(", ") });
  return {
    clientId,
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(label === undefined ? {} : { label }),
    ...(profile === undefined ? {} : { profile }),
    ...(grants === undefined ? {} : { grantTypes: grants.map((grant) => TYPES_OF_GRANTS.get(grant) ?? grant) }),
    origin: ORIGIN,
  };
}

/** What Okta would refuse, or make nothing of. */
function noteExpression(value: string, place: "claim" | "group-rule", noted: Noted, notes: ExportNotes): void {
  const words = unknownToOkta(value, place).map((word) => `\`${word}\``);
  if (words.length > 0) notes.add("unknown", noted, { words: words.join(", ") });
  if (place === "claim" && value.length > LONGEST_EXPRESSION)
    notes.add("too-long", noted, { length: value.length, limit: LONGEST_EXPRESSION });
}

function exportRule(rule: GroupRuleDefinition, index: number, notes: ExportNotes): OktaRule {
  const { name, value, groups, exceptUsers = [], exceptGroups = [], status } = rule;
  const noted: Noted = { subject: "rule", name, path: `groupRules[${index}]` };
  noteExpression(value, "group-rule", noted, notes);
  if (name.length > RULE_LIMITS.name || groups.length > RULE_LIMITS.groups) notes.add("rule-limits", noted, RULE_LIMITS);
  return { name, value, groups, exceptUsers, exceptGroups, status: status === "inactive" ? "INACTIVE" : "ACTIVE", origin: ORIGIN };
}

function schemasOf({ schemas = {} }: ClaimsDocument, notes: ExportNotes): OktaSchema[] {
  return Object.entries(schemas).flatMap(([root, document]) => {
    // The schema of `app` is no document of Okta's to begin with: the clients' properties say it all.
    if (root === "app") return [];
    if ((root === "user" || root === "appuser") && typeof document === "object" && isOktaDocument(document))
      return [{ of: root, document, origin: ORIGIN } as const];
    notes.add("no-schema", { subject: "schema", name: root, path: `schemas.${root}` }, { root });
    return [];
  });
}
