/** The closed set of values: each has one kind, and a failure is none of them. */
import { describe, expect, it } from "vitest";
import {
  CountryCode,
  describeKind,
  Fault,
  Group,
  INTEGER_MAX,
  INTEGER_MIN,
  isFault,
  isInteger,
  isList,
  isMap,
  KIND,
  kindOf,
  Timestamp,
  type Value,
} from "../../src/values/value.js";

describe("kindOf and describeKind", () => {
  it.each<[Value, string, string]>([
    [null, "null", "null"],
    [true, "boolean", "boolean"],
    [1, "number", "integer"],
    [1.5, "number", "number"],
    [2 ** 31, "number", "number"],
    ["", "text", "text"],
    [[], "list", "list"],
    [new Map(), "map", "map"],
    [new Timestamp(0), "timestamp", "timestamp"],
    [new CountryCode("US"), "country", "country"],
    [new Group(new Map()), "group", "group"],
  ])("%j is a %s, told as %s", (value, kind, words) => expect([kindOf(value), describeKind(value)]).toEqual([kind, words]));
});

describe("isInteger", () => {
  it.each([
    [0, true],
    [INTEGER_MAX, true],
    [INTEGER_MIN, true],
    [INTEGER_MAX + 1, false],
    [INTEGER_MIN - 1, false],
    [1.5, false],
    [Number.NaN, false],
    [Number.POSITIVE_INFINITY, false],
  ])("%d: %s", (number, expected) => expect(isInteger(number)).toBe(expected));
});

describe("a fault", () => {
  it("takes a place once", () => {
    const fault = new Fault("run/stack");
    expect(fault.at(1, 4)).toMatchObject({ code: "run/stack", start: 1, end: 4 });
    expect(fault.at(1, 4).at(7, 9)).toMatchObject({ start: 1, end: 4 });
    expect(fault.at(0, 4).at(7, 9)).toMatchObject({ start: 0, end: 4 });
    expect(fault).toMatchObject({ start: -1, end: -1 });
  });
  it("is no value", () => {
    const fault = new Fault("run/stack");
    expect([isFault(fault), isList(fault), isMap(fault), isFault(null), isFault(undefined), isFault([])]).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("an instant", () => {
  it("is in UTC where nothing else is said", () => expect(new Timestamp(0).zone).toBe("Z"));
});

describe("the brand", () => {
  it("is the same in two copies of the package", () => expect(KIND).toBe(Symbol.for("claims-el/kind")));
});
