/** Outcomes: how a value, an absence or a fault leaves the evaluator. */
import type { Span } from "../base/span.js";
import { type Diagnostic, diagnosticOf } from "../diagnostics/diagnostic.js";
import type { Reason } from "../diagnostics/reasons.js";
import { SeenFields, type WrittenGroup } from "../values/seen-group.js";
import { isWellFormed } from "../values/text.js";
import { isoText } from "../values/time.js";
import { CountryCode, Fault, Group, isFault, isList, isMap, Timestamp, type Value } from "../values/value.js";

/** A value that a token can carry: plain JSON data. */
export type ClaimValue = null | boolean | number | string | readonly ClaimValue[] | { readonly [key: string]: ClaimValue };

/** How an evaluation ends. Plain JSON-safe data. */
export type Outcome =
  | { readonly status: "value"; readonly value: ClaimValue }
  | { readonly status: "absent"; readonly reason: Reason }
  | { readonly status: "error"; readonly diagnostic: Diagnostic };

/** An error outcome. */
export function errorOutcome(fault: Fault, whole: Span): Outcome {
  const span = fault.start >= 0 ? { start: fault.start, end: fault.end } : whole;
  return { status: "error", diagnostic: diagnosticOf(fault.code, span, fault.data) };
}

/**
 * A value as a token carries it: instants as ISO text, countries as alpha-2, groups as `{id, type, name}`; or a fault.
 *
 * @param most how many values it may hold: a list made by doubling is large without using memory
 */
export function exportValue(value: Value | Fault, most: number): ClaimValue | Fault {
  return exportCounted(value, { left: most, most, seen: undefined, last: undefined });
}

/** How many more values may be written, and which long texts were looked at: one text may stand in many places. */
interface Count {
  left: number;
  readonly most: number;
  seen: Set<string> | undefined;
  /** Of texts that are too long for a set the last. */
  last: string | undefined;
}

/** Texts from this length on are remembered once they were looked at. */
const LONG_TEXT = 256;

/** V8 hashes longer texts by their length alone: a set of many would compare them all, from beginning to end. */
const HASHED_TEXT = 16_383;

function isFit(text: string, count: Count): boolean {
  if (text.length < LONG_TEXT) return isWellFormed(text);
  if (text.length > HASHED_TEXT) {
    const isKnown = text === count.last;
    count.last = text;
    return isKnown || isWellFormed(text);
  }
  count.seen ??= new Set();
  if (count.seen.has(text)) return true;
  count.seen.add(text);
  return isWellFormed(text);
}

function exportCounted(value: Value | Fault, count: Count): ClaimValue | Fault {
  if (count.left-- <= 0) return new Fault("run/result-too-large", { limit: count.most });
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "string") return isFit(value, count) ? value : new Fault("run/ill-formed-text");
  if (isFault(value)) return value;
  if (value instanceof Group) return exportGroup(value, count);
  if (value instanceof Timestamp) return isoText(value);
  if (value instanceof CountryCode) return value.alpha2;
  return isList(value) ? exportList(value, count) : isMap(value) ? exportMap(value, count) : new Fault("run/ill-formed-text");
}

function exportList(list: readonly Value[], count: Count): ClaimValue | Fault {
  const items: ClaimValue[] = [];
  for (let index = 0; index < list.length; index++) {
    const exported = exportCounted(list[index] as Value, count);
    if (exported instanceof Fault) return exported;
    items.push(exported);
  }
  return items;
}

/** A data property, told without inheriting anything: a `get` that somebody put on `Object.prototype` would make it none. */
const DATA_PROPERTY: PropertyDescriptor = Object.assign(Object.create(null), {
  enumerable: true,
  configurable: true,
  writable: true,
  value: undefined,
});

/** Sets an own property without running a setter that somebody put on `Object.prototype`. */
function setOwn(target: object, key: string, value: ClaimValue): void {
  DATA_PROPERTY.value = value;
  Object.defineProperty(target, key, DATA_PROPERTY);
  DATA_PROPERTY.value = undefined;
}

function exportMap(map: Iterable<readonly [string, Value | Fault]>, count: Count): ClaimValue | Fault {
  const target: { [key: string]: ClaimValue } = {};
  for (const [key, value] of map) {
    const exported = isWellFormed(key) ? exportCounted(value, count) : new Fault("run/ill-formed-text");
    if (exported instanceof Fault) return exported;
    setOwn(target, key, exported);
  }
  return target;
}

/** The values that a group is written as, besides itself. */
const OF_A_GROUP = 3;

/** A group as a token carries it; a field that does not fit its type is a fault here, since here it is read. */
function exportGroup({ fields }: Group, count: Count): ClaimValue | Fault {
  const seen = fields instanceof SeenFields ? fields : undefined;
  const known = count.left >= OF_A_GROUP ? seen?.written() : undefined;
  if (known) {
    count.left -= OF_A_GROUP;
    return known as WrittenGroup & { readonly [key: string]: ClaimValue };
  }
  const id = exportField(fields.get("id"), count);
  if (id instanceof Fault) return id;
  const type = exportField(fields.get("type"), count);
  if (type instanceof Fault) return type;
  const name = exportField(fields.get("name"), count);
  if (name instanceof Fault) return name;
  seen?.found(id, type, name);
  return { id, type, name };
}

function exportField(field: Value | Fault | undefined, count: Count): ClaimValue | Fault {
  return exportCounted(field ?? null, count);
}
