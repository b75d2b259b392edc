/** Asks an object with Standard JSON Schema (a zod object has it) for its JSON Schema document, and reads that. */
import { ANY_MAP, type MapType } from "../types/type.js";
import { readJsonSchema } from "./json-schema.js";
import { type ProblemSink, refuse } from "./problem.js";

/**
 * The part of Standard JSON Schema that is read; a zod object has it.
 *
 * Source of the interface: https://standardschema.dev (copied as a type only).
 */
export interface StandardJsonSchema {
  readonly "~standard": {
    readonly vendor?: string;
    readonly jsonSchema?: { readonly input: (options: { target: string; libraryOptions?: Record<string, unknown> }) => unknown };
  };
}

/** The dialects asked for, the best first. */
const TARGETS = ["draft-2020-12", "draft-07"];

/** Vendor → what it needs to be told so that a part that JSON Schema cannot say does not lose the rest. */
const VENDOR_OPTIONS: ReadonlyMap<string, Record<string, unknown>> = new Map([
  ["zod", { unrepresentable: "any", override: datesAsText }],
]);

/** In a context a date is ISO text, so a date of zod's is a text with that format. */
function datesAsText(part: {
  readonly zodSchema: { readonly _zod?: { readonly def?: { readonly type?: string } } };
  readonly jsonSchema: object;
}): void {
  if (part.zodSchema._zod?.def?.type === "date") Object.assign(part.jsonSchema, { type: "string", format: "date-time" });
}

/** Reads the schema object. A refusal of the vendor's is a problem, never an exception. */
export function readStandard(schema: StandardJsonSchema, sink: ProblemSink): MapType {
  const standard: Partial<StandardJsonSchema["~standard"]> | null | undefined = schema["~standard"];
  const vendor = typeof standard?.vendor === "string" ? standard.vendor : "this library";
  if (typeof standard?.jsonSchema?.input !== "function") {
    refuse(
      sink,
      "",
      `the schema of ${vendor} has no JSON Schema`,
      "Use a version with Standard JSON Schema (zod has it from 4.2), or give a JSON Schema document.",
    );
    return ANY_MAP;
  }
  const document = documentOf(standard.jsonSchema, vendor);
  if (document instanceof Refusal)
    refuse(
      sink,
      "",
      `${vendor} could not write it as JSON Schema (${document.words})`,
      "Describe that part with a type that JSON has.",
    );
  else if (typeof document === "object" && document !== null) return readJsonSchema(document, sink);
  else refuse(sink, "", `${vendor} gave no JSON Schema document`, "Give a JSON Schema document instead.");
  return ANY_MAP;
}

class Refusal {
  constructor(readonly words: string) {}
}

function documentOf(source: NonNullable<StandardJsonSchema["~standard"]["jsonSchema"]>, vendor: string): unknown {
  const libraryOptions = VENDOR_OPTIONS.get(vendor);
  let refusal = new Refusal("no reason given");
  for (const target of TARGETS) {
    try {
      return source.input({ target, ...(libraryOptions ? { libraryOptions } : {}) });
    } catch (error) {
      // The vendor's refusal of one dialect may not hold for the next; the first one's words are reported when all refuse.
      if (target === TARGETS[0]) refusal = new Refusal(error instanceof Error ? error.message : "no reason given");
    }
  }
  return refusal;
}
