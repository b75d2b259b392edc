/** Generates plain data of a type, as a host's JSON would hold it. */
import type { MapType, Type, Typed } from "../../src/types/type.js";
import type { Choices } from "./choices.js";

/** Texts that literals and data share, so that comparisons sometimes hold. */
export const WORDS = [
  ...["a", "", "b", "ab", "abc", "a,b", "a, b ,c", " ", " a ", "@", "ann@example.com", "Admins", "gold", "basic", "true"],
  ...["12", "-2.5", "1e3", "0", "9.23.0", "10.3.1", "2026-01-31T09:30:00.000Z", "2026-01-31", "DE", "ZZ", "IND", "276"],
  ...["é", "ß", "😀x", "İ", "constructor", "__proto__", "toString", "cost-center", "UTC", "Europe/Berlin", "yyyy-MM-dd", "a.c"],
];

const INTEGERS = [0, 1, 2, 3, -1, 7, 10, 100, 2147483647, -2147483648, 65536, 46341];
const NUMBERS = [0, 0.5, 1, -1.5, 2.5, 3, -0, 1e21, 1e-7, 1.7976931348623157e308, 2147483648, 9007199254740992, 0.1];
const INSTANTS = ["2026-01-31T09:30:00.000Z", "2026-01-31", "1999-12-31T23:59:59+02:00", "2026-01-31T10:30:00+01:00", "0001-01-01"];

/** What generated data must keep to. */
export interface DataBounds {
  readonly textLength: number;
  readonly listLength: number;
  /** Words and numbers in place of the ordinary ones. */
  readonly words?: readonly string[];
  readonly numbers?: readonly number[];
}

/** A text. */
export function someText(c: Choices, bounds: DataBounds, most = bounds.textLength): string {
  const words = bounds.words ?? WORDS;
  const text = c.chance(20) ? c.list(0, 4, () => c.pick(words)).join("") : c.pick(words);
  return text.length <= most && text.length <= bounds.textLength ? text : "";
}

/** A value of a type, null where it may be. */
export function someValue(c: Choices, { type, nullable }: Typed, bounds: DataBounds): unknown {
  if (nullable && c.chance(25)) return null;
  return valueOfType(c, type, bounds);
}

function valueOfType(c: Choices, type: Type, bounds: DataBounds): unknown {
  switch (type.kind) {
    case "text":
      return type.values ? c.pick(type.values) : someText(c, bounds, type.maxLength);
    case "boolean":
      return c.chance(50);
    case "integer":
      return someInteger(c, bounds);
    case "number":
      return someNumber(c, bounds);
    case "timestamp":
      return c.pick(INSTANTS);
    case "country":
      return c.pick(["DE", "US", "IN", "ZZ"]);
    case "group":
      return someGroup(c, bounds);
    case "list":
      return c.list(0, Math.min(3, type.maxItems ?? 3, bounds.listLength), () => someValue(c, type.element, bounds));
    case "map":
      return someRecord(c, type, bounds);
    default:
      return someJson(c, 2, bounds);
  }
}

function someInteger(c: Choices, { numbers }: DataBounds): number {
  if (numbers) return c.pick(numbers.filter(Number.isInteger));
  return c.chance(30) ? c.below(2000) - 1000 : c.pick(INTEGERS);
}

function someNumber(c: Choices, { numbers }: DataBounds): number {
  return c.chance(30) && !numbers ? (c.below(200000) - 100000) / 64 : c.pick(numbers ?? NUMBERS);
}

/** Data of a map type; what is null may as well be left out. */
export function someRecord(c: Choices, type: MapType, bounds: DataBounds): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [name, typed] of type.attributes) {
    const value = someValue(c, typed, bounds);
    if (value !== null || c.chance(50)) record[name] = value;
  }
  return record;
}

/** Any JSON. */
export function someJson(c: Choices, depth: number, bounds: DataBounds): unknown {
  const kind = c.weighted([
    [3, "text"],
    [3, "integer"],
    [2, "boolean"],
    [2, "number"],
    [2, "null"],
    [depth > 0 ? 3 : 0, "list"],
    [depth > 0 ? 3 : 0, "map"],
  ]);
  if (kind === "text") return someText(c, bounds);
  if (kind === "integer") return someInteger(c, bounds);
  if (kind === "boolean") return c.chance(50);
  if (kind === "number") return someNumber(c, bounds);
  if (kind === "list") return c.list(0, Math.min(3, bounds.listLength), () => someJson(c, depth - 1, bounds));
  if (kind === "null") return null;
  const names = ["a", "b", "name", "constructor", "k", "length"];
  return Object.fromEntries(c.list(0, Math.min(3, bounds.listLength), () => [c.pick(names), someJson(c, depth - 1, bounds)]));
}

/** A group, its name on the top or in its profile. */
export function someGroup(c: Choices, bounds: DataBounds): Record<string, unknown> {
  const name = c.chance(85) ? someText(c, bounds) : null;
  const more = c.chance(30) ? { extra: someJson(c, 1, bounds), dn: someText(c, bounds), description: "d" } : {};
  const named = c.chance(50) ? { name } : { profile: { name, ...more } };
  const type = c.pick(["OKTA_GROUP", "APP_GROUP", "BUILT_IN"]);
  const source = c.chance(40)
    ? { source: { id: c.pick(["0oa1", "0oa2"]), type: c.pick(["active_directory", "ldap", "OKTA"]) } }
    : {};
  const beside = c.chance(30) ? { description: someText(c, bounds), created: c.pick(INSTANTS), objectClass: ["group"] } : {};
  return { id: c.pick(["00g1", "00g2", "00g3", "00g4"]), type, ...named, ...source, ...beside };
}
