/** Where things stand: the part of a schema that an attribute's path names, and a place inside a written text. */
import { describe, expect, it } from "vitest";
import { writtenOffset } from "../../src/claims/scalar-offsets.js";
import { schemaKeys } from "../../src/claims/schema-place.js";

describe("the keys to an attribute", () => {
  const literal = { a: "text", list: { items: { attributes: { x: "text" } } }, rest: { values: { attributes: { y: "text" } } } };
  const document = { properties: { a: {}, "b c": {}, map: { additionalProperties: { properties: { z: {} } } } } };
  it.each<[unknown, string, string[]]>([
    [literal, "a", ["a"]],
    [literal, "list[].x", ["list", "items", "attributes", "x"]],
    [literal, "rest[*].y", ["rest", "values", "attributes", "y"]],
    [literal, "list[*]", ["list"]],
    [literal, "nobody.x", []],
    [literal, "a.b", ["a"]],
    [document, '["b c"]', ["properties", "b c"]],
    [document, "map[*].z", ["properties", "map", "additionalProperties", "properties", "z"]],
    // A name that was cut short is none.
    [document, '["\\q"]', []],
    [null, "a", []],
    ["text", "a", []],
  ])("of %s: %s", (schema, path, keys) => expect(schemaKeys(schema, path)).toEqual(keys));
  it("go no further than what can be read without running anything", () => {
    expect(schemaKeys(Object.defineProperty({}, "a", { get: () => expect.unreachable(), enumerable: true }), "a.b")).toEqual([]);
    expect(schemaKeys(new Proxy({}, { getOwnPropertyDescriptor: () => expect.unreachable() }), "a")).toEqual([]);
  });
});

describe("a place in a written text", () => {
  it.each<[string, string, number, number]>([
    ["abc", "abc", 1, 1],
    ['"abc"', "abc", 0, 1],
    ['"a \\u0062 c"', "a b c", 2, 3],
    ['"a \\u0062 c"', "a b c", 4, 10],
    ['"\\x41b"', "Ab", 1, 5],
    ['"\\U0001F600b"', "😀b", 2, 11],
    ['"\\U00000041b"', "Ab", 1, 11],
    ["'it''s'", "it's", 3, 5],
    // A break that is written away in quotes, and a piece of a text that ends in the middle of an escape.
    ['"a\\\n b"', "ab", 1, 5],
    ['"a\\', "ab", 1, 2],
    // Lines that are folded: one break is a blank, and it begins where the break does.
    [">\n  a\n  b", "a b", 0, 4],
    [">\n  a\n  b", "a b", 2, 8],
    ["a\n  b", "a b", 2, 4],
    ["a", "a b", 2, 1],
    ["ab", "a c", 2, 1],
    ["ab", "a b", 1, 1],
  ])("%j for %j at %d is %d", (written, value, at, offset) => expect(writtenOffset(written, value, at)).toBe(offset));
});
