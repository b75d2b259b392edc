/** A small validator of JSON Schema: what the schemas of this project use, and nothing unknown. */
import { isDeepStrictEqual } from "node:util";

type Schema = Readonly<Record<string, unknown>>;

const ANNOTATIONS = new Set(["$schema", "title", "description", "examples", "format", "$defs", "default"]);

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === "boolean",
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: Number.isInteger,
  array: Array.isArray,
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

const isMap = (value: unknown): value is Record<string, unknown> => TYPES.object?.(value) === true;

/** Each keyword: whether a value keeps it. One that is about another kind of value is kept. */
const KEYWORDS: Readonly<Record<string, (wanted: never, value: unknown, schema: Schema, root: Schema) => boolean>> = {
  type: (wanted: string | string[], value) => [wanted].flat().some((name) => TYPES[name]?.(value)),
  enum: (wanted: unknown[], value) => wanted.some((each) => isDeepStrictEqual(each, value)),
  const: (wanted: unknown, value) => isDeepStrictEqual(wanted, value),
  maxLength: (wanted: number, value) => typeof value !== "string" || value.length <= wanted,
  anyOf: (wanted: Schema[], value, _schema, root) => wanted.some((each) => valid(each, value, root)),
  oneOf: (wanted: Schema[], value, _schema, root) => wanted.filter((each) => valid(each, value, root)).length === 1,
  allOf: (wanted: Schema[], value, _schema, root) => wanted.every((each) => valid(each, value, root)),
  $ref: (wanted: string, value, _schema, root) =>
    valid((root.$defs as Record<string, Schema>)[wanted.replace("#/$defs/", "")] as Schema, value, root),
  properties: (wanted: Record<string, Schema>, value, _schema, root) =>
    !isMap(value) || Object.entries(wanted).every(([key, each]) => !Object.hasOwn(value, key) || valid(each, value[key], root)),
  required: (wanted: string[], value) => !isMap(value) || wanted.every((key) => Object.hasOwn(value, key)),
  additionalProperties: (wanted: boolean | Schema, value, schema, root) =>
    !isMap(value) ||
    Object.keys(value)
      .filter((key) => !Object.hasOwn((schema.properties ?? {}) as object, key))
      .every((key) => (typeof wanted === "boolean" ? wanted : valid(wanted, value[key], root))),
  propertyNames: (wanted: Schema, value, _schema, root) =>
    !isMap(value) || Object.keys(value).every((key) => valid(wanted, key, root)),
  items: (wanted: Schema, value, _schema, root) => !Array.isArray(value) || value.every((item) => valid(wanted, item, root)),
  minItems: (wanted: number, value) => !Array.isArray(value) || value.length >= wanted,
  minLength: (wanted: number, value) => typeof value !== "string" || value.length >= wanted,
  pattern: (wanted: string, value) => typeof value !== "string" || new RegExp(wanted, "u").test(value),
  minimum: (wanted: number, value) => typeof value !== "number" || value >= wanted,
  maximum: (wanted: number, value) => typeof value !== "number" || value <= wanted,
  minProperties: (wanted: number, value) => !isMap(value) || Object.keys(value).length >= wanted,
  maxProperties: (wanted: number, value) => !isMap(value) || Object.keys(value).length <= wanted,
};

/** Whether a value is valid; a keyword that is not known here fails the test that meets it. */
export function valid(schema: Schema, value: unknown, root: Schema = schema): boolean {
  return Object.entries(schema).every(([keyword, wanted]) => {
    if (ANNOTATIONS.has(keyword)) return true;
    const keeps = KEYWORDS[keyword];
    if (!keeps) throw new Error(`the keyword ${keyword} is not known to this test`);
    return keeps(wanted as never, value, schema, root);
  });
}
