/** Records with optional parts that no stranger can add: what somebody puts on `Object.prototype` is no part of them. */

/** The optional parts of a record, each to be there as undefined. */
export type Parts<T> = { readonly [Name in keyof T as undefined extends T[Name] ? Name : never]-?: undefined };

/** The record with every part its own, those that it lacks as undefined. */
export function ownParts<T extends object>(parts: Parts<T>, record: T): T {
  return { ...parts, ...record } as T;
}
