/** Deprecated operators, with what is written today. */
import { BINARY } from "../../library/operators.js";
import { type Look, nodesOf, tell, written } from "./look.js";

/** Operators that Okta recommends against. */
export function deprecatedOperators(look: Look): void {
  for (const node of nodesOf(look, "Binary")) {
    const advice = BINARY[node.operator].deprecated;
    if (advice !== undefined)
      tell(
        look,
        node,
        "lint/deprecated-operator",
        { operator: written(look, { span: node.operatorSpan }), advice },
        { span: node.operatorSpan },
      );
  }
}
