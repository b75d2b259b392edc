/** Where a value lies inside another: what the search for a reason follows through lists and maps. */
import type { ReadPath } from "../context/paths.js";
import { joinPath } from "../values/path.js";
import { Group, isList, isMap, type Value } from "../values/value.js";

/** A position of a list or a name of a map. One that was computed came from the data, and is not told. */
export interface Key {
  readonly key: string | number;
  readonly told: boolean;
}

/** What a list holds at one of its positions, or a map at a name; null where there is no such name. */
export function inside(holder: Value, { key }: Key): Value {
  if (isList(holder) && typeof key === "number") return holder[key] as Value;
  return isMap(holder) && typeof key === "string" ? (holder.get(key) ?? null) : null;
}

/**
 * The keys from a value to one inside it: to that very list or map, or, where null is looked for, to the first null.
 * Undefined where there is none. What is no list, no map and no group is not found, since equal ones cannot be told apart.
 *
 * @param seen what was looked into; a list made by doubling holds itself so often that it is looked into once
 */
function wayTo(holder: Value, wanted: Value, seen = new Set<Value>()): Key[] | undefined {
  if (holder instanceof Group && holder === wanted) return [];
  if (!isList(holder) && !isMap(holder)) return undefined;
  if (holder === wanted) return [];
  if (seen.has(holder)) return undefined;
  seen.add(holder);
  for (const [key, value] of holder.entries() as Iterable<[string | number, Value]>) {
    const way = value === null && wanted === null ? [] : wayTo(value, wanted, seen);
    if (way) return [{ key, told: typeof key === "number" }, ...way];
  }
  return undefined;
}

/** A place among the arguments of a call. */
interface Place {
  readonly argument: number;
  readonly way: readonly Key[];
}

/** Where among its arguments a call found a list, a map or a group that its result holds. */
export function placeOf(args: readonly Value[], wanted: Value): Place | undefined {
  for (const [argument, given] of args.entries()) {
    const way = wayTo(given, wanted);
    if (way) return { argument, way };
  }
  return undefined;
}

/**
 * Where among its arguments a call found a null: the one that another argument counts to, or as many nulls before it as
 * there are in the resulting list; otherwise the first.
 */
export function placeOfNull(args: readonly Value[], result: Value, key: Key | undefined): Place | undefined {
  const nulls = args.flatMap((given, argument) =>
    isList(given) ? [...given.entries()].flatMap(([index, item]) => (item === null ? [{ argument, index }] : [])) : [],
  );
  const before = isList(result) && key ? result.slice(0, Number(key.key)).filter((item) => item === null).length : 0;
  const counted = key ? undefined : nulls.find(({ index }) => args.includes(index));
  const found = counted ?? nulls[before];
  return found ? { argument: found.argument, way: [{ key: found.index, told: true }] } : placeOf(args, null);
}

/** A path of the context and keys below it, as a text. */
export function pathInto(path: ReadPath, keys: readonly Key[]): string {
  return keys.reduce((text, { key, told }) => (told ? joinPath(text, key) : `${text}.*`), path.text);
}
