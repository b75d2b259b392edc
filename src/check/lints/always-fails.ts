/** An expression without any end but an error. */
import { ends } from "../flow.js";
import { isSeen, type Look, listed, seen, tell } from "./look.js";

/** An expression that ends with an error whatever the data. */
export function alwaysFails(look: Look): void {
  if (!isSeen(look, look.root) || isSeen(look, look.root, ends)) return;
  const codes = listed(seen(look, look.root).flatMap(({ flow }) => flow.fails.list()));
  tell(look, look.root, "lint/always-fails", { codes });
}
