/** What the oracle knows of types: enough to hold data to its schema and to tell an Integer from a Number. */

/** A type; nullability stands beside it. */
export type Kind =
  | { readonly is: "unknown" | "null" | "boolean" | "integer" | "number" | "timestamp" | "country" | "group" }
  | { readonly is: "text"; readonly texts?: readonly string[] }
  | { readonly is: "list"; readonly of: Slot }
  | MapKind;

/** A map with its declared names; an open one may have others. */
export interface MapKind {
  readonly is: "map";
  readonly slots: ReadonlyMap<string, Slot>;
  readonly open: boolean;
}

/** What an attribute or an element may hold. */
export interface Slot {
  readonly kind: Kind;
  readonly nullable: boolean;
}

export const UNKNOWN: Kind = { is: "unknown" };
export const TEXT: Kind = { is: "text" };
export const BOOLEAN: Kind = { is: "boolean" };
export const INTEGER: Kind = { is: "integer" };
export const NUMBER: Kind = { is: "number" };
export const TIMESTAMP: Kind = { is: "timestamp" };
export const GROUP: Kind = { is: "group" };

export const maybe = (kind: Kind): Slot => ({ kind, nullable: true });
export const always = (kind: Kind): Slot => ({ kind, nullable: false });
export const listOf = (of: Slot): Kind => ({ is: "list", of });
export const mapOf = (slots: Readonly<Record<string, Kind>>, open = false): MapKind => ({
  is: "map",
  slots: new Map(Object.entries(slots).map(([name, kind]) => [name, maybe(kind)])),
  open,
});

/** What a group that comes from a directory has in its profile beside its name. */
const FROM_DIRECTORY = { groupType: TEXT, samAccountName: TEXT, objectSid: TEXT, groupScope: TEXT };

/** The fields of a group. */
export const GROUP_FIELDS = mapOf({
  ...{ id: TEXT, type: TEXT, name: TEXT, description: TEXT, status: TEXT, objectClass: listOf(maybe(TEXT)) },
  ...{ created: TIMESTAMP, lastUpdated: TIMESTAMP, lastMembershipUpdated: TIMESTAMP },
  source: mapOf({ id: TEXT, type: TEXT }, true),
  profile: mapOf({
    ...{ name: TEXT, description: TEXT, ...FROM_DIRECTORY },
    ...{ windowsDomainQualifiedName: TEXT, dn: TEXT, externalID: TEXT },
  }),
});

export const isNumeric = (kind: Kind): boolean => kind.is === "integer" || kind.is === "number";

/** The one type of two branches: Integer and Number widen to Number, and what has nothing in common is unknown. */
export function join(left: Kind, right: Kind): Kind {
  if (left.is === "null") return right;
  if (right.is === "null") return left;
  if (isNumeric(left) && isNumeric(right)) return left.is === right.is ? left : NUMBER;
  if (left.is === "list" && right.is === "list")
    return listOf({ kind: join(left.of.kind, right.of.kind), nullable: left.of.nullable || right.of.nullable });
  if (left.is === "map" && right.is === "map") return joinMaps(left, right);
  return left.is === right.is ? ({ is: left.is } as Kind) : UNKNOWN;
}

function joinMaps(left: MapKind, right: MapKind): Kind {
  const beyond = (map: MapKind, kind: Kind) => (map.open ? UNKNOWN : kind);
  const slots = new Map<string, Slot>();
  for (const name of new Set([...left.slots.keys(), ...right.slots.keys()])) {
    const [one, other] = [left.slots.get(name)?.kind, right.slots.get(name)?.kind];
    slots.set(name, maybe(one && other ? join(one, other) : one ? beyond(right, one) : beyond(left, other as Kind)));
  }
  return { is: "map", slots, open: left.open || right.open };
}

/** What a name below a type may hold; undefined where nothing of that name can be. */
export function slotIn(kind: Kind, name: string): Slot | undefined {
  if (kind.is === "unknown") return maybe(UNKNOWN);
  const map = kind.is === "group" ? GROUP_FIELDS : kind;
  if (map.is !== "map") return undefined;
  return map.slots.get(name) ?? (map.open ? maybe(UNKNOWN) : undefined);
}
