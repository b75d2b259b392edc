/** References inside a document: pointers with their escapes, anchors, embedded documents, circles, and those that lead out. */
import { describe, expect, it } from "vitest";
import { References } from "../../src/schemas/references.js";
import { printed, problems, read, typed } from "./read.js";

const string = { type: "string" };
const integer = { type: "integer" };

describe("pointers", () => {
  it.each([
    ["#/$defs/a", { $defs: { a: string } }],
    ["#/definitions/a", { definitions: { a: string } }],
    ["#/definitions/a~1b", { definitions: { "a/b": string } }],
    ["#/definitions/a~0b", { definitions: { "a~b": string } }],
    ["#/definitions/a~01b", { definitions: { "a~1b": string } }],
    ["#/definitions/a%20b", { definitions: { "a b": string } }],
    ["#/definitions/a%25b", { definitions: { "a%b": string } }],
    ["#/definitions/100%", { definitions: { "100%": string } }],
    ["#/%24defs/a", { $defs: { a: string } }],
    ["#/definitions/", { definitions: { "": string } }],
    ["#/definitions/a/allOf/1", { definitions: { a: { allOf: [integer, string] } } }],
  ])("%s", ($ref, more) => expect(typed({ $ref }, more)).toBe("text"));

  it("a reference to a property of the same document", () =>
    expect(printed(read({ type: "object", properties: { x: string, y: { $ref: "#/properties/x" } } }))).toEqual({
      x: "text?",
      y: "text?",
    }));
  it("a chain of references", () =>
    expect(typed({ $ref: "#/$defs/a" }, { $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/c" }, c: string } })).toBe(
      "text",
    ));
  it("the whole document", () => {
    expect(printed(read({ type: "object", properties: { name: string, boss: { $ref: "#" } } }))).toEqual({
      name: "text?",
      boss: "map{name: text?, boss: unknown?}?",
    });
  });
  it("the top itself may be a reference", () =>
    expect(
      printed(read({ $ref: "#/definitions/User", definitions: { User: { type: "object", properties: { a: string } } } })),
    ).toEqual({ a: "text?" }));
  it("keywords beside a reference hold too", () =>
    expect(typed({ $ref: "#/$defs/a", required: ["a"] }, { $defs: { a: { type: "object", properties: { a: string } } } })).toBe(
      "map{a: text}",
    ));
});

describe("names", () => {
  it.each([
    ["#base", { definitions: { b: { id: "#base", ...string } } }],
    ["#base", { definitions: { b: { $id: "#base", ...string } } }],
    ["#base", { $defs: { b: { $anchor: "base", ...string } } }],
    ["https://example.com/s.json#/$defs/b", { $id: "https://example.com/s.json", $defs: { b: string } }],
    ["https://example.com/s.json#/definitions/b", { id: "https://example.com/s.json#", definitions: { b: string } }],
    ["https://example.com/mail", { $defs: { b: { $id: "https://example.com/mail", ...string } } }],
    ["https://example.com/mail#", { $defs: { b: { $id: "https://example.com/mail", ...string } } }],
    ["/schemas/mail", { $id: "https://example.com/schemas/user", $defs: { b: { $id: "/schemas/mail", ...string } } }],
    ["mail", { $id: "https://example.com/user", $defs: { b: { $id: "https://example.com/mail", ...string } } }],
    ["./mail", { $defs: { b: { $id: "https://example.com/mail", ...string } } }],
    [
      "https://example.com/mail#part",
      { $defs: { b: { $id: "https://example.com/mail", $defs: { p: { $anchor: "part", ...string } } } } },
    ],
  ])("%s", ($ref, more) => expect(typed({ $ref }, more)).toBe("text"));

  it("a dynamic reference is followed to its anchor", () =>
    expect(typed({ $dynamicRef: "#a" }, { $defs: { a: { $dynamicAnchor: "a", ...string } } })).toBe("text"));
  it("a recursive reference is the whole", () => expect(typed({ $recursiveRef: "#" })).toBe("map{x: unknown?}"));
  it("pointers inside an embedded document start there", () => {
    const more = {
      $defs: { mail: { $id: "https://example.com/mail", $ref: "#/$defs/kind", $defs: { kind: integer } }, kind: string },
    };
    expect(typed({ $ref: "https://example.com/mail" }, more)).toBe("integer");
    expect(typed({ $ref: "#/$defs/mail" }, more)).toBe("integer");
  });
  it("where every part has an id, pointers still start at the top", () => {
    const more = { definitions: { kind: string, mail: { $id: "/definitions/mail", $ref: "#/definitions/kind" } } };
    expect(typed({ $ref: "#/definitions/mail" }, more)).toBe("text");
  });
  it("an id in data names nothing", () =>
    expect(
      problems({ type: "object", properties: { x: { $ref: "#a", default: { $anchor: "a" }, enum: [{ $anchor: "a" }] } } }),
    ).toEqual(["x: `#a` leads nowhere in this document"]));
});

describe("circles end", () => {
  it.each([
    ["to itself", { a: { $ref: "#/$defs/a" } }],
    ["in two steps", { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } }],
    ["through allOf", { a: { allOf: [{ $ref: "#/$defs/a" }] } }],
    ["through anyOf", { a: { anyOf: [{ $ref: "#/$defs/a" }] } }],
  ])("%s", (_words, $defs) => expect(typed({ $ref: "#/$defs/a" }, { $defs })).toBe("unknown?"));

  it("through allOf, keeping what stands beside", () =>
    expect(typed({ $ref: "#/$defs/a" }, { $defs: { a: { ...string, allOf: [{ $ref: "#/$defs/a" }] } } })).toBe("text"));
  it("a definition that contains itself is read once more, then it is unknown", () => {
    const node = {
      type: "object",
      properties: { name: string, next: { $ref: "#/$defs/node" }, all: { type: "array", items: { $ref: "#/$defs/node" } } },
    };
    expect(typed({ $ref: "#/$defs/node" }, { $defs: { node } })).toBe(
      "map{name: text?, next: map{name: text?, next: unknown?, all: list<unknown?>?}?, all: list<map{name: text?, next: unknown?, all: list<unknown?>?}>?}",
    );
  });
  it("the same definition twice side by side is no circle", () => {
    const more = { $defs: { mail: string } };
    expect(typed({ type: "object", properties: { a: { $ref: "#/$defs/mail" }, b: { $ref: "#/$defs/mail" } } }, more)).toBe(
      "map{a: text?, b: text?}",
    );
    expect(typed({ allOf: [{ $ref: "#/$defs/mail" }, { $ref: "#/$defs/mail" }] }, more)).toBe("text");
  });
});

describe("references that lead nowhere", () => {
  it.each([
    ["#/definitions/b", { definitions: { a: string } }],
    ["#/definitions/a/b", { definitions: { a: string } }],
    ["#/definitions/toString", { definitions: {} }],
    ["#/definitions/__proto__", { definitions: {} }],
    ["#/allOf/01", { allOf: [true, true] }],
    ["#/allOf/length", { allOf: [true, true] }],
    ["#nowhere", {}],
    ["other.json", {}],
    ["https://example.com/other.json", { $id: "https://example.com/this.json" }],
    ["mail", { $defs: { a: { $id: "https://a.example/mail" }, b: { $id: "https://b.example/mail" } } }],
  ])("%s", ($ref, more) =>
    expect(problems({ type: "object", properties: { x: { $ref } }, ...more })).toEqual([
      `x: \`${$ref}\` leads nowhere in this document`,
    ]),
  );
});

it("a reference is resolved once for each document it stands in", () => {
  const document = { $defs: { a: string } };
  const references = new References(document);
  expect(references.resolve("#/$defs/a", document)).toBe(references.resolve("#/$defs/a", document));
});
