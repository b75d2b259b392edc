/** How two descriptions of one attribute combine: both hold (`meet`), or either does (`either`). */
import { isNumeric, joinTyped } from "../types/relate.js";
import { type Attribute, INTEGER, type ListType, type MapType, type TextType, type Type, UNKNOWN } from "../types/type.js";

/** An attribute that either description may be of. What the first one says of it in words wins. */
export function either(left: Attribute, right: Attribute): Attribute {
  const joined = joinTyped(left, right);
  const valueTitles = new Map([...(right.valueTitles ?? []), ...(left.valueTitles ?? [])]);
  return {
    ...right,
    ...left,
    ...(valueTitles.size > 0 ? { valueTitles } : {}),
    ...joined,
    nullable: joined.nullable || joined.type.kind === "unknown",
  };
}

/** An attribute that both descriptions are of. Where they contradict each other no value fits, and the first stands. */
export function meet(left: Attribute, right: Attribute): Attribute {
  const type = meetTypes(left.type, right.type);
  return { ...right, ...left, type, nullable: (left.nullable && right.nullable) || type.kind === "unknown" };
}

function meetTypes(left: Type, right: Type): Type {
  if (left === right || right.kind === "unknown") return left;
  if (left.kind === "unknown" || right.kind === "null") return right;
  if (isNumeric(left) && isNumeric(right)) return left.kind === right.kind ? left : INTEGER;
  if (left.kind === "text" && right.kind === "text") return meetTexts(left, right);
  if (left.kind === "list" && right.kind === "list") return meetLists(left, right);
  if (left.kind === "map" && right.kind === "map") return meetMaps(left, right);
  return left;
}

function meetTexts(left: TextType, right: TextType): TextType {
  const allowed = new Set(right.values);
  const common = left.values && right.values ? left.values.filter((value) => allowed.has(value)) : (left.values ?? right.values);
  const values = common?.length === 0 ? left.values : common;
  const maxLength = least(left.maxLength, right.maxLength);
  return { kind: "text", ...(values ? { values } : {}), ...(maxLength === undefined ? {} : { maxLength }) };
}

function meetLists(left: ListType, right: ListType): ListType {
  const maxItems = least(left.maxItems, right.maxItems);
  return { kind: "list", element: meet(left.element, right.element), ...(maxItems === undefined ? {} : { maxItems }) };
}

function meetMaps(left: MapType, right: MapType): MapType {
  const attributes = new Map(left.attributes);
  for (const [name, attribute] of right.attributes) {
    const other = left.attributes.get(name);
    attributes.set(name, other ? meet(other, attribute) : attribute);
  }
  // A description without attributes says nothing of whether there are more than the other one has.
  const silent = left.attributes.size === 0 || right.attributes.size === 0;
  const open = silent ? left.open && right.open : left.open || right.open;
  const rest = left.rest && right.rest ? meet(left.rest, right.rest) : (left.rest ?? right.rest);
  return { kind: "map", attributes, open, ...(open && rest && rest.type !== UNKNOWN ? { rest } : {}) };
}

/** The smaller of two bounds, either of which may be missing. */
export function least(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? (left ?? right) : Math.min(left, right);
}
