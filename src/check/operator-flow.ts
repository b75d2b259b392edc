/** Operators: arithmetic, comparison, three-valued logic, Elvis. */
import type { Code } from "../diagnostics/codes.js";
import { BINARY, numberMode } from "../library/operators.js";
import type { Node } from "../syntax/ast.js";
import type { Fault, Value } from "../values/value.js";
import { callFlow } from "./call-flow.js";
import { type Blame, combinations, computed, type Flow, failsOf, flow, type Scalar, union } from "./flow.js";
import { at, type Pass } from "./pass.js";
import { typeOf } from "./state.js";

/** Comparison and arithmetic. */
export function binaryFlow(pass: Pass, node: Node & { kind: "Binary" }): Flow {
  if (pass.state.facts.calls[node.id]) return plannedFlow(pass, node);
  const [left, right] = [at(pass, node.left), at(pass, node.right)];
  const types = [typeOf(pass.state, node.left).type, typeOf(pass.state, node.right).type] as const;
  const row = BINARY[node.operator];
  const { limits } = pass.state.env;
  const run = (values: readonly Value[]) => row.run(values[0] as Value, values[1] as Value, numberMode(...types), limits);
  if (row.propagatesNull) return computed([left, right], typeOf(pass.state, node).type.kind, row.fails(...types), run);
  return equalityFlow(left, right, node.operator === "ne", row.fails(...types), run);
}

/** An operator that a row of the library gives its meaning: like a call, but operands of the wrong kind are told as such. */
function plannedFlow(pass: Pass, node: Node): Flow {
  const called = callFlow(pass, node);
  const fails = [...called.fails].map((code) => (code === "run/argument-type" ? "run/operand-type" : code));
  return { ...called, fails: new Set(fails) };
}

/** `==` and `!=` answer for null too, so null is one more value of each side. */
function equalityFlow(
  left: Flow,
  right: Flow,
  negated: boolean,
  codes: readonly Code[],
  run: (values: readonly Value[]) => Value | Fault,
): Flow {
  const answers = new Set<Scalar>();
  const fails = failsOf([left, right], left.canValue && right.canValue ? codes : []);
  if (left.canNull && right.canNull) answers.add(!negated);
  if ((left.canNull && right.canValue) || (right.canNull && left.canValue)) answers.add(negated);
  if (left.canValue && right.canValue) {
    const cases = combinations([left, right]);
    for (const answer of cases ? cases.map(run) : [true, false]) answers.add(answer as Scalar);
  }
  return flow({ canNull: false, canValue: answers.size > 0, values: [...answers], fails });
}

/** Three-valued logic over what each operand can be; an operand that can never be reached adds nothing. */
export function logicalFlow(pass: Pass, node: Node & { kind: "Logical" }): Flow {
  const stop = node.operator === "or";
  const because: Blame[] = [];
  const met: Flow[] = [];
  const loose: Code[] = [];
  let canStop = false;
  let canGoOn = true;
  let canBeNull = false;
  for (const operand of node.operands) {
    if (!canGoOn && !canBeNull) break;
    const part = at(pass, operand);
    const unsure = part.canValue && !part.values;
    const goesOn = unsure || part.values?.includes(!stop) === true;
    met.push(part);
    because.push(...part.because);
    if (typeOf(pass.state, operand).type.kind === "unknown") loose.push("run/operand-type");
    canStop ||= unsure || part.values?.includes(stop) === true;
    canBeNull = (canBeNull && (goesOn || part.canNull)) || (canGoOn && part.canNull);
    canGoOn = canGoOn && goesOn;
  }
  const values = [...(canStop ? [stop] : []), ...(canGoOn ? [!stop] : [])];
  return flow({ canNull: canBeNull, canValue: values.length > 0, values, because, fails: failsOf(met, loose) });
}

/** `a ?: b`: the second where the first is null or empty text. */
export function elvisFlow(value: Flow, fallback: Flow, kind: string): Flow {
  const blankable = kind === "text" || kind === "unknown";
  const canBeBlank = value.canValue && blankable && (value.values === undefined || value.values.includes(""));
  const reachable = value.canNull || canBeBlank;
  const kept = value.values?.filter((entry) => entry !== "");
  const keeps = value.canValue && kept?.length !== 0;
  const values = !reachable ? kept : !keeps ? fallback.values : fallback.canValue ? union(kept, fallback.values) : kept;
  return flow({
    canNull: reachable && fallback.canNull,
    canValue: keeps || (reachable && fallback.canValue),
    values,
    because: reachable ? [...value.because, ...fallback.because] : [],
    fails: failsOf(reachable ? [value, fallback] : [value]),
  });
}
