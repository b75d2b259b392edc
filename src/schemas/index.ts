/** `claims-el/schemas`: schemas for roots, made from documents that administrators have. */
import { ClaimsElError } from "../diagnostics/error.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import type { MapType } from "../types/type.js";
import { readJsonSchema } from "./json-schema.js";
import type { ProblemSink } from "./problem.js";

/**
 * A root's schema from a JSON Schema document, draft-04 to 2020-12, with `$ref` inside the document.
 *
 * @param document the parsed document; its top describes an object
 * @returns a schema to give to `defineEnvironment`; a property that is not required may be null
 * @throws ClaimsElError with every problem of the document
 * @example
 * const app = jsonSchema({ type: "object", properties: { system_home: { type: "string" } } });
 * const env = defineEnvironment({ app });
 */
export function jsonSchema(document: object): MapType {
  const sink: ProblemSink = { problems: [] };
  const type = readJsonSchema(document, sink);
  if (sink.problems.length === 0) return type;
  throw new ClaimsElError(
    sink.problems.map(({ path, problem, advice }) => diagnostic("check/bad-schema", { start: 0, end: 0 }, { root: "JSON Schema", path, problem, advice })),
  );
}
