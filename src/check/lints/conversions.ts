/** Lists given for texts and texts given for lists: the classic dialect converts them, which is rarely meant. */
import { paramAt } from "../../library/invoke.js";
import { fits } from "../../types/relate.js";
import type { Type } from "../../types/type.js";
import { elementOf } from "../facts.js";
import { isSeen, type Look, nodesOf, tell } from "./look.js";

/** Looks at every argument of a call. */
export function conversions(look: Look): void {
  const { facts } = look.state;
  for (const node of nodesOf(look, "Call")) {
    const plan = facts.calls[node.id];
    const overload = plan?.candidates[0]?.overload;
    if (!plan || !overload || !isSeen(look, node)) continue;
    plan.args.forEach((arg, index) => {
      const param = paramAt(overload, index);
      const type: Type | undefined = arg === "element" ? elementOf(facts, node.id).type : facts.typed[arg.id]?.type;
      if (!param || !type || fits(type, param.type)) return;
      const at = arg === "element" ? { span: node.nameSpan } : { span: arg.span };
      const data = { parameter: param.name, function: plan.display };
      const of = arg === "element" ? node : arg;
      if (param.type.kind === "text" && type.kind === "list") tell(look, of, "lint/list-as-text", data, at);
      if (param.type.kind === "list" && type.kind === "text") tell(look, of, "lint/text-as-list", data, at);
    });
  }
}
