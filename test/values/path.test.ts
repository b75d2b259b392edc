/** Paths as texts: what is written there can be written in an expression. */

import { describe, expect, it } from "vitest";
import { joinPath, pathKeys, pathText } from "../../src/values/path.js";
import fc from "../seeded.js";

describe("joinPath", () => {
  it.each<[string, string | number, string]>([
    ["app", "profile", "app.profile"],
    ["", "app", "app"],
    ["user", "cost-center", 'user["cost-center"]'],
    ["user", "", 'user[""]'],
    ["user", 'a"b', 'user["a\\"b"]'],
    ["user", "a\nb", 'user["a\\nb"]'],
    ["user", "0", 'user["0"]'],
    ["user", "élan", 'user["élan"]'],
    ["user", "__proto__", "user.__proto__"],
    ["roles", 0, "roles[0]"],
    ["", 3, "[3]"],
    ["", "cost-center", '["cost-center"]'],
    ["$x", "_y$1", "$x._y$1"],
  ])("%j and %j give %s", (path, key, expected) => expect(joinPath(path, key)).toBe(expected));
});

describe("pathText", () => {
  it("joins a root and its keys", () =>
    expect(pathText("app", ["profile", "cost-center", 2, "id"])).toBe('app.profile["cost-center"][2].id'));
  it("is the root where there are no keys", () => expect(pathText("app", [])).toBe("app"));
  it("is different for different keys", () => {
    const keys = fc.array(fc.oneof(fc.string({ maxLength: 4 }), fc.nat(20)), { maxLength: 3 });
    fc.assert(
      fc.property(keys, keys, (one, other) => {
        expect(pathText("r", one) === pathText("r", other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("pathKeys", () => {
  it("gives back what pathText joined", () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('a"b', "back\\slash", '"', "a.b", "[0]", "", "\u0000", "\n"));
    fc.assert(
      fc.property(fc.array(key, { maxLength: 4 }), (keys) => {
        expect(pathKeys(pathText("root", keys))).toEqual(["root", ...keys]);
      }),
      { numRuns: 2000 },
    );
  });
  it("of an index is its digits", () => expect(pathKeys(pathText("roles", [0, "name"]))).toEqual(["roles", "0", "name"]));
  it.each(['user["\\q"]', 'user["a', "user[", ""])("of %s throws nothing", (text) => expect(pathKeys(text)).toBeInstanceOf(Array));
});
