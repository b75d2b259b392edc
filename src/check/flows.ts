/** What each construct makes of the outcomes of its parts on one grant. */
import type { Code } from "../diagnostics/codes.js";
import { numberMode, UNARY } from "../library/operators.js";
import type { Node } from "../syntax/ast.js";
import type { Value } from "../values/value.js";
import { callFlow } from "./call-flow.js";
import { anyOf, computed, constant, type Flow, failsOf, flow } from "./flow.js";
import { binaryFlow, elvisFlow, logicalFlow } from "./operator-flow.js";
import { at, type Pass } from "./pass.js";
import { elementFlow, indexFlow, memberFlow, pathFlow } from "./path-flow.js";
import { typeOf } from "./state.js";

/** What a node may come to on the grant of the pass. */
export function flowOf(pass: Pass, node: Node): Flow {
  const path = pass.state.facts.paths[node.id];
  if (path) return pathFlow(pass, path, node);
  const rule = RULES[node.kind] as (pass: Pass, node: Node) => Flow;
  return rule(pass, node);
}

type Rules = { readonly [Kind in Node["kind"]]: (pass: Pass, node: Node & { kind: Kind }) => Flow };

const RULES: Rules = {
  Literal: (_pass, node) =>
    node.value === null
      ? flow({ canNull: true, canValue: false, because: [{ code: "explicit-null", span: node.span }] })
      : constant(node.value),
  List: (pass, node) => ofAll(pass, node.items),
  Map: (pass, node) =>
    ofAll(
      pass,
      node.entries.map((entry) => entry.value),
    ),
  Name: (pass, node) => elementFlow(pass, node),
  Member: (pass, node) => memberFlow(pass, node, node.object, []),
  Index: (pass, node) => indexFlow(pass, node),
  Call: (pass, node) => callFlow(pass, node),
  Unary: (pass, node) => {
    const operand = at(pass, node.operand);
    const type = typeOf(pass.state, node.operand).type;
    const row = UNARY[node.operator];
    return computed([operand], typeOf(pass.state, node).type.kind, row.fails(type), ([value]) =>
      row.run(value as Value, numberMode(type, type)),
    );
  },
  Binary: (pass, node) => binaryFlow(pass, node),
  Logical: (pass, node) => logicalFlow(pass, node),
  Conditional: (pass, node) => {
    const condition = at(pass, node.condition);
    const unsure = condition.canValue && !condition.values;
    const branches: Flow[] = [];
    if (unsure || condition.values?.includes(true)) branches.push(at(pass, node.whenTrue));
    if (unsure || condition.values?.includes(false)) branches.push(at(pass, node.whenFalse));
    const taken = anyOf(branches);
    const loose = typeOf(pass.state, node.condition).type.kind === "unknown";
    return flow({
      canNull: taken.canNull || condition.canNull,
      canValue: taken.canValue,
      values: taken.values,
      because: [...condition.because, ...taken.because],
      fails: failsOf([condition, taken], loose ? ["run/condition-type"] : []),
    });
  },
  Elvis: (pass, node) => elvisFlow(at(pass, node.value), at(pass, node.fallback), typeOf(pass.state, node.value).type.kind),
  Projection: (pass, node) => bracketsFlow(pass, node.source, node.body, []),
  Selection: (pass, node) =>
    bracketsFlow(pass, node.source, node.test, typeOf(pass.state, node.test).type.kind === "unknown" ? ["run/condition-type"] : []),
  Hole: () => flow({ canNull: true, canValue: true }),
};

function ofAll(pass: Pass, items: readonly Node[]): Flow {
  const flows = items.map((item) => at(pass, item));
  return flow({ canNull: false, canValue: flows.every((part) => part.canNull || part.canValue), fails: failsOf(flows) });
}

function bracketsFlow(pass: Pass, sourceNode: Node, bodyNode: Node, more: readonly Code[]): Flow {
  const [source, body] = [at(pass, sourceNode), at(pass, bodyNode)];
  const loose: Code[] = typeOf(pass.state, sourceNode).type.kind === "unknown" ? ["run/not-a-list"] : [];
  const fails = failsOf(source.canValue ? [source, body] : [source], [
    ...loose,
    ...more,
    ...(source.canValue ? (["run/budget"] as const) : []),
  ]);
  return flow({ canNull: source.canNull, canValue: source.canValue, because: source.because, fails });
}
