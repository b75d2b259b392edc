/** Writes the JSON Schema of a token's claims as a TypeScript interface. */

import type { Json } from "./document-types.js";
import { isMapOfJson } from "./json.js";
import type { JsonSchema } from "./type-schema.js";

/** An interface for a schema of type `object`. */
export function typescriptOf(schema: JsonSchema, about: string): string {
  return `${commentOf(about, "")}export interface Claims ${typeText(schema, "")}\n`;
}

/** A text inside a comment must not end it. */
function commentOf(text: string, indent: string): string {
  return `${indent}/** ${text.replace(/\*\//g, "* /").replace(/\s+/g, " ")} */\n`;
}

function typeText(schema: JsonSchema, indent: string): string {
  if (Object.hasOwn(schema, "const")) return literalText(schema.const as Json);
  if (Array.isArray(schema.enum)) return schema.enum.map(literalText).join(" | ");
  if (Array.isArray(schema.anyOf)) return unionText(schema.anyOf.map((each: JsonSchema) => typeText(each, indent)));
  if (Array.isArray(schema.type)) return unionText(schema.type.map((each: Json) => typeText({ ...schema, type: each }, indent)));
  const words: Readonly<Record<string, string>> = {
    string: "string",
    boolean: "boolean",
    integer: "number",
    number: "number",
    null: "null",
  };
  const { type } = schema;
  if (typeof type === "string" && Object.hasOwn(words, type)) return words[type] as string;
  if (type === "array") return `ReadonlyArray<${isMapOfJson(schema.items) ? typeText(schema.items, indent) : "unknown"}>`;
  return type === "object" ? objectText(schema, indent) : "unknown";
}

function unionText(alternatives: readonly string[]): string {
  return alternatives.includes("unknown") ? "unknown" : [...new Set(alternatives)].join(" | ");
}

function literalText(value: Json): string {
  if (Array.isArray(value)) return `readonly [${value.map(literalText).join(", ")}]`;
  if (!isMapOfJson(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `readonly ${keyText(key)}: ${literalText(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join("; ")} }`;
}

function objectText(schema: JsonSchema, indent: string): string {
  const inner = `${indent}  `;
  const properties = isMapOfJson(schema.properties) ? Object.entries(schema.properties) : [];
  const required: readonly Json[] = Array.isArray(schema.required) ? schema.required : [];
  const lines = properties.map(([key, member]) => {
    const described = isMapOfJson(member) && typeof member.description === "string" ? commentOf(member.description, inner) : "";
    return `${described}${inner}readonly ${keyText(key)}${required.includes(key) ? "" : "?"}: ${typeText(member as JsonSchema, inner)};`;
  });
  if (lines.length > 0) return `{\n${lines.join("\n")}\n${indent}}`;
  return schema.additionalProperties === false ? "Record<string, never>" : "{ readonly [key: string]: unknown }";
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
