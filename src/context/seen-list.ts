/** A host's list as it was seen: while it holds the same it is not taken apart again. */
import type { Limits } from "../base/limits.js";
import type { Typed } from "../types/type.js";
import { admit } from "../values/admit.js";
import type { Fault, Value } from "../values/value.js";

/** A host's list as it was seen, and what it became. */
export interface SeenList {
  readonly raw: unknown;
  readonly before: readonly unknown[];
  /** Of groups, made when the list comes again: a list that is seen once needs none. */
  items: readonly Value[] | undefined;
  /** What it was held to. */
  readonly limits: Limits;
}

/** Where a list is remembered. */
export interface ListMemory {
  list: SeenList | undefined;
}

/** Whether a list holds these very values. */
export function isSame(raw: readonly unknown[], before: readonly unknown[]): boolean {
  const { length } = before;
  if (raw.length !== length) return false;
  for (let at = 0; at < length; at++) if (raw[at] !== before[at]) return false;
  return true;
}

/** Admits a value; of a list gives what it was admitted as, where it still holds the same texts, numbers, booleans and nulls. */
export function admitAgain(
  memory: ListMemory | undefined,
  raw: unknown,
  typed: Typed,
  path: string,
  limits: Limits,
): Value | Fault {
  const known = memory?.list;
  if (known?.items && known.raw === raw && known.limits === limits && isSame(raw as readonly unknown[], known.items))
    return known.items;
  const items = admit(raw, typed, path, limits);
  // Whatever else was admitted is another object than the host's.
  if (memory && Array.isArray(items) && isSame(raw as readonly unknown[], items))
    memory.list = { raw, before: items, items, limits };
  return items;
}
