/** Plain JSON data: telling its kinds apart, comparing and writing it. */
import type { ClaimValue } from "../run/outcome.js";
import type { Json } from "./document-types.js";

/** Whether a value is a map. */
export function isMapOfJson(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two values are the same, whatever the order of their keys. */
export function sameJson(left: ClaimValue | Json, right: ClaimValue | Json): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => sameJson(item, right[index] as Json));
  if (!isMapOfJson(left) || !isMapOfJson(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key] as Json, right[key] as Json))
  );
}

/** The kind of a value, in the words of JSON Schema. */
export function jsonKind(value: ClaimValue | Json): "null" | "boolean" | "number" | "text" | "list" | "map" {
  if (value === null) return "null";
  if (typeof value === "string") return "text";
  if (typeof value !== "object") return typeof value === "number" ? "number" : "boolean";
  return Array.isArray(value) ? "list" : "map";
}

/** Sets an own property, whatever it is called. */
export function setOwn(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A copy, so that whoever gets it cannot change the original. */
export function copyJson(value: Json): ClaimValue {
  if (Array.isArray(value)) return value.map(copyJson);
  if (!isMapOfJson(value)) return value as ClaimValue;
  const copy: { [key: string]: ClaimValue } = {};
  for (const [key, part] of Object.entries(value)) setOwn(copy, key, copyJson(part));
  return copy;
}
