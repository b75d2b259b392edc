/** The one way a property of a host object is read: own, enumerable, data, by descriptor; nothing of the host runs. */

const { getOwnPropertyDescriptor, getPrototypeOf, hasOwn } = Object;

/** What a host object answers for one name. */
export type Own = { readonly state: "value"; readonly value: unknown } | { readonly state: "missing" | "accessor" };

const MISSING: Own = { state: "missing" };
const ACCESSOR: Own = { state: "accessor" };

/** Reads one own property. An inherited or non-enumerable one is missing; an accessor is named as such and not run. */
export function own(holder: object, key: string | number): Own {
  const found = getOwnPropertyDescriptor(holder, key);
  if (found === undefined || !found.enumerable) return MISSING;
  // A descriptor inherits too: `in` would find a `value` that somebody put on `Object.prototype`.
  return hasOwn(found, "value") ? { state: "value", value: found.value } : ACCESSOR;
}

/** Whether an object is a plain record: its prototype is null or an `Object.prototype` (of any realm). */
export function isPlainObject(raw: object): boolean {
  const prototype = getPrototypeOf(raw);
  return prototype === null || getPrototypeOf(prototype) === null;
}

/** What a host value is, in words fit for a message that must not print it. */
export function describeHost(raw: unknown): string {
  if (raw === null || raw === undefined) return "null";
  switch (typeof raw) {
    case "string":
      return "text";
    case "number":
      return Number.isInteger(raw) ? "an integer" : "a number";
    case "boolean":
      return "a boolean";
    case "object":
      if (Array.isArray(raw)) return "a list";
      return isPlainObject(raw) ? "a map" : "an instance of a class";
    case "bigint":
      return "a big integer";
    default:
      return `a ${typeof raw}`;
  }
}
