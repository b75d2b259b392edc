/** Paths from a root through its schema: one spelling for each attribute, with the type at every step. */
import { Meantime } from "../base/meantime.js";
import { type MapType, optional, required, type Typed, UNKNOWN } from "../types/type.js";
import { joinPath } from "../values/path.js";
import type { Root } from "./roots.js";

/** A path that an expression reads. */
export interface ReadPath {
  readonly root: Root;
  /** The keys in their one spelling: `user.profile.email` has `["email"]`, `app.system_home` has `["profile", "system_home"]`. */
  readonly keys: readonly string[];
  /** The declared type at each key; `types[i]` belongs to `keys[i]`. */
  readonly types: readonly Typed[];
  /** The declared type of the whole. */
  readonly typed: Typed;
  /** The one spelling as text. */
  readonly text: string;
  /** The path without its last key; undefined for a root. */
  readonly before: ReadPath | undefined;
  /** It lives as long as its root, because schemas declare each of its keys; others are made anew each time. */
  readonly isKept: boolean;
}

/** A path that remembers the paths below it which a schema declares. */
class Path implements ReadPath {
  /** By key. Bounded by the schema: what is not declared is made anew each time. */
  declared: Map<string, ReadPath> | undefined = undefined;
  isKept = false;

  constructor(
    readonly root: Root,
    readonly keys: readonly string[],
    readonly types: readonly Typed[],
    readonly typed: Typed,
    readonly text: string,
    readonly before: ReadPath | undefined,
  ) {}
}

/** The path of each root, as long as somebody has the root. */
const OF_ROOTS = new WeakMap<Root, ReadPath>();

/** The path that is the root itself. */
export function rootPath(root: Root): ReadPath {
  const known = OF_ROOTS.get(root);
  if (known) return known;
  const path = new Path(root, [], [], root.always ? required(root.type) : optional(root.type), root.name, undefined);
  path.isKept = true;
  OF_ROOTS.set(root, path);
  return path;
}

function extend(path: ReadPath, key: string, typed: Typed): ReadPath {
  const keys = [...path.keys, key];
  // What may be missing as a whole may lack any attribute, although the attribute alone is always there.
  const whole = path.root.missing ? { ...typed, nullable: true } : typed;
  return new Path(path.root, keys, [...path.types, typed], whole, textOf(path, key), path);
}

/** A variable is named by its first key alone. */
function textOf({ root, keys, text }: ReadPath, key: string): string {
  return root.location[0] === "vars" && keys.length === 0 ? key : joinPath(text, key);
}

/** The path of a root and keys; undefined where it is not declared. */
export function pathOf(roots: ReadonlyMap<string, Root>, root: string, keys: readonly string[]): ReadPath | undefined {
  const start = roots.get(root);
  return keys.reduce<ReadPath | undefined>((path, key) => path && stepPath(path, key), start && rootPath(start));
}

/** By the path before and the last key, what no schema declares. */
const MADE = new Meantime<ReadPath, Map<string, ReadPath>>();

/** One step further. Undefined when the name is not declared where everything is. */
export function stepPath(path: ReadPath, key: string): ReadPath | undefined {
  const known = (path as Path).declared?.get(key) ?? MADE.get(path)?.get(key);
  if (known) return known;
  const step = stepFrom(path, key);
  if (!step) return undefined;
  if (!isDeclared(step)) {
    const made = MADE.get(path) ?? new Map<string, ReadPath>();
    MADE.set(path, made.set(key, step));
  } else {
    (path as Path).declared ??= new Map();
    (path as Path).declared?.set(key, step);
    (step as Path).isKept ||= path.isKept;
  }
  return step;
}

function stepFrom(path: ReadPath, key: string): ReadPath | undefined {
  if (path.root.layout === "user") {
    const under = path.keys.length === 1 && path.keys[0] === "profile";
    if (path.keys.length === 0 && key === "profile") return extend(path, "profile", required(path.root.type));
    if (under && !path.root.builtIn.has(key)) return stepPath(rootPath(path.root), key);
    if (under) return path.root.open ? extend(path, key, optional(UNKNOWN)) : undefined;
  }
  if (path.root.layout === "app" && path.keys.length === 0 && !path.root.builtIn.has(key) && key !== "profile") {
    const profile = stepPath(path, "profile");
    return profile && stepPath(profile, key);
  }
  const typed = memberOf(path.typed, key);
  return typed && extend(path, key, typed);
}

/** Whether a schema names the last key of a path. */
function isDeclared({ before, keys, types }: ReadPath): boolean {
  const { type } = before?.typed ?? optional(UNKNOWN);
  return type.kind === "map" && type.attributes.get(keys.at(-1) as string) === types.at(-1);
}

/** The declared type of a member: unknown below an undeclared part, undefined where nothing of that name can be. */
export function memberOf(typed: Typed, key: string): Typed | undefined {
  if (typed.type.kind === "unknown") return optional(UNKNOWN);
  if (typed.type.kind !== "map") return undefined;
  const { attributes, open, rest } = typed.type;
  return attributes.get(key) ?? (open ? { ...(rest ?? optional(UNKNOWN)), nullable: true } : undefined);
}

/** The names declared right below a path, for suggestions and completion. */
export function declaredNames(path: ReadPath): string[] {
  const type = path.typed.type;
  const names = type.kind === "map" ? [...type.attributes.keys()] : [];
  if (path.root.layout !== "app" || path.keys.length > 0) return names;
  const profile = (type as MapType).attributes.get("profile")?.type;
  return profile?.kind === "map" ? [...names, ...profile.attributes.keys()] : names;
}
