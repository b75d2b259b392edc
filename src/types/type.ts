/** The types of the language: what an expression or an attribute may hold, with nullability beside the type. */

/** A type together with whether null is possible: `text` or `text?`. */
export interface Typed {
  readonly type: Type;
  readonly nullable: boolean;
}

/** What a schema says of one attribute beyond its type. */
export interface Attribute extends Typed {
  readonly title?: string;
  readonly description?: string;
  /** A class of personal or secret data, such as `personal`; its values are masked in reports. */
  readonly sensitivity?: string;
  /** Who else than the issuer sets the value, such as `client` or `user`: what it says is only their word. */
  readonly controlledBy?: string;
  readonly format?: string;
  readonly default?: unknown;
  /** What people call the texts of an enum: text → title. */
  readonly valueTitles?: ReadonlyMap<string, string>;
}

/** Named attributes. `open` means that undeclared names may exist too, with the type `rest`, or unknown where that is not said. */
export interface MapType {
  readonly kind: "map";
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly open: boolean;
  /** What every undeclared name holds. */
  readonly rest?: Typed;
  /** The root whose whole record this is, such as `user`: such a record is no claim value. */
  readonly record?: string;
}

/** A list and what its elements are. */
export interface ListType {
  readonly kind: "list";
  readonly element: Typed;
  readonly maxItems?: number;
}

/** Text, perhaps one of a few, perhaps bounded in length (UTF-16 units). */
export interface TextType {
  readonly kind: "text";
  readonly values?: readonly string[];
  readonly maxLength?: number;
}

/** A type without parts. `null` is the type of the literal alone; `unknown` agrees with everything. */
export interface PlainType {
  readonly kind: "unknown" | "null" | "boolean" | "integer" | "number" | "timestamp" | "country" | "group";
}

/** Any type. */
export type Type = PlainType | TextType | ListType | MapType;

/** The kinds of types. */
export type TypeKind = Type["kind"];

export const UNKNOWN: Type = { kind: "unknown" };
export const NULL: Type = { kind: "null" };
export const BOOLEAN: Type = { kind: "boolean" };
export const INTEGER: Type = { kind: "integer" };
export const NUMBER: Type = { kind: "number" };
export const TEXT: Type = { kind: "text" };
export const TIMESTAMP: Type = { kind: "timestamp" };
export const COUNTRY: Type = { kind: "country" };
export const GROUP: Type = { kind: "group" };

/** The texts of an enum; undefined for any text. What somebody puts on `Object.prototype` is no part of a type. */
export function textsOf(type: Type): readonly string[] | undefined {
  return type.kind === "text" && Object.hasOwn(type, "values") ? type.values : undefined;
}

/** What the undeclared names of a map hold, where that is said. */
export function restOf(type: Type): Typed | undefined {
  return type.kind === "map" && Object.hasOwn(type, "rest") ? type.rest : undefined;
}

/** A type that null is not in. */
export function required(type: Type): Typed {
  return { type, nullable: false };
}

/** A type that null is in. */
export function optional(type: Type): Typed {
  return { type, nullable: true };
}

/** A list type. */
export function listOf(element: Typed, maxItems?: number): ListType {
  return maxItems === undefined ? { kind: "list", element } : { kind: "list", element, maxItems };
}

/** A map of anything: what an undeclared part is. */
export const ANY_MAP: MapType = { kind: "map", attributes: new Map(), open: true };

/** An optional value of which nothing is known. */
export const ANYTHING: Typed = optional(UNKNOWN);

const mapOf = (attributes: Record<string, Type>, open: boolean): MapType => ({
  kind: "map",
  attributes: new Map(Object.entries(attributes).map(([name, type]) => [name, optional(type)])),
  open,
});

/** What a group that comes from a directory has in its profile besides. */
const DIRECTORY_GROUP = Object.fromEntries(
  ["groupType", "samAccountName", "objectSid", "groupScope", "windowsDomainQualifiedName", "dn", "externalID"].map((name) => [
    name,
    TEXT,
  ]),
);

/** What a group has: the fields of Okta's group object, `name` on the top for the classic spelling. */
export const GROUP_FIELDS: MapType = mapOf(
  {
    id: TEXT,
    type: TEXT,
    name: TEXT,
    description: TEXT,
    status: TEXT,
    objectClass: listOf(optional(TEXT)),
    created: TIMESTAMP,
    lastUpdated: TIMESTAMP,
    lastMembershipUpdated: TIMESTAMP,
    source: mapOf({ id: TEXT, type: TEXT }, true),
    profile: mapOf({ name: TEXT, description: TEXT, ...DIRECTORY_GROUP }, false),
  },
  false,
);
