/** Ordinary data of a type, always the same: what made contexts are filled with. */
import type { MapType, Type } from "../types/type.js";
import { setOwn } from "./json.js";

/** How deep a schema is filled in. */
const FILLED_DEPTH = 6;

/** A value of a type; the name makes texts look like what they are about. */
export function sampleOf(type: Type, name: string, depth = 0): unknown {
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
      return sampleGroups(1)[0];
    case "list":
      return type.element.type.kind === "group"
        ? sampleGroups(2)
        : depth < FILLED_DEPTH
          ? [sampleOf(type.element.type, name, depth + 1)]
          : [];
    case "map":
      return sampleMap(type, depth);
    default:
      return sampleText(type, name);
  }
}

/** Some groups, each with a name of its own that begins alike. */
export function sampleGroups(count: number, prefix = "Group "): object[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `00g${prefix.replace(/\W/g, "")}${String(index).padStart(4, "0")}`,
    type: "OKTA_GROUP",
    name: `${prefix}${index}`,
  }));
}

/** Groups that have exactly these names, and the same as their ids. */
export function namedGroups(names: readonly string[]): object[] {
  return names.map((name) => ({ id: name, type: "OKTA_GROUP", name }));
}

function sampleText(type: Type, name: string): string {
  if (type.kind === "text" && type.values) return type.values[0] as string;
  const text = /mail|^login$|^userName$/i.test(name) ? "ann@example.com" : `a ${name}`;
  return type.kind === "text" && type.maxLength !== undefined ? text.slice(0, type.maxLength) : text;
}

function sampleMap(type: MapType, depth: number): Record<string, unknown> {
  const filled: Record<string, unknown> = {};
  if (depth >= FILLED_DEPTH) return filled;
  for (const [name, attribute] of type.attributes) setOwn(filled, name, sampleOf(attribute.type, name, depth + 1));
  return filled;
}
