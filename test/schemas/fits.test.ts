/** One law: data that fits a JSON Schema fits the type it becomes; what a schema allows is no fault in a context. */

import { expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { readSchema } from "../../src/schemas/schema.js";
import { admit } from "../../src/values/admit.js";
import { isFault } from "../../src/values/value.js";
import fc from "../seeded.js";

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly maxLength?: number;
  readonly $ref?: string;
}

const typeOf = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);
const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** Whether a value fits, by the words of JSON Schema alone. */
function isValid(schema: Schema, value: unknown, top: Schema): boolean {
  const { type, properties = {}, additionalProperties = true } = schema;
  const inner = (each: Schema, part: unknown = value) => isValid(each, part, top);
  const named = (name: string) => name === typeOf(value) || (name === "integer" && Number.isInteger(value));
  if (schema.$ref !== undefined && !inner(top)) return false;
  if (type !== undefined && ![type].flat().some((name) => named(name as string))) return false;
  if (schema.enum && !schema.enum.some((allowed) => same(allowed, value))) return false;
  if (schema.const !== undefined && !same(schema.const, value)) return false;
  if (typeof value === "string" && schema.maxLength !== undefined && [...value].length > schema.maxLength) return false;
  if (Array.isArray(value) && schema.items && !value.every((item) => inner(schema.items as Schema, item))) return false;
  if (typeOf(value) === "object") {
    const map = value as Record<string, unknown>;
    if (!(schema.required ?? []).every((name) => Object.hasOwn(map, name))) return false;
    for (const [name, part] of Object.entries(map)) {
      const rule = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
      if (rule === false || (typeof rule === "object" && !inner(rule, part))) return false;
    }
  }
  if (schema.allOf && !schema.allOf.every((each) => inner(each))) return false;
  if (schema.anyOf && !schema.anyOf.some((each) => inner(each))) return false;
  return !schema.oneOf || schema.oneOf.filter((each) => inner(each)).length === 1;
}

const names = ["a", "b", "c"];
const name = fc.constantFrom(...names);
const scalar = fc.constantFrom<unknown>("x", "y", "", 1, 2, 0.5, true, false, null);
/** A schema that speaks of properties or items says which type it is about, as people write it. */
const { schema } = fc.letrec<{ schema: Schema; map: Schema; list: Schema; choice: Schema }>((tie) => {
  const some = fc.array(tie("schema"), { minLength: 1, maxLength: 3 });
  return {
    map: fc.record(
      {
        type: fc.constantFrom("object", ["object", "null"]),
        properties: fc.dictionary(name, tie("schema"), { maxKeys: 3 }),
        required: fc.uniqueArray(name, { maxLength: 2 }),
        additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
        allOf: some,
        anyOf: some,
      },
      { requiredKeys: ["type", "properties"] },
    ) as fc.Arbitrary<Schema>,
    list: fc.record({ type: fc.constantFrom("array", ["array", "null"]), items: tie("schema") }) as fc.Arbitrary<Schema>,
    choice: fc.record({ allOf: some, anyOf: some, oneOf: some }, { requiredKeys: [] }),
    schema: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Schema>(
        {},
        { type: "string" },
        { type: "integer" },
        { type: "number" },
        { type: "boolean" },
        { type: "null" },
        { type: ["string", "null"] },
        { type: ["integer", "string"] },
        { type: "string", maxLength: 1 },
        { $ref: "#" },
      ),
      fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }) }),
      fc.record({ const: scalar.filter((value) => value !== null) }),
      tie("map"),
      tie("map"),
      tie("list"),
      tie("choice"),
    ),
  };
});
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(name, tie("value"), { maxKeys: 3 }),
    fc.dictionary(name, tie("value"), { maxKeys: 3 }),
  ),
}));

let fitting = 0;

it("data that fits the schema fits the type", () => {
  fc.assert(
    fc.property(
      fc.dictionary(name, schema, { minKeys: 1, maxKeys: 3 }),
      fc.uniqueArray(name, { maxLength: 3 }),
      fc.array(fc.dictionary(name, value, { minKeys: 1, maxKeys: 3 }), { minLength: 10, maxLength: 20 }),
      (properties, required, samples) => {
        const document: Schema = { type: "object", properties, required };
        const { type, diagnostics } = readSchema(document);
        expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
        for (const data of samples) {
          if (!isValid(document, data, document)) continue;
          fitting++;
          const admitted = admit(data, { type, nullable: false }, "root", DEFAULT_LIMITS);
          if (isFault(admitted))
            throw new Error(
              `${JSON.stringify(document)} allows ${JSON.stringify(data)}: ${admitted.code} at ${JSON.stringify(admitted.data)}`,
            );
        }
      },
    ),
    { numRuns: 3_000 },
  );
});

it("enough of the data did fit", () => expect(fitting).toBeGreaterThan(2_000));
