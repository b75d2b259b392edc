/** Outcomes: how a value, an absence or a fault leaves the evaluator. */
import type { Span } from "../base/span.js";
import { type Diagnostic, diagnosticOf } from "../diagnostics/diagnostic.js";
import type { Reason } from "../diagnostics/reasons.js";
import { UNITS_OF_AN_ELEMENT, writtenWork } from "../library/looking.js";
import { SeenFields, type WrittenGroup } from "../values/seen-group.js";
import { isWellFormed } from "../values/text.js";
import { isoText } from "../values/time.js";
import { CountryCode, Fault, Group, isFault, isList, isMap, type MapValue, Timestamp, type Value } from "../values/value.js";

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

/** What a result may be at most. */
export interface Room {
  /** How many values it may hold: a list made by doubling is large without using memory. */
  readonly values: number;
  /** How much work may be left for it, and how much there was at all. */
  readonly work: number;
  readonly limit: number;
}

/** A value as a token carries it: instants as ISO text, countries as alpha-2, groups as `{id, type, name}`; or a fault. */
export function exportValue(value: Value | Fault, room: Room): ClaimValue | Fault {
  return exportCounted(value, { values: room.values, work: room.work, room });
}

/** What is left while a result is written. */
interface Count {
  values: number;
  work: number;
  readonly room: Room;
}

/** Writing a value into a map, under its name. */
const WORK_OF_AN_ENTRY = 80;

/** Takes what writing a text costs; undefined where that was left and a token can carry it. */
function unfit(text: string, count: Count): Fault | undefined {
  count.work -= writtenWork(text.length);
  if (count.work < 0) return tooMuch(count);
  return isWellFormed(text) ? undefined : new Fault("run/ill-formed-text");
}

function tooMuch({ room }: Count): Fault {
  return new Fault("context/too-much-work", { limit: room.limit });
}

function exportCounted(value: Value | Fault, count: Count): ClaimValue | Fault {
  if (count.values-- <= 0) return new Fault("run/result-too-large", { limit: count.room.values });
  if (value === null || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "string") return unfit(value, count) ?? value;
  if (isFault(value)) return value;
  if (value instanceof Group) return exportGroup(value, count);
  if (value instanceof Timestamp) return isoText(value);
  if (value instanceof CountryCode) return value.alpha2;
  return isList(value) ? exportList(value, count) : isMap(value) ? exportMap(value, count) : new Fault("run/ill-formed-text");
}

function exportList(list: readonly Value[], count: Count): ClaimValue | Fault {
  count.work -= list.length * UNITS_OF_AN_ELEMENT;
  if (count.work < 0) return tooMuch(count);
  const items: ClaimValue[] = [];
  for (let index = 0; index < list.length; index++) {
    const exported = exportCounted(list[index] as Value, count);
    if (exported instanceof Fault) return exported;
    items.push(exported);
  }
  return items;
}

const P: object = Object.prototype;

/** Sets an own property without running a setter that is on `Object.prototype`, the language's own or a stranger's. */
function setOwn(target: { [key: string]: ClaimValue }, key: string, value: ClaimValue): void {
  if (!(key in P)) target[key] = value;
  else Object.defineProperty(target, key, ownData(value));
}

/** A data property, told without inheriting anything: a `get` that somebody put on `Object.prototype` would make it none. */
function ownData(value: ClaimValue): PropertyDescriptor {
  return Object.assign(Object.create(null), { enumerable: true, configurable: true, writable: true, value });
}

function exportMap(map: MapValue, count: Count): ClaimValue | Fault {
  // Where that is too much, so is its first name.
  count.work -= map.size * WORK_OF_AN_ENTRY;
  const target: { [key: string]: ClaimValue } = {};
  for (const [key, value] of map) {
    const exported = unfit(key, count) ?? exportCounted(value, count);
    if (exported instanceof Fault) return exported;
    setOwn(target, key, exported);
  }
  return target;
}

/** The values that a group is written as, besides itself. */
const OF_A_GROUP = 3;

/** What a group whose texts were looked at before is written as; undefined where there may be no room for it. */
function writtenBefore(seen: SeenFields | undefined, count: Count): WrittenGroup | undefined {
  const known = count.values >= OF_A_GROUP ? seen?.written() : undefined;
  if (known === undefined) return undefined;
  const texts = writtenWork(known.id.length) + writtenWork(known.type.length) + writtenWork(known.name.length);
  if (count.work < texts) return undefined;
  count.values -= OF_A_GROUP;
  count.work -= texts;
  return known;
}

/** A group as a token carries it; a field that does not fit its type is a fault here, since here it is read. */
function exportGroup({ fields }: Group, count: Count): ClaimValue | Fault {
  count.work -= OF_A_GROUP * UNITS_OF_AN_ELEMENT;
  if (count.work < 0) return tooMuch(count);
  const seen = fields instanceof SeenFields ? fields : undefined;
  const known = writtenBefore(seen, count);
  if (known) return known as WrittenGroup & { readonly [key: string]: ClaimValue };
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
