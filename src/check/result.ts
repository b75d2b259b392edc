/** What the whole expression may give: holds the root's type to what the context kind wants. */
import type { Node } from "../syntax/ast.js";
import { printType } from "../types/print.js";
import type { Type } from "../types/type.js";
import { type CheckState, report, sourceOf, typeOf } from "./state.js";

/** Reports a result that no token can carry, or that the kind does not want. */
export function checkResult(state: CheckState, root: Node): void {
  const { type } = typeOf(state, root);
  if (state.env.kind.result === "boolean") {
    if (type.kind === "boolean" || type.kind === "unknown" || type.kind === "null") return;
    const source = sourceOf(state, root);
    report(state, "check/result-type", root.span, {
      kind: state.env.kind.name,
      wanted: "true or false",
      actual: printType(type),
      advice: `Compare it with something, for example \`${source} == …\`.`,
    });
    return;
  }
  const record = wholeRecord(type);
  if (record === "user" || record === "appuser") {
    const whole = root.kind === "Call" || root.kind === "Name" ? sourceOf(state, root) : record;
    const example = `${whole}.${record === "user" ? "email" : "userName"}`;
    report(state, "check/whole-record", root.span, { record, example });
  } else if (record !== undefined) report(state, "check/whole-record", root.span, { record, example: `${record}.…` });
}

/** The root whose whole record a type is or holds, inside lists and maps too. */
function wholeRecord(type: Type): string | undefined {
  if (type.kind === "list") return wholeRecord(type.element.type);
  if (type.kind !== "map") return undefined;
  if (type.record) return type.record;
  for (const attribute of type.attributes.values()) {
    const inside = wholeRecord(attribute.type);
    if (inside) return inside;
  }
  return undefined;
}
