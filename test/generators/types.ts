/** Generates types and schemas: 0 to 8 attributes a root, every type there is, names that a host object would inherit. */
import type { AttributeLiteral, SchemaLiteral } from "../../src/index.js";
import {
  BOOLEAN,
  COUNTRY,
  GROUP,
  INTEGER,
  listOf,
  type MapType,
  NUMBER,
  TEXT,
  TIMESTAMP,
  type Type,
  type Typed,
  UNKNOWN,
} from "../../src/types/type.js";
import type { Choices } from "./choices.js";

/** Attribute names: ordinary, words of the language, names of `Object.prototype`, and such as only an index reaches. */
export const NAMES = [
  ...["a", "b", "name", "email", "level", "tags", "role", "limit", "id", "type", "status"],
  ...["constructor", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "then", "toJSON", "length", "prototype"],
  ...["and", "or", "not", "null", "true", "matches", "div", "eq", "mod", "user", "app", "String", "__defineGetter__", "$x", "_"],
  ...["cost-center", "a b", "1st", "", "é", 'q"q', "it's", "#this", "名"],
];

/** Bare names of the host. */
export const VARIABLE_NAMES = ["x", "y", "count", "flag", "when", "items", "home", "constructor", "toString", "valueOf"];

const PLAIN: readonly Type[] = [TEXT, BOOLEAN, INTEGER, NUMBER, TIMESTAMP, COUNTRY];

/** A type an attribute may have. */
export function someType(c: Choices, depth: number): Type {
  const kind = c.weighted([
    [10, "plain"],
    [2, "enum"],
    [1, "bounded"],
    [1, "unknown"],
    [depth > 0 ? 5 : 0, "list"],
    [depth > 0 ? 4 : 0, "map"],
    [1, "group"],
  ]);
  switch (kind) {
    case "enum":
      return { kind: "text", values: [...new Set(c.list(1, 3, () => c.pick(["gold", "basic", "a", "", "A,b"])))] };
    case "bounded":
      return { kind: "text", maxLength: c.pick([4, 0, 64]) };
    case "unknown":
      return UNKNOWN;
    case "list":
      return listOf(someTyped(c, depth - 1), c.chance(20) ? c.pick([2, 0, 5]) : undefined);
    case "map":
      return someMap(c, depth - 1, 4);
    case "group":
      return GROUP;
    default:
      return c.pick(PLAIN);
  }
}

/** A type with its nullability; of an unknown value null can never be ruled out. */
export function someTyped(c: Choices, depth: number): Typed {
  const type = someType(c, depth);
  return { type, nullable: c.chance(55) || type.kind === "unknown" };
}

/** A map type of up to so many attributes. */
export function someMap(c: Choices, depth: number, most: number, names: readonly string[] = NAMES): MapType {
  const attributes = new Map(c.list(0, most, () => [c.pick(names), someTyped(c, depth)] as const));
  return { kind: "map", attributes, open: false };
}

/** The schema literal that declares a map type. */
export function literalOf(map: MapType): SchemaLiteral {
  const entries = [...map.attributes].map(([name, typed]) => [name, attributeLiteral(typed)] as const);
  return Object.fromEntries(entries);
}

function attributeLiteral({ type, nullable }: Typed): AttributeLiteral {
  if (type.kind === "text" && type.values) return { enum: type.values, nullable };
  if (type.kind === "text" && type.maxLength !== undefined) return { type: "text", maxLength: type.maxLength, nullable };
  if (type.kind === "list") {
    const bound = type.maxItems === undefined ? {} : { maxItems: type.maxItems };
    return { type: "list", items: attributeLiteral(type.element), nullable, ...bound };
  }
  if (type.kind === "map") return { type: "map", attributes: literalOf(type), nullable };
  return { type: type.kind, nullable };
}
