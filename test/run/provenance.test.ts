/** Where a value lies inside another: found by itself, told by position and by name. */
import { describe, expect, it } from "vitest";
import type { ReadPath } from "../../src/context/paths.js";
import { inside, type Key, pathInto, placeOf, placeOfNull } from "../../src/run/provenance.js";
import { Group, Timestamp, type Value } from "../../src/values/value.js";

const map = (entries: Record<string, Value>): Value => new Map(Object.entries(entries));
const told = (key: string | number): Key => ({ key, told: true });
const own = (key: string | number): Key => ({ key, told: false });

describe("inside", () => {
  const list: Value = ["a", null, ["b"]];
  it.each<[Value, string | number, Value]>([
    [list, 0, "a"],
    [list, 1, null],
    [list, 2, ["b"]],
    [map({ k: 1 }), "k", 1],
    [map({ k: null }), "k", null],
    [map({ k: 1 }), "l", null],
    [map({ 0: "x" }), 0, null],
    [list, "length", null],
    [list, "0", null],
    ["text", 0, null],
    ["text", "length", null],
    [null, "k", null],
    [5, 0, null],
    [new Timestamp(0), "epochMs", null],
  ])("%j at %j is %j", (holder, key, found) => expect(inside(holder, told(key))).toEqual(found));
});

describe("the place of a list or a map among arguments", () => {
  const inner: Value = ["x"];
  const deep: Value = map({ a: "b", l: [1, inner] });
  it("is the first that holds it, or is it", () => {
    expect(placeOf([inner], inner)).toEqual({ argument: 0, way: [] });
    expect(placeOf(["x", null, [5, inner]], inner)).toEqual({ argument: 2, way: [told(1)] });
    expect(placeOf([[["x"]], deep], inner)).toEqual({ argument: 1, way: [own("l"), told(1)] });
    expect(placeOf([[deep, inner], inner], inner)).toEqual({ argument: 0, way: [told(0), own("l"), told(1)] });
    expect(placeOf([map({ k: inner })], inner)).toEqual({ argument: 0, way: [own("k")] });
  });
  it("is that of a group too", () => {
    const [one, other] = [new Group(new Map()), new Group(new Map())];
    expect(placeOf([[one], other], other)).toEqual({ argument: 1, way: [] });
    expect(placeOf([[one], other], one)).toEqual({ argument: 0, way: [told(0)] });
  });
  it("is nowhere where only an equal one is", () => {
    expect(placeOf([["x"], [["x"]], map({ k: ["x"] })], inner)).toBeUndefined();
    expect(placeOf([], inner)).toBeUndefined();
    expect(placeOf(["x"], "x")).toBeUndefined();
  });
  it("is found once in a list that holds another thousands of times", () => {
    let doubled: Value = ["end"];
    for (let times = 0; times < 40; times++) doubled = [doubled, doubled];
    expect(placeOf([doubled], inner)).toBeUndefined();
    expect(placeOf([[doubled, inner]], inner)).toEqual({ argument: 0, way: [told(1)] });
  });
});

describe("the place of a null among arguments", () => {
  it("is the one that another argument counts to", () => {
    expect(placeOfNull([["a", null, "b", null], 3], null, undefined)).toEqual({ argument: 0, way: [told(3)] });
    expect(placeOfNull([1, ["a", null, "b", null]], null, undefined)).toEqual({ argument: 1, way: [told(1)] });
    expect(placeOfNull([["a", null, null], 7], null, undefined)).toEqual({ argument: 0, way: [told(1)] });
  });
  it("is the one before which there are as many nulls as in the result", () => {
    const given: Value[] = [["a", null], "x", [null, null, "b"]];
    const result: Value = ["a", null, null, null, "b"];
    expect(placeOfNull(given, result, told(1))).toEqual({ argument: 0, way: [told(1)] });
    expect(placeOfNull(given, result, told(2))).toEqual({ argument: 2, way: [told(0)] });
    expect(placeOfNull(given, result, told(3))).toEqual({ argument: 2, way: [told(1)] });
  });
  it("is not the one that an argument counts to, where the result is a list", () =>
    expect(placeOfNull([[null, null], 1], [null, 1], told(0))).toEqual({ argument: 0, way: [told(0)] }));
  it("is the first in any list or map, where no list has one of its own", () => {
    expect(placeOfNull([["a"], map({ k: "b", l: null })], null, undefined)).toEqual({ argument: 1, way: [own("l")] });
    expect(placeOfNull([[["a", null]]], [null], told(0))).toEqual({ argument: 0, way: [told(0), told(1)] });
    expect(placeOfNull([["a"], null, "b"], null, undefined)).toBeUndefined();
  });
  it("is the first null, where the result is no list", () =>
    expect(placeOfNull([["a", null, null]], map({ k: null }), told("k"))).toEqual({ argument: 0, way: [told(1)] }));
});

describe("a path of the context and keys below it", () => {
  const path = { text: "app.profile.list" } as ReadPath;
  it.each<[readonly Key[], string]>([
    [[], "app.profile.list"],
    [[told(3)], "app.profile.list[3]"],
    [[told("k"), told(0)], "app.profile.list.k[0]"],
    [[own("k"), told(0)], "app.profile.list.*[0]"],
    [[told("a b")], 'app.profile.list["a b"]'],
  ])("%j", (keys, text) => expect(pathInto(path, keys)).toBe(text));
});
