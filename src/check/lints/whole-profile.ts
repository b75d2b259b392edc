/** A claim that is the client's whole profile. */
import { type Look, tell } from "./look.js";

/** A whole profile of the client. */
export function wholeProfile(look: Look): void {
  const path = look.state.facts.paths[look.root.id];
  if (path?.root.layout === "app" && path.keys.length === 1 && path.keys[0] === "profile")
    tell(look, look.root, "lint/whole-profile", {});
}
