/** The table of keys that an attribute of a literal may have: what each holds, and which kind of attribute it belongs to. */
import { closestName } from "../base/closest.js";
import { isRecord, itemsOf, wholeNumber } from "./json.js";

interface KeyRow {
  readonly holds: (value: unknown) => boolean;
  /** What it holds, in a sentence. */
  readonly wants: string;
  readonly example: string;
  /** The kind of attribute it belongs to, where it belongs to one. */
  readonly of?: "text" | "list" | "map";
}

const isText = (value: unknown): boolean => typeof value === "string";
const isCount = (value: unknown): boolean => wholeNumber(value) !== undefined;
const areTexts = (value: unknown): boolean => {
  const items = itemsOf(value);
  return items !== undefined && items.length > 0 && items.every(isText);
};

// biome-ignore format: table
const ROWS = {
  type: { holds: isText, wants: "type text", example: '"type": "text?"' },
  nullable: { holds: (value) => typeof value === "boolean", wants: "true or false", example: '"nullable": true' },
  enum: { holds: areTexts, wants: "a list of at least one text", example: '"enum": ["gold", "basic"]', of: "text" },
  attributes: { holds: isRecord, wants: "a map from names to types", example: '"attributes": { "city": "text?" }', of: "map" },
  items: { holds: (value) => isText(value) || isRecord(value), wants: "type text, or a map of keys", example: '"items": "text"', of: "list" },
  maxLength: { holds: isCount, wants: "a whole number", example: '"maxLength": 100', of: "text" },
  maxItems: { holds: isCount, wants: "a whole number", example: '"maxItems": 100', of: "list" },
  title: { holds: isText, wants: "text", example: '"title": "Cost centre"' },
  description: { holds: isText, wants: "text", example: '"description": "…"' },
  sensitivity: { holds: isText, wants: "text", example: '"sensitivity": "personal"' },
  controlledBy: { holds: isText, wants: "text", example: '"controlledBy": "client"' },
  format: { holds: isText, wants: "text", example: '"format": "email"' },
  default: { holds: () => true, wants: "any value", example: '"default": "basic"' },
} as const satisfies Record<string, KeyRow>;

/** A key of an attribute. */
export type Key = keyof typeof ROWS;

/** The keys by name. */
export const KEYS: ReadonlyMap<string, KeyRow> = new Map(Object.entries(ROWS));

/** Keys of other schemas: what to write instead. */
const OTHER_KEYS: ReadonlyMap<string, string> = new Map([
  ["properties", 'Write `"attributes"`, or, for a JSON Schema document, `"type": "object"` beside `properties` at the top.'],
  ["required", "An attribute is required unless its type ends in `?`, as in `text?`."],
  ["optional", "End the type in `?`, as in `text?`."],
  ["const", 'Write `"enum"` with the one text.'],
  ["values", "Did you mean `enum`?"],
  ["element", "Did you mean `items`?"],
  ["elements", "Did you mean `items`?"],
  ["fields", "Did you mean `attributes`?"],
  ["$ref", "References are read in a JSON Schema document, which has `$schema` at its top."],
  ["label", "Did you mean `title`?"],
]);

/** What to write instead of a key that is none. */
export function adviceForKey(key: string): string {
  const other = OTHER_KEYS.get(key);
  if (other) return other;
  const near = closestName(key, KEYS.keys());
  return near ? `Did you mean \`${near}\`?` : `Use one of: ${[...KEYS.keys()].join(", ")}.`;
}

/** The problem and the advice for a key's value; undefined where it is right. */
export function wrongValue(key: string, value: unknown): [problem: string, advice: string] | undefined {
  const row = KEYS.get(key);
  if (!row || row.holds(value)) return undefined;
  return [`\`${key}\` is ${row.wants}`, `Write for example \`${row.example}\`.`];
}
