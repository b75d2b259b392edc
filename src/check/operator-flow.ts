/** Operators: arithmetic, comparison, three-valued logic, Elvis. */
import type { Limits } from "../base/limits.js";
import type { Code } from "../diagnostics/codes.js";
import { excludes, type Foretold, type Known, type Scalar } from "../library/known.js";
import { numberMode } from "../library/number-mode.js";
import { BINARY, type BinaryRow, UNARY } from "../library/operators.js";
import type { BinaryNode, LogicalNode, UnaryNode } from "../syntax/ast.js";
import { overlaps } from "../types/relate.js";
import { BOOLEAN, type Type } from "../types/type.js";
import { type Fault, isFault, type Value } from "../values/value.js";
import { joined, NO_REASONS } from "./because.js";
import { type Cost, costOf, NO_COST, plus } from "./cost.js";
import { codesIn, type Fails, NO_FAILS } from "./fails.js";
import {
  again,
  blameInOrder,
  combinations,
  Draft,
  either,
  ends,
  type Flow,
  failsOf,
  heldBy,
  mayBeNoBoolean,
  refine,
  runParts,
  valueless,
  valueOfType,
} from "./flow.js";
import { at, type Pass } from "./pass.js";
import { TOO_DEAR } from "./purse.js";
import { meet, NOT_NULL, type Shape, valueWith } from "./shape.js";
import { typeOf } from "./state.js";

/** An operation whose result is null when a part is. */
export interface Operation {
  readonly parts: readonly Flow[];
  readonly type: Type;
  readonly fails: readonly Code[];
  readonly foretold: Foretold | undefined;
  readonly run: (args: readonly Value[]) => Value | Fault;
}

/** The outcome of an operation on parts, computed where every part has few values. */
function computed(pass: Pass, { parts, type, fails, foretold = NOTHING_FORETOLD, run }: Operation): Flow {
  const ran = runParts(parts);
  const cost = costOf(ran);
  if (!ran.every(ends)) return valueless(false, type, NO_REASONS, failsOf(ran), cost);
  const because = blameInOrder(parts);
  const canNull = parts.some((part) => part.canNull);
  if (!parts.every((part) => part.canValue)) return valueless(canNull, type, because, failsOf(parts), cost);
  const folded = fold(pass, parts, run);
  const draft = new Draft(canNull, true, type, because, NO_FAILS, cost);
  draft.halved = parts.some((part) => part.halved);
  if (folded) {
    draft.oneOf(folded.values);
    draft.fails = failsOf(parts, codesIn(folded.codes));
  } else {
    const { limits } = pass.state.env;
    const shape = foretoldShape(type, foretold, parts, limits);
    draft.canValue = shape.canValue;
    draft.shaped(shape);
    draft.fails = failsOf(parts, possible(codesIn(fails), foretold, type, limits));
  }
  return draft.done();
}

/** A row that tells nothing. */
export const NOTHING_FORETOLD: Foretold = {};

/** The results over every combination of the parts' values; undefined where they are too many, too dear, or no scalars. */
export function fold(
  { purse }: Pass,
  parts: readonly Flow[],
  run: (args: readonly Value[]) => Value | Fault,
  most?: number,
): { readonly values: readonly Scalar[]; readonly codes: readonly Code[] } | undefined {
  const combined = combinations(parts, most);
  if (!combined) return undefined;
  const values: Scalar[] = [];
  const codes: Code[] = [];
  for (const each of combined) {
    const outcome = purse.spend(1) ?? run(each);
    if (outcome === TOO_DEAR) return undefined;
    if (isFault(outcome)) codes.push(outcome.code);
    else if (outcome === null || typeof outcome === "object") return undefined;
    else if (!values.includes(outcome)) values.push(outcome);
  }
  return { values, codes };
}

/** What the type allows and what was foretold, together. Never null. */
export function foretoldShape(type: Type, foretold: Foretold, parts: readonly Flow[], limits: Limits): Shape {
  const allowed = valueOfType(type, limits);
  const { length, range, values } = foretold;
  if (!length && !range && !values) return allowed;
  return meet(allowed, valueWith(values, range, length && { least: length.least, most: length.most, open: isOpen(parts) }));
}

/** Whether only a limit of the environment bounds one of the parts. */
export function isOpen(parts: readonly Flow[]): boolean {
  return parts.some((part) => part.open || part.length?.open === true || part.type.kind === "unknown");
}

/** The codes without those that what is known of the parts rules out. */
export function possible(fails: Fails, foretold: Foretold, type: Type, limits: Limits): Fails {
  if (fails === NO_FAILS) return fails;
  const isList = type.kind === "list";
  const limit = isList ? limits.listLength : limits.textLength;
  const code: Code = isList ? "run/list-too-long" : "run/text-too-long";
  const fitting = foretold.length !== undefined && foretold.length.most <= limit;
  let left = fitting ? fails.without(code) : fails;
  for (const never of foretold.never ?? []) left = left.without(never);
  return left;
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
    foretold: row.foretell?.(operand),
    run: ([value]) => row.run(value as Value, numberMode(type, type)),
  };
  return computed(pass, operation);
}

/** Comparison and arithmetic; an operator that a row of the library gives its meaning is like a call of that row. */
export function binaryFlow(pass: Pass, node: BinaryNode): Flow {
  if (pass.state.facts.calls[node.id]) return plannedFlow(pass, node);
  const [left, right] = [at(pass, node.left), at(pass, node.right)];
  const types = [typeOf(pass.state, node.left).type, typeOf(pass.state, node.right).type] as const;
  const row = BINARY[node.operator];
  const { limits } = pass.state.env;
  const run = ([a, b]: readonly Value[]) =>
    (row.work && pass.purse.look(row.work(a as Value, b as Value))) ??
    row.run(a as Value, b as Value, numberMode(...types), limits);
  if (!row.propagatesNull) return equalityFlow(pass, node, left, right, run);
  const foretold = row.foretell?.(withType(left, types[0]), withType(right, types[1]));
  return computed(pass, { parts: [left, right], type: typeOf(pass.state, node).type, fails: row.fails(...types), foretold, run });
}

/** What is known of a side, as of its static type. */
function withType(side: Flow, type: Type): Known {
  if (side.type === type) return side;
  const { canNull, canValue, values, not, range, length } = side;
  return { type, canNull, canValue, values, not, range, length };
}

/** Like a call, but operands of the wrong kind are told as such. */
function plannedFlow(pass: Pass, node: BinaryNode): Flow {
  const called = pass.callFlow(pass, node);
  if (!called.fails.has("run/argument-type")) return called;
  // What the operands themselves end with keeps its name.
  const inside = [at(pass, node.left), at(pass, node.right)].some((part) => part.fails.has("run/argument-type"));
  const draft = again(called);
  draft.fails = WRONG_OPERAND.and(inside ? called.fails : called.fails.without("run/argument-type"));
  return draft;
}

const WRONG_OPERAND = codesIn(["run/operand-type"]);

/** `==` and `!=` answer for null too, so null is one more value of each side. */
function equalityFlow(
  pass: Pass,
  node: BinaryNode,
  left: Flow,
  right: Flow,
  run: (values: readonly Value[]) => Value | Fault,
): Flow {
  const negated = node.operator === "ne";
  const ran = ends(left) ? left.fails.and(right.fails) : left.fails;
  if (!ends(left)) return valueless(false, BOOLEAN, NO_REASONS, ran, left.cost);
  const cost = plus(plus(comparingCost(node, left, right), left.cost), right.cost);
  if (!ends(right)) return valueless(false, BOOLEAN, NO_REASONS, ran, cost);
  const draft = new Draft(false, true, BOOLEAN, NO_REASONS, ran, cost);
  draft.values = pass.narrowing.same(node.left, node.right) ? [!negated] : answersOf(pass, left, right, negated, run);
  return draft;
}

/** The rows of `==` and `!=`: what they compare may be as large as the data. */
type Comparing = BinaryRow & Required<Pick<BinaryRow, "costAtMost">>;

/** What comparing two values costs. */
function comparingCost(node: BinaryNode, left: Flow, right: Flow): Cost {
  if (!left.canValue || !right.canValue) return NO_COST;
  const { costAtMost } = BINARY[node.operator] as Comparing;
  const steps = costAtMost(left.type, right.type, Math.min(heldBy(left), heldBy(right)));
  return steps > 0 ? { steps, open: isOpen([left, right]) } : NO_COST;
}

function answersOf(
  pass: Pass,
  left: Flow,
  right: Flow,
  negated: boolean,
  run: (values: readonly Value[]) => Value | Fault,
): readonly Scalar[] {
  const answers: Scalar[] = [];
  const add = (answer: Scalar) => {
    if (!answers.includes(answer)) answers.push(answer);
  };
  if (left.canNull && right.canNull) add(!negated);
  if ((left.canNull && right.canValue) || (right.canNull && left.canValue)) add(negated);
  if (left.canValue && right.canValue) {
    const folded = fold(pass, [left, right], run);
    if (folded) for (const answer of folded.values) add(answer);
    else if (meet(left, right).canValue && overlaps(left.type, right.type)) {
      add(true);
      add(false);
    } else add(negated);
  }
  return answers;
}

/** Three-valued logic over what each operand can be; an operand that can never be reached adds nothing. */
export function logicalFlow(pass: Pass, node: LogicalNode): Flow {
  const stop = node.operator === "or";
  let because = NO_REASONS;
  let fails = NO_FAILS;
  let loose = NO_FAILS;
  let cost = NO_COST;
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
    fails = fails.and(part.fails);
    cost = plus(cost, part.cost);
    if (mayBeNoBoolean(part)) loose = NO_TRUTH;
    if (!decided) because = joined(because, part.because);
    decided ||= part.canNull && !part.canValue;
    stopped ||= unsure || part.values?.includes(stop) === true;
    nulled = (nulled && (goesOn || part.canNull)) || (plain && part.canNull);
    plain &&= goesOn;
  }
  const draft = new Draft(nulled, stopped || plain, BOOLEAN, because, loose.and(fails), cost);
  draft.values = stopped && plain ? (stop ? STOP_OR_NOT : NOT_OR_STOP) : [stopped ? stop : !stop];
  return draft.done();
}

const NO_TRUTH = codesIn(["run/unary-type"]);
const STOP_OR_NOT = [true, false];
const NOT_OR_STOP = [false, true];

function isTextual({ type: { kind } }: Flow): boolean {
  return kind === "text" || kind === "unknown";
}

/** Whether a value may be what Elvis replaces: null or empty text. */
export function mayGiveWay(value: Flow): boolean {
  return value.canNull || (value.canValue && isTextual(value) && !excludes(value, ""));
}

const NOT_BLANK: Shape = { ...NOT_NULL, not: [""] };

/** `a ?: b`: the second where the first is null or empty text. */
export function elvisFlow(value: Flow, fallback: Flow): Flow {
  const kept = refine(value, isTextual(value) ? NOT_BLANK : NOT_NULL);
  if (!mayGiveWay(value)) return kept;
  const draft = again(either(kept, fallback));
  draft.because = joined(value.because, fallback.because);
  draft.fails = value.fails.and(fallback.fails);
  draft.cost = plus(value.cost, fallback.cost);
  return draft.done();
}
