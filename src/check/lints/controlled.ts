/** Data that the token's own reader, client or user, decides about. */
import type { Attribute } from "../../types/type.js";
import { readsOf } from "./data-reads.js";
import { type Look, shown, tell } from "./look.js";

/** An attribute that the client, or the user, can set: whoever reads the token must not take it for the issuer's word. */
export function controlledByClient(look: Look): void {
  for (const { node, path, attribute } of readsOf(look)) {
    const controller =
      attribute.controlledBy ?? path.types.map((typed) => (typed as Attribute).controlledBy).find((each) => each !== undefined);
    if (controller !== undefined) tell(look, node, "lint/controlled", { path: shown(look, node), controller });
  }
}
