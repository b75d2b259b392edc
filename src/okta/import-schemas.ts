/** The schema documents of a tenant as the schemas of a document: one of users, and one of app users made of those of all apps. */
import type { Json } from "../claims/document-types.js";
import { at, mapAt, namesIn } from "../targets/payload.js";
import { GROUP_FIELDS } from "../types/type.js";
import type { ImportNotes } from "./notes.js";
import type { OktaSchema } from "./tenant.js";

/** A schema document of Okta's. */
type SchemaDocument = { readonly [key: string]: Json };

/** Root → schema document. */
export function importSchemas(schemas: readonly OktaSchema[], notes: ImportNotes): Record<string, SchemaDocument> {
  const of = (root: OktaSchema["of"]) => schemas.filter((schema) => schema.of === root);
  const [user, ...others] = of("user");
  for (const { origin } of others) notes.add("second-schema", { subject: "schema", name: "user", origin });
  noteGroups(of("group"), notes);
  const appuser = mergedAppUsers(of("appuser"), notes);
  return {
    ...(user ? { user: user.document as SchemaDocument } : {}),
    ...(appuser ? { appuser } : {}),
  };
}

/** Attributes of groups beside the built-in ones are not known to expressions. */
function noteGroups(schemas: readonly OktaSchema[], notes: ImportNotes): void {
  const profile = GROUP_FIELDS.attributes.get("profile")?.type;
  const known = profile?.kind === "map" ? profile.attributes : new Map();
  for (const { document, origin } of schemas) {
    const names = SETS.flatMap((set) => namesIn(at(document, "definitions", set, "properties"))).filter((name) => !known.has(name));
    if (names.length > 0) notes.add("group-attributes", { subject: "schema", name: "group", origin }, { names: names.join(", ") });
  }
}

const SETS = ["base", "custom"] as const;

/** The schema of app users: as it is where there is one; of several, every attribute of any of them. */
function mergedAppUsers(schemas: readonly OktaSchema[], notes: ImportNotes): SchemaDocument | undefined {
  const [first, ...others] = schemas.map(({ document }) => document as SchemaDocument);
  if (!first || others.length === 0) return first;
  const all = [first, ...others];
  notes.add("app-user-schemas", { subject: "schema", name: "appuser" }, { count: all.length });
  const definitions = SETS.flatMap((set) => {
    const merged = mergedSet(all, set, notes);
    return merged ? [[set, merged] as const] : [];
  });
  const { definitions: _, ...rest } = first;
  return { ...rest, id: "/meta/schemas/apps/", name: "appuser", title: "App users", definitions: Object.fromEntries(definitions) };
}

function mergedSet(
  documents: readonly SchemaDocument[],
  set: (typeof SETS)[number],
  notes: ImportNotes,
): SchemaDocument | undefined {
  const parts = documents.map((document) => mapAt(document, "definitions", set, "properties") ?? {});
  const names = [...new Set(parts.flatMap(namesIn))];
  if (names.length === 0) return undefined;
  const isRequired = (name: string) => documents.every((document) => requires(document, set, name));
  const properties = names.map((name) => {
    const found = parts.map((part) => mapAt(part, name)).filter((part) => part !== undefined);
    return [name, mergedAttribute(name, found as SchemaDocument[], isRequired(name), notes)] as const;
  });
  const required = names.filter(isRequired);
  return {
    id: `#${set}`,
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
  };
}

function requires(document: SchemaDocument, set: string, name: string): boolean {
  const list = at(document, "definitions", set, "required");
  return at(document, "definitions", set, "properties", name, "required") === true || (Array.isArray(list) && list.includes(name));
}

/** An attribute of several documents. What says which values there are must be alike; otherwise it may be anything. */
function mergedAttribute(name: string, found: readonly SchemaDocument[], required: boolean, notes: ImportNotes): SchemaDocument {
  const [first = {}, ...others] = found;
  const { required: _, ...rest } = first;
  const meaning = ({ type, items, enum: values, format }: SchemaDocument) => JSON.stringify([type, items, values, format]);
  const differs = others.some((other) => meaning(other) !== meaning(first));
  if (differs && others.some((other) => other.type !== first.type)) {
    notes.add("app-user-types", { subject: "schema", name: "appuser" }, { name });
    return { title: first.title ?? name };
  }
  // Of one type, but with other values: the type alone is what all of them say.
  const { type = "string", title = name } = first;
  return { ...(differs ? { title, type } : rest), ...(required ? { required: true } : {}) };
}
