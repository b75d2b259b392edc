/** The closed set of values that an expression computes with, and the fault that stands in for a value that cannot be had. */
import type { Code } from "../diagnostics/codes.js";

/** Marks the library's own objects. Admitted data never carries symbols, so it cannot imitate one; the registry keeps two copies of the package in agreement. */
export const KIND: unique symbol = Symbol.for("claims-el/kind") as never;

/** An instant, and the zone it is written in. */
export class Timestamp {
  get [KIND](): "timestamp" {
    return "timestamp";
  }
  /**
   * @param epochMs milliseconds since 1970-01-01T00:00:00Z
   * @param zone an IANA name, `Z` or an offset such as `+02:00`
   */
  constructor(
    readonly epochMs: number,
    readonly zone: string = "Z",
  ) {}
}

/** A country, by its ISO 3166-1 alpha-2 code. */
export class CountryCode {
  get [KIND](): "country" {
    return "country";
  }
  constructor(readonly alpha2: string) {}
}

/** What a group's fields are asked of: a `Map`, or what admits a field when it is first asked for. */
export interface GroupFields {
  get(name: string): Value | Fault | undefined;
}

/** A group of a user or a client. Its fields may hold faults of their own, which only a read brings out. */
export class Group {
  get [KIND](): "group" {
    return "group";
  }
  constructor(readonly fields: GroupFields) {}
}

/** Own text keys to values. A `Map`, so that no name can reach a prototype. */
export type MapValue = ReadonlyMap<string, Value>;

/** What an expression computes with. */
export type Value = null | boolean | number | string | readonly Value[] | MapValue | Timestamp | CountryCode | Group;

/** The kinds of values, as messages name them. */
export type ValueKind = "null" | "boolean" | "number" | "text" | "list" | "map" | "timestamp" | "country" | "group";

/** A failure as a value: a code and its arguments, and where in the expression once that is known. */
export class Fault {
  declare readonly [KIND]: "fault";
  constructor(
    readonly code: Code,
    readonly data: Readonly<Record<string, string | number>> = {},
    readonly start = -1,
    readonly end = -1,
  ) {}

  /** The same failure with a place, unless it has one already. */
  at(start: number, end: number): Fault {
    return this.start >= 0 ? this : new Fault(this.code, this.data, start, end);
  }
}

/** Whether a value is a failure. */
export function isFault(value: Value | Fault | undefined): value is Fault {
  return value instanceof Fault;
}

/** Whether a value is a list. */
export function isList(value: Value | Fault): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether a value is a map. */
export function isMap(value: Value | Fault): value is MapValue {
  return value instanceof Map;
}

/** The kind of a value. */
export function kindOf(value: Value): ValueKind {
  if (value === null) return "null";
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    default:
      if (isList(value)) return "list";
      return isMap(value) ? "map" : (value as Timestamp | CountryCode | Group)[KIND];
  }
}

/** Smallest and largest Integer: 32 bits, signed. */
export const INTEGER_MIN = -0x80000000;
export const INTEGER_MAX = 0x7fffffff;

/** Whether a number is within the Integer kind. */
export function isInteger(value: number): boolean {
  return Number.isInteger(value) && value >= INTEGER_MIN && value <= INTEGER_MAX;
}

/** A value's kind in words fit for a message, telling an Integer from a Number. */
export function describeKind(value: Value): string {
  if (typeof value !== "number") return kindOf(value);
  return isInteger(value) ? "integer" : "number";
}
