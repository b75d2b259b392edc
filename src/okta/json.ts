/** Reads the JSON of Okta's API: lists and single objects, told apart by their shape, and what `export` writes. */
import { isOktaDocument } from "../schemas/okta.js";
import { at, mapAt, namesIn, present, textAt } from "../targets/payload.js";
import { carriedMap } from "./carried.js";
import type { ImportNotes, Noted, Origin } from "./notes.js";
import { isFilterType, type OktaApp, type OktaClaim, type OktaRule, type OktaSchema, type Tenant } from "./tenant.js";

/** What the reading of one file needs. */
interface Reading {
  readonly tenant: Tenant;
  readonly notes: ImportNotes;
  readonly origin: Origin;
}

/** The lists of what `export` writes, and of what people put together by hand. */
const LISTS = ["claims", "apps", "rules", "scopes", "groups", "schemas", "users"] as const;

/** Lists and maps of a file stand at most this deep in one another before an object of the API. */
const MOST_NESTING = 4;

/** Reads the data of one file into a tenant. */
export function readJson(data: unknown, reading: Reading, depth = 0): void {
  if (Array.isArray(data)) {
    if (depth >= MOST_NESTING) noteOnce("unknown-object", reading);
    else for (const item of data as unknown[]) readJson(item, reading, depth + 1);
    return;
  }
  const read = Object.entries(READERS).find(([, { isOne }]) => isOne(data))?.[1];
  if (read) {
    read.read(data as object, reading);
    return;
  }
  const lists = LISTS.filter((key) => typeof at(data, key) === "object");
  for (const key of lists) {
    const inner = at(data, key);
    if (key === "schemas" && !Array.isArray(inner)) readNamedSchemas(inner, reading);
    else if (depth < MOST_NESTING) readJson(inner, reading, depth + 1);
  }
  const others = namesIn(data).filter((key) => !isKnown(key) && typeof at(data, key) === "object" && at(data, key) !== null);
  if (lists.length === 0 || others.length > 0 || depth >= MOST_NESTING) noteOnce("unknown-object", reading);
}

/** Whether a list or a map beside the lists of objects is told by no note: it is read, or is nothing but links. */
function isKnown(key: string): boolean {
  return key === "_links" || (LISTS as readonly string[]).includes(key);
}

/** One note for a file, however many such objects are in it. */
function noteOnce(code: "unknown-object" | "api-error", reading: Reading): void {
  const { notes, origin } = reading;
  if (!notes.list.some((note) => note.code === code && note.origin?.file === origin.file))
    notes.add(code, about("file", origin.file, reading));
}

const about = (subject: Noted["subject"], name: string, { origin }: Reading): Noted => ({ subject, name, origin });

/** How each object of the API is known, and read. */
const READERS: Readonly<Record<string, { isOne(data: unknown): boolean; read(data: object, reading: Reading): void }>> = {
  claim: { isOne: (data) => textAt(data, "claimType") !== undefined && textAt(data, "valueType") !== undefined, read: readClaim },
  rule: {
    isOne: (data) => textAt(data, "type") === "group_rule" || mapAt(data, "actions", "assignUserToGroups") !== undefined,
    read: readRule,
  },
  app: {
    isOne: (data) => textAt(data, "signOnMode") !== undefined || mapAt(data, "settings", "oauthClient") !== undefined,
    read: readApp,
  },
  schema: { isOne: (data) => mapAt(data) !== undefined && isOktaDocument(data as object), read: readSchema },
  // A scope of an authorization server: its id is what the conditions of claims may say.
  scope: {
    isOne: (data) =>
      textAt(data, "name") !== undefined && (textAt(data, "consent") ?? textAt(data, "metadataPublish")) !== undefined,
    read: (data, { tenant }) => {
      const id = textAt(data, "id");
      if (id !== undefined) tenant.scopes.set(id, textAt(data, "name") as string);
    },
  },
  // Groups, servers and users are part of what people download; nothing of them is in a claims document.
  group: { isOne: (data) => mapAt(data, "profile") !== undefined && Array.isArray(at(data, "objectClass")), read: () => undefined },
  user: { isOne: (data) => textAt(data, "profile", "login") !== undefined, read: () => undefined },
  server: { isOne: (data) => textAt(data, "issuer") !== undefined && Array.isArray(at(data, "audiences")), read: () => undefined },
  error: {
    isOne: (data) => textAt(data, "errorCode") !== undefined && textAt(data, "errorSummary") !== undefined,
    read: (_data, reading) => noteOnce("api-error", reading),
  },
};

/** The text at a key; a note where it is missing. */
function required(data: object, key: string, keys: readonly string[], noted: Noted, { notes }: Reading): string | undefined {
  const text = textAt(data, ...keys);
  if (text === undefined) notes.add("incomplete", noted, { key });
  return text;
}

function readClaim(data: object, reading: Reading): void {
  reading.tenant.seen.claim++;
  const noted = about("claim", textAt(data, "name") ?? "", reading);
  const name = required(data, "name", ["name"], noted, reading);
  const valueType = textAt(data, "valueType");
  if (valueType === "SYSTEM") {
    reading.notes.add("system-claim", noted);
    return;
  }
  const value = name === undefined ? undefined : required(data, "value", ["value"], noted, reading);
  const filter = textAt(data, "group_filter_type");
  if (valueType === "GROUPS" && !isFilterType(filter)) {
    reading.notes.add("incomplete", noted, { key: "group_filter_type" });
    return;
  }
  const conditions = conditionsOf(data, noted, reading);
  if (name === undefined || value === undefined || !conditions) return;
  const server = /\/authorizationServers\/([^/]+)\//.exec(textAt(data, "_links", "self", "href") ?? "")?.[1];
  const claim: OktaClaim = {
    name,
    value,
    ...conditions,
    ...(isFilterType(filter) && valueType === "GROUPS" ? { filter } : {}),
    alwaysInclude: isTrue(at(data, "alwaysIncludeInToken")),
    ...(server === undefined ? {} : { server }),
    origin: reading.origin,
  };
  reading.tenant.claims.push(claim);
}

/** What says of which tokens a claim is; undefined where something of it is not understood, because a guess could issue it more widely. */
function conditionsOf(
  data: object,
  noted: Noted,
  reading: Reading,
): Pick<OktaClaim, "active" | "claimType" | "valueType" | "scopes"> | undefined {
  const claimType = oneOf(data, "claimType", ["RESOURCE", "IDENTITY"], noted, reading);
  const valueType = oneOf(data, "valueType", ["EXPRESSION", "GROUPS"], noted, reading);
  const status = oneOf(data, "status", ["ACTIVE", "INACTIVE"], noted, reading);
  const scopes = texts(data, ["conditions", "scopes"], noted, reading);
  return claimType && valueType && status && scopes && { active: status === "ACTIVE", claimType, valueType, scopes };
}

/** Okta's own examples write `true` and `"TRUE"`. */
function isTrue(value: unknown): boolean {
  return value === true || (typeof value === "string" && value.toUpperCase() === "TRUE");
}

/** One of the words that the API has at a key, the first where there is none; a note for any other. */
function oneOf<Word extends string>(
  data: object,
  key: string,
  words: readonly Word[],
  noted: Noted,
  { notes }: Reading,
): Word | undefined {
  const found = at(data, key) ?? words[0];
  const word = words.find((each) => each === found);
  if (word === undefined) notes.add("odd-value", noted, { key });
  return word;
}

/** The texts of a list, none where it is not there; a note for what is no list of texts, because a part of it could mean more than the whole. */
function texts(data: object, keys: readonly string[], noted: Noted, { notes }: Reading): string[] | undefined {
  let found: unknown = data;
  for (const key of keys) {
    if (found === undefined || found === null) return [];
    found = mapAt(found) ? at(found, key) : "no map";
  }
  if (found === undefined || found === null) return [];
  if (Array.isArray(found) && found.every((item) => typeof item === "string")) return found as string[];
  notes.add("odd-value", noted, { key: keys.join(".") });
  return undefined;
}

function readApp(data: object, reading: Reading): void {
  reading.tenant.seen.app++;
  const noted = about("app", textAt(data, "label") ?? textAt(data, "id") ?? "", reading);
  const oauth = mapAt(data, "settings", "oauthClient");
  const clientId = textAt(data, "credentials", "oauthClient", "client_id") ?? (oauth ? textAt(data, "id") : undefined);
  if (clientId === undefined) {
    reading.notes.add("no-oauth-client", noted);
    return;
  }
  if ((textAt(data, "status") ?? "ACTIVE") !== "ACTIVE") {
    reading.notes.add("inactive-app", noted);
    return;
  }
  const grantTypes = texts(data, ["settings", "oauthClient", "grant_types"], noted, reading);
  if (!grantTypes) return;
  const app = present({
    clientId,
    id: textAt(data, "id"),
    name: textAt(data, "name"),
    label: textAt(data, "label"),
    profile: carriedMap(at(data, "profile"), "profile", noted, reading.notes),
    grantTypes: Array.isArray(at(oauth, "grant_types")) ? grantTypes : undefined,
    origin: reading.origin,
  });
  reading.tenant.apps.push(app as unknown as OktaApp);
}

function readRule(data: object, reading: Reading): void {
  reading.tenant.seen.rule++;
  const noted = about("rule", textAt(data, "name") ?? textAt(data, "id") ?? "", reading);
  const name = required(data, "name", ["name"], noted, reading);
  const value = required(data, "conditions.expression.value", ["conditions", "expression", "value"], noted, reading);
  const groups = texts(data, ["actions", "assignUserToGroups", "groupIds"], noted, reading);
  if (groups?.length === 0) reading.notes.add("incomplete", noted, { key: "actions.assignUserToGroups.groupIds" });
  const status = oneOf(data, "status", ["ACTIVE", "INACTIVE", "INVALID"], noted, reading);
  const people = (who: string, how: string) => texts(data, ["conditions", "people", who, how], noted, reading);
  const [exceptUsers, exceptGroups] = [people("users", "exclude"), people("groups", "exclude")];
  if (name === undefined || value === undefined || !groups?.length || !status || !exceptUsers || !exceptGroups) return;
  if (["users", "groups"].some((who) => people(who, "include")?.length !== 0)) reading.notes.add("rule-include", noted);
  const rule: OktaRule = {
    name,
    status,
    value,
    groups,
    exceptUsers,
    exceptGroups,
    origin: reading.origin,
  };
  reading.tenant.rules.push(rule);
}

/** Where the API keeps the schemas of each root. */
const SCHEMA_PATHS: readonly (readonly [RegExp, OktaSchema["of"]])[] = [
  [/\/meta\/schemas\/user\//, "user"],
  [/\/meta\/schemas\/apps\//, "appuser"],
  [/\/meta\/schemas\/group\//, "group"],
];

function readSchema(document: object, reading: Reading): void {
  const id = textAt(document, "id") ?? textAt(document, "_links", "self", "href") ?? "";
  const of = SCHEMA_PATHS.find(([path]) => path.test(id))?.[1] ?? schemaNamed(textAt(document, "name"), reading.origin.file);
  if (of === undefined) {
    reading.notes.add("unknown-schema", about("schema", textAt(document, "title") ?? id, reading));
    return;
  }
  addSchema(of, document, reading);
}

/** What a document's own name or its file's says; app users first, because their files are named after users too. */
function schemaNamed(name: string | undefined, file: string): OktaSchema["of"] | undefined {
  if (name === "user" || name === "group") return name;
  const base = file.toLowerCase().replace(/^.*[/\\]/, "");
  if (/app[-_ ]?user/.test(base)) return "appuser";
  return /user/.test(base) ? "user" : /group/.test(base) ? "group" : undefined;
}

const SCHEMA_ROOTS = ["user", "appuser", "group"] as const;

function readNamedSchemas(schemas: unknown, reading: Reading): void {
  for (const root of SCHEMA_ROOTS) {
    const document = mapAt(schemas, root);
    if (document && isOktaDocument(document)) addSchema(root, document, reading);
    else if (at(schemas, root) !== undefined) noteOnce("unknown-object", reading);
  }
  const known: readonly string[] = SCHEMA_ROOTS;
  if (namesIn(schemas).some((name) => !known.includes(name))) noteOnce("unknown-object", reading);
}

function addSchema(of: OktaSchema["of"], raw: object, reading: Reading): void {
  const { tenant, notes, origin } = reading;
  const document = carriedMap(raw, "definitions", about("schema", of, reading), notes);
  if (document) tenant.schemas.push({ of, document, origin });
}
