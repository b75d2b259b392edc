/** How types relate: what fits where, and the one type of two branches. */
import { Meantime } from "../base/meantime.js";
import {
  type Attribute,
  type ListType,
  listOf,
  type MapType,
  NUMBER,
  optional,
  type TextType,
  type Type,
  type Typed,
  UNKNOWN,
} from "./type.js";

/** Whether a value of one type may stand where the other is wanted. Null is not looked at; an Integer fits a Number; unknown fits both ways. */
export function fits(given: Type, wanted: Type): boolean {
  if (given.kind === "unknown" || wanted.kind === "unknown" || given.kind === "null") return true;
  if (given.kind === "integer" && wanted.kind === "number") return true;
  if (given.kind === "list" && wanted.kind === "list") return fits(given.element.type, wanted.element.type);
  return given.kind === wanted.kind;
}

/** Whether some value could be of both types: what `==` needs to be able to hold. Null is not looked at. */
export function overlaps(left: Type, right: Type): boolean {
  if (left.kind === "unknown" || right.kind === "unknown" || left.kind === "null" || right.kind === "null") return true;
  if (isNumeric(left) && isNumeric(right)) return true;
  if (left.kind === "text" && right.kind === "text") return sharesText(left, right);
  return left.kind === right.kind;
}

/** The texts of a type, to be looked up: a schema may list thousands, and an expression compare them hundreds of times. */
const TEXTS = new WeakMap<readonly string[], ReadonlySet<string>>();

function textsOf(values: readonly string[]): ReadonlySet<string> {
  const known = TEXTS.get(values) ?? new Set(values);
  TEXTS.set(values, known);
  return known;
}

function sharesText(left: TextType, right: TextType): boolean {
  if (!left.values || !right.values) return true;
  const others = textsOf(right.values);
  return left.values.some((value) => others.has(value));
}

/** Whether a type is Integer or Number. */
export function isNumeric(type: Type): boolean {
  return type.kind === "integer" || type.kind === "number";
}

/** The type of a value that comes from either of two branches: mixed numbers widen to Number, what has nothing in common is unknown. */
export function join(left: Type, right: Type): Type {
  if (left === right || right.kind === "null") return left;
  if (left.kind === "null") return right;
  if (left.kind !== right.kind) return isNumeric(left) && isNumeric(right) ? NUMBER : UNKNOWN;
  if (left.kind === "text" && right.kind === "text") return joinTexts(left, right);
  return left.kind === "list" || left.kind === "map" ? joinWhole(left, right as ListType | MapType) : left;
}

/** What lists and maps were joined to. Types are shared by many nodes, and two that were joined once are joined again with what is around them. */
const JOINED = new Meantime<Type, Map<Type, Type>>();

function joinWhole(left: ListType | MapType, right: ListType | MapType): Type {
  const known = JOINED.get(left) ?? new Map<Type, Type>();
  const made = known.get(right) ?? (left.kind === "list" ? joinLists(left, right as ListType) : joinMaps(left, right as MapType));
  JOINED.set(left, known.set(right, made));
  return made;
}

/** `join`, with null in the result where it is in either. */
export function joinTyped(left: Typed, right: Typed): Typed {
  return { type: join(left.type, right.type), nullable: left.nullable || right.nullable };
}

/** What was made of something, or that itself where nothing changed: large records are joined hundreds of times. */
function settled<T extends object>(old: T, made: T): T {
  const keys = Object.keys(made) as (keyof T)[];
  return keys.length === Object.keys(old).length && keys.every((key) => made[key] === old[key]) ? old : made;
}

/** The attributes with one of them made anew. They are copied where that is the first: most are joined without a change. */
function withAttribute(
  old: MapType["attributes"],
  now: MapType["attributes"],
  name: string,
  made: Attribute,
): MapType["attributes"] {
  const attributes = now === old ? new Map(old) : (now as Map<string, Attribute>);
  return attributes.set(name, made);
}

/** A type with null also where values of it that were seen have null inside; what is there otherwise stays as it is. */
export function withNullsOf(type: Type, seen: Type): Type {
  if (type === seen) return type;
  if (type.kind === "list" && seen.kind === "list") {
    const element = typedWithNullsOf(type.element, seen.element);
    return element === type.element ? type : { ...type, element };
  }
  if (type.kind !== "map" || seen.kind !== "map") return type;
  let { attributes } = type;
  for (const [name, own] of type.attributes) {
    const made = typedWithNullsOf(own, seen.attributes.get(name));
    if (made !== own) attributes = withAttribute(type.attributes, attributes, name, made);
  }
  return attributes === type.attributes ? type : { ...type, attributes };
}

function typedWithNullsOf<T extends Typed>(own: T, seen: Typed | undefined): T {
  if (!seen || own === (seen as Typed)) return own;
  const type = withNullsOf(own.type, seen.type);
  const nullable = own.nullable || seen.nullable;
  return type === own.type && nullable === own.nullable ? own : { ...own, type, nullable };
}

/** The largest set of texts a type keeps before it is simply text. */
const KEPT_TEXTS = 16;

/** The words stay, above all how sensitive the data is: what is masked in one map is masked in a mixture. */
const mixed = <T extends Typed>(one: T, other: T): T =>
  one === other ? one : settled(one, { ...other, ...one, ...joinTyped(one, other) });

function joinLists(left: ListType, right: ListType): ListType {
  const bounded = left.maxItems !== undefined && right.maxItems !== undefined;
  const element = mixed(left.element, right.element);
  return settled(left, listOf(element, bounded ? Math.max(left.maxItems, right.maxItems) : undefined));
}

function joinTexts(left: TextType, right: TextType): TextType {
  const texts = left.values && right.values ? [...new Set([...left.values, ...right.values])] : undefined;
  const values = texts?.length === left.values?.length ? left.values : texts;
  const maxLength =
    left.maxLength === undefined || right.maxLength === undefined ? undefined : Math.max(left.maxLength, right.maxLength);
  return settled(left, {
    kind: "text",
    ...(values && values.length <= KEPT_TEXTS ? { values } : {}),
    ...(maxLength === undefined ? {} : { maxLength }),
  });
}

/** What one side does not declare may be missing there; where that side is open it may even be anything. */
function joinMaps(left: MapType, right: MapType): MapType {
  let { attributes } = left;
  for (const [name, own] of left.attributes) {
    const other = right.attributes.get(name);
    const made = other ? mixed(own, other) : settled(own, { ...own, ...joinMissing(own, right) });
    if (made !== own) attributes = withAttribute(left.attributes, attributes, name, made);
  }
  for (const [name, own] of right.attributes)
    if (!left.attributes.has(name))
      attributes = withAttribute(left.attributes, attributes, name, { ...own, ...joinMissing(own, left) });
  // Half a record is still none that may go into a token.
  const record = left.record ?? right.record;
  const open = left.open || right.open;
  const rest = left.open && right.open ? left.rest && right.rest && mixed(left.rest, right.rest) : (left.rest ?? right.rest);
  return settled(left, {
    kind: "map",
    attributes,
    open,
    ...(open && rest ? { rest } : {}),
    ...(record === undefined ? {} : { record }),
  });
}

function joinMissing(declared: Typed, other: MapType): Typed {
  if (!other.open) return optional(declared.type);
  return optional(other.rest ? join(declared.type, other.rest.type) : UNKNOWN);
}
