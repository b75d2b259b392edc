/** What rows tell before there is data holds of every result: its length, its range, its values, its failures, its cost. */

import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { allFunctions } from "../../src/library/all.js";
import { type Overload, spellingOf } from "../../src/library/define.js";
import type { Known, Range } from "../../src/library/known.js";
import { BOOLEAN, COUNTRY, INTEGER, listOf, NUMBER, optional, required, TEXT, TIMESTAMP, type Type } from "../../src/types/type.js";
import { CountryCode, isFault, isList, Timestamp, type Value } from "../../src/values/value.js";
import fc from "../seeded.js";

/** A value, and something true that is known of it. */
interface Given {
  readonly value: Value;
  readonly known: Known;
}

const around = (value: number, slack: number): Range => ({ least: value - slack, most: value + slack });

/** What may be known of a value: exactly, or with some slack. */
function knownOf(value: Value, type: Type, slack: number): Known {
  if (value === null) return { type, canNull: true, canValue: slack > 0 };
  const canNull = slack > 2;
  // Of what comes from data without a schema nothing is known.
  if (slack > 3) return { type, canNull, canValue: true };
  const exact = slack === 0 && typeof value !== "object";
  if (exact) return { type, canNull, canValue: true, values: [value as string | number | boolean] };
  if (typeof value === "number") return { type, canNull, canValue: true, range: around(value, slack) };
  const size = typeof value === "string" || isList(value) ? value.length : undefined;
  if (size === undefined) return { type, canNull, canValue: true };
  return { type, canNull, canValue: true, length: { least: Math.max(0, size - slack), most: size + slack } };
}

const texts = fc.oneof(
  fc.constantFrom(
    "",
    "a",
    "aaaa",
    "a,b",
    " x ",
    "ß",
    "key",
    "2.5",
    "9.1",
    "EEEE zzzz ZZZ",
    "yyyy",
    "GBR",
    "2026-01-31",
    "1434567890123",
  ),
  fc.string({ maxLength: 12 }),
);
const items = fc.array(fc.oneof(texts, fc.integer(), fc.constant(null)), { maxLength: 5 });

/** Values for a parameter. */
function valuesFor(type: Type): fc.Arbitrary<readonly [Value, Type]> {
  switch (type.kind) {
    case "text":
      return texts.map((value) => [value, TEXT] as const);
    case "integer":
      return fc.integer({ min: -3, max: 9 }).map((value) => [value, INTEGER] as const);
    case "number":
      return fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((value) => [value, NUMBER] as const);
    case "boolean":
      return fc.boolean().map((value) => [value, BOOLEAN] as const);
    case "timestamp":
      return fc
        .tuple(
          fc.integer({ min: 0, max: 4_000_000_000_000 }),
          fc.constantFrom("Z", "+05:30", "Europe/Berlin", "America/Argentina/ComodRivadavia"),
        )
        .map(([at, zone]) => [new Timestamp(at, zone), TIMESTAMP] as const);
    case "country":
      return fc.constantFrom("DE", "GS", "VC").map((code) => [new CountryCode(code), COUNTRY] as const);
    case "list":
      return items.map((value) => [value, listOf(optional({ kind: "unknown" }))] as const);
    default:
      return fc.oneof(
        texts.map((value) => [value, TEXT] as const),
        fc.integer().map((value) => [value, INTEGER] as const),
        fc.array(texts, { maxLength: 4 }).map((value) => [value as Value, listOf(required(TEXT))] as const),
      );
  }
}

function givenFor(type: Type, receivesNull: boolean): fc.Arbitrary<Given> {
  const some = valuesFor(type);
  const value = receivesNull
    ? fc.oneof({ weight: 4, arbitrary: some }, { weight: 1, arbitrary: fc.constant([null, type] as const) })
    : some;
  return fc
    .tuple(value, fc.integer({ min: 0, max: 4 }))
    .map(([[each, of], slack]) => ({ value: each, known: knownOf(each, of, slack) }));
}

function argumentsFor(overload: Overload): fc.Arbitrary<readonly Given[]> {
  const params = overload.params.map((param) => givenFor(param.type, param.receivesNull));
  const { rest, restAtLeast = 0, restStep = 1 } = overload;
  const more = rest
    ? fc.integer({ min: restAtLeast, max: restAtLeast + 2 * restStep }).chain((count) => {
        const whole = count - (count % restStep);
        return fc.tuple(...Array.from({ length: whole }, () => givenFor(rest.type, rest.receivesNull)));
      })
    : fc.constant([]);
  return fc.tuple(fc.tuple(...params), more).map(([first, others]) => [...first, ...others]);
}

const telling = allFunctions.flatMap((row) =>
  row.overloads
    .filter((overload) => (overload.foretell || overload.costAtMost) && !overload.context && overload.run)
    .map((overload) => ({ row, overload })),
);

describe("what rows foretell", () => {
  it("is told by enough rows to speak of", () => expect(telling.length).toBeGreaterThan(20));

  it.each(
    telling.map(
      ({ row, overload }) => [`${spellingOf(row)}(${overload.params.map(({ name }) => name).join(", ")})`, overload] as const,
    ),
  )("%s", (_name, overload) => {
    fc.assert(
      fc.property(argumentsFor(overload), (given) => {
        const known = given.map((each) => each.known);
        const args = given.map(({ value }, index) => {
          const prepare = (overload.params[index] ?? overload.rest)?.prepare;
          return prepare && value !== null ? prepare(value, DEFAULT_LIMITS, true) : value;
        }) as never[];
        fc.pre(!args.some((arg) => isFault(arg as Value)));
        const written = given.map(() => ({ span: { start: 0, end: 0 } }));
        const spent = overload.cost?.(...args) ?? 0;
        const most = overload.costAtMost?.(DEFAULT_LIMITS, written, known);
        if (most !== undefined) expect(spent).toBeLessThanOrEqual(most);
        const told = overload.foretell?.(...known) ?? {};
        if (told.length && overload.size) expect(overload.size(...args)).toBeLessThanOrEqual(told.length.most);
        if (told.length && overload.elements) expect(overload.elements(...args)).toBeLessThanOrEqual(told.length.most);
        const result = (overload.run as (...all: never[]) => Value)(...args);
        if (isFault(result)) {
          expect(told.never ?? []).not.toContain(result.code);
          return;
        }
        const size = typeof result === "string" || isList(result) ? result.length : undefined;
        if (told.length && size !== undefined) {
          expect(size).toBeGreaterThanOrEqual(told.length.least);
          expect(size).toBeLessThanOrEqual(told.length.most);
        }
        if (told.range && typeof result === "number") {
          expect(result).toBeGreaterThanOrEqual(told.range.least);
          expect(result).toBeLessThanOrEqual(told.range.most);
        }
        if (told.values) expect(told.values).toContain(result);
      }),
      { numRuns: 300 },
    );
  });
});
