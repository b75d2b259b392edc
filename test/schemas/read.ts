/** How the tests of this room read a schema and look at the result. */
import { expect } from "vitest";
import { readJsonSchema } from "../../src/schemas/json-schema.js";
import { type ProblemSink, sinkFor } from "../../src/schemas/problem.js";
import { readSchema } from "../../src/schemas/schema.js";
import { printTyped } from "../../src/types/print.js";
import type { Attribute, MapType } from "../../src/types/type.js";

/** What was said of a schema, one line each: `path: problem` for an error, the code and message for a warning. */
export function said(sink: Pick<ProblemSink, "diagnostics">): string[] {
  return sink.diagnostics.map(({ code, data, message }) =>
    code === "check/bad-schema" ? `${data.path}: ${data.problem}` : `${code}: ${message}`,
  );
}

/** A document read as JSON Schema, which must give no problem. */
export function read(document: object): MapType {
  const sink = sinkFor("test");
  const type = readJsonSchema(document, sink);
  expect(said(sink)).toEqual([]);
  return type;
}

/** The problems of a document. */
export function problems(document: object): string[] {
  const sink = sinkFor("test");
  readJsonSchema(document, sink);
  return said(sink);
}

/** A document with one required property. */
export function holding(schema: unknown, more: object = {}): object {
  return { type: "object", properties: { x: schema }, required: ["x"], ...more };
}

/** The attribute a schema gives to a required property. */
export function attribute(schema: unknown, more: object = {}): Attribute {
  return read(holding(schema, more)).attributes.get("x") as Attribute;
}

/** The type a schema gives to a required property, printed; an enum as its texts. */
export function typed(schema: unknown, more: object = {}): string {
  return printTyped(attribute(schema, more));
}

/** The attributes of a map, printed by name. */
export function printed({ attributes }: MapType): Record<string, string> {
  return Object.fromEntries([...attributes].map(([name, each]) => [name, printTyped(each)]));
}

/** A schema of any shape through the one door, which must give no error. */
export function opened(input: unknown): Record<string, string> {
  const { type, diagnostics } = readSchema(input);
  expect(said({ diagnostics: diagnostics.filter(({ severity }) => severity === "error") })).toEqual([]);
  return printed(type);
}

/** Everything said of a schema of any shape. */
export function remarks(input: unknown): string[] {
  return said({ diagnostics: [...readSchema(input).diagnostics] });
}
