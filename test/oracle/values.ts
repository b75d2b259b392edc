/** What the oracle computes with, how values compare, and how they are written as text. */

/** No value, and why; `path` where it was read. */
export class Nothing {
  constructor(
    readonly code: string,
    readonly path?: string,
  ) {}
}

/** Ends an evaluation. */
export class Failure {
  constructor(readonly code: string) {}
}

/** A map; `unset` is the reason of what it does not hold. */
export class Dict {
  constructor(
    readonly entries: ReadonlyMap<string, Val>,
    readonly unset: string,
  ) {}
}

export class Time {
  constructor(readonly ms: number) {}
}

export class Country {
  constructor(readonly code: string) {}
}

/** A group keeps its data; a field is held to its type when it is read. */
export class GroupData {
  constructor(readonly field: (name: string) => Val) {}
}

export type Val = boolean | number | string | readonly Val[] | Nothing | Dict | Time | Country | GroupData;

export const isList = (value: Val): value is readonly Val[] => Array.isArray(value);
export const isNothing = (value: Val): value is Nothing => value instanceof Nothing;

/** The kind of a value, by the words of the law. */
export function kindName(value: Val): string {
  if (typeof value === "string") return "text";
  if (typeof value === "number" || typeof value === "boolean") return typeof value;
  if (isList(value)) return "list";
  if (value instanceof Dict) return "map";
  if (value instanceof Time) return "timestamp";
  return value instanceof Country ? "country" : value instanceof GroupData ? "group" : "null";
}

/** Equality by value; different kinds are unequal. */
export function equal(left: Val, right: Val): boolean {
  if (isNothing(left) || isNothing(right)) return isNothing(left) && isNothing(right);
  if (isList(left) && isList(right)) return left.length === right.length && left.every((item, at) => equal(item, right[at] as Val));
  if (left instanceof Dict && right instanceof Dict) {
    const [one, other] = [left.entries, right.entries];
    return one.size === other.size && [...one].every(([key, value]) => other.has(key) && equal(value, other.get(key) as Val));
  }
  if (left instanceof Time && right instanceof Time) return left.ms === right.ms;
  if (left instanceof Country && right instanceof Country) return left.code === right.code;
  if (left instanceof GroupData && right instanceof GroupData) return left === right || sameId(left, right);
  return left === right;
}

function sameId(left: GroupData, right: GroupData): boolean {
  const [one, other] = [left.field("id"), right.field("id")];
  return !isNothing(one) && equal(one, other);
}

/** The text of a scalar; undefined for what has none. */
export function textOf(value: Val): string | undefined {
  if (value instanceof Time) return new Date(value.ms).toISOString();
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined;
}

export function commaJoined(list: readonly Val[]): string {
  const texts = list.filter((item) => !isNothing(item)).map(textOf);
  if (texts.includes(undefined)) throw new Failure("run/no-text");
  return texts.join(",");
}

export function commaSplit(text: string): string[] {
  return text === "" ? [] : text.split(",").map((part) => part.trim());
}
