/** The table of JSON Schema's type names, and what the `type` keywords of a place allow together. */
import { closestName } from "../base/closest.js";
import type { Source } from "./conjunction.js";
import { field, itemsOf } from "./json.js";
import { type ProblemSink, refuse } from "./problem.js";

/** The types of JSON Schema. */
const JSON_TYPES = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);

/** What other schemas call them; used to suggest, never accepted. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["text", "string"],
  ["str", "string"],
  ["bool", "boolean"],
  ["int", "integer"],
  ["long", "integer"],
  ["float", "number"],
  ["double", "number"],
  ["map", "object"],
  ["dict", "object"],
  ["list", "array"],
]);

/** What has no type name of its own there. */
const FORMATTED: ReadonlyMap<string, string> = new Map([
  ["timestamp", "date-time"],
  ["datetime", "date-time"],
  ["date-time", "date-time"],
  ["date", "date"],
  ["email", "email"],
  ["uri", "uri"],
]);

/** The type names that every schema of a place allows; undefined where none names any. */
export function typesOf(sources: readonly Source[], sink: ProblemSink, path: string): ReadonlySet<string> | undefined {
  let types: ReadonlySet<string> | undefined;
  for (const { schema } of sources) {
    const named = namedTypes(schema, sink, path);
    if (named) types = types ? commonTypes(types, named) : named;
  }
  return types;
}

function namedTypes(schema: object, sink: ProblemSink, path: string): ReadonlySet<string> | undefined {
  const given = field(schema, "type");
  if (given === undefined) return undefined;
  const names =
    Array.isArray(given) && given.length > 0 && given.length <= JSON_TYPES.size ? (itemsOf(given) as unknown[]) : [given];
  for (const name of names) if (!JSON_TYPES.has(name as string) && name !== "any") refuseType(name, sink, path);
  const known = names.filter((name): name is string => JSON_TYPES.has(name as string));
  if (known.length < names.length || known.length === 0) return undefined;
  return new Set(field(schema, "nullable") === true ? [...known, "null"] : known);
}

function refuseType(name: unknown, sink: ProblemSink, path: string): void {
  if (typeof name !== "string") {
    refuse(sink, path, "`type` is the name of a type, or a list of names", 'Write for example `"type": ["string", "null"]`.');
    return;
  }
  const format = FORMATTED.get(name.toLowerCase());
  const near = OTHER_NAMES.get(name.toLowerCase()) ?? closestName(name, JSON_TYPES);
  const otherwise = near ? `Did you mean \`${near}\`?` : `The types of JSON Schema are: ${[...JSON_TYPES].join(", ")}.`;
  const advice = format ? `Write \`"type": "string", "format": "${format}"\`.` : otherwise;
  refuse(sink, path, `\`${name}\` is not a type of JSON Schema`, advice);
}

/** An integer is a number too, so `integer` and `number` have `integer` in common. */
function commonTypes(left: ReadonlySet<string>, right: ReadonlySet<string>): ReadonlySet<string> {
  const both = new Set([...left].filter((name) => right.has(name)));
  const whole = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    one.has("integer") && !one.has("number") && other.has("number");
  if (whole(left, right) || whole(right, left)) both.add("integer");
  return both;
}
