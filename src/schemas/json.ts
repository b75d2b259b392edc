/** Reads the parts of a schema as a host gave it: own data properties only, nothing inherited, nothing run. */
import { own } from "../values/own.js";

/** Whether a value is a map of keywords or names: neither null nor a list. */
export function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of a keyword, undefined where there is none. */
export function field(node: object, key: string): unknown {
  const found = own(node, key);
  return found.state === "value" ? found.value : undefined;
}

/** A keyword whose value is text. */
export function textField(node: object, key: string): string | undefined {
  const value = field(node, key);
  return typeof value === "string" ? value : undefined;
}

/** The names of a map with what each holds, in order; an accessor's value counts as missing. */
export function members(node: object): (readonly [name: string, value: unknown])[] {
  return Object.keys(node).map((name) => [name, field(node, name)]);
}

/** More members of one list than this are not looked at. */
const READ_ITEMS = 100_000;

/** The members of a list; undefined where it is none. */
export function itemsOf(value: unknown): unknown[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return Array.from({ length: Math.min(value.length, READ_ITEMS) }, (_, index) => field(value, String(index)));
}

/** A count such as `maxLength`. */
export function wholeNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** What a JSON value is, in the words of JSON Schema. */
export function jsonTypeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}
