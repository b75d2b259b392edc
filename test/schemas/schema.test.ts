/** The one door: each form of schema is told by its shape, and what is none is a problem. */
import { describe, expect, it } from "vitest";
import { jsonSchema, okta } from "../../src/schemas/index.js";
import { readSchema } from "../../src/schemas/schema.js";
import { oktaDocument } from "./okta-documents.js";
import { opened, printed, remarks } from "./read.js";

const string = { type: "string" };

describe("forms", () => {
  it.each([
    ["a literal", { a: "text", b: { type: "text?" } }, { a: "text", b: "text?" }],
    [
      "a literal with attributes called like keywords",
      { type: "text", properties: "map", required: "boolean", allOf: "text", $ref: "text", $schema: "text", definitions: "map" },
      { type: "text", properties: "map", required: "boolean", allOf: "text", $ref: "text", $schema: "text", definitions: "map" },
    ],
    [
      "a literal with maps called like keywords",
      { properties: { type: "map" }, definitions: { type: "map" } },
      { properties: "map", definitions: "map" },
    ],
    ["JSON Schema by its type", { type: "object", properties: { a: string } }, { a: "text?" }],
    ["JSON Schema without properties", { type: "object" }, {}],
    [
      "JSON Schema by its address",
      { $schema: "https://json-schema.org/draft/2020-12/schema", properties: { a: string } },
      { a: "text?" },
    ],
    ["JSON Schema by a list of types", { type: ["object", "null"], properties: { a: string } }, { a: "text?" }],
    ["JSON Schema by its required list", { properties: { a: string }, required: ["a"] }, { a: "text" }],
    ["JSON Schema by allOf", { allOf: [{ properties: { a: string } }] }, { a: "text?" }],
    ["JSON Schema by a reference", { $ref: "#/$defs/a", $defs: { a: { properties: { a: string } } } }, { a: "text?" }],
    ["an Okta document", oktaDocument({ a: string }, { b: string }), { a: "text?", b: "text?" }],
    ["made by jsonSchema", jsonSchema({ type: "object", properties: { a: string } }), { a: "text?" }],
    ["made by okta", okta(oktaDocument({ a: string }, {})), { a: "text?" }],
  ])("%s", (_words, schema, expected) => expect(opened(schema)).toEqual(expected));

  it("a literal with attributes called `kind` and `attributes`", () =>
    expect(opened({ kind: "text", attributes: "map" })).toEqual({ kind: "text", attributes: "map" }));
  it("an object without a prototype", () =>
    expect(opened(Object.assign(Object.create(null), { a: "text" }))).toEqual({ a: "text" }));
  it("a list that says it is endless is looked at as far as it is worth", () => {
    const endless = Array.from<unknown>({ length: 0 });
    endless.length = 4_000_000_000;
    const document = { definitions: { base: { properties: { a: string } } }, properties: { profile: { allOf: endless } } };
    expect(opened(document)).toEqual({ a: "text?" });
  });
  it("only own data is read", () => {
    const inherited = Object.create(
      { b: "text" },
      { a: { value: "text", enumerable: true }, c: { value: "text", enumerable: false } },
    );
    expect(opened(inherited)).toEqual({ a: "text" });
    let ran = false;
    const getter = {
      a: "text",
      get b() {
        ran = true;
        return "text";
      },
    };
    expect(remarks(getter)).toEqual(["b: an attribute is type text, or a map of keys"]);
    expect(ran).toBe(false);
  });
});

describe("what is no schema", () => {
  it.each([null, undefined, "text", 5, true, ["text"], () => "text", Symbol("x")])("%s", (input) =>
    expect(remarks(input)).toEqual(["the top: a schema is a map from names to types"]),
  );
  it("JSON Schema without a mark is told how to be one", () => {
    const { diagnostics } = readSchema({ properties: { city: string } }, "user");
    expect(diagnostics.map(({ data }) => `${data.path}: ${data.problem}`)).toEqual([
      "properties: `city` is not a key of an attribute",
    ]);
  });
});

describe("warnings", () => {
  it("of a made schema are said of the root it is given to", () => {
    const made = jsonSchema({ type: "object", properties: { a: string, A: string } });
    expect(made.warnings.map(({ message }) => message)).toEqual([
      "`A` and `a` in the schema of `JSON Schema` differ only by letter case.",
    ]);
    const { diagnostics, type } = readSchema(made, "appuser");
    expect(diagnostics.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      ["lint/case-twins", "warning", "`A` and `a` in the schema of `appuser` differ only by letter case."],
    ]);
    expect(printed(type)).toEqual({ a: "text?", A: "text?" });
  });
});
