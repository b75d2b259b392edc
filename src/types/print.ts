/** Types as people read them, and as schemas write them: `text?`, `list<integer>`, `map{city: text?}`. */
import {
  ANY_MAP,
  type Attribute,
  BOOLEAN,
  COUNTRY,
  GROUP,
  INTEGER,
  listOf,
  type MapType,
  NUMBER,
  restOf,
  TEXT,
  TIMESTAMP,
  type Type,
  type Typed,
  textsOf,
  UNKNOWN,
} from "./type.js";

/** More attributes than this are not printed. */
const PRINTED_ATTRIBUTES = 8;

/** A type as text. Enums print their texts in quotes, joined by `|`. */
export function printType(type: Type): string {
  if (type.kind === "list") return `list<${printTyped(type.element)}>`;
  const texts = textsOf(type);
  if (texts) return texts.map((value) => JSON.stringify(value)).join("|");
  if (type.kind !== "map") return type.kind;
  if (Object.hasOwn(type, "record") && type.record) return type.record;
  const rest = restOf(type);
  const others = rest && printTyped(rest);
  if (type.attributes.size === 0) return others ? `map<${others}>` : type.open ? "map" : "map{}";
  const shown = [...type.attributes].slice(0, PRINTED_ATTRIBUTES).map(([name, attribute]) => `${name}: ${printTyped(attribute)}`);
  if (type.attributes.size > PRINTED_ATTRIBUTES || type.open) shown.push(others ? `…: ${others}` : "…");
  return `map{${shown.join(", ")}}`;
}

/** A type with its `?`. */
export function printTyped(typed: Typed): string {
  const text = printType(typed.type);
  if (!typed.nullable || typed.type.kind === "null") return text;
  const several = (textsOf(typed.type)?.length ?? 0) > 1;
  return several ? `(${text})?` : `${text}?`;
}

/** The type names a schema may write, with the words people bring from elsewhere. */
export const TYPE_NAMES: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["text", TEXT],
  ["boolean", BOOLEAN],
  ["integer", INTEGER],
  ["number", NUMBER],
  ["timestamp", TIMESTAMP],
  ["country", COUNTRY],
  ["group", GROUP],
  ["unknown", UNKNOWN],
  ["map", ANY_MAP],
  ["list", listOf({ type: UNKNOWN, nullable: true })],
]);

/** What other systems call our types; used to suggest, never accepted. */
export const FOREIGN_TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ["string", "text"],
  ["str", "text"],
  ["bool", "boolean"],
  ["int", "integer"],
  ["float", "number"],
  ["double", "number"],
  ["date", "timestamp"],
  ["datetime", "timestamp"],
  ["array", "list<text>"],
  ["object", "map"],
  ["any", "unknown"],
]);

/** How deep type text may nest. */
const TYPE_NESTING = 16;

/**
 * Reads type text; undefined when it is none.
 *
 * @example parseTyped("list<text?>?") // { type: { kind: "list", element: { type: text, nullable: true } }, nullable: true }
 */
export function parseTyped(text: string): Typed | undefined {
  const words = text.match(/[A-Za-z_$][\w$-]*|[<>{}?:,]|\S/g) ?? [];
  const reader = { words, at: 0 };
  const typed = readTyped(reader, 0);
  return reader.at === words.length ? typed : undefined;
}

interface Reader {
  readonly words: readonly string[];
  at: number;
}

function take(reader: Reader, word: string): boolean {
  if (reader.words[reader.at] !== word) return false;
  reader.at++;
  return true;
}

function readTyped(reader: Reader, depth: number): Typed | undefined {
  if (depth > TYPE_NESTING) return undefined;
  const type = readType(reader, depth);
  // Of an unknown value nothing is known, so null cannot be ruled out.
  return type && { type, nullable: take(reader, "?") || type.kind === "unknown" };
}

function readType(reader: Reader, depth: number): Type | undefined {
  const word = reader.words[reader.at++];
  if (word === "list" && take(reader, "<")) {
    const element = readTyped(reader, depth + 1);
    return element && take(reader, ">") ? listOf(element) : undefined;
  }
  if (word === "map" && take(reader, "{")) return readMap(reader, depth);
  if (word === "map" && take(reader, "<")) {
    const rest = readTyped(reader, depth + 1);
    return rest && take(reader, ">") ? { ...ANY_MAP, rest } : undefined;
  }
  return word === undefined ? undefined : TYPE_NAMES.get(word);
}

function readMap(reader: Reader, depth: number): MapType | undefined {
  const attributes = new Map<string, Attribute>();
  while (!take(reader, "}")) {
    if (attributes.size > 0 && !take(reader, ",")) return undefined;
    const name = reader.words[reader.at++];
    if (name === undefined || !/^[A-Za-z_$]/.test(name) || attributes.has(name) || !take(reader, ":")) return undefined;
    const typed = readTyped(reader, depth + 1);
    if (!typed) return undefined;
    attributes.set(name, typed);
  }
  return { kind: "map", attributes, open: false };
}
