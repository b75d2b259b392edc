/** Generates the data of one evaluation for a set of schemas and a grant. */
import { GRANTS, type Presence } from "../../src/context/grants.js";
import { GROUP, listOf, type MapType, optional, required, TEXT, TIMESTAMP, type Type } from "../../src/types/type.js";
import type { Choices } from "./choices.js";
import { type DataBounds, someGroup, someJson, someRecord, someValue } from "./values.js";

/** The schema of each root that has one. */
export type Schemas = Readonly<Record<string, MapType>>;

/** The grant of an evaluation; undefined where none is said. */
export type GrantName = keyof typeof GRANTS | undefined;

/** What is built into the roots of a claim. */
export const BUILT_IN: Readonly<Record<string, Readonly<Record<string, Type>>>> = {
  user: { id: TEXT, status: TEXT, created: TIMESTAMP, lastLogin: TIMESTAMP },
  appuser: { userName: TEXT },
  app: { id: TEXT, clientId: TEXT, name: TEXT, label: TEXT, groups: listOf(required(GROUP)), roles: listOf(required(TEXT)) },
  org: { name: TEXT, subDomain: TEXT },
  session: { id: TEXT, amr: listOf(required(TEXT)) },
  access: { scope: listOf(required(TEXT)) },
  device: {},
};

/** The roots of a claim that have attributes. */
export const RECORD_ROOTS = Object.keys(BUILT_IN);

/** A root's data; attributes that are not built in stand in `profile` or beside it. */
function someRoot(c: Choices, root: string, schemas: Schemas, bounds: DataBounds): Record<string, unknown> {
  const builtIn = someRecord(c, mapOf(BUILT_IN[root] ?? {}), bounds);
  const schema = schemas[root];
  const own = schema ? someRecord(c, schema, bounds) : {};
  if (!schema) for (const name of c.list(0, 3, () => c.pick(["a", "b", "constructor"]))) own[name] = someJson(c, 2, bounds);
  if (root !== "user" && root !== "app") return { ...builtIn, ...own };
  const isBuiltIn = (name: string) => Object.hasOwn(BUILT_IN[root] ?? {}, name);
  if (root === "user" && c.chance(40)) return { ...builtIn, ...own };
  const besides = Object.entries(own).filter(([name]) => (root === "user" ? isBuiltIn(name) : !isBuiltIn(name) && c.chance(20)));
  const beside = Object.fromEntries(besides);
  const inside = Object.entries(own).filter(([name]) => !Object.hasOwn(beside, name));
  if (root === "app" && inside.length === 0 && c.chance(50)) return { ...builtIn, ...beside };
  return { ...builtIn, ...beside, profile: Object.fromEntries(inside) };
}

function mapOf(types: Readonly<Record<string, Type>>): MapType {
  const attributes = new Map(Object.entries(types).map(([name, type]) => [name, optional(type)]));
  return { kind: "map", attributes, open: false };
}

/** Whether somebody is there: always, never, or by choice. */
function isThere(c: Choices, presence: Presence): boolean {
  return presence === "present" || (presence === "optional" && c.chance(60));
}

/** Data that fits its schemas on a grant: who must be there is, who cannot be there is not. */
export function someContext(c: Choices, schemas: Schemas, grant: GrantName, bounds: DataBounds): Record<string, unknown> {
  const presence = grant ? GRANTS[grant] : ({ user: "optional", appuser: "optional", session: "optional" } as const);
  const context: Record<string, unknown> = grant && c.chance(70) ? { grant } : {};
  const user = isThere(c, presence.user);
  if (user) context.user = someRoot(c, "user", schemas, bounds);
  if (user && isThere(c, presence.appuser)) context.appuser = someRoot(c, "appuser", schemas, bounds);
  if (user) context.groups = c.list(0, Math.min(3, bounds.listLength), () => someGroup(c, bounds));
  if (isThere(c, presence.session)) context.session = someRoot(c, "session", schemas, bounds);
  for (const root of ["app", "org", "access", "device"])
    if (needsData(root, schemas) || c.chance(70)) context[root] = someRoot(c, root, schemas, bounds);
  if (schemas.vars) context.vars = someRecord(c, schemas.vars, bounds);
  if (c.chance(70)) context.now = c.pick(["2026-01-31T09:30:00.000Z", 1769852096789, 0]);
  if (user && c.chance(40)) context.directory = someDirectory(c, bounds);
  return context;
}

/** Whether a root has an attribute that must be there. */
function needsData(root: string, schemas: Schemas): boolean {
  return [...(schemas[root]?.attributes.values() ?? [])].some((attribute) => !attribute.nullable);
}

function someDirectory(c: Choices, bounds: DataBounds): Record<string, unknown> {
  const people = () => c.list(0, 2, () => ({ userName: "ann", email: someValue(c, optional(TEXT), bounds) }));
  return { activeDirectory: people(), workday: people(), manager: { user: { id: "00u2", email: "bo@example.com" } } };
}

/** The same data with everything that the grant has not: what is left over from another token. */
export function withStaleParties(c: Choices, context: object, schemas: Schemas, bounds: DataBounds): Record<string, unknown> {
  return {
    ...context,
    user: someRoot(c, "user", schemas, bounds),
    appuser: someRoot(c, "appuser", schemas, bounds),
    session: someRoot(c, "session", schemas, bounds),
    groups: c.list(0, 3, () => someGroup(c, bounds)),
    directory: someDirectory(c, bounds),
  };
}
