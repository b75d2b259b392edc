/** One door for schemas: tells a literal, a Standard Schema object and a JSON Schema document apart by their shape. */
import { ANY_MAP, type MapType } from "../types/type.js";
import { readJsonSchema } from "./json-schema.js";
import { readLiteral, type SchemaLiteral } from "./literal.js";
import { type ProblemSink, refuse, type SchemaProblem } from "./problem.js";

/**
 * The part of Standard JSON Schema that is read; a zod object has it.
 *
 * Source of the interface: https://standardschema.dev (copied as a type only).
 */
export interface StandardJsonSchema {
  readonly "~standard": { readonly vendor?: string; readonly jsonSchema?: { readonly input: (options: { target: string }) => unknown } };
}

/** Whatever may describe a root: our literal, a zod object, or what `claims-el/schemas` made. */
export type SchemaInput = SchemaLiteral | StandardJsonSchema | MapType;

/** A schema ready for an environment, and what was found wrong with it. */
export interface SchemaReading {
  readonly type: MapType;
  readonly problems: readonly SchemaProblem[];
}

/** Reads a schema of any accepted shape; never throws. */
export function readSchema(input: unknown): SchemaReading {
  const sink: ProblemSink = { problems: [] };
  return { type: readAny(input, sink), problems: sink.problems };
}

function readAny(input: unknown, sink: ProblemSink): MapType {
  const callable = typeof input === "function" && "~standard" in input;
  if ((typeof input !== "object" || input === null || Array.isArray(input)) && !callable) {
    refuse(sink, "", "a schema is an object", 'Write for example `{ "system_home": "text?" }`.');
    return ANY_MAP;
  }
  const schema = input as Record<string, unknown>;
  if (isMade(schema)) return schema;
  if ("~standard" in schema) return readStandard(schema as unknown as StandardJsonSchema, sink);
  const looksLikeDocument = typeof schema.properties === "object" && (schema.type === "object" || "$schema" in schema);
  return looksLikeDocument ? readJsonSchema(schema, sink) : readLiteral(schema, sink);
}

function isMade(schema: unknown): schema is MapType {
  const made = schema as Partial<MapType>;
  return made.kind === "map" && made.attributes instanceof Map;
}

function readStandard(schema: StandardJsonSchema, sink: ProblemSink): MapType {
  const standard = schema["~standard"];
  const vendor = String(standard?.vendor ?? "this library");
  if (typeof standard?.jsonSchema?.input !== "function") {
    refuse(sink, "", `the schema object of ${vendor} has no JSON Schema`, "Use a version with Standard JSON Schema, or pass a JSON Schema document.");
    return ANY_MAP;
  }
  try {
    const document = standard.jsonSchema.input({ target: "draft-2020-12" });
    if (typeof document === "object" && document !== null) return readJsonSchema(document, sink);
    refuse(sink, "", `${vendor} gave no JSON Schema document`, "Pass a JSON Schema document instead.");
  } catch (error) {
    refuse(sink, "", `${vendor} could not write it as JSON Schema (${error instanceof Error ? error.message : "no reason given"})`, "Describe that part with a type that JSON has.");
  }
  return ANY_MAP;
}
