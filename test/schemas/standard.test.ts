/** Objects with Standard JSON Schema: zod's, which are recognised by shape, and others that behave well or badly. */
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { readSchema } from "../../src/schemas/schema.js";
import { opened, remarks } from "./read.js";

describe("zod", () => {
  it.each([
    ["text", z.string(), "text"],
    ["optional", z.string().optional(), "text?"],
    ["nullable", z.string().nullable(), "text?"],
    ["nullish", z.boolean().nullish(), "boolean?"],
    ["with a default", z.string().default("x"), "text?"],
    ["with a fallback", z.string().catch("x"), "text"],
    ["integer", z.int(), "integer"],
    ["32-bit integer", z.int32(), "integer"],
    ["number", z.number(), "number"],
    ["boolean", z.boolean(), "boolean"],
    ["enum", z.enum(["gold", "basic"]), '"gold"|"basic"'],
    ["literal", z.literal("gold"), '"gold"'],
    ["literals", z.literal(["gold", "basic"]), '"gold"|"basic"'],
    ["literal number", z.literal(5), "number"],
    ["list", z.array(z.string()), "list<text>"],
    ["list of what may be null", z.array(z.string().nullable()), "list<text?>"],
    ["tuple", z.tuple([z.string(), z.string()]), "list<text>"],
    ["record", z.record(z.string(), z.int()), "map<integer>"],
    ["map", z.object({ city: z.string(), zip: z.string().optional() }), "map{city: text, zip: text?}"],
    ["strict map", z.strictObject({ city: z.string() }), "map{city: text}"],
    ["loose map", z.looseObject({ city: z.string() }), "map{city: text, …}"],
    ["map with a rest", z.object({ city: z.string() }).catchall(z.boolean()), "map{city: text, …: boolean}"],
    ["union of kinds", z.union([z.string(), z.number()]), "unknown?"],
    ["union of one kind", z.union([z.literal("a"), z.literal("b"), z.null()]), '("a"|"b")?'],
    [
      "discriminated union",
      z.discriminatedUnion("k", [z.object({ k: z.literal("a"), x: z.string() }), z.object({ k: z.literal("b") })]),
      'map{k: "a"|"b", x: text?}',
    ],
    ["intersection", z.intersection(z.object({ a: z.string() }), z.object({ b: z.int() })), "map{a: text, b: integer}"],
    ["point in time", z.iso.datetime(), "timestamp"],
    ["date object", z.date(), "timestamp"],
    ["optional date object", z.date().optional(), "timestamp?"],
    ["list of date objects", z.array(z.date()), "list<timestamp>"],
    ["coerced date", z.coerce.date(), "timestamp"],
    ["calendar date", z.iso.date(), "text"],
    ["address", z.email(), "text"],
    ["transformed: what goes in", z.string().transform((text) => text.length), "text"],
    ["any", z.any(), "unknown?"],
    ["unknown", z.unknown(), "unknown?"],
  ])("%s", (_words, schema, type) => expect(opened(z.object({ x: schema }))).toEqual({ x: type }));

  it.each([
    ["bigint", z.bigint()],
    ["map object", z.map(z.string(), z.string())],
    ["set", z.set(z.string())],
    ["symbol", z.symbol()],
    ["custom", z.custom()],
    ["undefined", z.undefined()],
    ["function", z.instanceof(Function)],
  ])("a part that JSON Schema cannot say is unknown, and the rest stays: %s", (_words, schema) =>
    expect(opened(z.object({ x: schema, role: z.string() }))).toEqual({ x: "unknown?", role: "text" }),
  );
  it("a schema that contains itself", () => {
    const person = z.object({
      name: z.string(),
      get manager() {
        return person.nullable();
      },
    });
    expect(opened(person)).toEqual({ name: "text", manager: "map{name: text, manager: unknown?}?" });
  });
  it("words are kept", () => {
    const { type } = readSchema(
      z.object({ ssn: z.string().max(11).meta({ title: "SSN", description: "Number.", sensitivity: "secret" }) }),
    );
    expect(type.attributes.get("ssn")).toEqual({
      type: { kind: "text", maxLength: 11 },
      nullable: false,
      title: "SSN",
      description: "Number.",
      sensitivity: "secret",
    });
  });
  it("the document that zod writes is read as written", () =>
    expect(opened(z.toJSONSchema(z.object({ a: z.string().default("x") })))).toEqual({ a: "text" }));
  it.each([z.string(), z.array(z.object({})), z.union([z.string(), z.int()])])(
    "a top that describes no attributes is a problem",
    (schema) => expect(remarks(schema)).toEqual(["the top: the top of a root's schema must describe attributes"]),
  );
});

describe("other vendors", () => {
  const document = { type: "object", properties: { a: { type: "string" } }, required: ["a"] };
  const schema = (input: unknown, more: object = {}) => ({
    "~standard": { version: 1, vendor: "acme", jsonSchema: { input }, ...more },
  });

  it("is asked for 2020-12, without options of another vendor's", () => {
    const asked: unknown[] = [];
    expect(opened(schema((options: unknown) => asked.push(options) && document))).toEqual({ a: "text" });
    expect(asked).toEqual([{ target: "draft-2020-12" }]);
  });
  it("is asked for draft-07 where it has no 2020-12", () => {
    const input = ({ target }: { target: string }) => {
      if (target === "draft-07") return document;
      throw new Error("unsupported");
    };
    expect(opened(schema(input))).toEqual({ a: "text" });
  });
  it("a callable schema is recognised", () =>
    expect(
      opened(
        Object.assign(
          () => true,
          schema(() => document),
        ),
      ),
    ).toEqual({ a: "text" }));
  it.each([
    [
      "throws",
      schema(() => {
        throw new Error("no JSON for a moon");
      }),
      "acme could not write it as JSON Schema (no JSON for a moon)",
    ],
    [
      "throws no error",
      schema(() => {
        throw 5;
      }),
      "acme could not write it as JSON Schema (no reason given)",
    ],
    ["gives nothing", schema(() => undefined), "acme gave no JSON Schema document"],
    ["gives text", schema(() => "{}"), "acme gave no JSON Schema document"],
    [
      "only validates",
      { "~standard": { version: 1, vendor: "acme", validate: () => ({}) } },
      "the schema of acme has no JSON Schema",
    ],
    ["has no name", { "~standard": { version: 1 } }, "the schema of this library has no JSON Schema"],
    ["is nothing", { "~standard": null }, "the schema of this library has no JSON Schema"],
  ])("one that %s is a problem, never an exception", (_words, given, problem) =>
    expect(remarks(given)).toEqual([`the top: ${problem}`]),
  );
  it("one that cannot be touched is a problem too", () => {
    const hostile = {
      get "~standard"(): never {
        throw new Error("no");
      },
    };
    expect(remarks(hostile)).toEqual(["the top: it could not be read"]);
    expect(
      remarks(
        new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error("no");
            },
          },
        ),
      ),
    ).toEqual(["the top: it could not be read"]);
  });
});
