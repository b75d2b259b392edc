/** A written argument that some grants refuse: the limit of a group function above what they allow. */
import type { Param } from "../../library/define.js";
import { paramOf } from "../../library/invoke.js";
import type { Node } from "../../syntax/ast.js";
import { writtenArgument } from "../written.js";
import { type Look, listed, seen, tell } from "./look.js";

/** Looks at arguments that are written out and whose row asks the grant. */
export function refusedOnGrants(look: Look): void {
  const { facts } = look.state;
  for (const node of facts.nodes) {
    const plan = facts.calls[node.id];
    plan?.args.forEach((arg, index) => {
      const asking = plan.candidates.flatMap(({ overload }) => paramOf(overload, index).fails ?? []);
      if (arg !== "element" && asking.length > 0) lookAt(look, node, arg, asking);
    });
  }
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
