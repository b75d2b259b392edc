/** What the schemas of a place say of a map: its properties, which of them are required, and what else may be there. */
import type { Part, Source } from "./conjunction.js";
import { field, isRecord, itemsOf, members } from "./json.js";
import { type ProblemSink, refuse } from "./problem.js";

/** The properties of a map, before they are read. */
export interface Properties {
  /** Name → every schema that holds for it. */
  readonly declared: ReadonlyMap<string, readonly Part[]>;
  readonly required: ReadonlySet<string>;
  /** Names that are not declared may be there too. */
  readonly open: boolean;
  /** What holds for those; empty where anything may be there. */
  readonly rest: readonly Part[];
}

interface Gathering {
  readonly declared: Map<string, Part[]>;
  readonly required: Set<string>;
  readonly rest: Part[];
  /** Something was said of names that are not declared: that they may be there, or not. */
  allows: boolean;
  refuses: boolean;
  patterns: boolean;
}

/** Puts together what several schemas say. Where none speaks of further names, there are none beside the declared ones. */
export function propertiesOf(sources: readonly Source[], sink: ProblemSink, path: string): Properties {
  const gathering: Gathering = {
    declared: new Map(),
    required: new Set(),
    rest: [],
    allows: false,
    refuses: false,
    patterns: false,
  };
  for (const source of sources) {
    gatherDeclared(source, gathering, sink, path);
    gatherRequired(source, gathering, sink, path);
    gatherRest(source, gathering, sink, path);
  }
  const { declared, required, rest, allows, refuses, patterns } = gathering;
  const open = patterns || (!refuses && (allows || declared.size === 0));
  // Among declared names a required one is there too; where nothing is declared, any name may be there anyway.
  if (declared.size > 0) for (const name of required) if (!declared.has(name)) declared.set(name, []);
  return { declared, required, open, rest: patterns ? [] : rest };
}

function gatherDeclared(source: Source, into: Gathering, sink: ProblemSink, path: string): void {
  const properties = field(source.schema, "properties");
  if (properties === undefined) return;
  if (!isRecord(properties)) {
    refuse(
      sink,
      path,
      "`properties` is a map from names to schemas",
      'Write for example `"properties": { "city": { "type": "string" } }`.',
    );
    return;
  }
  for (const [name, schema] of members(properties)) {
    const part: Part = { ...source, schema };
    const known = into.declared.get(name);
    if (known) known.push(part);
    else into.declared.set(name, [part]);
    // Draft-03 and Okta's schemas say it on the property itself.
    if (isRecord(schema) && field(schema, "required") === true) into.required.add(name);
  }
}

function gatherRequired(source: Source, into: Gathering, sink: ProblemSink, path: string): void {
  const given = field(source.schema, "required");
  // `true`, `false` and null belong to the property that this schema describes.
  if (given === undefined || given === null || typeof given === "boolean") return;
  const names = itemsOf(given);
  const wrong = !names || names.some((name) => typeof name !== "string");
  if (wrong) refuse(sink, path, "`required` is a list of names", 'Write for example `"required": ["email"]`.');
  for (const name of names ?? []) if (typeof name === "string") into.required.add(name);
}

function gatherRest(source: Source, into: Gathering, sink: ProblemSink, path: string): void {
  const patterns = field(source.schema, "patternProperties");
  if (isRecord(patterns) && Object.keys(patterns).length > 0) into.patterns = true;
  for (const keyword of ["additionalProperties", "unevaluatedProperties"]) {
    const rest = field(source.schema, keyword);
    if (rest === undefined) continue;
    if (rest === false) into.refuses = true;
    else if (rest === true || isRecord(rest)) into.allows = true;
    else
      refuse(
        sink,
        path,
        `\`${keyword}\` is \`true\`, \`false\` or a schema`,
        `Write \`"${keyword}": false\` to allow only what is declared.`,
      );
    if (isRecord(rest)) into.rest.push({ ...source, schema: rest });
  }
}
