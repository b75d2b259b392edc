/** One law: whatever JSON is given as a schema, there are problems or a type, never an exception, and soon. */

import { describe, expect, it } from "vitest";
import { defineEnvironment } from "../../src/index.js";
import { jsonSchema, okta } from "../../src/schemas/index.js";
import { readSchema } from "../../src/schemas/schema.js";
import { printType } from "../../src/types/print.js";
import { spent } from "../clock.js";
import fc from "../seeded.js";

/** How long a document may take of a slow processor; an ordinary one takes less than one. */
const SOON_MS = 5_000;

function isRead(document: unknown): void {
  const started = spent();
  const { type, diagnostics } = readSchema(document, "user");
  expect(type.kind).toBe("map");
  expect(printType(type).length).toBeGreaterThan(0);
  for (const entry of diagnostics) {
    expect(entry.message.length).toBeGreaterThan(0);
    expect(entry.hint?.length).toBeGreaterThan(0);
  }
  expect(spent() - started).toBeLessThan(SOON_MS);
}

/** Whether a call gives a result, or the error of this library. */
function answers(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    expect((error as Error).name).toBe("ClaimsElError");
  }
}

const names = ["a", "b", "base", "custom", "profile", "__proto__", "constructor", "toString", "", "a/b", "a~b"];
const name = fc.constantFrom(...names);
const reference = fc.constantFrom(
  "#",
  "#/",
  "#/$defs/a",
  "#/definitions/base",
  "#/properties/a",
  "#a",
  "#base",
  "a",
  "http://x/y",
  "#/$defs/a~1b",
  "#/%",
  "#/allOf/0",
);

/** Every keyword that is read, to be given anything at all. */
const keywords = [
  ...[
    "type",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "items",
    "prefixItems",
    "additionalItems",
    "allOf",
    "anyOf",
    "oneOf",
  ],
  ...[
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependencies",
    "enum",
    "const",
    "$ref",
    "$id",
    "id",
    "$anchor",
    "$defs",
    "definitions",
    "format",
  ],
  ...[
    "maxLength",
    "maxItems",
    "nullable",
    "title",
    "description",
    "default",
    "sensitivity",
    "x-sensitivity",
    "$schema",
    "~standard",
    "kind",
    "attributes",
  ],
];

/** Documents that look like schemas: a few keywords each, right and wrong, of all that are read. */
const { schema } = fc.letrec<{ schema: unknown; schemas: unknown; named: unknown; keyword: [string, unknown] }>((tie) => {
  const plain = fc.jsonValue({ maxDepth: 1 });
  const says = (keywords: readonly string[], value: fc.Arbitrary<unknown>) => fc.tuple(fc.constantFrom(...keywords), value);
  return {
    schema: fc.oneof(
      { maxDepth: 4 },
      fc.boolean(),
      fc.array(tie("keyword"), { maxLength: 4 }).map((keywords) => Object.fromEntries(keywords)),
    ),
    schemas: fc.array(tie("schema"), { maxLength: 3 }),
    named: fc.dictionary(name, tie("schema"), { maxKeys: 3 }),
    keyword: fc.oneof(
      says(
        ["type"],
        fc.constantFrom<unknown>(
          "string",
          "object",
          "array",
          "integer",
          "null",
          "text",
          "constructor",
          ["string", "null"],
          ["object", 5],
          [],
        ),
      ),
      says(["properties", "definitions", "$defs", "patternProperties", "dependentSchemas", "dependencies"], tie("named")),
      says(
        ["additionalProperties", "unevaluatedProperties", "items", "additionalItems", "if", "then", "else", "not"],
        tie("schema"),
      ),
      says(["allOf", "anyOf", "oneOf", "prefixItems", "items"], tie("schemas")),
      says(["oneOf", "anyOf"], fc.array(fc.record({ const: fc.jsonValue({ maxDepth: 0 }), title: fc.string() }), { maxLength: 3 })),
      says(["required", "enum"], fc.oneof(fc.array(name, { maxLength: 3 }), fc.array(plain, { maxLength: 3 }), fc.boolean())),
      says(["$ref", "$dynamicRef", "$recursiveRef", "$id", "id", "$anchor", "$dynamicAnchor"], reference),
      says(["format"], fc.constantFrom("date-time", "hashed", "constructor")),
      says(["nullable"], fc.boolean()),
      says(keywords, plain),
    ) as fc.Arbitrary<[string, unknown]>,
  };
});

describe("any document", () => {
  it("any JSON", () => fc.assert(fc.property(fc.jsonValue(), isRead), { numRuns: 2_000 }));
  it("any text that is JSON, with `__proto__` and all", () =>
    fc.assert(
      fc.property(fc.json(), (text) => isRead(JSON.parse(text.replaceAll('"a"', '"__proto__"')))),
      { numRuns: 1_000 },
    ));
  it("anything that looks like a schema", () => fc.assert(fc.property(schema, isRead), { numRuns: 3_000 }));
  it("anything that looks like an Okta document", () =>
    fc.assert(
      fc.property(schema, schema, (base, custom) => {
        isRead({ definitions: { base, custom }, properties: { profile: { allOf: [] } } });
        answers(() => okta({ definitions: { base, custom } } as object));
      }),
      { numRuns: 1_000 },
    ));
  it("the public functions and the environment throw this library's error only", () =>
    fc.assert(
      fc.property(fc.oneof(schema, fc.jsonValue()), (document) => {
        answers(() => jsonSchema(document as object));
        answers(() => okta(document as object));
        answers(() => defineEnvironment({ user: document as never, app: document as never, vars: document as never }));
      }),
      { numRuns: 1_000 },
    ));
});

/** A value wrapped again and again, as text, since writing it as a literal would be as deep. */
const wrapped = (open: string, middle: string, close: string, times: number): unknown =>
  JSON.parse(`${open.repeat(times)}${middle}${close.repeat(times)}`);
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const string = { type: "string" };

describe("hostile documents", () => {
  const each = (count: number, references: (index: number) => object) => ({
    type: "object",
    properties: { start: { $ref: "#/$defs/d0" } },
    $defs: Object.fromEntries(many(count, (index) => [`d${index}`, references(index)])),
  });
  const object = (properties: object) => ({ type: "object", properties });
  const cyclic: Record<string, unknown> = { type: "object" };
  cyclic.properties = { self: cyclic };
  cyclic.allOf = [cyclic];

  it.each<[string, () => unknown]>([
    [
      "properties inside one another, 3,000 levels",
      () => wrapped('{"type":"object","properties":{"a":', '{"type":"string"}', "}}", 3_000),
    ],
    ["allOf inside one another", () => wrapped('{"type":"object","allOf":[', "{}", "]}", 50_000)],
    ["anyOf inside one another", () => wrapped('{"type":"object","anyOf":[', "{}", "]}", 50_000)],
    ["lists inside one another", () => wrapped('{"type":"object","items":', "{}", "}", 3_000)],
    ["square brackets", () => ({ type: "object", required: wrapped("[", "", "]", 3_000) })],
    ["literals inside one another", () => ({ a: wrapped('{"attributes":{"a":', '"text"', "}}", 3_000) })],
    ["a long chain of references", () => each(5_000, (index) => ({ $ref: `#/$defs/d${index + 1}` }))],
    [
      "definitions that each refer to all",
      () => each(60, () => object(Object.fromEntries(many(60, (other) => [`p${other}`, { $ref: `#/$defs/d${other}` }])))),
    ],
    [
      "definitions that double, 60 times",
      () => each(60, (index) => object({ l: { $ref: `#/$defs/d${index + 1}` }, r: { $ref: `#/$defs/d${index + 1}` } })),
    ],
    [
      "allOf that doubles, 60 times",
      () => each(60, (index) => ({ allOf: [{ $ref: `#/$defs/d${index + 1}` }, { $ref: `#/$defs/d${index + 1}` }] })),
    ],
    [
      "anyOf that doubles, 60 times",
      () => each(60, (index) => ({ anyOf: [{ $ref: `#/$defs/d${index + 1}` }, { $ref: `#/$defs/d${index + 1}` }] })),
    ],
    [
      "a long enum that is referred to often",
      () => ({
        ...object(Object.fromEntries(many(5_000, (index) => [`p${index}`, { $ref: "#/$defs/e" }]))),
        $defs: { e: { enum: many(50_000, String) } },
      }),
    ],
    [
      "many required names, referred to often",
      () => ({
        ...object(Object.fromEntries(many(5_000, (index) => [`p${index}`, { $ref: "#/$defs/e" }]))),
        $defs: { e: { type: "object", required: many(50_000, String) } },
      }),
    ],
    [
      "many properties, referred to often",
      () => ({
        ...object(Object.fromEntries(many(5_000, (index) => [`p${index}`, { $ref: "#/$defs/e" }]))),
        $defs: { e: object(Object.fromEntries(many(20_000, (index) => [`q${index}`, string]))) },
      }),
    ],
    [
      "many anchors of one name",
      () => ({
        type: "object",
        $defs: many(50_000, () => ({ $anchor: "a" })),
        properties: { x: { $ref: "#a" }, y: { $ref: "#b" } },
      }),
    ],
    [
      "long references",
      () => object(Object.fromEntries(many(200, (index) => [`p${index}`, { $ref: `#/${"a/".repeat(5_000)}${index}` }]))),
    ],
    ["many problems", () => object(Object.fromEntries(many(5_000, (index) => [`p${index}`, { type: "strng" }])))],
    [
      "many names that differ by letter case",
      () =>
        Object.fromEntries(
          many(4_096, (index) => [
            [..."abcdefghijkl"].map((letter, at) => (index & (1 << at) ? letter.toUpperCase() : letter)).join(""),
            "text",
          ]),
        ),
    ],
    ["a map that contains itself", () => cyclic],
    ["a very long name", () => ({ type: "object", properties: { ["x".repeat(1_000_000)]: { type: "strng" } } })],
    [
      "very long type text",
      () => ({ a: "list<".repeat(100_000), b: "?".repeat(100_000), c: `map{${"a: text, ".repeat(20_000)}}` }),
    ],
  ])("%s", (_words, make) => isRead(make()));
});
