/** How types relate, as laws over data: what fits both branches fits their join, and what cannot overlap is never equal. */

import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { parseTyped, printTyped } from "../../src/types/print.js";
import { fits, join, joinTyped, overlaps } from "../../src/types/relate.js";
import {
  ANY_MAP,
  listOf,
  type MapType,
  NULL,
  optional,
  required,
  TEXT,
  type Type,
  type Typed,
  UNKNOWN,
} from "../../src/types/type.js";
import { admit } from "../../src/values/admit.js";
import { equal } from "../../src/values/compare.js";
import { isFault, type Value } from "../../src/values/value.js";
import { growth, LINEAR } from "../clock.js";
import fc from "../seeded.js";
import { anyTyped, rawOf } from "./types.js";

function read(text: string): Typed {
  const typed = text === "null" ? optional(NULL) : parseTyped(text);
  if (!typed) throw new Error(`${text} is no type`);
  return typed;
}
const type = (text: string): Type => read(text).type;
const oneOf = (...values: string[]): Type => ({ kind: "text", values });
const admitted = (raw: unknown, typed: Typed) => admit(raw, typed, "x", DEFAULT_LIMITS);
const withRaw = anyTyped.chain((typed) => rawOf(typed).map((raw) => ({ typed, raw })));

describe("fits", () => {
  it.each([
    ["text", "text", true],
    ["integer", "number", true],
    ["number", "integer", false],
    ["text", "integer", false],
    ["boolean", "text", false],
    ["timestamp", "text", false],
    ["country", "text", false],
    ["unknown", "text", true],
    ["text", "unknown", true],
    ["null", "text", true],
    ["text", "null", false],
    ["list<integer>", "list<number>", true],
    ["list<text>", "list<integer>", false],
    ["list<text>", "list", true],
    ["list<text>", "text", false],
    ["map{a: text}", "map", true],
    ["group", "map", false],
  ])("%s in the place of %s: %s", (given, wanted, expected) => expect(fits(type(given), type(wanted))).toBe(expected));
  it("everything fits itself, and unknown both ways", () => {
    fc.assert(
      fc.property(anyTyped, ({ type: one }) => {
        expect([fits(one, one), fits(one, UNKNOWN), fits(UNKNOWN, one)]).toEqual([true, true, true]);
      }),
    );
  });
});

describe("overlaps", () => {
  it("of many texts are compared in time that grows with them", () => {
    const texts = (size: number, name: string): Type => ({
      kind: "text",
      values: Array.from({ length: size }, (_, at) => `${name}${at}`),
    });
    const compared = (size: number): void => {
      const [left, right] = [texts(size, "left"), texts(size, "right")];
      for (let times = 0; times < 5; times++) expect(overlaps(left, right)).toBe(false);
    };
    expect(growth(compared, 8000)).toBeLessThan(LINEAR);
  });
  it.each([
    ["integer", "number", true],
    ["text", "integer", false],
    ["null", "text", true],
    ["unknown", "boolean", true],
    ["timestamp", "text", false],
    ["list<text>", "list<integer>", true],
    ["map", "group", false],
  ])("%s and %s: %s", (left, right, expected) =>
    expect([overlaps(type(left), type(right)), overlaps(type(right), type(left))]).toEqual([expected, expected]),
  );
  it("knows the texts of enums", () => {
    expect(overlaps(oneOf("a", "b"), oneOf("b", "c"))).toBe(true);
    expect(overlaps(oneOf("a"), oneOf("b"))).toBe(false);
    expect(overlaps(oneOf("a"), TEXT)).toBe(true);
  });
  it("where it says no, no two values are equal", () => {
    fc.assert(
      fc.property(withRaw, withRaw, (left, right) => {
        const values = [admitted(left.raw, left.typed), admitted(right.raw, right.typed)];
        if (values.some(isFault) || values.some((value) => value === null)) return;
        if (equal(values[0] as Value, values[1] as Value)) expect(overlaps(left.typed.type, right.typed.type)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("join", () => {
  it.each([
    ["text", "text", "text"],
    ["integer", "number", "number"],
    ["integer", "integer", "integer"],
    ["text", "integer", "unknown"],
    ["null", "text", "text"],
    ["text", "null", "text"],
    ["list<integer>", "list<number?>", "list<number?>"],
    ["list<text>", "text", "unknown"],
    ["map{a: text}", "map{a: text, b: integer}", "map{a: text, b: integer?}"],
    ["unknown", "text", "unknown"],
  ])("of %s and %s is %s", (left, right, expected) => {
    expect(join(type(left), type(right))).toEqual(type(expected));
    expect(join(type(right), type(left))).toEqual(type(expected));
  });
  it("keeps the texts of two enums together, up to a number", () => {
    expect(join(oneOf("a", "b"), oneOf("b", "c"))).toEqual(oneOf("a", "b", "c"));
    const many = Array.from({ length: 16 }, (_, index) => `t${index}`);
    expect(join(oneOf(...many), oneOf("one more"))).toEqual({ kind: "text" });
    expect(join(oneOf("a"), TEXT)).toEqual({ kind: "text" });
  });
  it("keeps the wider bound of two, and none where one has none", () => {
    const bounded = (most: number): Type => ({ kind: "text", maxLength: most });
    expect(join(bounded(5), bounded(9))).toEqual(bounded(9));
    expect(join(bounded(5), TEXT)).toEqual(TEXT);
    expect(join(listOf(required(TEXT), 2), listOf(required(TEXT), 3))).toEqual(listOf(required(TEXT), 3));
    expect(join(listOf(required(TEXT), 2), listOf(required(TEXT)))).toEqual(listOf(required(TEXT)));
  });
  it("of a whole record and anything of its kind is still a whole record", () => {
    const user: MapType = { ...ANY_MAP, record: "user" };
    expect(join(user, ANY_MAP)).toMatchObject({ record: "user" });
    expect(join(ANY_MAP, user)).toMatchObject({ record: "user" });
  });
  it("what an open map does not declare can be anything there", () => {
    const joined = join({ kind: "map", attributes: new Map([["a", required(TEXT)]]), open: false }, ANY_MAP) as MapType;
    expect(joined.attributes.get("a")).toEqual(optional(UNKNOWN));
  });
});

describe("laws of join", () => {
  const runs = { numRuns: 2000 };
  /** Sets of texts and the order of attributes do not matter. */
  const shape = (typed: Typed): unknown =>
    JSON.parse(
      JSON.stringify(typed, (_key, value) =>
        value instanceof Map ? Object.fromEntries([...value].sort(([one], [other]) => (one < other ? -1 : 1))) : value,
      ),
      (key, value) => (key === "values" ? [...value].sort() : value),
    );
  it("data that fits a branch fits the join", () => {
    fc.assert(
      fc.property(withRaw, anyTyped, ({ typed, raw }, other) => {
        for (const joined of [joinTyped(typed, other), joinTyped(other, typed)]) {
          const value = admitted(raw, joined);
          expect(isFault(value), `${printTyped(typed)} with ${printTyped(other)}`).toBe(false);
        }
      }),
      { numRuns: 3000 },
    );
  });
  it("the order of the branches does not matter", () => {
    fc.assert(
      fc.property(anyTyped, anyTyped, (one, other) => {
        expect(shape(joinTyped(one, other))).toEqual(shape(joinTyped(other, one)));
      }),
      runs,
    );
  });
  it("a type joined with a copy of itself is itself", () => {
    fc.assert(
      fc.property(anyTyped, (one) => {
        expect(shape(joinTyped(one, structuredClone(one)))).toEqual(shape(one));
      }),
      runs,
    );
  });
  it("a type joined with what is in it already is the very same, so that lists of large records are not copied at each element", () => {
    fc.assert(
      fc.property(anyTyped, anyTyped, anyTyped, (one, other, third) => {
        const joined = joinTyped(joinTyped(one, other), third).type;
        for (const again of [one, other, third, structuredClone(third)]) expect(join(joined, again.type)).toBe(joined);
      }),
      runs,
    );
  });
  it("null changes nullability alone", () => {
    fc.assert(
      fc.property(anyTyped, (one) => {
        expect(joinTyped(one, optional(NULL))).toEqual({ type: one.type, nullable: true });
      }),
    );
  });
});
