/** Arbitrary types, and raw data that fits them, for the laws of this room. */

import {
  ANY_MAP,
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
import fc from "../seeded.js";

const PLAIN: readonly Type[] = [TEXT, BOOLEAN, INTEGER, NUMBER, TIMESTAMP, COUNTRY, GROUP, UNKNOWN, ANY_MAP];
const names = fc.constantFrom("a", "b", "city", "constructor", "$x", "_y", "cost-center", "list");

function mapType(entries: readonly (readonly [string, Typed])[], open: boolean): MapType {
  return { kind: "map", attributes: new Map(entries), open };
}

const enumTexts = fc.uniqueArray(fc.constantFrom("a", "b", "gold", "basic"), { minLength: 1, maxLength: 3 });

const { typed, textual } = fc.letrec<{ typed: Typed; type: Type; textual: Typed; textualType: Type }>((tie) => ({
  typed: fc
    .record({ type: tie("type"), nullable: fc.boolean() })
    .map(({ type, nullable }) => ({ type, nullable: nullable || type.kind === "unknown" })),
  type: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constantFrom(...PLAIN),
    enumTexts.map((values): Type => ({ kind: "text", values })),
    fc.nat(9).map((maxLength): Type => ({ kind: "text", maxLength })),
    fc.tuple(tie("typed"), fc.option(fc.nat(5), { nil: undefined })).map(([element, most]): Type => listOf(element, most)),
    fc
      .tuple(fc.array(fc.tuple(names, tie("typed")), { maxLength: 3 }), fc.boolean())
      .map(([entries, open]): Type => mapType(entries, open)),
  ),
  textual: fc
    .record({ type: tie("textualType"), nullable: fc.boolean() })
    .map(({ type, nullable }) => ({ type, nullable: nullable || type.kind === "unknown" })),
  textualType: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constantFrom(...PLAIN),
    tie("textual").map((element): Type => listOf(element)),
    fc.array(fc.tuple(names, tie("textual")), { minLength: 1, maxLength: 3 }).map((entries): Type => mapType(entries, false)),
  ),
}));

/** Any type. */
export const anyTyped = typed;
/** A type that type text can write: no enums, bounds or open maps with attributes. */
export const textualTyped = textual;

/** Raw host data that fits a type. */
export function rawOf({ type, nullable }: Typed): fc.Arbitrary<unknown> {
  const value = rawValueOf(type);
  return nullable ? fc.oneof(value, fc.constant(null)) : value;
}

function rawValueOf(type: Type): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case "text":
      return type.values ? fc.constantFrom(...type.values) : fc.constantFrom("a", "gold", "x");
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.constantFrom(0, 1, -5, 2147483647);
    case "number":
      return fc.constantFrom(0, 1, 1.5, 1e20);
    case "timestamp":
      return fc.constantFrom("2026-01-31", "2026-01-31T00:00:00Z");
    case "country":
      return fc.constantFrom("US", "DE");
    case "group":
      return fc.constantFrom({ id: "1" }, { id: "2", name: "Admins" });
    case "list":
      return fc.array(rawOf(type.element), { maxLength: 2 });
    case "map":
      return rawMapOf(type);
    default:
      return fc.constantFrom("a", 1, true, ["x"], { a: 1 }, null);
  }
}

function rawMapOf(type: MapType): fc.Arbitrary<unknown> {
  const entries = [...type.attributes].map(([name, attribute]) =>
    rawOf(attribute).map((value): [string, unknown] => [name, value]),
  );
  const more = type.open ? fc.dictionary(names, fc.constantFrom<unknown>(1, "a", null)) : fc.constant({});
  return fc.tuple(more, fc.tuple(...entries)).map(([extra, declared]) => ({ ...extra, ...Object.fromEntries(declared) }));
}
