/** The one way a property of a host object is read: own, enumerable, data, by descriptor; nothing of the host runs. */

const { getOwnPropertyDescriptor, getPrototypeOf, hasOwn, keys } = Object;
const P: object = Object.prototype;

/** What a host object answers for one name. */
export type Own = { readonly state: "value"; readonly value: unknown } | { readonly state: "missing" | "accessor" };

const MISSING: Own = { state: "missing" };
const ACCESSOR: Own = { state: "accessor" };

/** Reads one own property. An inherited or non-enumerable one is missing; an accessor is named as such and not run. */
export function own(holder: object, key: string | number): Own {
  const found = getOwnPropertyDescriptor(holder, key);
  if (found === undefined || !found.enumerable) return MISSING;
  return isData(found) ? { state: "value", value: found.value } : ACCESSOR;
}

/** Whether it is that of a value. A descriptor inherits too, so what somebody put on `Object.prototype` must not be taken for its own. */
function isData(found: PropertyDescriptor): boolean {
  return "writable" in P ? hasOwn(found, "writable") : found.writable !== undefined;
}

/** A text that is an own property; undefined for anything else, and where nothing can be asked. */
export function ownText(holder: object, key: string): string | undefined {
  try {
    const found = getOwnPropertyDescriptor(holder, key);
    if (found === undefined || !found.enumerable || !isData(found)) return undefined;
    return typeof found.value === "string" ? found.value : undefined;
  } catch {
    // Only a proxy's trap can throw here; whoever reads with more care meets it again, and says so.
    return undefined;
  }
}

const { __lookupGetter__: getterOf, propertyIsEnumerable: isOwnEnumerable } = Object.prototype as {
  readonly __lookupGetter__?: (this: object, key: number) => unknown;
  readonly propertyIsEnumerable: (this: object, key: number) => boolean;
};

/**
 * The same for an element of a list. Engines make a descriptor of an element slowly; asking for its getter alone, and
 * reading it where there is none, takes a tenth.
 */
export function ownElement(list: readonly unknown[], index: number): Own {
  if (getterOf === undefined || getterOf.call(list, index) !== undefined) return own(list, index);
  if (!isOwnEnumerable.call(list, index)) return MISSING;
  const value = list[index];
  // Nothing is also what an element gives that has only a setter.
  return value === undefined ? own(list, index) : { state: "value", value };
}

/**
 * The element of a list of which each is its own and enumerable; undefined where there is nothing, or where it takes more
 * care to tell.
 */
export function elementOfWhole(list: readonly unknown[], index: number): unknown {
  return getterOf === undefined || getterOf.call(list, index) !== undefined ? undefined : list[index];
}

/** Whether every element of a list is its own and enumerable. The keys that are positions come first, in order. */
export function isWhole(list: readonly unknown[]): boolean {
  const names = keys(list);
  return names.length === list.length && names[names.length - 1] === String(list.length - 1);
}

/** Whether an object is a plain record: its prototype is null or an `Object.prototype` (of any realm). */
export function isPlainObject(raw: object): boolean {
  const prototype = getPrototypeOf(raw);
  return prototype === null || prototype === Object.prototype || getPrototypeOf(prototype) === null;
}

/** Whether a host value is an object and no list. Of a revoked proxy nothing can be asked, so it is none. */
export function isHolder(raw: unknown): raw is object {
  try {
    return typeof raw === "object" && raw !== null && !Array.isArray(raw);
  } catch {
    return false;
  }
}

/** Whether an object is a plain record whose only inherited names, if any, are those of this realm's `Object.prototype`. */
export function isPlainRecord(raw: object): boolean {
  const prototype = getPrototypeOf(raw);
  return prototype === null || prototype === Object.prototype;
}

/** What a host value is, in words fit for a message that must not print it. */
export function describeHost(raw: unknown): string {
  if (raw === null || raw === undefined) return "null";
  switch (typeof raw) {
    case "string":
      return "text";
    case "number":
      return Number.isInteger(raw) ? "an integer" : "a number";
    case "object":
      return describeObject(raw);
    case "bigint":
      return "a big integer";
    default:
      return `a ${typeof raw}`;
  }
}

function describeObject(raw: object): string {
  try {
    if (Array.isArray(raw)) return "a list";
    return isPlainObject(raw) ? "a map" : "an instance of a class";
  } catch {
    // Only a proxy that was revoked, or whose trap throws, cannot be looked at.
    return "something that cannot be read";
  }
}
