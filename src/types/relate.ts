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
  if (given.kind !== wanted.kind) return false;
  if (given.kind === "list" && wanted.kind === "list") return fits(given.element.type, wanted.element.type);
  return true;
}

/** Whether some value could be of both types: what `==` needs to be able to hold. Null is not looked at. */
export function overlaps(left: Type, right: Type): boolean {
  if (left.kind === "unknown" || right.kind === "unknown" || left.kind === "null" || right.kind === "null") return true;
  if (isNumeric(left) && isNumeric(right)) return true;
  if (left.kind !== right.kind) return false;
  if (left.kind === "text" && right.kind === "text") return sharesText(left, right);
  return true;
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
  if (isNumeric(left) && isNumeric(right)) return left.kind === right.kind ? left : NUMBER;
  if (left.kind !== right.kind) return UNKNOWN;
  if (left.kind === "text" && right.kind === "text") return joinTexts(left, right);
  return left.kind === "list" || left.kind === "map" ? joinWhole(left, right as ListType | MapType) : left;
}

/** A type that another was joined with, what that made, and the one it was joined with before. */
interface Joined {
  readonly right: Type;
  readonly made: Type;
  readonly before: Joined | undefined;
}

/** What lists and maps were joined to. Types are shared by many nodes, and two that were joined once are joined again with what is around them. */
const JOINED = new Meantime<Type, Joined>();

/** Of more types than this that one was joined with, the first are not found again. */
const LOOKED_BACK = 8;

function joinWhole(left: ListType | MapType, right: ListType | MapType): Type {
  const before = JOINED.get(left);
  let known = before;
  for (let looked = 0; known && looked < LOOKED_BACK; looked++, known = known.before) if (known.right === right) return known.made;
  const made = left.kind === "list" ? joinLists(left, right as ListType) : joinMaps(left, right as MapType);
  JOINED.set(left, { right, made, before });
  return made;
}

/** `join`, with null in the result where it is in either. */
export function joinTyped(left: Typed, right: Typed): Typed {
  return { type: join(left.type, right.type), nullable: left.nullable || right.nullable };
}

/** A type with null also where values of it that were seen have null inside; what is there otherwise stays as it is. */
export function withNullsOf(type: Type, seen: Type): Type {
  if (type === seen) return type;
  if (type.kind === "list" && seen.kind === "list") {
    const element = typedWithNullsOf(type.element, seen.element);
    return element === type.element ? type : { ...type, element };
  }
  if (type.kind !== "map" || seen.kind !== "map") return type;
  let attributes: Map<string, Attribute> | undefined;
  for (const [name, own] of type.attributes) {
    const other = typedWithNullsOf(own, seen.attributes.get(name));
    if (other !== own) attributes = (attributes ?? new Map(type.attributes)).set(name, other);
  }
  return attributes ? { ...type, attributes } : type;
}

function typedWithNullsOf<T extends Typed>(own: T, seen: Typed | undefined): T {
  if (!seen || own === (seen as Typed)) return own;
  const type = withNullsOf(own.type, seen.type);
  const nullable = own.nullable || seen.nullable;
  return type === own.type && nullable === own.nullable ? own : { ...own, type, nullable };
}

/** The largest set of texts a type keeps before it is simply text. */
const KEPT_TEXTS = 16;

function joinLists(left: ListType, right: ListType): ListType {
  const bounded = left.maxItems !== undefined && right.maxItems !== undefined;
  const element = { ...right.element, ...left.element, ...joinTyped(left.element, right.element) };
  return listOf(element, bounded ? Math.max(left.maxItems, right.maxItems) : undefined);
}

function joinTexts(left: TextType, right: TextType): TextType {
  const values = left.values && right.values ? [...new Set([...left.values, ...right.values])] : undefined;
  const maxLength =
    left.maxLength === undefined || right.maxLength === undefined ? undefined : Math.max(left.maxLength, right.maxLength);
  return {
    kind: "text",
    ...(values && values.length <= KEPT_TEXTS ? { values } : {}),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
}

/** What one side does not declare may be missing there; where that side is open it may even be anything. */
function joinMaps(left: MapType, right: MapType): MapType {
  const attributes = new Map<string, Attribute>();
  for (const name of new Set([...left.attributes.keys(), ...right.attributes.keys()])) {
    const one = left.attributes.get(name);
    const other = right.attributes.get(name);
    if (one && one === other) {
      attributes.set(name, one);
      continue;
    }
    const beyond = one && other ? joinTyped(one, other) : joinMissing((one ?? other) as Attribute, one ? right : left);
    // The words stay, above all how sensitive the data is: what is masked in one map is masked in a mixture.
    attributes.set(name, { ...other, ...one, ...beyond });
  }
  // Half a record is still none that may go into a token.
  const record = left.record ?? right.record;
  const open = left.open || right.open;
  const rest =
    left.open && right.open
      ? left.rest && right.rest && { ...right.rest, ...left.rest, ...joinTyped(left.rest, right.rest) }
      : (left.rest ?? right.rest);
  return { kind: "map", attributes, open, ...(open && rest ? { rest } : {}), ...(record === undefined ? {} : { record }) };
}

function joinMissing(declared: Typed, other: MapType): Typed {
  if (!other.open) return optional(declared.type);
  return optional(other.rest ? join(declared.type, other.rest.type) : UNKNOWN);
}
