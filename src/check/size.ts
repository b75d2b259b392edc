/** How large a claim's value can be: the UTF-16 units of its texts, keys and numbers, and one for each member. */
import type { Limits } from "../base/limits.js";
import { lengthOf, type Range } from "../library/known.js";
import { writtenLength } from "../library/operators-known.js";
import type { MapEntry } from "../syntax/ast.js";
import type { ListType, Type } from "../types/type.js";
import { type Flow, lengthOfList } from "./flow.js";
import type { Parts } from "./parts.js";
import { asKnown, type Length, shapeOfTyped } from "./shape.js";

/** The most units. `open`: somewhere only a limit of the environment bounds it, no schema. */
export interface Size {
  readonly units: number;
  readonly open: boolean;
}

/** Nothing at all. */
export const NO_SIZE: Size = { units: 0, open: false };

/** `null` in a list or a map. */
const NULL_UNITS = 4;

/** What a group looks like in a claim: its id, type and name, each with its key. */
const GROUP_KEYS = ["id", "type", "name"];

/** The size of what a flow may come to. */
export function sizeOfFlow(result: Flow, limits: Limits): Size {
  if (!result.canValue) return NO_SIZE;
  if (result.parts && result.parts.each.length > 0) return sizeOfParts(result.parts, limits);
  if (result.type.kind === "list" && result.element) {
    const length = lengthOfList(result, limits);
    return members(atLeastNull(sizeOfFlow(result.element, limits), result.element.canNull), length);
  }
  if (result.type.kind === "list") return sizeOfList(result.type, lengthOfList(result, limits), limits, 0);
  return sizeOfScalar(result) ?? sizeOfType(result.type, limits, 0);
}

function sizeOfParts({ each, entries }: Parts<Flow>, limits: Limits): Size {
  return each.reduce((all, part, place) => {
    const size = atLeastNull(sizeOfFlow(part, limits), part.canNull);
    const name = entries ? (entries[place] as MapEntry).key.length + 1 : 0;
    return { units: all.units + size.units + name + 1, open: all.open || size.open };
  }, NO_SIZE);
}

function atLeastNull(size: Size, canNull: boolean): Size {
  return canNull && size.units < NULL_UNITS ? { units: NULL_UNITS, open: size.open } : size;
}

/** A member is its size and what separates it from the next. */
function members(each: Size, length: { readonly most: number; readonly open?: boolean }): Size {
  return { units: (each.units + 1) * length.most, open: each.open || length.open === true };
}

function sizeOfScalar(result: Flow): Size | undefined {
  const texts = result.values ? lengthOf(result) : undefined;
  const length = result.values?.every((value) => typeof value !== "string")
    ? spread(result.values.map((value) => String(value).length))
    : (texts ?? writtenLength(result));
  return length && { units: length.most, open: (result.length as Length | undefined)?.open === true };
}

function spread(lengths: readonly number[]): { readonly most: number } {
  return { most: Math.max(...lengths) };
}

/** More levels than this are not looked into; the limit on the whole of the data stands for the rest. */
const LEVELS = 16;

function sizeOfType(type: Type, limits: Limits, level: number): Size {
  const shape = shapeOfTyped({ type, nullable: false }, limits);
  const { length } = shape;
  switch (type.kind) {
    case "null":
      return { units: NULL_UNITS, open: false };
    case "country":
      return { units: 2, open: false };
    case "group":
      return { units: GROUP_KEYS.reduce((sum, key) => sum + key.length + 2 + limits.textLength, 0), open: true };
    case "list":
      return level > LEVELS ? anything(limits) : sizeOfList(type, length as Length, limits, level);
    case "map": {
      if (type.open || level > LEVELS) return anything(limits);
      const parts = [...type.attributes].map(([key, typed]) => ({
        key,
        size: atLeastNull(sizeOfType(typed.type, limits, level + 1), typed.nullable),
      }));
      return parts.reduce(
        (all, { key, size }) => ({ units: all.units + key.length + 2 + size.units, open: all.open || size.open }),
        NO_SIZE,
      );
    }
    case "unknown":
      return anything(limits);
    default: {
      const written = writtenLength(asKnown(shape, type)) as Range;
      return { units: written.most, open: length?.open === true };
    }
  }
}

function sizeOfList({ element }: ListType, length: Length, limits: Limits, level: number): Size {
  return members(atLeastNull(sizeOfType(element.type, limits, level + 1), element.nullable), length);
}

/** As many values as host data may hold, each as long as a text may be. */
function anything(limits: Limits): Size {
  return { units: limits.dataSize * (limits.textLength + 1), open: true };
}
