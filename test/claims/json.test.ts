/** Plain JSON data: its kinds, when two are the same, and copies that share nothing. */
import { describe, expect, it } from "vitest";
import { copyJson, jsonKind, sameJson } from "../../src/claims/json.js";

describe("the kind of a value", () => {
  it.each<[never, string]>([
    [null as never, "null"],
    ["" as never, "text"],
    [0 as never, "number"],
    [false as never, "boolean"],
    [[] as never, "list"],
    [{} as never, "map"],
  ])("of %j is %s", (value, kind) => expect(jsonKind(value)).toBe(kind));
});

describe("two values", () => {
  it.each<[unknown, unknown, boolean]>([
    [1, 1, true],
    [1, "1", false],
    [null, {}, false],
    [[], {}, false],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { a: 2 }, false],
    [{ a: 1 }, { b: 1 }, false],
    [{ a: 1 }, { a: 1, b: 1 }, false],
    [{ toString: 1 }, {}, false],
    [{ a: 1 }, 1, false],
  ])("%j and %j are the same: %s", (left, right, same) =>
    expect([sameJson(left as never, right as never), sameJson(right as never, left as never)]).toEqual([same, same]),
  );
});

describe("a copy", () => {
  it("is the same and shares nothing", () => {
    const value = JSON.parse('{"a": [1, {"b": null}], "__proto__": {"c": true}, "d": "x"}') as never;
    const copy = copyJson(value) as unknown as { a: unknown[] };
    expect(copy).toEqual(value);
    expect(Object.keys(copy)).toEqual(["a", "__proto__", "d"]);
    copy.a.push(2);
    expect((value as { a: unknown[] }).a).toHaveLength(2);
  });
});
