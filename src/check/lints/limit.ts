/** A written argument that some grants refuse: the limit of a group function above what they allow. */
import type { Param } from "../../library/define.js";
import { paramOf } from "../../library/invoke.js";
import type { Node } from "../../syntax/ast.js";
import type { CallPlan } from "../facts.js";
import { writtenArgument } from "../written.js";
import { type Look, listed, seen, tell } from "./look.js";

/** Looks at arguments that are written out and whose row asks the grant. */
export function refusedOnGrants(look: Look): void {
  const { facts } = look.state;
  for (const node of facts.nodes) {
    const plan = facts.calls[node.id];
    if (!plan) continue;
    for (let index = 0; index < plan.args.length; index++) {
      const arg = plan.args[index] as CallPlan["args"][number];
      const asking = arg === "element" ? undefined : askingOf(plan, index);
      if (asking) lookAt(look, node, arg as Node, asking);
    }
  }
}

/** What asks the grant of an argument; undefined for most. */
function askingOf({ candidates }: CallPlan, index: number): NonNullable<Param["fails"]>[] | undefined {
  let asking: NonNullable<Param["fails"]>[] | undefined;
  for (const { overload } of candidates) {
    const { fails } = paramOf(overload, index);
    if (fails) (asking ??= []).push(fails);
  }
  return asking;
}

function lookAt(look: Look, node: Node, arg: Node, asking: readonly NonNullable<Param["fails"]>[]): void {
  const written = writtenArgument(arg);
  if (typeof written.value !== "number") return;
  const refusing = seen(look, node).filter(({ pass, flow }) => {
    const codes = asking.flatMap((fails) => fails(written, { grants: [pass.grant] }));
    return codes.some((code) => flow.fails.has(code));
  });
  if (refusing.length > 0)
    tell(look, arg, "lint/group-limit", { limit: written.value, grants: listed(refusing.flatMap(({ grants }) => grants)) });
}
