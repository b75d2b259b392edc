/** Whether a claim's value is of a type: what the checker promised of it. */

import type { Type, Typed } from "../../src/types/type.js";
import { isInteger } from "../../src/values/value.js";

const INSTANT = /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What does not fit, in a few words; undefined where everything does. */
export function misfit(value: unknown, type: Type, at: string): string | undefined {
  const unless = (fits: boolean) => (fits ? undefined : `${at} is no ${type.kind}`);
  switch (type.kind) {
    case "unknown":
      return undefined;
    case "text":
      return unless(typeof value === "string") ?? misfitText(value as string, type, at);
    case "boolean":
      return unless(typeof value === "boolean");
    case "integer":
      return unless(typeof value === "number" && isInteger(value));
    case "number":
      return unless(typeof value === "number" && Number.isFinite(value));
    case "timestamp":
      return unless(typeof value === "string" && INSTANT.test(value));
    case "country":
      return unless(typeof value === "string" && /^[A-Z]{2}$/.test(value));
    case "group":
      return unless(isRecord(value) && Object.keys(value).join() === "id,type,name");
    case "list":
      return unless(Array.isArray(value)) ?? misfitItems(value as unknown[], type, at);
    case "map":
      return unless(isRecord(value)) ?? misfitAttributes(value as Record<string, unknown>, type, at);
    default:
      return `${at} is something where null alone can be`;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function misfitText(value: string, { values, maxLength }: Type & { kind: "text" }, at: string): string | undefined {
  if (values && !values.includes(value)) return `${at} is none of the texts`;
  return maxLength !== undefined && value.length > maxLength ? `${at} is longer than ${maxLength}` : undefined;
}

function misfitSlot(value: unknown, { type, nullable }: Typed, at: string): string | undefined {
  if (value === null || value === undefined) return nullable || type.kind === "null" ? undefined : `${at} is null`;
  return misfit(value, type, at);
}

function misfitItems(items: readonly unknown[], { element, maxItems }: Type & { kind: "list" }, at: string): string | undefined {
  if (maxItems !== undefined && items.length > maxItems) return `${at} has more than ${maxItems} elements`;
  return firstOf(items.entries(), ([index, item]) => misfitSlot(item, element, `${at}[${index}]`));
}

function misfitAttributes(value: Record<string, unknown>, map: Type & { kind: "map" }, at: string): string | undefined {
  const undeclared = map.open ? undefined : Object.keys(value).find((name) => !map.attributes.has(name));
  if (undeclared !== undefined) return `${at} has ${undeclared}, which is not declared`;
  return firstOf(map.attributes, ([name, typed]) =>
    misfitSlot(Object.hasOwn(value, name) ? value[name] : null, typed, `${at}.${name}`),
  );
}

function firstOf<T>(items: Iterable<T>, problemOf: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
