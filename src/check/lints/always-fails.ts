/** An expression without any end but an error. */
import { type Look, listed, tell } from "./look.js";

/** An expression that ends with an error whatever the data. */
export function alwaysFails(look: Look): void {
  const seen = look.seen(look.root);
  const failing = seen.length > 0 && seen.every(({ flow }) => !flow.canNull && !flow.canValue);
  if (failing) tell(look, look.root, "lint/always-fails", { codes: listed(seen.flatMap(({ flow }) => [...flow.fails])) });
}
