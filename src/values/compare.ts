/** Equality by value and the order of what has one. */
import {
  type CountryCode,
  Fault,
  type Group,
  isFault,
  isList,
  isMap,
  kindOf,
  type MapValue,
  type Timestamp,
  type Value,
} from "./value.js";

/**
 * Whether two values are equal: numbers numerically, texts and booleans exactly, lists and maps element by element,
 * instants by instant, groups by id, countries by code. Different kinds are unequal; nothing is coerced. A fault where an id is none.
 */
export function equal(left: Value, right: Value): boolean | Fault {
  if (left === right) return true;
  if (typeof left !== "object") return false;
  const kind = kindOf(left);
  if (kind !== kindOf(right)) return false;
  switch (kind) {
    case "list":
      return equalLists(left as readonly Value[], right as readonly Value[]);
    case "map":
      return equalMaps(left as MapValue, right as MapValue);
    case "timestamp":
      return (left as Timestamp).epochMs === (right as Timestamp).epochMs;
    case "country":
      return (left as CountryCode).alpha2 === (right as CountryCode).alpha2;
    default:
      return equalGroups(left as Group, right as Group);
  }
}

function equalLists(left: readonly Value[], right: readonly Value[]): boolean | Fault {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at++) {
    const same = equal(left[at] as Value, right[at] as Value);
    if (same !== true) return same;
  }
  return true;
}

function equalMaps(left: MapValue, right: MapValue): boolean | Fault {
  if (left.size !== right.size) return false;
  for (const [key, value] of left) {
    const other = right.get(key);
    const same = other !== undefined && equal(value, other);
    if (same !== true) return same;
  }
  return true;
}

/** A group without an id equals itself alone, which was asked before. */
function equalGroups(left: Group, right: Group): boolean | Fault {
  const [one, other] = [left.fields.get("id"), right.fields.get("id")];
  if (one !== undefined && isFault(one)) return one;
  if (other !== undefined && isFault(other)) return other;
  return typeof one === "string" && one === other;
}

/** Negative, zero or positive; a fault where the two have no order. Numbers, texts (by UTF-16 units) and instants have one. */
export function compare(left: Value, right: Value): number | Fault {
  const kind = kindOf(left);
  if (kind === kindOf(right)) {
    if (kind === "number") return (left as number) - (right as number);
    if (kind === "text") return left === right ? 0 : (left as string) < (right as string) ? -1 : 1;
    if (kind === "timestamp") return (left as Timestamp).epochMs - (right as Timestamp).epochMs;
  }
  return new Fault("run/not-comparable", { left: kind, right: kindOf(right) });
}

/** How many values one value holds, itself included: what comparing or copying it costs, up to `most`. */
export function sizeOf(value: Value, most: number): number {
  let size = 1;
  // Made with the first of what holds values inside: most lists hold texts.
  let waiting: Value[] | undefined;
  for (let next: Value | undefined = value; next !== undefined && holdsValues(next); next = waiting?.pop()) {
    size += isList(next) ? next.length : next.size;
    if (size >= most) return most;
    // By position: an iterator takes five times as long, and lists are what is counted most.
    const values = isList(next) ? next : [...next.values()];
    for (let at = 0; at < values.length; at++) {
      const inside = values[at] as Value;
      if (holdsValues(inside)) (waiting ??= []).push(inside);
    }
  }
  return Math.min(size, most);
}

/** What it takes to begin comparing two lists or maps, however little they hold. */
export const COMPARING = 12;

/** What comparing two values costs, up to `most`: nothing unless both hold other values. A list made by doubling is large without using memory. */
export function comparisonCost(left: Value, right: Value, most: number): number {
  if (left === right || !holdsValues(left) || !holdsValues(right)) return 0;
  // The larger one is counted no further than the smaller one goes: it may be all of the data, and be compared with little many times.
  for (let far = COUNTED_FIRST; far < most; far *= COUNTED_FIRST) {
    const size = Math.min(sizeOf(left, far), sizeOf(right, far));
    if (size < far) return Math.min(COMPARING + size, most);
  }
  return Math.min(COMPARING + Math.min(sizeOf(left, most), sizeOf(right, most)), most);
}

/** So many values are counted of both, then as many times more. */
const COUNTED_FIRST = 16;

/** Whether a value is a list or a map. */
export function holdsValues<V extends Value | Fault>(value: V): value is V & (readonly Value[] | MapValue) {
  return typeof value === "object" && (isList(value) || isMap(value));
}
