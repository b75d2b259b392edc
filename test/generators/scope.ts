/** What an expression may name: the paths of the schemas, and the element inside brackets. */
import type { FunctionRow } from "../../src/library/define.js";
import {
  GROUP,
  GROUP_FIELDS,
  listOf,
  type MapType,
  NULL,
  optional,
  required,
  TEXT,
  type Type,
  type Typed,
  UNKNOWN,
} from "../../src/types/type.js";
import type { Choices } from "./choices.js";
import { BUILT_IN, RECORD_ROOTS, type Schemas } from "./contexts.js";

/** A path of the context. */
export interface Path {
  readonly root: string;
  readonly keys: readonly string[];
  readonly typed: Typed;
}

/** What expressions of one environment are made of. */
export interface Material {
  readonly paths: readonly Path[];
  readonly rows: readonly FunctionRow[];
  readonly schemas: Schemas;
}

/** The element of the innermost brackets. */
export type Element = Typed | undefined;

/** Words that a bare name cannot be. */
export const KEYWORDS = new Set([
  "true",
  "false",
  "null",
  "and",
  "or",
  "not",
  "eq",
  "ne",
  "lt",
  "le",
  "gt",
  "ge",
  "matches",
  "div",
  "mod",
]);

const PLAIN_NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Whether a name can be written after a dot. */
export function isPlain(name: string): boolean {
  return PLAIN_NAME.test(name) && name !== "__proto__";
}

/** Whether a name can stand alone. */
export function isBare(name: string): boolean {
  return isPlain(name) && !KEYWORDS.has(name.toLowerCase());
}

/** Calls that stand for a path, or give a record: what can be read behind them. */
function callPaths(rows: readonly FunctionRow[]): Path[] {
  return rows.flatMap(({ name, overloads }) =>
    overloads.flatMap(({ params, stands, returns }): Path[] => {
      const record = stands?.record ?? (typeof returns === "object" && returns.kind === "map" ? returns.record : undefined);
      if (name === undefined || (!stands && record === undefined)) return [];
      const root = `${name}(${params.map(({ literal }) => `"${literal?.among?.[0] ?? "google"}"`).join(", ")})`;
      const keys = record === undefined ? [] : [record === "user" ? "id" : "userName"];
      return [{ root, keys, typed: optional(TEXT) }];
    }),
  );
}

/** Everything that can be read, the inside of maps included; open roots have a few names of unknown type. */
export function pathsOf(schemas: Schemas, rows: readonly FunctionRow[]): Path[] {
  const paths: Path[] = [{ root: "groups", keys: [], typed: optional(listOf(required(GROUP))) }, ...callPaths(rows)];
  for (const root of RECORD_ROOTS) {
    for (const [name, type] of Object.entries(BUILT_IN[root] ?? {})) paths.push({ root, keys: [name], typed: optional(type) });
    const schema = schemas[root];
    const prefix = root === "app" ? ["profile"] : [];
    if (schema) addInside(paths, root, prefix, schema, 3);
    else for (const name of ["a", "b", "constructor"]) paths.push({ root, keys: [...prefix, name], typed: optional(UNKNOWN) });
  }
  for (const [name, typed] of schemas.vars?.attributes ?? []) {
    paths.push({ root: name, keys: [], typed });
    if (typed.type.kind === "map") addInside(paths, name, [], typed.type, 2);
  }
  return paths;
}

function addInside(paths: Path[], root: string, keys: readonly string[], map: MapType, depth: number): void {
  for (const [name, typed] of map.attributes) {
    const path = { root, keys: [...keys, name], typed };
    paths.push(path);
    if (typed.type.kind === "map" && depth > 0) addInside(paths, root, path.keys, typed.type, depth - 1);
  }
}

/** The fields of an element that brackets can name. */
export function fieldsOf(element: Element): MapType | undefined {
  if (element?.type.kind === "group") return GROUP_FIELDS;
  return element?.type.kind === "map" ? element.type : undefined;
}

/** Whether a root can be named where an element may have the name itself. */
export function isVisible(root: string, element: Element): boolean {
  return !fieldsOf(element)?.attributes.has(root.replace(/[.(].*/s, ""));
}

/** Whether a type is the one wanted, without leaning on what is unknown. */
export function suits(given: Type, wanted: Type): boolean {
  if (given.kind === "list" && wanted.kind === "list") return suits(given.element.type, wanted.element.type);
  if (given.kind === "map" && wanted.kind === "map")
    return [...wanted.attributes].every(([name, { type }]) => suits(given.attributes.get(name)?.type ?? NULL, type));
  return given.kind === wanted.kind;
}

/** A text literal, in either kind of quotes. */
export function textLiteral(c: Choices, text: string): string {
  const quote = c.chance(30) ? "'" : '"';
  return quote + text.replaceAll(quote, quote + quote) + quote;
}

/** A path as people may write it: dots or indexes, safe or not, the short or the long way through `profile`. */
export function writePath(c: Choices, { root, keys }: Path): string {
  let rest = [...keys];
  const isBuiltIn = (name: string | undefined) => name !== undefined && Object.hasOwn(BUILT_IN[root] ?? {}, name);
  if (root === "app" && rest[0] === "profile" && rest.length > 1 && !isBuiltIn(rest[1]) && c.chance(60)) rest = rest.slice(1);
  if (root === "user" && !isBuiltIn(rest[0]) && rest.length > 0 && c.chance(30)) rest = ["profile", ...rest];
  return root + rest.map((key) => writeKey(c, key)).join("");
}

/** `.name`, `["name"]`, and their safe forms. */
export function writeKey(c: Choices, key: string): string {
  const safe = c.chance(15) ? "?" : "";
  if (isPlain(key) && c.chance(85)) return `${safe}.${key}`;
  return `${safe ? "?." : ""}[${textLiteral(c, key)}]`;
}
