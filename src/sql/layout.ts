/** Which column holds which path of a context, and the context that a row stands for. */
import type { Environment } from "../context/environment.js";
import { pathOf, type ReadPath } from "../context/paths.js";
import { pathKeys } from "../values/path.js";
import type { ScalarKind } from "./fragment.js";
import { requireRow } from "./given.js";

/** What a column holds. A `json` column is looked into; `groups` is a list of group records. */
export interface LayoutColumn {
  /** The column's name, whatever is in it; it is quoted. */
  readonly column: string;
  readonly kind: ScalarKind | "json" | "groups" | { readonly listOf: ScalarKind };
}

/** Where the parts of a context lie. */
export interface Layout {
  /** By path, as `check` writes them: `user.email`, `app.profile.tier`, `groups`. A path that is not here has no value. */
  readonly columns: Readonly<Record<string, LayoutColumn>>;
  /** Whether a root is there: always, never, or as a Boolean column says. A root that is not here is there when one of its paths has a column. */
  readonly present?: Readonly<Record<string, boolean | { readonly column: string }>>;
}

/** A path that has a column: the path itself, or one that leads to it through a JSON column. */
export interface Placed {
  readonly column: LayoutColumn;
  readonly path: ReadPath;
  /** The keys below the column. */
  readonly rest: readonly string[];
}

/** A layout that was understood: its columns by path. */
export interface Placement {
  readonly layout: Layout;
  readonly paths: ReadonlyMap<string, Placed>;
  /** Paths of the layout that the environment does not know. */
  readonly unknown: readonly string[];
}

/** Finds the path of every column. */
export function placementOf(layout: Layout, env: Environment): Placement {
  const paths = new Map<string, Placed>();
  const unknown: string[] = [];
  for (const [text, column] of Object.entries(layout.columns)) {
    const [root, ...keys] = pathKeys(text);
    const start = env.roots.get(root as string);
    const path = pathOf(env.roots, root as string, start?.location[0] === "vars" ? [root as string, ...keys] : keys);
    if (path) paths.set(path.text, { column, path, rest: [] });
    else unknown.push(text);
  }
  return { layout, paths, unknown };
}

/** Where a path lies: in a column of its own, or inside a JSON column of what it is part of. */
export function placeOf({ paths }: Placement, path: ReadPath): Placed | undefined {
  const own = paths.get(path.text);
  if (own) return own;
  for (const placed of paths.values()) {
    if (placed.column.kind !== "json" || placed.path.root !== path.root) continue;
    const { keys } = placed.path;
    if (keys.length < path.keys.length && keys.every((key, index) => key === path.keys[index]))
      return { column: placed.column, path, rest: path.keys.slice(keys.length) };
  }
  return undefined;
}

/** Whether a root is there, as far as the layout tells: true, false, or the column that says so. */
export function presenceOf({ layout, paths }: Placement, root: string): boolean | string {
  const said = layout.present && Object.hasOwn(layout.present, root) ? layout.present[root] : undefined;
  if (said !== undefined) return typeof said === "object" ? said.column : said;
  return [...paths.values()].some(({ path }) => path.root.name === root);
}

/** The roots that the layout tells of. */
export function rootsIn({ layout, paths }: Placement): string[] {
  return [...new Set([...[...paths.values()].map(({ path }) => path.root.name), ...Object.keys(layout.present ?? {})])];
}

/** The context that a row stands for. Values are those of a database: lists as lists, JSON parsed, timestamps as ISO text. */
export function contextOf(placement: Placement, env: Environment, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  requireRow(placement, env, row);
  const context: Record<string, unknown> = {};
  for (const name of rootsIn(placement)) {
    const presence = presenceOf(placement, name);
    const root = env.roots.get(name);
    const there = typeof presence === "string" ? row[presence] === true : presence;
    if (root && there && (root.type.kind === "map" || root.location[0] === "vars")) hold(context, root.location);
  }
  for (const { column, path } of placement.paths.values()) {
    const value = column.kind === "groups" ? groupsOf(row[column.column]) : row[column.column];
    const presence = presenceOf(placement, path.root.name);
    const there = typeof presence === "string" ? row[presence] === true : presence;
    if (value === null || value === undefined || !there) continue;
    const keys = [...path.root.location, ...path.keys];
    const last = keys.pop() as string;
    Object.defineProperty(hold(context, keys), last, { value, enumerable: true, configurable: true, writable: true });
  }
  return context;
}

/** The map at some keys, made where it is missing. */
function hold(context: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  let holder = context;
  for (const key of keys) {
    if (!Object.hasOwn(holder, key))
      Object.defineProperty(holder, key, { value: {}, enumerable: true, configurable: true, writable: true });
    holder = holder[key] as Record<string, unknown>;
  }
  return holder;
}

/** Group records of a row as those of a context. */
function groupsOf(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((group: Readonly<Record<string, unknown>>) => {
    const { source_type, source_id, ...fields } = group;
    return source_type === null && source_id === null ? fields : { ...fields, source: { type: source_type, id: source_id } };
  });
}
