/** A written argument that some grants refuse: the limit of a group function above what they allow. */
import { paramAt } from "../../library/invoke.js";
import { writtenArgument } from "../written.js";
import { type Look, listed, tell } from "./look.js";

/** Looks at arguments that are written out and whose row asks the grant. */
export function refusedOnGrants(look: Look): void {
  const { facts } = look.state;
  for (const node of facts.nodes) {
    for (const [index, arg] of (facts.calls[node.id]?.args ?? []).entries()) {
      if (arg === "element") continue;
      const params = facts.calls[node.id]?.candidates.map(({ overload }) => paramAt(overload, index)) ?? [];
      const written = writtenArgument(arg);
      if (typeof written.value !== "number") continue;
      const refusing = look.seen(node).filter(({ pass, flow }) => {
        const codes = params.flatMap((param) => param?.fails?.(written, { grants: [pass.grant] }) ?? []);
        return codes.some((code) => flow.fails.has(code));
      });
      if (refusing.length > 0)
        tell(look, arg, "lint/group-limit", { limit: written.value, grants: listed(refusing.flatMap(({ grants }) => grants)) });
    }
  }
}
