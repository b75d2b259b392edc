/** Fallbacks that are never used. */
import { isSeen, isTold, type Look, nodesOf, shown, tell } from "./look.js";

/** `a ?: b` where `a` is never null and never empty. */
export function unusedFallback(look: Look): void {
  for (const node of nodesOf(look, "Elvis")) {
    if (isSeen(look, node.fallback)) continue;
    if (isSeen(look, node.value, ({ canValue }) => canValue) && !isTold(look, node.value))
      tell(look, node, "lint/unused-fallback", { part: shown(look, node.value) }, { span: node.fallback.span });
  }
}
