/** Reads the library's own schema literal: `{ system_home: "text?", tier: { enum: ["gold"] } }`. */
import { closestName } from "../base/closest.js";
import { FOREIGN_TYPE_NAMES, parseTyped, TYPE_NAMES } from "../types/print.js";
import { type Attribute, listOf, type MapType, type Typed } from "../types/type.js";
import { joinPath } from "../values/path.js";
import { type ProblemSink, refuse } from "./problem.js";

/**
 * An attribute with more to say than its type.
 *
 * `type` is type text (`"text?"`); `enum` the texts allowed; `attributes` the parts of a `map`; `items` the elements of a
 * `list`; `sensitivity` a class such as `"personal"`, whose values are masked in reports.
 */
export interface AttributeLiteral {
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly string[];
  readonly attributes?: SchemaLiteral;
  readonly items?: string | AttributeLiteral;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly title?: string;
  readonly description?: string;
  readonly sensitivity?: string;
  readonly format?: string;
  readonly default?: unknown;
}

/** Attribute name → type text or more. */
export interface SchemaLiteral {
  readonly [attribute: string]: string | AttributeLiteral;
}

const KNOWN_KEYS = new Set([
  "type",
  "nullable",
  "enum",
  "attributes",
  "items",
  "maxLength",
  "maxItems",
  "title",
  "description",
  "sensitivity",
  "format",
  "default",
]);

/** How deep a literal may nest. */
const LITERAL_NESTING = 16;

/** Reads a whole literal; problems go to the sink, and what is usable is kept. */
export function readLiteral(literal: object, sink: ProblemSink, path = "", depth = 0): MapType {
  const attributes = new Map<string, Attribute>();
  for (const [name, value] of Object.entries(literal)) {
    const at = joinPath(path, name);
    if (name === "__proto__") refuse(sink, at, "`__proto__` is not an attribute name", "Rename the attribute.");
    else {
      const attribute = readAttribute(value, sink, at, depth);
      if (attribute) attributes.set(name, attribute);
    }
  }
  return { kind: "map", attributes, open: false };
}

function readAttribute(value: unknown, sink: ProblemSink, path: string, depth: number): Attribute | undefined {
  if (typeof value === "string") return readTypeText(value, sink, path);
  if (typeof value !== "object" || value === null || Array.isArray(value) || depth > LITERAL_NESTING) {
    refuse(sink, path, "an attribute is type text or an object", 'Write for example `"text?"` or `{ "type": "text?", "title": "…" }`.');
    return undefined;
  }
  const literal = value as AttributeLiteral;
  const unknown = Object.keys(literal).find((key) => !KNOWN_KEYS.has(key));
  if (unknown !== undefined) {
    const near = closestName(unknown, KNOWN_KEYS);
    refuse(sink, path, `\`${unknown}\` is not a key of an attribute`, near ? `Did you mean \`${near}\`?` : `Use one of: ${[...KNOWN_KEYS].join(", ")}.`);
    return undefined;
  }
  const typed = readShape(literal, sink, path, depth);
  return typed && { ...typed, ...described(literal) };
}

function readTypeText(text: string, sink: ProblemSink, path: string): Typed | undefined {
  const typed = parseTyped(text);
  if (typed) return typed;
  const bare = text.replace(/[?\s]/g, "").replace(/\[\]$/, "");
  const foreign = FOREIGN_TYPE_NAMES.get(bare.toLowerCase());
  const near = foreign ? (text.includes("[]") ? `list<${foreign}>` : foreign) : closestName(bare, TYPE_NAMES.keys());
  const advice = near ? `Did you mean \`${near}${text.trim().endsWith("?") ? "?" : ""}\`?` : "Types are text, boolean, integer, number, timestamp, country, group, list<…>, map, unknown; a ? allows null.";
  refuse(sink, path, `\`${text.slice(0, 60)}\` is not a type`, advice);
  return undefined;
}

function readShape(literal: AttributeLiteral, sink: ProblemSink, path: string, depth: number): Typed | undefined {
  const base = readTypeText(literal.type ?? "text", sink, path);
  if (!base) return undefined;
  const nullable = literal.nullable ?? base.nullable;
  if (literal.enum !== undefined) return readEnum(literal, base, nullable, sink, path);
  if (literal.attributes !== undefined) {
    if (base.type.kind !== "map") return misplaced("attributes", "map", sink, path);
    return { type: readLiteral(literal.attributes, sink, path, depth + 1), nullable };
  }
  if (literal.items !== undefined) {
    if (base.type.kind !== "list") return misplaced("items", "list", sink, path);
    const element = readAttribute(literal.items, sink, `${path}[]`, depth + 1);
    return element && { type: listOf(element, wholeNumber(literal.maxItems)), nullable };
  }
  const maxLength = wholeNumber(literal.maxLength);
  if (base.type.kind === "text" && maxLength !== undefined) return { type: { ...base.type, maxLength }, nullable };
  const maxItems = wholeNumber(literal.maxItems);
  if (base.type.kind === "list" && maxItems !== undefined) return { type: { ...base.type, maxItems }, nullable };
  return { type: base.type, nullable };
}

function readEnum(literal: AttributeLiteral, base: Typed, nullable: boolean, sink: ProblemSink, path: string): Typed | undefined {
  const values: unknown = literal.enum;
  if (!Array.isArray(values) || values.length === 0 || values.some((value) => typeof value !== "string") || base.type.kind !== "text") {
    refuse(sink, path, "`enum` is a list of at least one text", 'Write for example `{ "enum": ["gold", "basic"] }`.');
    return undefined;
  }
  return { type: { kind: "text", values: [...new Set(values as string[])] }, nullable };
}

function misplaced(key: string, kind: string, sink: ProblemSink, path: string): undefined {
  refuse(sink, path, `\`${key}\` belongs to an attribute of type \`${kind}\``, `Write \`"type": "${kind}"\` beside it.`);
  return undefined;
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** The descriptive keys that are texts, kept for hover, completion and masking. */
export function described(source: {
  readonly title?: unknown;
  readonly description?: unknown;
  readonly sensitivity?: unknown;
  readonly format?: unknown;
  readonly default?: unknown;
}): Pick<Attribute, "title" | "description" | "sensitivity" | "format" | "default"> {
  return {
    ...(typeof source.title === "string" ? { title: source.title } : {}),
    ...(typeof source.description === "string" ? { description: source.description } : {}),
    ...(typeof source.sensitivity === "string" ? { sensitivity: source.sensitivity } : {}),
    ...(typeof source.format === "string" ? { format: source.format } : {}),
    ...(source.default === undefined ? {} : { default: source.default }),
  };
}
