/** Reading from values: members, elements by index, projections and selections. */
import { GROUP_FIELDS } from "../types/type.js";
import { describeKind, Fault, Group, isInteger, isList, isMap, type Value } from "../values/value.js";
import type { Frame, Step } from "./frame.js";

/** The one name that is never read: what a host object would answer is no data. */
export const REFUSED_NAME = "__proto__";

/** An attribute of a value. Null has none and gives null; a map without the key gives null. */
export function member(holder: Value, name: string, frame: Frame): Value | Fault {
  if (holder === null) return null;
  if (isMap(holder)) return holder.get(name) ?? null;
  if (holder instanceof Group && GROUP_FIELDS.attributes.has(name)) return frame.readField(holder.fields.get(name) ?? null);
  return new Fault("run/not-a-map", { actual: describeKind(holder), name });
}

/** An element of a list by position, or an attribute of a map by text. */
export function elementAt(holder: Value, index: Value, frame: Frame): Value | Fault {
  if (holder === null || index === null) return null;
  if (isList(holder) && typeof index === "number" && isInteger(index)) {
    return index < 0 ? new Fault("run/negative-index") : index < holder.length ? (holder[index] as Value) : null;
  }
  if (index === REFUSED_NAME) return new Fault("run/refused-name");
  if (typeof index === "string" && !isList(holder)) return member(holder, index, frame);
  return new Fault("run/index-type", { container: describeKind(holder), index: describeKind(index) });
}

function noList(source: Value, construct: string): Fault {
  return new Fault("run/not-a-list", { construct, actual: describeKind(source) });
}

/** `source.![body]`: one result for each element, nulls in place. `weight` is what one element costs. */
export function projection(body: Step, weight: number): (source: Value, frame: Frame) => Value | Fault {
  return (source, frame) => {
    if (!isList(source)) return noList(source, "projection");
    const outer = frame.element;
    const results: Value[] = [];
    for (let at = 0; at < source.length; at++) {
      frame.element = source[at] as Value;
      const value = frame.spend(weight) ?? body(frame);
      if (value instanceof Fault) {
        frame.element = outer;
        return value;
      }
      results.push(value);
    }
    frame.element = outer;
    return results;
  };
}

/** A short form of a selection, which takes what all its tests cost; undefined where each has to be run, and nothing was taken. */
export type QuickSelection = (source: readonly Value[], frame: Frame) => readonly Value[] | undefined;

/** `source.?[test]`: the elements whose test is true. */
export function selection(
  test: Step,
  quick: QuickSelection | undefined,
  weight: number,
  where: { readonly source: string; readonly start: number; readonly end: number },
): (source: Value, frame: Frame) => Value | Fault {
  return (source, frame) => {
    if (!isList(source)) return noList(source, "selection");
    const selected = quick === undefined ? undefined : quick(source, frame);
    if (selected !== undefined) return selected;
    const outer = frame.element;
    const kept: Value[] = [];
    for (let at = 0; at < source.length; at++) {
      const element = source[at] as Value;
      frame.element = element;
      const holds = frame.spend(weight) ?? test(frame);
      if (holds === true) kept.push(element);
      else if (holds !== false && holds !== null) {
        frame.element = outer;
        return holds instanceof Fault ? holds : wrongTest(holds, where.source, where);
      }
    }
    frame.element = outer;
    return kept;
  };
}

function wrongTest(holds: Value, source: string, where: { start: number; end: number }): Fault {
  return new Fault("run/condition-type", { actual: describeKind(holds), source }, where.start, where.end);
}
