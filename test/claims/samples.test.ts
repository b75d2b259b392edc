/** Made data: each type has a value that fits it, always the same. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { namedGroups, sampleGroups, sampleOf } from "../../src/claims/samples.js";
import { parseTyped } from "../../src/types/print.js";
import { GROUP, type Type } from "../../src/types/type.js";
import { admit } from "../../src/values/admit.js";
import { isFault } from "../../src/values/value.js";

const typed = (text: string): Type => {
  const read = parseTyped(text);
  if (!read) throw new Error(`${text} is no type`);
  return read.type;
};
const nested = (levels: number, inner: Type): Type =>
  levels === 0 ? inner : { kind: "list", element: { type: nested(levels - 1, inner), nullable: false } };

describe("a sample", () => {
  it.each<[Type, string, unknown]>([
    [typed("boolean"), "x", true],
    [typed("integer"), "x", 1],
    [typed("number"), "x", 1.5],
    [typed("country"), "x", "US"],
    [typed("timestamp"), "x", "2026-01-31T09:30:00.000Z"],
    [typed("text"), "city", "a city"],
    [typed("text"), "email", "ann@example.com"],
    [typed("text"), "login", "ann@example.com"],
    [{ kind: "text", maxLength: 3 }, "city", "a c"],
    [{ kind: "text", values: ["gold", "basic"] }, "tier", "gold"],
    [typed("unknown"), "x", "a x"],
    [GROUP, "x", sampleGroups(1)[0]],
    [{ kind: "list", element: { type: GROUP, nullable: false } }, "x", sampleGroups(2)],
    [typed("list<integer>"), "x", [1]],
    [typed("map{a: integer, b: text?}"), "x", { a: 1, b: "a b" }],
  ])("of %j fits", (type, name, sample) => {
    expect(sampleOf(type, name)).toEqual(sample);
    expect(isFault(admit(sampleOf(type, name), { type, nullable: false }, "x", DEFAULT_LIMITS))).toBe(false);
  });
  it("is filled in to a depth of six", () => {
    expect(sampleOf(nested(6, typed("integer")), "x")).toEqual([[[[[[1]]]]]]);
    expect(sampleOf(nested(7, typed("integer")), "x")).toEqual([[[[[[[]]]]]]]);
    expect(sampleOf(nested(6, typed("map{a: integer}")), "x")).toEqual([[[[[[{}]]]]]]);
  });
  it("of groups has the names that are asked for", () => {
    expect(namedGroups(["a", "b"])).toEqual([
      { id: "a", type: "OKTA_GROUP", name: "a" },
      { id: "b", type: "OKTA_GROUP", name: "b" },
    ]);
    expect(sampleGroups(2, "app_")).toEqual([
      { id: "00gapp_0000", type: "OKTA_GROUP", name: "app_0" },
      { id: "00gapp_0001", type: "OKTA_GROUP", name: "app_1" },
    ]);
  });
});
