/** Equality is an equivalence, order is a total order of each ordered kind, and neither converts anything. */

import { describe, expect, it } from "vitest";
import { COMPARING, compare, comparisonCost, equal, sizeOf } from "../../src/values/compare.js";
import { CountryCode, Fault, Group, kindOf, Timestamp, type Value } from "../../src/values/value.js";
import fc from "../seeded.js";

const group = (fields: Record<string, Value>): Group => new Group(new Map(Object.entries(fields)));
const map = (entries: Record<string, Value>): Value => new Map(Object.entries(entries));

describe("equality with a group whose id is none", () => {
  const fault = new Fault("context/type-mismatch", { path: "app.x.id" });
  const faulty = new Group(new Map<string, Value | Fault>([["id", fault]]));
  it.each<[Value, Value, boolean | Fault]>([
    [faulty, group({ id: "1" }), fault],
    [group({ id: "1" }), faulty, fault],
    [group({}), faulty, fault],
    // It is itself, whatever its id.
    [faulty, faulty, true],
    [[1, faulty], [1, group({ id: "1" })], fault],
    [[2, faulty], [1, group({ id: "1" })], false],
    [[faulty], [faulty, 1], false],
    [map({ a: group({ id: "1" }) }), map({ a: faulty }), fault],
    [map({ a: faulty }), map({ b: faulty }), false],
    [faulty, "1", false],
  ])("%o and %o: %o", (left, right, same) => expect(equal(left, right)).toBe(same));
});

describe("equal", () => {
  it.each<[Value, Value]>([
    [null, null],
    [1, 1.0],
    ["a", "a"],
    [true, true],
    [[], []],
    [
      [1, ["a", null]],
      [1, ["a", null]],
    ],
    [map({ a: 1, b: [2] }), map({ b: [2], a: 1 })],
    [map({ a: null }), map({ a: null })],
    [new Timestamp(5, "Z"), new Timestamp(5, "+02:00")],
    [new CountryCode("US"), new CountryCode("US")],
    [group({ id: "1", name: "A" }), group({ id: "1", name: "B" })],
  ])("%j and %j are equal", (left, right) => expect([equal(left, right), equal(right, left)]).toEqual([true, true]));

  it.each<[Value, Value]>([
    [null, false],
    [null, 0],
    [null, ""],
    [null, []],
    [1, "1"],
    [1, true],
    [0, false],
    ["", false],
    ["a", "A"],
    ["é", "e\u0301"],
    [["a"], "a"],
    [[], map({})],
    [[1], [1, null]],
    [
      ["a", "b"],
      ["b", "a"],
    ],
    [map({ a: 1 }), map({ a: 2 })],
    [map({ a: 1, b: 1 }), map({ a: 1, b: 2 })],
    [map({ a: null }), map({})],
    [map({ a: null }), map({ b: null })],
    [new Timestamp(5), new Timestamp(6)],
    [new Timestamp(0), "1970-01-01T00:00:00.000Z"],
    [new CountryCode("US"), "US"],
    [new CountryCode("US"), new CountryCode("DE")],
    [group({ id: "1" }), group({ id: "2" })],
    [group({ name: "A" }), group({ name: "A" })],
    [group({ id: "1" }), map({ id: "1" })],
    // Of two kinds, though each looks into the other as if it were one of its own.
    [[], new Timestamp(0)],
    [new Timestamp(0), new CountryCode("US")],
    [new CountryCode("US"), group({ id: "US" })],
    [map({}), new Timestamp(0)],
  ])("%j and %j are not", (left, right) => expect([equal(left, right), equal(right, left)]).toEqual([false, false]));
});

/** Values of every kind, from few parts, so that equal ones meet often. */
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Value>(null, true, false, 0, 1, 1.5, "", "a", "b", "1"),
    fc.constantFrom(0, 1).map((instant): Value => new Timestamp(instant, instant === 0 ? "Z" : "+01:00")),
    fc.constantFrom("US", "DE").map((code): Value => new CountryCode(code)),
    fc.constantFrom("1", "2").map((id): Value => group({ id })),
    fc.array(tie("value"), { maxLength: 2 }),
    fc.array(fc.tuple(fc.constantFrom("a", "b"), tie("value")), { maxLength: 2 }).map((entries): Value => new Map(entries)),
  ),
}));

/** The same value built anew. */
function copy(of: Value): Value {
  if (Array.isArray(of)) return of.map(copy);
  if (of instanceof Map) return new Map([...of].reverse().map(([key, inside]) => [key, copy(inside)]));
  return of instanceof Timestamp ? new Timestamp(of.epochMs, "Europe/Berlin") : of;
}

describe("laws of equality", () => {
  const runs = { numRuns: 3000 };
  it("everything equals its copy", () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(equal(one, copy(one))).toBe(true);
      }),
      runs,
    );
  });
  it("is symmetric", () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(equal(one, other)).toBe(equal(other, one));
      }),
      runs,
    );
  });
  it("is transitive", () => {
    fc.assert(
      fc.property(value, value, value, (one, other, third) => {
        if (equal(one, other) && equal(other, third)) expect(equal(one, third)).toBe(true);
      }),
      runs,
    );
  });
  it("holds between values of one kind alone", () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        if (equal(one, other)) expect(kindOf(one)).toBe(kindOf(other));
      }),
      runs,
    );
  });
});

describe("compare", () => {
  it.each<[Value, Value, number]>([
    [1, 2, -1],
    [2, 1.5, 1],
    [1, 1.0, 0],
    ["a", "b", -1],
    ["B", "a", -1],
    ["a", "a", 0],
    ["a", "", 1],
    ["10", "9", -1],
    ["\uffff", "😀", 1],
    [new Timestamp(1, "Z"), new Timestamp(2, "+02:00"), -1],
    [new Timestamp(2, "Z"), new Timestamp(2, "+02:00"), 0],
  ])("%j to %j is %i", (left, right, sign) => {
    expect(Math.sign(compare(left, right) as number)).toBe(sign);
    expect(Math.sign(compare(right, left) as number) + sign).toBe(0);
  });
  it.each<[Value, Value, string, string]>([
    [1, "1", "number", "text"],
    [true, false, "boolean", "boolean"],
    [null, null, "null", "null"],
    [[], [], "list", "list"],
    [map({}), map({}), "map", "map"],
    [group({}), group({}), "group", "group"],
    [new CountryCode("DE"), new CountryCode("US"), "country", "country"],
    [new Timestamp(0), "1970-01-01", "timestamp", "text"],
  ])("%j and %j have no order", (left, right, one, other) =>
    expect(compare(left, right)).toEqual(new Fault("run/not-comparable", { left: one, right: other })),
  );

  it("is a total order of numbers, texts and instants, and agrees with equality", () => {
    const ordered = fc.constantFrom("number", "text", "timestamp").chain((kind) => {
      const one: fc.Arbitrary<Value> =
        kind === "number"
          ? fc.double({ noNaN: true, noDefaultInfinity: true })
          : kind === "text"
            ? fc.string({ unit: "binary", maxLength: 3 })
            : fc.integer().map((at) => new Timestamp(at));
      return fc.tuple(one, one, one);
    });
    fc.assert(
      fc.property(ordered, ([a, b, c]) => {
        const [ab, bc, ac] = [compare(a, b) as number, compare(b, c) as number, compare(a, c) as number];
        expect(ab === 0).toBe(equal(a, b));
        expect(Math.sign(ab) + Math.sign(compare(b, a) as number)).toBe(0);
        if (ab <= 0 && bc <= 0) expect(ac).toBeLessThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("compare tells", () => {
  it.each<[Value, Value, number]>([
    ["a", "b", -1],
    ["b", "a", 1],
    ["a", "a", 0],
  ])("%j to %j as %i", (left, right, sign) => expect(compare(left, right)).toBe(sign));
});

describe("the cost of a comparison", () => {
  const list = [1, 2, 3];
  it.each<[string, Value, Value, number]>([
    ["a list with itself", list, list, 0],
    ["a list with another", list, [1, 2, 3], 16],
    ["a long list with a short one", list, [1], COMPARING + 2],
    ["a short list with a long one", [1], list, COMPARING + 2],
    ["a list with a map", list, map({ a: 1 }), COMPARING + 2],
    ["a list with a text", list, "a", 0],
    ["a text with a list", "a", list, 0],
    ["two texts", "a", "b", 0],
    ["null with a list", null, list, 0],
    ["a list with an instant", list, new Timestamp(0), 0],
    ["an instant with a list", new Timestamp(0), list, 0],
  ])("%s", (_words, left, right, cost) => expect(comparisonCost(left, right, 100)).toBe(cost));
  it("is no more than the most that is asked for", () => expect(comparisonCost([1, 2, 3], [1, 2, 3], 2)).toBe(2));
  it.each([1, 14, 15, 16, 17, 254, 255, 256, 257, 5_000])("is that of %d values in one and more in the other", (count) => {
    const [small, large] = [count, 3 * count].map((length) => Array.from({ length }, (_, at) => at));
    expect(comparisonCost(small as Value, large as Value, 100_000)).toBe(COMPARING + 1 + count);
    expect(comparisonCost([large as Value], [small as Value], 100_000)).toBe(COMPARING + 2 + count);
    expect(comparisonCost(map({ a: large as Value }), map({ a: small as Value, b: 1 }), 100_000)).toBe(
      COMPARING + Math.min(2 + 3 * count, 3 + count),
    );
  });
  it("looks at no more of a large value than a small one holds", () => {
    const looked: number[] = [];
    const large = new Proxy([..."x".repeat(5_000)], {
      get: (list, key) => {
        if (typeof key === "string" && /^\d+$/.test(key)) looked.push(Number(key));
        return Reflect.get(list, key);
      },
    }) as unknown as Value;
    expect([comparisonCost(large, [1, 2], 100_000), comparisonCost(map({ a: 1 }), large, 100_000)]).toEqual([
      COMPARING + 3,
      COMPARING + 2,
    ]);
    expect(looked.length).toBeLessThan(40);
  });
});

describe("sizeOf", () => {
  it.each<[Value, number]>([
    [null, 1],
    ["abc", 1],
    [[], 1],
    [[1, 2, 3], 4],
    [[[1], [2]], 5],
    [map({ a: [1], b: null }), 4],
  ])("%j holds %i", (one, expected) => expect(sizeOf(one, 100)).toBe(expected));
  it("looks at no more than the most that is asked for", () => {
    let looked = 0;
    const list = new Proxy([[1], ...new Array<number>(1000).fill(1)], {
      get(target, key) {
        if (typeof key === "string" && /^\d+$/.test(key)) looked++;
        return Reflect.get(target, key) as unknown;
      },
    });
    expect([sizeOf(list, 10), sizeOf(1, 0), sizeOf([], 0)]).toEqual([10, 0, 0]);
    // The first is looked at twice: it is what makes the list no flat one.
    expect(looked).toBeLessThanOrEqual(11);
  });
  it.each<[Value, number, number]>([
    [[1, 2], 3, 3],
    [[1, 2], 2, 2],
    [[1, 2], 1, 1],
    [[[1]], 3, 3],
    [[[1]], 2, 2],
    [[1, [2]], 4, 4],
    [[1, [2]], 3, 3],
    [[[1], 2], 9, 4],
    [[1, [2, 3]], 9, 5],
    [[1, 2, [3, 4]], 9, 6],
    [[[]], 9, 2],
  ])("%j up to %i is %i", (one, most, expected) => expect(sizeOf(one, most)).toBe(expected));
  it("stops at the most that is asked for", () => {
    expect(sizeOf([1, 2, 3], 2)).toBe(2);
    expect(sizeOf(new Array(300_000).fill(1), 200_000)).toBe(200_000);
  });
  it("stops on shared parts that multiply", () => {
    let wide: Value = [1];
    for (let depth = 0; depth < 60; depth++) wide = [wide, wide];
    expect(sizeOf(wide, 1000)).toBe(1000);
  });
});
