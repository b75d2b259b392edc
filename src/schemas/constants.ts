/** Reads `enum`, `const` and lists of titled constants: the values an attribute may have. */
import { type Attribute, BOOLEAN, INTEGER, NUMBER, type Type, UNKNOWN } from "../types/type.js";
import { areConstants, type Place, type Reading, type Source } from "./conjunction.js";
import { field, isRecord, itemsOf, jsonTypeOf, textField } from "./json.js";
import { refuse } from "./problem.js";

/** The values that all the schemas of a place allow, and the titles of those that are texts. */
export interface Constants {
  readonly values: readonly unknown[];
  readonly titles: ReadonlyMap<string, string>;
}

/** The constants of a place; undefined where any value is allowed. */
export function constantsOf(sources: readonly Source[], reading: Reading, place: Place): Constants | undefined {
  let values: readonly unknown[] | undefined;
  const titles = new Map<string, string>();
  for (const { schema } of sources) {
    const titled = titledConstants(schema, titles);
    for (const allowed of [enumOf(schema, reading, place), constOf(schema), titled]) {
      if (allowed) values = values ? common(values, allowed) : allowed;
    }
  }
  return values && { values, titles };
}

function enumOf(schema: object, reading: Reading, place: Place): unknown[] | undefined {
  const given = field(schema, "enum");
  if (given === undefined) return undefined;
  const values = itemsOf(given);
  if (values && values.length > 0) return values;
  refuse(reading.sink, place.path, "`enum` is a list of at least one value", 'Write for example `"enum": ["gold", "basic"]`.');
  return undefined;
}

function constOf(schema: object): unknown[] | undefined {
  const value = field(schema, "const");
  return value === undefined ? undefined : [value];
}

/** `oneOf: [{ const, title }]`: the values, and their titles. Beside an `enum` it only names that one's values. */
function titledConstants(schema: object, titles: Map<string, string>): unknown[] | undefined {
  for (const keyword of ["oneOf", "anyOf"]) {
    const options = itemsOf(field(schema, keyword));
    if (!options || options.length === 0 || !areConstants(options)) continue;
    for (const option of options.filter(isRecord)) {
      const title = textField(option, "title");
      const value = field(option, "const");
      if (title !== undefined && typeof value === "string" && !titles.has(value)) titles.set(value, title);
    }
    return field(schema, "enum") === undefined ? options.filter(isRecord).map((option) => field(option, "const")) : undefined;
  }
  return undefined;
}

/** The values in both lists. Lists and maps are kept: they are never compared here, and make the type unknown. */
function common(left: readonly unknown[], right: readonly unknown[]): unknown[] {
  const allowed = new Set(right);
  return left.filter((value) => allowed.has(value) || (typeof value === "object" && value !== null));
}

/**
 * The attribute that has one of the values, of the types its schemas name; undefined where there is no such value.
 * Texts are kept one by one; numbers and booleans keep their kind.
 */
export function constantType({ values, titles }: Constants, types: ReadonlySet<string> | undefined): Attribute | undefined {
  const fitting = values.filter(
    (value) => !types || types.has(jsonTypeOf(value)) || (typeof value === "number" && types.has("number")),
  );
  const kinds = new Set(fitting.map((value) => (typeof value === "number" ? "number" : jsonTypeOf(value))));
  const nullable = kinds.delete("null") || types?.has("null") === true;
  if (kinds.size === 0) return nullable ? { type: { kind: "null" }, nullable } : undefined;
  if (kinds.size > 1) return { type: UNKNOWN, nullable: true };
  const [kind] = kinds;
  const texts = fitting.filter((value): value is string => typeof value === "string");
  const named = titles.size > 0 ? { valueTitles: titles } : {};
  if (kind === "string") return { type: { kind: "text", values: [...new Set(texts)] }, nullable, ...named };
  const numeric = kind === "number" ? numericType(fitting, types) : undefined;
  const type = numeric ?? (kind === "boolean" ? BOOLEAN : UNKNOWN);
  return { type, nullable: nullable || type === UNKNOWN };
}

/** Integer where the schema says so; where it says nothing, what the values are. */
function numericType(values: readonly unknown[], types: ReadonlySet<string> | undefined): Type {
  if (types?.has("number")) return NUMBER;
  const small = values.every((value) => typeof value !== "number" || (value | 0) === value);
  return types?.has("integer") || small ? INTEGER : NUMBER;
}
