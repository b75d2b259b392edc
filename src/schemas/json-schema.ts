/** Reads a JSON Schema document (draft-04 to 2020-12) as the attributes of a root. */
import { join } from "../types/relate.js";
import {
  ANY_MAP,
  type Attribute,
  BOOLEAN,
  INTEGER,
  listOf,
  type MapType,
  NULL,
  NUMBER,
  optional,
  TEXT,
  type Type,
  UNKNOWN,
} from "../types/type.js";
import { joinPath } from "../values/path.js";
import { type Choice, gather, type Part, type Place, type Reading, type Source } from "./conjunction.js";
import { constantsOf, constantType } from "./constants.js";
import { elementsOf } from "./elements.js";
import { type Formats, formatOf, JSON_FORMATS } from "./formats.js";
import { field, isRecord, itemsOf, wholeNumber } from "./json.js";
import { either, least, meet } from "./meet.js";
import { collect, type ProblemSink, refuse, sinkFor, warn } from "./problem.js";
import { propertiesOf } from "./properties.js";
import { References } from "./references.js";
import { typesOf } from "./type-names.js";
import { unnamed, withoutWords, wordsOf } from "./words.js";

/** How many levels are read; fewer are tried where a document, with its references followed, is too large. */
const LEVELS = [16, 6, 2, 1];

/** How many parts one attempt reads. */
const PARTS = 10_000;

const NOTHING_KNOWN: Attribute = optional(UNKNOWN);

interface Reader extends Reading {
  readonly formats: Formats;
}

/**
 * Reads a document whose top describes a map.
 *
 * A property that is not required may be null. What has no type here is unknown; what is not JSON Schema is a problem.
 */
export function readJsonSchema(document: object, sink: ProblemSink, formats: Formats = JSON_FORMATS): MapType {
  const { type } = readPart(document, document, sink, formats);
  if (type.kind === "map") return type;
  // After a problem the type may be a guess, and a second problem would tell of one mistake twice.
  if (sink.diagnostics.length === 0)
    refuse(sink, "", "the top of a root's schema must describe attributes", 'Write `"type": "object"` with `properties`.');
  return ANY_MAP;
}

/** Reads one schema of a document; its references are followed in the whole of it. */
export function readPart(document: object, schema: unknown, sink: ProblemSink, formats: Formats): Attribute {
  const references = new References(document);
  for (const levels of LEVELS) {
    const reading: Reader = { references, sink: sinkFor(sink.root), levels, left: PARTS, cut: false, formats };
    const attribute = readAll(reading, [{ schema, base: document, via: [schema] }], { path: "", level: 0, depth: 0 });
    if (reading.left < 0) continue;
    for (const entry of reading.sink.diagnostics) collect(sink, entry);
    if (reading.cut) warn(sink, "lint/schema-cut", { levels });
    return attribute ?? NOTHING_KNOWN;
  }
  refuse(sink, "", `it describes more than ${PARTS} parts`, "Describe only the attributes that claims read.");
  return NOTHING_KNOWN;
}

/** The attribute for which all the parts hold; undefined where nothing can. */
function readAll(reading: Reader, parts: readonly Part[], place: Place): Attribute | undefined {
  const { sources, choices, impossible } = gather(reading, parts, place);
  const types = typesOf(sources, reading.sink, place.path);
  const base = impossible || types?.size === 0 ? undefined : readSources(reading, sources, types, place);
  if (!base) return undefined;
  const attribute = choices.reduce((known, choice) => narrowed(reading, known, choice, types, place), base);
  return { ...attribute, nullable: attribute.nullable || sources.some(({ schema }) => field(schema, "nullable") === true) };
}

/** What is known once one option of a choice holds too. An option without a type of its own has the place's. */
function narrowed(
  reading: Reader,
  known: Attribute,
  { options }: Choice,
  types: ReadonlySet<string> | undefined,
  place: Place,
): Attribute {
  const inner = { ...place, depth: place.depth + 1 };
  const inherited = types ? { type: [...types] } : true;
  const read: Attribute[] = [];
  for (const option of options) {
    const attribute = reading.left < 0 ? undefined : readAll(reading, [option, { ...option, schema: inherited }], inner);
    if (attribute) read.push(attribute);
  }
  const forms = read.filter(({ type }) => type.kind !== "null").length > 1 ? read.map(withoutWords) : read;
  return forms.length > 0 ? eitherOf(forms.map((form) => meet(known, form))) : known;
}

/** `either` of many, neighbour with neighbour: one after the other, each would be put together with all before it. */
function eitherOf(forms: readonly Attribute[]): Attribute {
  let left = forms;
  while (left.length > 1)
    left = left.flatMap((form, index) =>
      index % 2 === 1 ? [] : [index + 1 < left.length ? either(form, left[index + 1] as Attribute) : form],
    );
  return left[0] as Attribute;
}

function readSources(
  reading: Reader,
  sources: readonly Source[],
  types: ReadonlySet<string> | undefined,
  place: Place,
): Attribute | undefined {
  const words = wordsOf(sources, reading.formats);
  const constants = constantsOf(sources, reading, place);
  if (constants) {
    const attribute = constantType(constants, types);
    return attribute && { ...words, ...attribute };
  }
  const named = types ?? impliedTypes(sources);
  if (!named) return { ...words, ...NOTHING_KNOWN };
  const kinds = [...named].filter((name) => name !== "null").map((name) => typeNamed(reading, name, sources, place));
  const type = kinds.length === 0 ? NULL : kinds.reduce(join);
  return { ...words, type, nullable: named.has("null") || type.kind === "unknown" };
}

/** A schema that speaks of properties means a map, though it does not say so; likewise lists. */
function impliedTypes(sources: readonly Source[]): ReadonlySet<string> | undefined {
  const speaksOf = (test: (value: unknown) => boolean, ...keywords: string[]) =>
    sources.some(({ schema }) => keywords.some((keyword) => test(field(schema, keyword))));
  const said = (value: unknown) => value !== undefined;
  if (speaksOf(said, "properties") || speaksOf(isRecord, "patternProperties", "additionalProperties")) return new Set(["object"]);
  const listed = (value: unknown) => isRecord(value) || itemsOf(value) !== undefined;
  return speaksOf(listed, "items", "prefixItems") ? new Set(["array"]) : undefined;
}

const SIMPLE: ReadonlyMap<string, Type> = new Map([
  ["boolean", BOOLEAN],
  ["integer", INTEGER],
  ["number", NUMBER],
]);

function typeNamed(reading: Reader, name: string, sources: readonly Source[], place: Place): Type {
  if (name === "string") return textType(reading, sources);
  if (name === "array") return listType(reading, sources, place);
  if (name === "object") return mapType(reading, sources, place);
  return SIMPLE.get(name) ?? UNKNOWN;
}

function textType(reading: Reader, sources: readonly Source[]): Type {
  const other = formatOf(sources, reading.formats)?.type;
  if (other) return other;
  const maxLength = bound(sources, "maxLength");
  return maxLength === undefined ? TEXT : { kind: "text", maxLength };
}

/** The smallest of a bound that several schemas may give. */
function bound(sources: readonly Source[], keyword: string): number | undefined {
  return sources.map(({ schema }) => wholeNumber(field(schema, keyword))).reduce(least, undefined);
}

function listType(reading: Reader, sources: readonly Source[], place: Place): Type {
  const { alternatives, maxItems } = elementsOf(sources, reading.sink, place.path);
  const elements = alternatives.map((parts) =>
    parts.map((part) => readBelow(reading, [part], place, `${place.path}[]`)).reduce(either),
  );
  const element = elements.length === 0 ? NOTHING_KNOWN : elements.reduce(meet);
  return listOf(unnamed(element), least(maxItems, bound(sources, "maxItems")));
}

function mapType(reading: Reader, sources: readonly Source[], place: Place): MapType {
  const { declared, required, open, rest: undeclared } = propertiesOf(sources, reading.sink, place.path);
  const attributes = new Map<string, Attribute>();
  for (const [name, parts] of declared) {
    if (reading.left < 0) break;
    const attribute = readBelow(reading, parts, place, joinPath(place.path, name));
    attributes.set(name, { ...attribute, nullable: attribute.nullable || !required.has(name) });
  }
  const others = open && undeclared.length > 0 ? readBelow(reading, undeclared, place, `${place.path}[*]`) : NOTHING_KNOWN;
  const rest = unnamed(others);
  const saysMore = rest.type.kind !== "unknown" || rest.sensitivity !== undefined || rest.controlledBy !== undefined;
  return { kind: "map", attributes, open, ...(saysMore ? { rest } : {}) };
}

/** Reads an attribute or element, one level down. */
function readBelow(reading: Reader, parts: readonly Part[], place: Place, path: string): Attribute {
  if (place.level >= reading.levels) {
    reading.cut = true;
    return NOTHING_KNOWN;
  }
  return readAll(reading, parts, { path, level: place.level + 1, depth: place.depth + 1 }) ?? NOTHING_KNOWN;
}
