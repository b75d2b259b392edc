/** The library's types as the oracle's: what a schema declares, told in the oracle's words. */
import type { MapType, Type, Typed } from "../../src/types/type.js";
import type { Kind, MapKind, Slot } from "./kinds.js";

function slotOf({ type, nullable }: Typed): Slot {
  return { kind: kindOf(type), nullable };
}

function kindOf(type: Type): Kind {
  if (type.kind === "list") return { is: "list", of: slotOf(type.element) };
  if (type.kind === "text") return { is: "text", ...(type.values ? { texts: type.values } : {}) };
  return type.kind === "map" ? mapKindOf(type) : { is: type.kind };
}

/** A map type. */
export function mapKindOf(type: MapType): MapKind {
  return { is: "map", slots: new Map([...type.attributes].map(([name, typed]) => [name, slotOf(typed)])), open: type.open };
}
