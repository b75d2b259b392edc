/** Operators: arithmetic, comparison, three-valued logic, Elvis. */
import type { Limits } from "../base/limits.js";
import type { Code } from "../diagnostics/codes.js";
import { excludes, type Foretold, type Scalar } from "../library/known.js";
import { numberMode } from "../library/number-mode.js";
import { BINARY, UNARY } from "../library/operators.js";
import type { BinaryNode, LogicalNode, UnaryNode } from "../syntax/ast.js";
import { overlaps } from "../types/relate.js";
import { BOOLEAN, type Type } from "../types/type.js";
import { type Fault, isFault, type Value } from "../values/value.js";
import { type Cost, costOf, NO_COST } from "./cost.js";
import {
  anyOf,
  type Blame,
  blameInOrder,
  combinations,
  ends,
  type Flow,
  failsOf,
  flow,
  heldBy,
  knownOf,
  mayBeNoBoolean,
  refine,
  runParts,
} from "./flow.js";
import { at, type Pass } from "./pass.js";
import { meet, NOT_NULL, type Shape, shapeOfType } from "./shape.js";
import { typeOf } from "./state.js";

/** An operation whose result is null when a part is. */
export interface Operation {
  readonly parts: readonly Flow[];
  readonly type: Type;
  readonly fails: readonly Code[];
  readonly foretold: Foretold;
  readonly run: (args: readonly Value[]) => Value | Fault;
}

/** The outcome of an operation on parts, computed where every part has few values. */
export function computed({ parts, type, fails, foretold, run }: Operation, limits: Limits): Flow {
  const ran = runParts(parts);
  const cost = costOf(ran);
  if (!ran.every(ends)) return flow({ canNull: false, canValue: false, type, fails: failsOf(ran), cost });
  const because = blameInOrder(parts);
  const canNull = parts.some((part) => part.canNull);
  if (!parts.every((part) => part.canValue)) return flow({ canNull, canValue: false, type, because, fails: failsOf(parts), cost });
  const halved = parts.some((part) => part.halved === true);
  const folded = fold(parts, run);
  if (folded) {
    const { values, codes } = folded;
    return flow({ canNull, canValue: values.length > 0, values, type, because, fails: failsOf(parts, codes), cost, halved });
  }
  const shape = foretoldShape(type, foretold, parts, limits);
  return flow({ ...shape, canNull, type, because, fails: failsOf(parts, possible(fails, foretold, type, limits)), cost, halved });
}

/** The results over every combination of the parts' values; undefined where they are too many, or no scalars. */
export function fold(
  parts: readonly Flow[],
  run: (args: readonly Value[]) => Value | Fault,
  most?: number,
): { readonly values: readonly Scalar[]; readonly codes: readonly Code[] } | undefined {
  const outcomes = combinations(parts, most)?.map((values) => run(values));
  if (!outcomes) return undefined;
  const codes = outcomes.filter(isFault).map((fault) => fault.code);
  const values = outcomes.filter((value): value is Scalar => !isFault(value) && value !== null && typeof value !== "object");
  return values.length + codes.length === outcomes.length ? { values: [...new Set(values)], codes } : undefined;
}

/** What the type allows and what was foretold, together. Never null. */
export function foretoldShape(type: Type, foretold: Foretold, parts: readonly Flow[], limits: Limits): Shape {
  const open = isOpen(parts);
  return meet(
    { canNull: false, canValue: type.kind !== "null", ...shapeOfType(type, limits) },
    {
      ...NOT_NULL,
      ...(foretold.length ? { length: { ...foretold.length, open } } : {}),
      ...(foretold.range ? { range: foretold.range } : {}),
      ...(foretold.values ? { values: foretold.values } : {}),
    },
  );
}

/** Whether only a limit of the environment bounds one of the parts. */
export function isOpen(parts: readonly Flow[]): boolean {
  return parts.some((part) => part.open === true || part.length?.open === true || part.type.kind === "unknown");
}

/** The codes without those that what is known of the parts rules out. */
export function possible(fails: readonly Code[], foretold: Foretold, type: Type, limits: Limits): Code[] {
  const [limit, code] =
    type.kind === "list"
      ? ([limits.listLength, "run/list-too-long"] as const)
      : ([limits.textLength, "run/text-too-long"] as const);
  const fitting = foretold.length !== undefined && foretold.length.most <= limit;
  return fails.filter((each) => !foretold.never?.includes(each) && !(fitting && each === code));
}

/** `!a`, `-a`. */
export function unaryFlow(pass: Pass, node: UnaryNode): Flow {
  const operand = at(pass, node.operand);
  const { type } = typeOf(pass.state, node.operand);
  const row = UNARY[node.operator];
  const operation: Operation = {
    parts: [operand],
    type: typeOf(pass.state, node).type,
    fails: row.fails(type),
    foretold: row.foretell?.(knownOf(operand)) ?? {},
    run: ([value]) => row.run(value as Value, numberMode(type, type)),
  };
  return computed(operation, pass.state.env.limits);
}

/** Comparison and arithmetic; an operator that a row of the library gives its meaning is like a call of that row. */
export function binaryFlow(pass: Pass, node: BinaryNode): Flow {
  if (pass.state.facts.calls[node.id]) return plannedFlow(pass, node);
  const [left, right] = [at(pass, node.left), at(pass, node.right)];
  const types = [typeOf(pass.state, node.left).type, typeOf(pass.state, node.right).type] as const;
  const row = BINARY[node.operator];
  const { limits } = pass.state.env;
  const run = (values: readonly Value[]) => row.run(values[0] as Value, values[1] as Value, numberMode(...types), limits);
  if (!row.propagatesNull) return equalityFlow(pass, node, left, right, run);
  const foretold = row.foretell?.({ ...knownOf(left), type: types[0] }, { ...knownOf(right), type: types[1] }) ?? {};
  return computed({ parts: [left, right], type: typeOf(pass.state, node).type, fails: row.fails(...types), foretold, run }, limits);
}

/** Like a call, but operands of the wrong kind are told as such. */
function plannedFlow(pass: Pass, node: BinaryNode): Flow {
  const called = pass.callFlow(pass, node);
  if (!called.fails.has("run/argument-type")) return called;
  const fails = new Set(called.fails).add("run/operand-type");
  // What the operands themselves end with keeps its name.
  const inside = [at(pass, node.left), at(pass, node.right)].some((part) => part.fails.has("run/argument-type"));
  if (!inside) fails.delete("run/argument-type");
  return { ...called, fails };
}

/** `==` and `!=` answer for null too, so null is one more value of each side. */
function equalityFlow(
  pass: Pass,
  node: BinaryNode,
  left: Flow,
  right: Flow,
  run: (values: readonly Value[]) => Value | Fault,
): Flow {
  const negated = node.operator === "ne";
  const ran = runParts([left, right]);
  const smaller = Math.min(heldBy(left), heldBy(right));
  const comparing = BINARY[node.operator].costAtMost?.(left.type, right.type, smaller) ?? 0;
  const own: Cost = { steps: comparing, open: comparing > 0 && isOpen([left, right]) };
  const facts = { type: BOOLEAN, fails: failsOf(ran), cost: costOf(ran, left.canValue && right.canValue ? own : NO_COST) };
  if (!ran.every(ends)) return flow({ canNull: false, canValue: false, ...facts });
  const { keys } = pass.narrowing;
  if (keys.of[node.left.id] === keys.of[node.right.id]) return flow({ ...NOT_NULL, values: [!negated], ...facts });
  const answers = new Set<Scalar>();
  if (left.canNull && right.canNull) answers.add(!negated);
  if ((left.canNull && right.canValue) || (right.canNull && left.canValue)) answers.add(negated);
  if (left.canValue && right.canValue) {
    const cases = combinations([left, right]);
    const shared = meet(left, right).canValue && overlaps(left.type, right.type);
    for (const answer of cases ? cases.map(run) : shared ? [true, false] : [negated]) answers.add(answer as Scalar);
  }
  return flow({ canNull: false, canValue: true, values: [...answers], ...facts });
}

/** Three-valued logic over what each operand can be; an operand that can never be reached adds nothing. */
export function logicalFlow(pass: Pass, node: LogicalNode): Flow {
  const stop = node.operator === "or";
  const because: Blame[] = [];
  const met: Flow[] = [];
  const loose = new Set<Code>();
  // Whether it can come here with every operand so far the other truth value, and with a null among them.
  let plain = true;
  let nulled = false;
  let stopped = false;
  let decided = false;
  for (const operand of node.operands) {
    if (!plain && !nulled) break;
    const part = at(pass, operand);
    const unsure = part.canValue && !part.values;
    const goesOn = unsure || part.values?.includes(!stop) === true;
    met.push(part);
    if (!decided) because.push(...part.because);
    decided ||= part.canNull && !part.canValue;
    if (mayBeNoBoolean(part)) loose.add("run/unary-type");
    stopped ||= unsure || part.values?.includes(stop) === true;
    nulled = (nulled && (goesOn || part.canNull)) || (plain && part.canNull);
    plain &&= goesOn;
  }
  const values = [...(stopped ? [stop] : []), ...(plain ? [!stop] : [])];
  const fails = failsOf(met, loose);
  return flow({ canNull: nulled, canValue: values.length > 0, values, type: BOOLEAN, because, fails, cost: costOf(met) });
}

function isTextual({ type: { kind } }: Flow): boolean {
  return kind === "text" || kind === "unknown";
}

/** Whether a value may be what Elvis replaces: null or empty text. */
export function mayGiveWay(value: Flow): boolean {
  return value.canNull || (value.canValue && isTextual(value) && !excludes(knownOf(value), ""));
}

/** `a ?: b`: the second where the first is null or empty text. */
export function elvisFlow(value: Flow, fallback: Flow): Flow {
  const textual = isTextual(value);
  const reached = mayGiveWay(value);
  const kept = refine(value, textual ? { ...NOT_NULL, not: [""] } : NOT_NULL);
  const ran = reached ? [value, fallback] : [value];
  const taken = anyOf(reached ? [kept, fallback] : [kept]);
  return flow({
    ...taken,
    because: reached ? [...value.because, ...fallback.because] : [],
    fails: failsOf(ran),
    cost: costOf(ran),
  });
}
