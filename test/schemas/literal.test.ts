/** The literal form: what it can say, and what every mistake in it is told. */
import { describe, expect, it } from "vitest";
import { readSchema } from "../../src/schemas/schema.js";
import { spent } from "../clock.js";
import { opened, remarks } from "./read.js";

/** The problem and the advice for one attribute. */
function mistake(value: unknown): (string | undefined)[] {
  const { diagnostics } = readSchema({ a: value }, "user");
  return diagnostics.flatMap(({ data, hint }) => [
    data.path === "a" ? String(data.problem) : `${data.path}: ${data.problem}`,
    hint,
  ]);
}

describe("types", () => {
  it.each([
    ["text", "text"],
    ["text?", "text?"],
    [" list < text > ", "list<text>"],
    ["list<text?>?", "list<text?>?"],
    ["list", "list<unknown?>"],
    ["map", "map"],
    ["map{}", "map{}"],
    ["map{city: text, zip: text?}?", "map{city: text, zip: text?}?"],
    ["map<integer>", "map<integer>"],
    ["list<map{a: list<integer>}>", "list<map{a: list<integer>}>"],
    ["unknown", "unknown?"],
    ["timestamp", "timestamp"],
    ["country?", "country?"],
    ["list<group>", "list<group>"],
    [{}, "text"],
    [{ type: "text?" }, "text?"],
    [{ type: "text", nullable: true }, "text?"],
    [{ type: "text?", nullable: false }, "text"],
    [{ type: "unknown", nullable: false }, "unknown?"],
    [{ enum: ["gold", "basic"] }, '"gold"|"basic"'],
    [{ enum: ["gold", "gold"], nullable: true }, '"gold"?'],
    [{ type: "text?", enum: ["gold"] }, '"gold"?'],
    [
      { attributes: { city: "text?", geo: { type: "map", attributes: { lat: "number" } } } },
      "map{city: text?, geo: map{lat: number}}",
    ],
    [{ type: "map?", attributes: {} }, "map{}?"],
    [{ items: "text" }, "list<text>"],
    [{ type: "list?", items: { enum: ["a", "b"], nullable: true } }, 'list<("a"|"b")?>?'],
    [{ items: { attributes: { a: "text" } } }, "list<map{a: text}>"],
  ])("%j is %s", (value, type) => expect(opened({ a: value })).toEqual({ a: type }));

  it("bounds and words are kept", () => {
    const words = { title: "T", description: "D", sensitivity: "personal", format: "email", default: ["x"] };
    const { type } = readSchema({
      a: { type: "text?", maxLength: 9, ...words },
      b: { type: "list<text>", maxItems: 2 },
      c: { items: "text", maxItems: 0 },
    });
    expect(type.attributes.get("a")).toEqual({ type: { kind: "text", maxLength: 9 }, nullable: true, ...words });
    expect(type.attributes.get("b")?.type).toMatchObject({ kind: "list", maxItems: 2 });
    expect(type.attributes.get("c")?.type).toMatchObject({ kind: "list", maxItems: 0 });
  });
  it("an empty schema declares nothing, and is closed", () => expect(readSchema({}).type).toMatchObject({ open: false }));
});

describe("type text that is none", () => {
  it.each([
    ["string", "text"],
    ["String", "text"],
    ["Text", "text"],
    ["TEXT?", "text?"],
    ["bool", "boolean"],
    ["int", "integer"],
    ["double", "number"],
    ["datetime", "timestamp"],
    ["Date", "timestamp"],
    ["object", "map"],
    ["array", "list<text>"],
    ["any", "unknown"],
    ["strng", "text"],
    ["integr", "integer"],
    ["string?", "text?"],
    ["?text", "text?"],
    ["text??", "text?"],
    ["string[]", "list<text>"],
    ["string[]?", "list<text>?"],
    ["text[]", "list<text>"],
    ["integer[][]", "list<list<integer>>"],
    ["string | null", "text?"],
    ["null|string", "text?"],
    ["string[] | undefined", "list<text>?"],
    ["optional text", "text?"],
    ["nullable int", "integer?"],
    ["Array<string>", "list<text>"],
    ["List<text?>", "list<text?>"],
    ["lst<text>", "list<text>"],
    ["map{city: string, ZIP: Text}", "map{city: text, ZIP: text}"],
    ["Map{string: string}", "map{string: text}"],
  ])("`%s`: did you mean `%s`?", (text, meant) =>
    expect(mistake(text)).toEqual([`\`${text}\` is not a type`, `Did you mean \`${meant}\`?`]),
  );

  const all =
    "Types are text, boolean, integer, number, timestamp, country, group, list<…>, map{…}, map<…>, unknown; a `?` at the end allows null.";
  it.each(["qqqqqqq", "list<text", "list<>", "map{city}", "map{a: text, a: text}", "text text", "text,", "42"])(
    "`%s` gets the list of types",
    (text) => expect(mistake(text)).toEqual([`\`${text}\` is not a type`, all]),
  );
  it.each(["", "  "])("empty: %j", (text) => expect(mistake(text)).toEqual(["the type text is empty", all]));
  it("a long one is cut, and costs little", () => {
    const started = spent();
    expect(mistake("a".repeat(1_000_000))[0]).toHaveLength("`` is not a type".length + 60);
    expect(mistake(`${" ".repeat(100_000)}[]`)[0]).toContain("is not a type");
    expect(mistake(`text${"[]".repeat(100_000)}`)[0]).toContain("is not a type");
    expect(spent() - started).toBeLessThan(1_000);
  });
});

describe("keys", () => {
  it.each([
    [{ typ: "text" }, "`typ` is not a key of an attribute", "Did you mean `type`?"],
    [{ Title: "x" }, "`Title` is not a key of an attribute", "Did you mean `title`?"],
    [
      { properties: {} },
      "`properties` is not a key of an attribute",
      'Write `"attributes"`, or, for a JSON Schema document, `"type": "object"` beside `properties` at the top.',
    ],
    [
      { required: true },
      "`required` is not a key of an attribute",
      "An attribute is required unless its type ends in `?`, as in `text?`.",
    ],
    [{ const: "a" }, "`const` is not a key of an attribute", 'Write `"enum"` with the one text.'],
    [
      { toString: "a" },
      "`toString` is not a key of an attribute",
      "Use one of: type, nullable, enum, attributes, items, maxLength, maxItems, title, description, sensitivity, controlledBy, format, default.",
    ],
    [{ type: 5 }, "`type` is type text", 'Write for example `"type": "text?"`.'],
    [{ type: ["text", "null"] }, "`type` is type text", 'Write for example `"type": "text?"`.'],
    [{ nullable: "yes" }, "`nullable` is true or false", 'Write for example `"nullable": true`.'],
    [{ enum: [] }, "`enum` is a list of at least one text", 'Write for example `"enum": ["gold", "basic"]`.'],
    [{ enum: "gold" }, "`enum` is a list of at least one text", 'Write for example `"enum": ["gold", "basic"]`.'],
    [{ enum: [1] }, "`enum` is a list of at least one text", 'Write for example `"enum": ["gold", "basic"]`.'],
    [
      { attributes: ["city"] },
      "`attributes` is a map from names to types",
      'Write for example `"attributes": { "city": "text?" }`.',
    ],
    [{ items: ["text"] }, "`items` is type text, or a map of keys", 'Write for example `"items": "text"`.'],
    [{ maxLength: "9" }, "`maxLength` is a whole number", 'Write for example `"maxLength": 100`.'],
    [{ type: "list", maxItems: -1 }, "`maxItems` is a whole number", 'Write for example `"maxItems": 100`.'],
    [{ title: 3 }, "`title` is text", 'Write for example `"title": "Cost centre"`.'],
    [
      { type: "text", attributes: {} },
      "`attributes` belongs to an attribute of type `map`",
      'Write `"type": "map"` beside it, or leave `attributes` out.',
    ],
    [
      { type: "map", items: "text" },
      "`items` belongs to an attribute of type `list`",
      'Write `"type": "list"` beside it, or leave `items` out.',
    ],
    [
      { type: "integer", enum: ["1"] },
      "`enum` belongs to an attribute of type `text`",
      'Write `"type": "text"` beside it, or leave `enum` out.',
    ],
    [
      { type: "list", maxLength: 5 },
      "`maxLength` belongs to an attribute of type `text`",
      'Write `"type": "text"` beside it, or leave `maxLength` out.',
    ],
    [{ type: "strng" }, "`strng` is not a type", "Did you mean `text`?"],
  ])("%j", (value, problem, advice) => expect(mistake(value)).toEqual([problem, advice]));

  it.each([5, null, true, ["text"], undefined])("an attribute that is none: %j", (value) =>
    expect(mistake(value)).toEqual([
      "an attribute is type text, or a map of keys",
      'Write for example `"text?"` or `{ "type": "text?", "title": "…" }`.',
    ]),
  );
  it("every mistake is told at once, with its path", () => {
    const schema = {
      a: "strng",
      b: { type: "text", titel: "x", nullable: 1 },
      c: { attributes: { d: "bool", "e-f": { items: "int" } } },
      ok: "text",
    };
    expect(remarks(schema)).toEqual([
      "a: `strng` is not a type",
      "b: `titel` is not a key of an attribute",
      "b: `nullable` is true or false",
      "c.d: `bool` is not a type",
      'c["e-f"][]: `int` is not a type',
    ]);
    expect([...readSchema(schema).type.attributes.keys()]).toEqual(["ok"]);
  });
  it("nesting has an end", () => {
    const deep = Array.from({ length: 40 }).reduce<object>((inner) => ({ attributes: { a: inner } }), {});
    expect(remarks({ a: deep })).toEqual([
      `${Array.from({ length: 17 }, () => "a").join(".")}: it is nested more than 16 levels deep`,
    ]);
  });
});
