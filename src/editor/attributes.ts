/** The attributes that may be written behind a path, with their types: for `app` the client's own properties beside the built-in ones. */
import type { ReadPath } from "../context/paths.js";
import type { Attribute } from "../types/type.js";

/** Name, attribute, and whether every client has it by itself, whatever its schema; in the order declared. */
export function declaredAttributes(path: ReadPath): readonly (readonly [string, Attribute, boolean?])[] {
  const { type } = path.typed;
  if (type.kind !== "map") return [];
  const own = [...type.attributes];
  if (path.root.layout !== "app" || path.keys.length > 0) return own;
  const profile = type.attributes.get("profile")?.type;
  const builtIn = own.map(([name, attribute]) => [name, attribute, true] as const);
  return profile?.kind === "map" ? [...profile.attributes, ...builtIn] : builtIn;
}
