/** One door for schemas: tells a literal, a Standard Schema object, a JSON Schema and an Okta document apart by their shape. */

import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { passStack } from "../diagnostics/stack.js";
import { ANY_MAP, type MapType } from "../types/type.js";
import { isPlainObject } from "../values/own.js";
import { OKTA_FORMATS } from "./formats.js";
import { field, isRecord, textField } from "./json.js";
import { readJsonSchema } from "./json-schema.js";
import { readLiteral, type SchemaLiteral } from "./literal.js";
import { reviewNames } from "./names.js";
import { isOktaDocument, readOktaDocument } from "./okta.js";
import { type ProblemSink, refuse, saidOf, sinkFor } from "./problem.js";
import { readStandard, type StandardJsonSchema } from "./standard.js";

export type { StandardJsonSchema } from "./standard.js";

/** A schema that was read before its root was known, with what an administrator should know of it. */
export interface MadeSchema extends MapType {
  readonly warnings: readonly Diagnostic[];
}

/** Whatever may describe a root: our literal, a zod object, what `claims-el/schemas` made. */
export type SchemaInput = SchemaLiteral | StandardJsonSchema | MapType;

/** A schema ready for an environment, with the errors and warnings about it. */
export interface SchemaReading {
  readonly type: MapType;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a schema of any accepted shape, for a root; never throws. */
export function readSchema(input: unknown, root = "schema"): SchemaReading {
  return readWith(root, (sink) => {
    if (isMade(input)) {
      for (const entry of (input as Partial<MadeSchema>).warnings ?? []) sink.diagnostics.push(saidOf(root, entry));
      return input;
    }
    const type = readAny(input, sink);
    reviewNames(type, sink);
    return type;
  });
}

/** Runs a reader with an empty sink. An exception that an object throws while it is read becomes a problem of its schema. */
export function readWith(root: string, read: (sink: ProblemSink) => MapType): SchemaReading {
  const sink = sinkFor(root);
  try {
    return { type: read(sink), diagnostics: sink.diagnostics };
  } catch (error) {
    passStack(error);
    // Only code of the host's can throw here: a proxy's trap, or a getter of a vendor's schema.
    refuse(sink, "", "it could not be read", "Give plain data, such as parsed JSON.");
    return { type: ANY_MAP, diagnostics: sink.diagnostics };
  }
}

function readAny(input: unknown, sink: ProblemSink): MapType {
  const callable = typeof input === "function" && "~standard" in input;
  if (!isRecord(input) && !callable) {
    refuse(sink, "", "a schema is a map from names to types", 'Write for example `{ "system_home": "text?" }`.');
    return ANY_MAP;
  }
  const plain = isRecord(input) && isPlainObject(input);
  if (plain && isOktaDocument(input)) return readOktaDocument(input, sink, OKTA_FORMATS.text);
  if (plain && isJsonSchema(input)) return readJsonSchema(input, sink);
  if ("~standard" in input) return readStandard(input as StandardJsonSchema, sink);
  return readLiteral(input, sink);
}

/** What no literal can be: `object` is no type of ours, and no attribute is a list, a boolean or an address. */
function isJsonSchema(document: object): boolean {
  if (
    textField(document, "type") === "object" ||
    textField(document, "$schema")?.includes("/") ||
    textField(document, "$ref")?.includes("#")
  )
    return true;
  return ["type", "allOf", "anyOf", "oneOf", "required"].some((keyword) => Array.isArray(field(document, keyword)));
}

/** Made by `claims-el/schemas`, perhaps by another copy of it. */
function isMade(input: unknown): input is MapType {
  return (
    isRecord(input) &&
    field(input, "kind") === "map" &&
    Object.prototype.toString.call(field(input, "attributes")) === "[object Map]"
  );
}
