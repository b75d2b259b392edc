/** Older names of functions, with the current ones. */
import { type Look, nodesOf, replacing, tell } from "./look.js";

/** The bare legacy names of functions. */
export function olderNames(look: Look): void {
  for (const node of nodesOf(look, "Call")) {
    const plan = look.state.facts.calls[node.id];
    const row = plan?.form === "name" ? plan.candidates[0]?.row : undefined;
    if (!row?.name || !row.aliases) continue;
    const spelled =
      node.receiver?.kind === "Name" && look.state.facts.meanings[node.receiver.id] === "family"
        ? `${node.receiver.name}.${node.name}`
        : node.name;
    if (!row.aliases.includes(spelled)) continue;
    const span = { start: node.span.start, end: node.nameSpan.end };
    tell(look, node, "lint/older-name", { name: spelled, current: row.name }, { span, fixes: [replacing({ span }, row.name)] });
  }
}
