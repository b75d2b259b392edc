/** What the schemas of a place say of a list: what its elements are, and how many there can be. */
import type { Part, Source } from "./conjunction.js";
import { field, isRecord, itemsOf } from "./json.js";
import { least } from "./meet.js";
import { type ProblemSink, refuse } from "./problem.js";

/** The elements of a list, before they are read. */
export interface Elements {
  /** One entry for each schema that speaks of elements: the parts that an element may be of. */
  readonly alternatives: readonly (readonly Part[])[];
  /** How many there can be, where the positions are listed and nothing may follow. */
  readonly maxItems: number | undefined;
}

/** Puts together what several schemas say. */
export function elementsOf(sources: readonly Source[], sink: ProblemSink, path: string): Elements {
  const alternatives: Part[][] = [];
  let maxItems: number | undefined;
  for (const source of sources) {
    const { positions, rest } = positionsOf(source, sink, path);
    if (rest === false) maxItems = least(maxItems, positions.length);
    // Where positions are listed and nothing is said of the rest, the positions are taken for all there is.
    const schemas = isRecord(rest) || rest === true ? [...positions, rest] : positions;
    if (schemas.length > 0) alternatives.push(schemas.map((schema) => ({ ...source, schema })));
  }
  return { alternatives, maxItems };
}

/** The schemas of listed positions, and the one of what follows: `prefixItems` and `items`, before 2020-12 `items` and `additionalItems`. */
function positionsOf({ schema }: Source, sink: ProblemSink, path: string): { positions: readonly unknown[]; rest: unknown } {
  const items = field(schema, "items");
  const listed = itemsOf(items);
  const rest = listed ? field(schema, "additionalItems") : items;
  const positions = listed ?? itemsOf(field(schema, "prefixItems")) ?? [];
  const fits = rest === undefined || typeof rest === "boolean" || isRecord(rest);
  if (!fits) refuse(sink, path, "`items` is a schema", 'Write for example `"items": { "type": "string" }`.');
  return { positions, rest: fits ? rest : undefined };
}
