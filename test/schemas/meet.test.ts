/** How two descriptions of one attribute combine: laws that hold for all of them, and the cases by hand. */

import { describe, expect, it } from "vitest";
import { either, least, meet } from "../../src/schemas/meet.js";
import { parseTyped, printTyped } from "../../src/types/print.js";
import { fits } from "../../src/types/relate.js";
import type { Attribute, Typed } from "../../src/types/type.js";
import fc from "../seeded.js";

const type = (text: string): Attribute => parseTyped(text) as Typed;
const words = [
  "text",
  "text?",
  "integer",
  "number?",
  "boolean",
  "timestamp?",
  "unknown",
  "list<text>",
  "list<integer?>?",
  "map",
  "map{a: text, b: integer?}",
  "map{a: text?, c: boolean}?",
  "map<text>",
];
const anyType = fc.constantFrom(...words).map(type);

describe("meet", () => {
  it.each([
    ["text", "text?", "text"],
    ["text?", "text?", "text?"],
    ["unknown", "text", "text"],
    ["text", "unknown", "text"],
    ["integer", "number", "integer"],
    ["number", "integer", "integer"],
    ["text", "integer", "text"],
    ["list<number>", "list<integer?>?", "list<integer>"],
    ["map{a: text}", "map{b: text}", "map{a: text, b: text}"],
    ["map{a: number?}", "map{a: integer}", "map{a: integer}"],
    ["map", "map{a: text}", "map{a: text}"],
    ["map", "map", "map"],
    ["map<number>", "map<integer>", "map<integer>"],
  ])("of %s and %s is %s", (left, right, both) => expect(printTyped(meet(type(left), type(right)))).toBe(both));

  it("an enum and a length", () => {
    const one: Attribute = { type: { kind: "text", values: ["a", "b", "c"], maxLength: 9 }, nullable: false, title: "One" };
    const other: Attribute = {
      type: { kind: "text", values: ["b", "c", "d"], maxLength: 5 },
      nullable: true,
      title: "Other",
      format: "x",
    };
    expect(meet(one, other)).toEqual({
      type: { kind: "text", values: ["b", "c"], maxLength: 5 },
      nullable: false,
      title: "One",
      format: "x",
    });
  });
  it("the shorter list", () => {
    const upTo = (maxItems: number): Attribute => ({ type: { kind: "list", element: type("text"), maxItems }, nullable: false });
    expect(meet(upTo(5), upTo(3)).type).toMatchObject({ maxItems: 3 });
    expect(meet(upTo(5), type("list<text>")).type).toMatchObject({ maxItems: 5 });
  });
  it("with itself is itself", () => fc.assert(fc.property(anyType, (one) => void expect(meet(one, one)).toEqual(one))));
  it("null is possible only where it is on both sides, or nothing is known", () =>
    fc.assert(
      fc.property(anyType, anyType, (one, other) => {
        const both = meet(one, other);
        expect(both.nullable).toBe((one.nullable && other.nullable) || both.type.kind === "unknown");
      }),
    ));
});

describe("either", () => {
  it("has room for both", () =>
    fc.assert(
      fc.property(anyType, anyType, (one, other) => {
        const joined = either(one, other);
        expect(fits(one.type, joined.type) && fits(other.type, joined.type)).toBe(true);
        expect(joined.nullable || (!one.nullable && !other.nullable)).toBe(true);
      }),
    ));
  it("the first one's words win, and titles of both are kept", () => {
    const one: Attribute = {
      ...type("text"),
      title: "One",
      valueTitles: new Map([
        ["a", "A"],
        ["b", "B"],
      ]),
    };
    const other: Attribute = {
      ...type("text"),
      title: "Other",
      sensitivity: "secret",
      valueTitles: new Map([
        ["b", "x"],
        ["c", "C"],
      ]),
    };
    expect(either(one, other)).toEqual({
      ...type("text"),
      title: "One",
      sensitivity: "secret",
      valueTitles: new Map([
        ["a", "A"],
        ["b", "B"],
        ["c", "C"],
      ]),
    });
  });
});

it.each([
  [1, 2, 1],
  [2, undefined, 2],
  [undefined, 0, 0],
  [undefined, undefined, undefined],
])("the least of %s and %s is %s", (left, right, bound) => expect(least(left, right)).toBe(bound));
