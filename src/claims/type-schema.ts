/** A type of the language as JSON Schema: what a token carries of it. */
import type { MapType, Type, Typed } from "../types/type.js";
import type { Json } from "./document-types.js";
import { setOwn } from "./json.js";

/** A JSON Schema. */
export type JsonSchema = { readonly [keyword: string]: Json };

const TEXT_OR_NULL: JsonSchema = { type: ["string", "null"] };

/** A type as JSON Schema: instants and countries are texts in a token, groups `{id, type, name}`. */
export function typeSchema(type: Type): JsonSchema {
  switch (type.kind) {
    case "text":
      return {
        type: "string",
        ...(type.values ? { enum: type.values } : {}),
        ...(type.maxLength === undefined ? {} : { maxLength: type.maxLength }),
      };
    case "timestamp":
      return { type: "string", format: "date-time" };
    case "country":
      return { type: "string", pattern: "^[A-Z]{2}$" };
    case "boolean":
    case "integer":
    case "number":
    case "null":
      return { type: type.kind };
    case "list":
      return {
        type: "array",
        items: typedSchema(type.element),
        ...(type.maxItems === undefined ? {} : { maxItems: type.maxItems }),
      };
    case "group":
      return objectOf({ id: TEXT_OR_NULL, type: TEXT_OR_NULL, name: TEXT_OR_NULL }, true);
    case "map":
      return mapSchema(type);
    default:
      return {};
  }
}

function typedSchema(typed: Typed): JsonSchema {
  const schema = typeSchema(typed.type);
  return typed.nullable && typed.type.kind !== "unknown" ? { anyOf: [schema, { type: "null" }] } : schema;
}

/** Every declared attribute is there, null perhaps. */
function mapSchema(type: MapType): JsonSchema {
  const properties: { [name: string]: JsonSchema } = {};
  for (const [name, attribute] of type.attributes) setOwn(properties, name, typedSchema(attribute));
  const schema = objectOf(properties, !type.open);
  return type.open && type.rest ? { ...schema, additionalProperties: typedSchema(type.rest) } : schema;
}

function objectOf(properties: { readonly [name: string]: JsonSchema }, closed: boolean): JsonSchema {
  const required = Object.keys(properties);
  return {
    type: "object",
    properties,
    ...(required.length > 0 ? { required } : {}),
    ...(closed ? { additionalProperties: false } : {}),
  };
}
