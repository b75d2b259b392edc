/** Gathers the schemas that hold together for one place: a schema, what it refers to, the members of its `allOf`; and its choices. */

import { field, isRecord, itemsOf, members } from "./json.js";
import { type ProblemSink, refuse } from "./problem.js";
import { baseWithin, type References } from "./references.js";

/** A schema to read: where its pointers start, and which references led to it. */
export interface Part {
  readonly schema: unknown;
  readonly base: object;
  /** The targets of the references being followed, so that a schema that contains itself ends. */
  readonly via: readonly unknown[];
}

/** A schema that is a map of keywords. */
export interface Source extends Part {
  readonly schema: object;
}

/** Schemas of which at least one holds. */
export interface Choice {
  readonly options: readonly Part[];
}

/** All that holds for one place. */
export interface Conjunction {
  readonly sources: Source[];
  readonly choices: Choice[];
  /** A schema that nothing fits is among them. */
  impossible: boolean;
}

/** One attempt at reading a document: what is shared by all its parts. */
export interface Reading {
  readonly references: References;
  readonly sink: ProblemSink;
  /** How many levels of attributes and elements are read. */
  readonly levels: number;
  /** How many more parts may be read. */
  left: number;
  /** Something lay deeper than is read. */
  cut: boolean;
}

/** Where a part stands: the attribute's path, its level, and how many schemas lead to it. */
export interface Place {
  readonly path: string;
  readonly level: number;
  readonly depth: number;
}

/** How many schemas may lead into one another, whatever the levels. */
const DEPTH = 120;

const REFERENCES = ["$ref", "$dynamicRef", "$recursiveRef"];

/** Every sixteenth member of a list or map counts as a part, so that a long one that is referred to often cannot take long. */
const LIGHT_MEMBERS = 16;

/** How many parts a schema counts as. */
function weightOf(schema: unknown): number {
  if (!isRecord(schema)) return 1;
  return members(schema).reduce((total, [, value]) => total + Math.floor(sizeOf(value) / LIGHT_MEMBERS), 1);
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return isRecord(value) ? Object.keys(value).length : 0;
}

/** Gathers what holds where one of the parts stands. */
export function gather(reading: Reading, parts: readonly Part[], place: Place): Conjunction {
  const conjunction: Conjunction = { sources: [], choices: [], impossible: false };
  for (const part of parts) gatherPart(reading, part, place, conjunction);
  return conjunction;
}

function gatherPart(reading: Reading, part: Part, place: Place, into: Conjunction): void {
  const { schema } = part;
  reading.left -= weightOf(schema);
  if (reading.left < 0) return;
  if (schema === false) into.impossible = true;
  if (typeof schema === "boolean") return;
  if (!isRecord(schema)) {
    refuse(
      reading.sink,
      place.path,
      "a schema is a map of keywords, `true` or `false`",
      'Write for example `{ "type": "string" }`.',
    );
  } else if (place.depth >= DEPTH) reading.cut = true;
  else gatherSource(reading, { schema, base: baseWithin(schema, part.base), via: part.via }, place, into);
}

function gatherSource(reading: Reading, source: Source, place: Place, into: Conjunction): void {
  into.sources.push(source);
  const inner = { ...place, depth: place.depth + 1 };
  for (const keyword of REFERENCES) {
    const reference = field(source.schema, keyword);
    if (reference !== undefined) gatherReference(reading, reference, source, inner, into);
  }
  for (const member of listOf("allOf", reading, source, place)) gatherPart(reading, { ...source, schema: member }, inner, into);
  for (const keyword of ["anyOf", "oneOf"]) {
    const options = listOf(keyword, reading, source, place);
    if (options.length > 0 && !areConstants(options)) into.choices.push(choiceOf(source, options));
  }
  gatherConditions(source, into);
}

/** How many times one target is followed within itself: a person's manager is a person, and whose manager that is, is not known. */
const TIMES = 2;

/** A target within which this place already stands often enough says nothing more. */
function gatherReference(reading: Reading, reference: unknown, source: Source, place: Place, into: Conjunction): void {
  const target = typeof reference === "string" ? reading.references.resolve(reference, source.base) : undefined;
  if (!target) {
    const problem = typeof reference === "string" ? `\`${reference}\` leads nowhere in this document` : "a reference is text";
    refuse(
      reading.sink,
      place.path,
      problem,
      "References stay inside the document, such as `#/$defs/address`; copy what lies outside into it.",
    );
  } else if (source.via.filter((schema) => schema === target.schema).length < TIMES) {
    gatherPart(reading, { schema: target.schema, base: target.base, via: [...source.via, target.schema] }, place, into);
  }
}

function listOf(keyword: string, reading: Reading, source: Source, place: Place): unknown[] {
  const value = field(source.schema, keyword);
  if (value === undefined) return [];
  const items = itemsOf(value);
  if (!items)
    refuse(
      reading.sink,
      place.path,
      `\`${keyword}\` is a list of schemas`,
      `Put the schemas of \`${keyword}\` into square brackets.`,
    );
  return items ?? [];
}

/** Whether every option is one constant, perhaps with a title: an enumeration in other words. */
export function areConstants(options: readonly unknown[]): boolean {
  return options.every((option) => isRecord(option) && field(option, "const") !== undefined);
}

function choiceOf(source: Source, options: readonly unknown[]): Choice {
  return { options: options.map((schema) => ({ ...source, schema })) };
}

/** What holds on a condition holds, or does not. */
function gatherConditions(source: Source, into: Conjunction): void {
  const { schema } = source;
  const test = field(schema, "if");
  if (test !== undefined)
    into.choices.push(choiceOf(source, [{ allOf: [test, field(schema, "then") ?? true] }, field(schema, "else") ?? true]));
  for (const keyword of ["dependentSchemas", "dependencies"]) {
    const dependent = field(schema, keyword);
    if (!isRecord(dependent)) continue;
    for (const [, value] of members(dependent)) if (isRecord(value)) into.choices.push(choiceOf(source, [true, value]));
  }
}
