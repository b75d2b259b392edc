/** Reads the library's own schema literal: `{ system_home: "text?", tier: { enum: ["gold"] } }`. */

import { parseTyped } from "../types/print.js";
import { type Attribute, listOf, type MapType, type Typed } from "../types/type.js";
import { joinPath } from "../values/path.js";
import { field, isRecord, itemsOf, members, wholeNumber } from "./json.js";
import { adviceForKey, KEYS, type Key, wrongValue } from "./literal-keys.js";
import { adviceForType } from "./literal-types.js";
import { type ProblemSink, refuse } from "./problem.js";
import { unnamed, wordsFrom } from "./words.js";

/** An attribute with more to say than its type. */
export interface AttributeLiteral {
  /** Type text such as `"text?"`. May be left out beside `enum`, `attributes` and `items`, and where the attribute is text. */
  readonly type?: string;
  /** Whether null is possible; the same as the `?` of the type text. */
  readonly nullable?: boolean;
  /** The texts allowed. */
  readonly enum?: readonly string[];
  /** The attributes of a `map`. */
  readonly attributes?: SchemaLiteral;
  /** The elements of a `list`. */
  readonly items?: string | AttributeLiteral;
  /** The longest text, in UTF-16 units. */
  readonly maxLength?: number;
  /** The longest list. */
  readonly maxItems?: number;
  readonly title?: string;
  readonly description?: string;
  /** A class of data such as `"personal"`, whose values are masked in reports. */
  readonly sensitivity?: string;
  readonly controlledBy?: string;
  readonly format?: string;
  readonly default?: unknown;
}

/** Attribute name → type text or more. */
export interface SchemaLiteral {
  readonly [attribute: string]: string | AttributeLiteral;
}

/** How deep a literal may nest. */
const LITERAL_NESTING = 16;

interface Place {
  readonly sink: ProblemSink;
  readonly path: string;
  readonly depth: number;
}

/** Reads a whole literal; every problem goes to the sink, and what is usable is kept. */
export function readLiteral(literal: object, sink: ProblemSink): MapType {
  return readAttributes(literal, { sink, path: "", depth: 0 });
}

function readAttributes(literal: object, place: Place): MapType {
  const attributes = new Map<string, Attribute>();
  for (const [name, value] of members(literal)) {
    const attribute = readAttribute(value, { ...place, path: joinPath(place.path, name), depth: place.depth + 1 });
    if (attribute) attributes.set(name, attribute);
  }
  return { kind: "map", attributes, open: false };
}

function readAttribute(value: unknown, place: Place): Attribute | undefined {
  if (typeof value === "string") return readTypeText(value, place);
  if (place.depth > LITERAL_NESTING)
    return problem(
      place,
      `it is nested more than ${LITERAL_NESTING} levels deep`,
      "Nest the attributes less, or write `map` for the inner ones.",
    );
  if (!isRecord(value))
    return problem(
      place,
      "an attribute is type text, or a map of keys",
      'Write for example `"text?"` or `{ "type": "text?", "title": "…" }`.',
    );
  const before = place.sink.diagnostics.length;
  reviewKeys(value, place);
  const typed = readShape(value, place);
  if (!typed || place.sink.diagnostics.length > before) return undefined;
  const words = (key: Key) => field(value, key) as string | undefined;
  const said = {
    title: words("title"),
    description: words("description"),
    sensitivity: words("sensitivity"),
    controlledBy: words("controlledBy"),
    format: words("format"),
    default: field(value, "default"),
  };
  return { ...typed, ...wordsFrom(said) };
}

function problem({ sink, path }: Place, what: string, advice: string): undefined {
  refuse(sink, path, what, advice);
}

/** Each key is known, and holds what it should. */
function reviewKeys(literal: object, place: Place): void {
  for (const [key, value] of members(literal)) {
    if (!KEYS.has(key)) problem(place, `\`${key}\` is not a key of an attribute`, adviceForKey(key));
    else if (value !== undefined) {
      const wrong = wrongValue(key, value);
      if (wrong) problem(place, ...wrong);
    }
  }
}

function readTypeText(text: string, place: Place): Typed | undefined {
  const what = text.trim() === "" ? "the type text is empty" : `\`${text.slice(0, 60)}\` is not a type`;
  return parseTyped(text) ?? problem(place, what, adviceForType(text));
}

/** The kind that a key belongs to is the kind of an attribute that has it and names none. */
function impliedType(literal: object): string {
  for (const [key, { of }] of KEYS) if (of !== undefined && field(literal, key) !== undefined) return of;
  return "text";
}

function readShape(literal: object, place: Place): Typed | undefined {
  const text = field(literal, "type") ?? impliedType(literal);
  const base = typeof text === "string" ? readTypeText(text, place) : undefined;
  if (!base) return undefined;
  for (const [key, { of }] of KEYS) {
    if (of === undefined || of === base.type.kind || field(literal, key) === undefined) continue;
    return problem(
      place,
      `\`${key}\` belongs to an attribute of type \`${of}\``,
      `Write \`"type": "${of}"\` beside it, or leave \`${key}\` out.`,
    );
  }
  const inner = readInside(literal, base, place);
  const nullable = field(literal, "nullable");
  return (
    inner && {
      type: inner.type,
      nullable: base.type.kind !== "unknown" && typeof nullable === "boolean" ? nullable : base.nullable,
    }
  );
}

/** What the keys of a kind add to its type. */
function readInside(literal: object, { type, nullable }: Typed, place: Place): Typed | undefined {
  const maxLength = wholeNumber(field(literal, "maxLength"));
  const maxItems = wholeNumber(field(literal, "maxItems"));
  const values = itemsOf(field(literal, "enum")) as string[] | undefined;
  const attributes = field(literal, "attributes");
  const items = field(literal, "items");
  if (type.kind === "text" && values) return { type: { kind: "text", values: [...new Set(values)] }, nullable };
  if (type.kind === "text" && maxLength !== undefined) return { type: { ...type, maxLength }, nullable };
  if (type.kind === "map" && isRecord(attributes)) return { type: readAttributes(attributes, place), nullable };
  if (type.kind !== "list") return { type, nullable };
  const element = !KEYS.get("items")?.holds(items)
    ? type.element
    : readAttribute(items, { ...place, path: `${place.path}[]`, depth: place.depth + 1 });
  return element && { type: listOf(unnamed(element), maxItems), nullable };
}
