/** Every keyword of JSON Schema that says something here: what it becomes, in all drafts. */
import { describe, expect, it } from "vitest";
import { readJsonSchema } from "../../src/schemas/json-schema.js";
import { sinkFor } from "../../src/schemas/problem.js";
import { growth, LINEAR } from "../clock.js";
import { attribute, holding, printed, problems, read, said, typed } from "./read.js";

const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const string = { type: "string" };
/** Read from text, since a literal with `then` looks like a promise to linters. */
const when = (test: object, holds: object, otherwise?: object): object =>
  JSON.parse(
    `{ "if": ${JSON.stringify({ properties: test })}, "then": ${JSON.stringify({ properties: holds })}
    ${otherwise ? `, "else": ${JSON.stringify({ properties: otherwise })}` : ""} }`,
  );

describe("types", () => {
  it.each([
    [{ type: "string" }, "text"],
    [{ type: "boolean" }, "boolean"],
    [{ type: "integer" }, "integer"],
    [{ type: "number" }, "number"],
    [{ type: "null" }, "null"],
    [{ type: "array" }, "list<unknown?>"],
    [{ type: "object" }, "map"],
    [{ type: ["string"] }, "text"],
    [{ type: ["string", "null"] }, "text?"],
    [{ type: ["null", "integer"] }, "integer?"],
    [{ type: ["integer", "number"] }, "number"],
    [{ type: ["string", "integer"] }, "unknown?"],
    [{ type: ["object", "null"], properties: { a: string } }, "map{a: text?}?"],
    [{ type: "string", nullable: true }, "text?"],
    [{ type: "string", nullable: false }, "text"],
    [{ type: "any" }, "unknown?"],
    [{}, "unknown?"],
    [true, "unknown?"],
    [false, "unknown?"],
    [{ not: {} }, "unknown?"],
    [{ description: "no type at all" }, "unknown?"],
    [{ properties: { a: string } }, "map{a: text?}"],
    [{ items: string }, "list<text>"],
    [{ prefixItems: [string] }, "list<text>"],
  ])("%j is %s", (schema, type) => expect(typed(schema)).toBe(type));

  it("a text keeps its longest length, a list its longest length", () => {
    expect(attribute({ type: "string", maxLength: 100 }).type).toEqual({ kind: "text", maxLength: 100 });
    expect(attribute({ type: "array", items: string, maxItems: 3 }).type).toMatchObject({ kind: "list", maxItems: 3 });
  });
  it.each([-1, 1.5, "3", null])("a bound that is no count, %j, is left out", (maxLength) =>
    expect(attribute({ type: "string", maxLength }).type).toEqual({ kind: "text" }),
  );
});

describe("required", () => {
  const both = { a: string, b: string };
  it.each([
    ["nobody", object(both), { a: "text?", b: "text?" }],
    ["a list beside the properties", object(both, { required: ["a"] }), { a: "text", b: "text?" }],
    [
      "on the property itself",
      object({ a: { ...string, required: true }, b: { ...string, required: false } }),
      { a: "text", b: "text?" },
    ],
    [
      "null on the property, as Okta writes it",
      object({ a: { ...string, required: null }, b: string }),
      { a: "text?", b: "text?" },
    ],
    ["required and null", object({ a: { type: ["string", "null"] } }, { required: ["a"] }), { a: "text?" }],
    ["required, but not declared", object({ a: string }, { required: ["z"] }), { a: "text?", z: "unknown?" }],
    [
      "null and a boolean beside the properties",
      object({ a: string, b: object({ c: string }, { required: true }) }, { required: null }),
      { a: "text?", b: "map{c: text?}" },
    ],
    ["a default changes nothing", object({ a: { ...string, default: "x" } }), { a: "text?" }],
  ])("%s", (_words, document, expected) => expect(printed(read(document))).toEqual(expected));
});

describe("formats", () => {
  it.each([
    ["date-time", "timestamp"],
    ["date", "text"],
    ["time", "text"],
    ["email", "text"],
    ["uri", "text"],
    ["country-code", "text"],
    ["toString", "text"],
  ])("%s is %s, and kept", (format, type) => {
    expect(typed({ type: "string", format })).toBe(type);
    expect(attribute({ type: "string", format }).format).toBe(format);
  });
  it("a format belongs to texts alone", () => expect(typed({ type: "integer", format: "date-time" })).toBe("integer"));
  it("a list of dates", () =>
    expect(typed({ type: "array", items: { type: "string", format: "date-time" } })).toBe("list<timestamp>"));
  it("a date that may be null", () => expect(typed({ type: ["string", "null"], format: "date-time" })).toBe("timestamp?"));
});

describe("maps", () => {
  it.each([
    ["declared names only", { properties: { a: string } }, "map{a: text?}"],
    ["closed", { properties: { a: string }, additionalProperties: false }, "map{a: text?}"],
    ["open", { properties: { a: string }, additionalProperties: true }, "map{a: text?, …}"],
    ["open by an empty schema", { properties: { a: string }, additionalProperties: {} }, "map{a: text?, …}"],
    ["open with a type", { properties: { a: string }, additionalProperties: { type: "integer" } }, "map{a: text?, …: integer}"],
    ["a record", { additionalProperties: { type: "integer" } }, "map<integer>"],
    ["a record of what may be null", { additionalProperties: { type: ["integer", "null"] } }, "map<integer?>"],
    ["patterns", { properties: { a: string }, patternProperties: { "^x-": string } }, "map{a: text?, …}"],
    ["patterns beside a typed rest", { patternProperties: { "^x-": string }, additionalProperties: { type: "integer" } }, "map"],
    ["patterns and nothing else", { patternProperties: { "^x-": string }, additionalProperties: false }, "map"],
    ["nothing at all", { additionalProperties: false }, "map{}"],
    ["unevaluated", { properties: { a: string }, unevaluatedProperties: { type: "boolean" } }, "map{a: text?, …: boolean}"],
    ["inside one another", { properties: { a: object({ b: object({ c: string }) }) } }, "map{a: map{b: map{c: text?}?}?}"],
  ])("%s", (_words, schema, type) => expect(typed({ type: "object", ...schema })).toBe(type));
});

describe("lists", () => {
  it.each([
    ["of one type", { items: string }, "list<text>"],
    ["of what may be null", { items: { type: ["string", "null"] } }, "list<text?>"],
    ["of anything", { items: true }, "list<unknown?>"],
    ["of maps", { items: object({ a: string }) }, "list<map{a: text?}>"],
    ["positions, 2020-12", { prefixItems: [string, string] }, "list<text>"],
    ["positions of two kinds", { prefixItems: [string, { type: "integer" }] }, "list<unknown?>"],
    ["positions and the rest, 2020-12", { prefixItems: [{ type: "integer" }], items: { type: "number" } }, "list<number>"],
    ["positions, draft-07", { items: [string, string] }, "list<text>"],
    ["positions and the rest, draft-07", { items: [{ type: "integer" }], additionalItems: { type: "number" } }, "list<number>"],
    ["of an enum", { items: { enum: ["a", "b"] } }, 'list<"a"|"b">'],
  ])("%s", (_words, schema, type) => expect(typed({ type: "array", ...schema })).toBe(type));

  it.each([
    [{ prefixItems: [string, string], items: false }, 2],
    [{ items: [string], additionalItems: false, maxItems: 9 }, 1],
    [{ items: false }, 0],
  ])("%j holds at most %i", (schema, maxItems) => expect(attribute({ type: "array", ...schema }).type).toMatchObject({ maxItems }));
});

describe("words", () => {
  it("are kept", () => {
    const words = { title: "T", description: "D", format: "email", default: "x", sensitivity: "personal" };
    expect(attribute({ type: "string", ...words })).toEqual({ type: { kind: "text" }, nullable: false, ...words });
  });
  it("`x-sensitivity` is sensitivity", () =>
    expect(attribute({ type: "string", "x-sensitivity": "personal" }).sensitivity).toBe("personal"));
  it("a password is secret unless it says otherwise", () => {
    expect(attribute({ type: "string", format: "password" }).sensitivity).toBe("secret");
    expect(attribute({ type: "string", format: "password", sensitivity: "personal" }).sensitivity).toBe("personal");
  });
  it("words that are no texts are left out", () =>
    expect(attribute({ type: "string", title: 5, description: null })).toEqual({ type: { kind: "text" }, nullable: false }));
  it("the words beside a reference are heard before those behind it", () => {
    const more = { $defs: { mail: { type: "string", title: "Any", description: "An address." } } };
    expect(attribute({ $ref: "#/$defs/mail", title: "Work" }, more)).toMatchObject({ title: "Work", description: "An address." });
  });
});

describe("what holds together, and choices", () => {
  const a = { properties: { a: string } };
  const b = { properties: { b: { type: "integer" } } };
  it.each([
    ["allOf", { allOf: [a, b] }, "map{a: text?, b: integer?}"],
    ["allOf with a requirement of its own", { ...a, allOf: [{ required: ["a"] }] }, "map{a: text}"],
    ["allOf inside allOf", { allOf: [{ allOf: [a] }, b] }, "map{a: text?, b: integer?}"],
    [
      "one property described twice",
      { allOf: [{ properties: { a: { type: "number" } } }, { properties: { a: { type: "integer", title: "A" } } }] },
      "map{a: integer?}",
    ],
    [
      "allOf that closes what another opens",
      { allOf: [{ ...a, additionalProperties: true }, { additionalProperties: false }] },
      "map{a: text?}",
    ],
    ["allOf of texts", { allOf: [{ type: "string", maxLength: 9 }, { maxLength: 5 }] }, "text"],
    ["allOf of enums", { allOf: [{ enum: ["a", "b", "c"] }, { enum: ["b", "c", "d"] }] }, '"b"|"c"'],
    ["anyOf with null", { anyOf: [string, { type: "null" }] }, "text?"],
    ["oneOf of numbers", { oneOf: [{ type: "integer" }, { type: "number" }] }, "number"],
    ["anyOf of two kinds", { anyOf: [string, { type: "integer" }] }, "unknown?"],
    [
      "anyOf of lists",
      {
        anyOf: [
          { type: "array", items: { enum: ["a"] } },
          { type: "array", items: { enum: ["b"] } },
        ],
      },
      'list<"a"|"b">',
    ],
    [
      "anyOf of maps",
      { anyOf: [object({ a: string }, { required: ["a"] }), object({ b: string }, { required: ["b"] })] },
      "map{a: text?, b: text?}",
    ],
    [
      "anyOf that only requires",
      { ...object({ a: string, b: string }), anyOf: [{ required: ["a"] }, { required: ["b"] }] },
      "map{a: text?, b: text?}",
    ],
    [
      "anyOf whose every option requires the same",
      {
        ...object({ a: string, b: string }),
        anyOf: [
          { required: ["a"], properties: { a: string } },
          { required: ["a", "b"], properties: { a: string } },
        ],
      },
      "map{a: text, b: text?}",
    ],
    [
      "anyOf that adds attributes",
      { ...object({ k: string }, { required: ["k"] }), anyOf: [a, b] },
      "map{k: text, a: text?, b: integer?}",
    ],
    ["anyOf of formats", { type: "string", anyOf: [{ format: "date-time" }, { format: "date" }] }, "text"],
    [
      "a discriminated union",
      { oneOf: [object({ k: { const: "x" } }, { required: ["k"] }), object({ k: { const: "y" } }, { required: ["k"] })] },
      'map{k: "x"|"y"}',
    ],
    ["an option without a type has the one beside it", { type: ["object", "null"], anyOf: [a, b] }, "map{a: text?, b: integer?}?"],
    ["an option that nothing fits", { anyOf: [string, false] }, "text"],
    ["an option that contradicts the rest", { type: "string", anyOf: [{ type: "integer" }, { maxLength: 5 }] }, "text"],
    ["nullable beside a choice", { nullable: true, anyOf: [string, { type: "string", format: "email" }] }, "text?"],
    ["nullable beside allOf", { nullable: true, allOf: [string] }, "text?"],
    [
      "if, then, else",
      {
        ...object({ k: string }),
        ...when({ k: { const: "x" } }, { a: string }, { b: string }),
      },
      "map{k: text?, a: text?, b: text?}",
    ],
    ["if and then", { ...object({ k: string }), ...when({ k: { const: "x" } }, { a: string }) }, "map{k: text?, a: text?}"],
    ["dependentSchemas", { ...object({ k: string }), dependentSchemas: { k: a } }, "map{k: text?, a: text?}"],
    ["dependencies, draft-07", { ...object({ k: string }), dependencies: { k: a, a: ["k"] } }, "map{k: text?, a: text?}"],
    ["not", { type: "string", not: { enum: ["a"] } }, "text"],
  ])("%s", (_words, schema, type) => expect(typed(schema)).toBe(type));

  it("a bound in every option is a bound", () =>
    expect(attribute({ type: "string", anyOf: [{ maxLength: 5 }, { maxLength: 9 }] }).type).toEqual({
      kind: "text",
      maxLength: 9,
    }));
  it("many conditions take no longer than a few", () => {
    const condition = (index: number) => when({ k: { const: `${index}` } }, { [`a${index}`]: string });
    const type = read({ ...object({ k: string }), allOf: Array.from({ length: 40 }, (_, index) => condition(index)) });
    expect(type.attributes.size).toBe(41);
  });
  it("what is sensitive in one option is sensitive", () => {
    const options = [object({ ssn: { type: "string", sensitivity: "secret" } }), object({ ssn: string })];
    const { type } = attribute({ anyOf: options });
    expect(type.kind === "map" && type.attributes.get("ssn")?.sensitivity).toBe("secret");
    expect(
      attribute({
        anyOf: [
          { type: "string", title: "A" },
          { type: "string", title: "B", sensitivity: "secret" },
        ],
      }),
    ).toEqual({
      type: { kind: "text" },
      nullable: false,
      sensitivity: "secret",
    });
  });
  it("the only option that is not null speaks for the attribute", () =>
    expect(attribute({ anyOf: [{ type: "null" }, { type: "string", title: "A", format: "email" }] })).toMatchObject({
      title: "A",
      format: "email",
      nullable: true,
    }));
});

describe("problems", () => {
  it.each([
    [{ type: "strng" }, "`strng` is not a type of JSON Schema"],
    [{ type: ["string", "foo"] }, "`foo` is not a type of JSON Schema"],
    [{ type: "constructor" }, "`constructor` is not a type of JSON Schema"],
    [{ type: 3 }, "`type` is the name of a type, or a list of names"],
    [{ type: [] }, "`type` is the name of a type, or a list of names"],
    [{ $ref: "#/nope" }, "`#/nope` leads nowhere in this document"],
    [{ $ref: "https://example.com/address.json" }, "`https://example.com/address.json` leads nowhere in this document"],
    [{ $ref: 4 }, "a reference is text"],
    [5, "a schema is a map of keywords, `true` or `false`"],
    ["string", "a schema is a map of keywords, `true` or `false`"],
    [null, "a schema is a map of keywords, `true` or `false`"],
    [[], "a schema is a map of keywords, `true` or `false`"],
    [{ enum: [] }, "`enum` is a list of at least one value"],
    [{ enum: "a" }, "`enum` is a list of at least one value"],
    [{ properties: [] }, "`properties` is a map from names to schemas"],
    [{ type: "object", properties: 5 }, "`properties` is a map from names to schemas"],
    [{ type: "object", required: [1] }, "`required` is a list of names"],
    [{ type: "object", required: "a" }, "`required` is a list of names"],
    [{ type: "object", additionalProperties: 3 }, "`additionalProperties` is `true`, `false` or a schema"],
    [{ type: "array", items: 5 }, "`items` is a schema"],
    [{ anyOf: {} }, "`anyOf` is a list of schemas"],
    [{ allOf: 1 }, "`allOf` is a list of schemas"],
  ])("%j", (schema, problem) => expect(problems(holding(schema))).toEqual([`x: ${problem}`]));

  it("are told all at once, each with its path, none twice", () => {
    const bad = { type: "strng" };
    const document = object({
      a: bad,
      b: object({ c: bad, "d-e": bad }),
      f: { type: "array", items: bad },
      g: { type: "object", additionalProperties: bad },
      h: { anyOf: [bad, bad] },
    });
    expect(problems(document).map((line) => line.split(": ")[0])).toEqual(["a", "b.c", 'b["d-e"]', "f[]", "g[*]", "h"]);
  });
  it("each has advice", () => {
    const advice = (schema: unknown) => {
      const sink = sinkFor("user");
      readJsonSchema(holding(schema), sink);
      return sink.diagnostics.map((entry) => entry.hint);
    };
    expect(advice({ type: "strng" })).toEqual(["Did you mean `string`?"]);
    expect(advice({ type: "text" })).toEqual(["Did you mean `string`?"]);
    expect(advice({ type: "timestamp" })).toEqual(['Write `"type": "string", "format": "date-time"`.']);
    expect(advice({ type: "qqqqqqqq" })).toEqual([
      "The types of JSON Schema are: string, number, integer, boolean, object, array, null.",
    ]);
    expect(advice({ $ref: "#/x" })[0]).toContain("inside the document");
  });
  it("the root is named", () => {
    const sink = sinkFor("user");
    readJsonSchema(holding({ type: "strng" }), sink);
    expect(sink.diagnostics[0]?.message).toBe("The schema of `user` is not usable at `x`: `strng` is not a type of JSON Schema.");
  });
  it.each([{ type: "string" }, { type: "array" }, {}, { enum: ["a"] }])("a top that describes no attributes: %j", (document) =>
    expect(problems(document)).toEqual(["the top: the top of a root's schema must describe attributes"]),
  );
});

describe("large documents", () => {
  const warnings = (document: object) => {
    const sink = sinkFor("user");
    const type = readJsonSchema(document, sink);
    return { type, lines: said(sink) };
  };
  it("what lies deeper than is read is unknown, and the administrator is told", () => {
    const deep = Array.from({ length: 30 }).reduce<object>((inner) => object({ a: inner }), string);
    const { type, lines } = warnings(deep);
    expect(lines).toEqual(["lint/schema-cut: What lies deeper than 16 levels in the schema of `user` is not checked."]);
    expect(printed(type).a).toContain("unknown?");
  });
  it("one that grows too large with its references is read less deep", () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `d${index}`,
        object({ l: { $ref: `#/$defs/d${index + 1}` }, r: { $ref: `#/$defs/d${index + 1}` }, name: string }),
      ]),
    );
    const { type, lines } = warnings({
      ...object({ start: { $ref: "#/$defs/d0" }, email: string }),
      $defs: { ...$defs, d20: string },
    });
    expect(lines).toEqual(["lint/schema-cut: What lies deeper than 6 levels in the schema of `user` is not checked."]);
    expect(printed(type)).toMatchObject({ email: "text?" });
  });
  it("one that is too large at its top is a problem", () => {
    const properties = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`a${index}`, string]));
    expect(problems(object(properties))).toEqual(["the top: it describes more than 10000 parts"]);
  });
  it("one with many choices of maps is read in time that grows with them", () => {
    const choices = (count: number) => Array.from({ length: count }, (_, index) => object({ [`p${index}`]: string }));
    expect(growth((size) => read(object({ a: { anyOf: choices(size) } })), 2000)).toBeLessThan(LINEAR);
  });
});
