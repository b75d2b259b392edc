/** Fallbacks that are never used. */
import { isTold, type Look, nodesOf, shown, tell } from "./look.js";

/** `a ?: b` where `a` is never null and never empty. */
export function unusedFallback(look: Look): void {
  for (const node of nodesOf(look, "Elvis")) {
    const used = look.seen(node.fallback).length > 0;
    if (!used && look.seen(node.value).some(({ flow }) => flow.canValue) && !isTold(look, node.value))
      tell(look, node, "lint/unused-fallback", { part: shown(look, node.value) }, { span: node.fallback.span });
  }
}
