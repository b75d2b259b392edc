/** Contexts at the edges of the schemas: no user, each attribute unset, blank or empty, many groups. They are made, not found, and always the same. */
import type { Environment } from "../context/environment.js";
import type { Root } from "../context/roots.js";
import type { MapType, Type, Typed } from "../types/type.js";

/** One context to try, and what is special about it. */
export interface EdgeContext {
  readonly title: string;
  readonly context: { readonly [part: string]: unknown };
}

/** How deep a schema is filled in. */
const FILLED_DEPTH = 4;

/** One more group than a group function answers by default. */
const MANY_GROUPS = 101;

/** The contexts for one grant: the ordinary one first, then one change at a time. */
export function edgeContexts(env: Environment, grant: string): EdgeContext[] {
  const row = env.grants.get(grant);
  if (row?.user === "absent") return [{ title: "no user", context: {} }];
  const whole = wholeContext(env);
  const contexts: EdgeContext[] = [{ title: "every attribute set", context: whole }];
  if (row?.user === "optional") contexts.push({ title: "no user", context: {} });
  const { appuser: _appuser, ...unassigned } = whole;
  contexts.push({ title: "a user who is not assigned to the client", context: unassigned });
  for (const name of ["user", "appuser"]) contexts.push(...variations(env.roots.get(name), whole));
  contexts.push({ title: "no groups", context: { ...whole, groups: [] } });
  contexts.push({ title: `${MANY_GROUPS} groups`, context: { ...whole, groups: groups(MANY_GROUPS) } });
  return contexts;
}

function wholeContext(env: Environment): { readonly [part: string]: unknown } {
  const part = (name: string): object => {
    const type = env.roots.get(name)?.type;
    return type?.kind === "map" ? (sample(type, name, 0) as object) : {};
  };
  return {
    user: part("user"),
    appuser: part("appuser"),
    session: part("session"),
    groups: groups(2),
    now: "2026-01-31T09:30:00.000Z",
  };
}

function groups(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `00g${String(index).padStart(4, "0")}`,
    type: "OKTA_GROUP",
    name: `Group ${index}`,
  }));
}

/** A value of a type. */
function sample(type: Type, name: string, depth: number): unknown {
  switch (type.kind) {
    case "boolean":
      return true;
    case "integer":
      return 1;
    case "number":
      return 1.5;
    case "timestamp":
      return "2026-01-31T09:30:00.000Z";
    case "country":
      return "US";
    case "group":
      return groups(1)[0];
    case "list":
      return depth < FILLED_DEPTH ? [sample(type.element.type, name, depth + 1)] : [];
    case "map":
      return sampleMap(type, depth);
    default:
      return sampleText(type, name);
  }
}

function sampleText(type: Type, name: string): string {
  if (type.kind === "text" && type.values) return type.values[0] as string;
  const text = name.toLowerCase().includes("mail") || name === "login" || name === "userName" ? "ann@example.com" : `a ${name}`;
  return type.kind === "text" && type.maxLength !== undefined ? text.slice(0, type.maxLength) : text;
}

function sampleMap(type: MapType, depth: number): Record<string, unknown> {
  const filled: Record<string, unknown> = {};
  if (depth >= FILLED_DEPTH) return filled;
  for (const [name, attribute] of type.attributes) {
    Object.defineProperty(filled, name, {
      value: sample(attribute.type, name, depth + 1),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return filled;
}

/** Each attribute unset where it may be, blank where it is a text, empty where it is a list. */
function variations(root: Root | undefined, whole: { readonly [part: string]: unknown }): EdgeContext[] {
  if (root?.type.kind !== "map") return [];
  const record = whole[root.name] as Record<string, unknown>;
  return [...root.type.attributes].flatMap(([name, attribute]) => {
    const { [name]: _left, ...rest } = record;
    const changed = (value: unknown): object => ({ ...whole, [root.name]: { ...record, [name]: value } });
    const path = `${root.name}.${name}`;
    const made: EdgeContext[] = [];
    if (attribute.nullable) made.push({ title: `${path} unset`, context: { ...whole, [root.name]: rest } });
    if (isFreeText(attribute)) made.push({ title: `${path} blank`, context: changed("") as EdgeContext["context"] });
    if (attribute.type.kind === "list") made.push({ title: `${path} empty`, context: changed([]) as EdgeContext["context"] });
    return made;
  });
}

function isFreeText({ type }: Typed): boolean {
  return type.kind === "text" && type.values === undefined;
}
