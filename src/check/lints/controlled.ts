/** Data that the token's own reader, client or user, decides about. */
import type { ReadPath } from "../../context/paths.js";
import type { Attribute, Typed } from "../../types/type.js";
import { readsOf } from "./data-reads.js";
import { type Look, shown, tell } from "./look.js";

/** An attribute that the client, or the user, can set: whoever reads the token must not take it for the issuer's word. */
export function controlledByClient(look: Look): void {
  for (const { node, path, attribute } of readsOf(look, isControlled)) {
    const controller = attribute.controlledBy ?? (path.types.find(says) as Attribute).controlledBy;
    tell(look, node, "lint/controlled", { path: shown(look, node), controller: String(controller) });
  }
}

function isControlled({ types }: ReadPath): boolean {
  return types.some(says);
}

function says(typed: Typed): boolean {
  return (typed as Attribute).controlledBy !== undefined;
}
