/** Text rules: how values are written as text, and what well-formed text is. */
import { isoText } from "./time.js";
import { Fault, isList, isMap, kindOf, Timestamp, type Value } from "./value.js";

/** The host's own test, which looks at a text of one-byte characters not at all; taken once, so that nobody can replace it later. */
const { isWellFormed: native } = String.prototype as { isWellFormed?: (this: string) => boolean };

/** Whether a text has no lone surrogate. */
export function isWellFormed(text: string): boolean {
  /* v8 ignore next -- @preserve */
  return native ? native.call(text) : hasNoHalf(text);
}

/** The same where the host has no test of its own, unit by unit. */
export function hasNoHalf(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = text.charCodeAt(at + 1);
    if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false;
    at++;
  }
  return true;
}

/** Whether a text begins with another. Cut and compared whole, which hosts do at once: their search for a beginning goes unit by unit, ten times as slowly. */
export function startsWith(text: string, beginning: string): boolean {
  if (beginning === "") return true;
  return text.charCodeAt(0) === beginning.charCodeAt(0) && text.slice(0, beginning.length) === beginning;
}

/** Whether a text ends with another, in the same way. */
export function endsWith(text: string, ending: string): boolean {
  return ending === "" || text.slice(-ending.length) === ending;
}

/**
 * The text of a scalar inside a concatenation or a comma-joined list: a number as ECMAScript writes it (no exponent
 * below 1e21), a boolean as `true` or `false`, an instant as its ISO text. Undefined for what has no text.
 */
export function textOf(value: Value): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value instanceof Timestamp ? isoText(value) : undefined;
}

/** The members of a list joined with commas, nulls skipped; a fault when a member has no text or the whole would be too long. */
export function commaJoined(list: readonly Value[], textLimit: number): string | Fault {
  const parts: string[] = [];
  let length = -1;
  for (const item of list) {
    if (item === null) continue;
    const text = textOf(item);
    if (text === undefined) return new Fault("run/no-text", { member: `a ${kindOf(item)}` });
    length += text.length + 1;
    if (!(length <= textLimit)) return new Fault("run/text-too-long", { limit: textLimit });
    parts.push(text);
  }
  return parts.join(",");
}

/** A comma-separated text as a list of trimmed parts; the empty text is the empty list, and a fault stands for too long a one. */
export function commaSplit(text: string, listLimit: number): string[] | Fault {
  if (text === "") return [];
  if (!text.includes(",")) return [text.trim()];
  const parts = text.split(",", listLimit + 1);
  return parts.length > listLimit ? new Fault("run/list-too-long", { limit: listLimit }) : parts.map((part) => part.trim());
}

/** Whether a value is null or an empty text: what Elvis replaces. */
export function isBlank(value: Value | Fault): boolean {
  return value === null || value === "";
}

/** Whether a value holds other values. */
export function isCompound(value: Value): boolean {
  return isList(value) || isMap(value);
}
