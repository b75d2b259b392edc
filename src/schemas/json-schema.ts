/** Reads a JSON Schema document (draft-04 to 2020-12) as the attributes of a root. */
import { joinPath } from "../values/path.js";
import { joinTyped } from "../types/relate.js";
import { ANY_MAP, type Attribute, BOOLEAN, INTEGER, listOf, type MapType, NUMBER, optional, required, TEXT, type Type, type Typed, UNKNOWN } from "../types/type.js";
import { described } from "./literal.js";
import { type ProblemSink, refuse } from "./problem.js";

interface Reading {
  readonly document: object;
  readonly sink: ProblemSink;
  readonly path: string;
  readonly depth: number;
  /** The references being followed, so that a schema that contains itself ends. */
  readonly following: readonly string[];
}

/** How deep a schema, with its references followed, may nest; deeper parts are unknown. */
const SCHEMA_NESTING = 24;

const SIMPLE_TYPES: Readonly<Record<string, Type>> = { string: TEXT, boolean: BOOLEAN, integer: INTEGER, number: NUMBER };

/** Reads a document whose top is an object. A property that is not `required` may be null. */
export function readJsonSchema(document: object, sink: ProblemSink): MapType {
  const typed = readNode(document, { document, sink, path: "", depth: 0, following: [] });
  if (typed.type.kind === "map") return typed.type;
  refuse(sink, "", "the top of a root's schema must describe an object", 'Write `"type": "object"` with `properties`.');
  return ANY_MAP;
}

function readNode(node: unknown, reading: Reading): Attribute {
  if (!isRecord(node) || reading.depth > SCHEMA_NESTING) return optional(UNKNOWN);
  if (typeof node.$ref === "string") {
    if (reading.following.includes(node.$ref)) return optional(UNKNOWN);
    return readNode(resolve(node.$ref, reading), { ...deeper(reading), following: [...reading.following, node.$ref] });
  }
  return { ...readAlternatives(node, reading), ...described({ ...node, sensitivity: node.sensitivity ?? node["x-sensitivity"] }) };
}

/** `anyOf` and `oneOf` join their members; `allOf` merges them; a list of types is one alternative each. */
function readAlternatives(node: Json, reading: Reading): Typed {
  const members = Array.isArray(node.anyOf) ? node.anyOf : Array.isArray(node.oneOf) && node.enum === undefined ? node.oneOf : undefined;
  if (members && members.length > 0) {
    return members.map((member) => readNode(member, deeper(reading)) as Typed).reduce(joinTyped);
  }
  if (Array.isArray(node.allOf)) return readAllOf(node, node.allOf, reading);
  const { type } = node;
  if (Array.isArray(type)) return type.map((one) => readOne({ ...node, type: one }, reading)).reduce(joinTyped, { type: { kind: "null" }, nullable: false });
  return readOne(node, reading);
}

function readAllOf(node: Json, members: readonly unknown[], reading: Reading): Typed {
  const { allOf: _merged, ...rest } = node;
  const attributes = new Map<string, Attribute>();
  let other: Typed | undefined;
  let open = false;
  for (const member of [...members, rest]) {
    const typed = readNode(member, deeper(reading));
    if (typed.type.kind === "map" && isRecord(member)) {
      for (const [name, attribute] of typed.type.attributes) attributes.set(name, attribute);
      open ||= typed.type.open;
    } else if (typed.type.kind !== "unknown") other = typed;
  }
  return attributes.size > 0 || !other ? required({ kind: "map", attributes, open }) : other;
}

function readOne(node: Json, reading: Reading): Typed {
  if (node.const !== undefined) return readConstants([node.const]);
  if (Array.isArray(node.enum)) return readConstants(node.enum);
  const { type } = node;
  if (type === "null") return { type: { kind: "null" }, nullable: true };
  if (type === "array") return { type: listOf(elementOf(node, reading), wholeNumber(node.maxItems)), nullable: node.nullable === true };
  if (type === "object" || (type === undefined && isRecord(node.properties))) return { type: readObject(node, reading), nullable: node.nullable === true };
  const simple = typeof type === "string" ? SIMPLE_TYPES[type] : undefined;
  if (!simple) return optional(UNKNOWN);
  const maxLength = wholeNumber(node.maxLength);
  return { type: simple.kind === "text" && maxLength !== undefined ? { kind: "text", maxLength } : simple, nullable: node.nullable === true };
}

function readConstants(values: readonly unknown[]): Typed {
  const texts = values.filter((value): value is string => typeof value === "string");
  const kinds = new Set(values.map((value) => (value === null ? "null" : typeof value)));
  const nullable = kinds.delete("null");
  if (kinds.size === 1 && kinds.has("string")) return { type: { kind: "text", values: texts }, nullable };
  if (kinds.size === 1 && kinds.has("boolean")) return { type: BOOLEAN, nullable };
  if (kinds.size === 1 && kinds.has("number")) return { type: values.every((value) => value === null || Number.isInteger(value)) ? INTEGER : NUMBER, nullable };
  return { type: UNKNOWN, nullable: true };
}

function elementOf(node: Json, reading: Reading): Typed {
  const items = Array.isArray(node.items) ? undefined : node.items;
  return items === undefined ? optional(UNKNOWN) : readNode(items, { ...deeper(reading), path: `${reading.path}[]` });
}

function readObject(node: Json, reading: Reading): MapType {
  const attributes = new Map<string, Attribute>();
  const needed = new Set(Array.isArray(node.required) ? node.required : []);
  for (const [name, property] of Object.entries(isRecord(node.properties) ? node.properties : {})) {
    const path = joinPath(reading.path, name);
    if (name === "__proto__") refuse(reading.sink, path, "`__proto__` is not an attribute name", "Rename the property.");
    else {
      const attribute = readNode(property, { ...deeper(reading), path });
      const always = needed.has(name) || (isRecord(property) && property.required === true);
      attributes.set(name, { ...attribute, nullable: attribute.nullable || !always });
    }
  }
  const rest = node.additionalProperties;
  return { kind: "map", attributes, open: rest === true || isRecord(rest) || (node.properties === undefined && rest === undefined) };
}

type Json = { readonly [key: string]: unknown };

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function deeper(reading: Reading): Reading {
  return { ...reading, depth: reading.depth + 1 };
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** Follows a `$ref` inside the document; a reference that leads nowhere is a problem. */
function resolve(reference: string, reading: Reading): unknown {
  const steps = reference.startsWith("#") ? reference.slice(1).split("/").filter((step) => step !== "") : undefined;
  let target: unknown = steps ? reading.document : undefined;
  for (const step of steps ?? []) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    target = isRecord(target) && Object.hasOwn(target, key) ? target[key] : undefined;
  }
  if (target !== undefined) return target;
  refuse(reading.sink, reading.path, `\`${reference}\` leads nowhere in this document`, "References stay inside the document, such as `#/$defs/address`.");
  return {};
}
