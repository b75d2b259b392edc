/** Lists given for texts and texts given for lists: the classic dialect converts them, which is rarely meant. */
import { paramOf } from "../../library/invoke.js";
import type { CallPlan, Choice } from "../facts.js";
import { typeOf } from "../state.js";
import { isSeen, type Look, nodesOf, tell } from "./look.js";

/** Looks at every argument of a call; the element of brackets is only given to methods, which convert nothing. */
export function conversions(look: Look): void {
  for (const node of nodesOf(look, "Call")) {
    const { args, candidates, display } = look.state.facts.calls[node.id] as CallPlan;
    const [{ overload }] = candidates as CallPlan["candidates"] & readonly [Choice];
    if (!isSeen(look, node)) continue;
    args.forEach((arg, index) => {
      if (arg === "element") return;
      const { name, type } = paramOf(overload, index);
      const given = typeOf(look.state, arg).type;
      const data = { parameter: name, function: display };
      if (type.kind === "text" && given.kind === "list") tell(look, arg, "lint/list-as-text", data);
      if (type.kind === "list" && given.kind === "text") tell(look, arg, "lint/text-as-list", data);
    });
  }
}
