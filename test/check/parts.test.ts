/** The parts of lists by position, of maps by key, few or many. */
import { describe, expect, it } from "vitest";
import { Parts } from "../../src/check/parts.js";
import type { MapEntry } from "../../src/syntax/ast.js";

const list = (...each: string[]) => new Parts(each, undefined);
const map = (...names: string[]) =>
  new Parts(
    names.map((name) => `of ${name}`),
    names.map((key) => ({ key }) as MapEntry),
  );
const letters = [..."abcdefghijkl"];

describe("Parts", () => {
  it("of a list are found by position", () => {
    expect([0, 1, 2].map((place) => list("a", "b").get(place))).toEqual(["a", "b", undefined]);
    expect(list("a").get("length")).toBeUndefined();
  });

  for (const count of [2, 8, 9, 12]) {
    const names = letters.slice(0, count);
    it(`of a map of ${count} are found by name`, () => {
      const parts = map(...names);
      expect(names.map((name) => parts.get(name))).toEqual(names.map((name) => `of ${name}`));
      expect([parts.get("z"), parts.get(0)]).toEqual([undefined, undefined]);
    });

    it(`of a map of ${count} are found by what stands at another place of another map`, () => {
      const [one, other] = [map(...names), map(...names.toReversed())];
      expect(names.map((_name, place) => one.like(other, place))).toEqual(names.toReversed().map((name) => `of ${name}`));
      expect(names.map((_name, place) => one.like(one, place))).toEqual(names.map((name) => `of ${name}`));
    });
  }

  it("of one kind are not like those of the other", () => {
    expect([list("a").like(map("a"), 0), map("a").like(list("a"), 0)]).toEqual([undefined, undefined]);
    expect(map("a").like(map("b"), 0)).toBeUndefined();
    expect(list("a", "b").like(list("c", "d"), 1)).toBe("b");
  });
});
