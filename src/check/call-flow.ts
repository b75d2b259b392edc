/** Calls: the arguments, what the row reads of the context, and what it may fail with. */

import type { Limits } from "../base/limits.js";
import type { ReadPath } from "../context/paths.js";
import type { Code } from "../diagnostics/codes.js";
import { mayGiveNull, type Overload } from "../library/define.js";
import { type Argument, invoke, mayStandFor, paramOf, Ready } from "../library/invoke.js";
import { type Foretold, type Known, lengthOf, upTo } from "../library/known.js";
import { copyWork, stepsOfCall, workOf } from "../library/looking.js";
import { writtenLength } from "../library/operators-known.js";
import type { Node } from "../syntax/ast.js";
import { fits } from "../types/relate.js";
import { listOf, NULL, required, TEXT, type Type } from "../types/type.js";
import type { Fault, Value } from "../values/value.js";
import { joined, NO_REASONS, type Reasons, reason } from "./because.js";
import { unsetBlames } from "./chain.js";
import { type Cost, costOf, NO_COST, plus, repeated, weightOf } from "./cost.js";
import type { CallPlan, Choice, InnerTree } from "./facts.js";
import { codesIn, type Fails, NO_FAILS } from "./fails.js";
import { again, anyOf, blameInOrder, Draft, either, ends, type Flow, failsOf, heldBy, runParts, valueless } from "./flow.js";
import { fold, foretoldShape, isOpen, NOTHING_FORETOLD, possible } from "./operator-flow.js";
import { at, type Pass } from "./pass.js";
import { bracketElement, pathFlow } from "./path-flow.js";
import { type CheckState, typeOf } from "./state.js";
import { writtenArgument } from "./written.js";

/** A call: null where an argument or a context value stops it, otherwise what its rows give. */
export function callFlow(pass: Pass, node: Node): Flow {
  // What was checked without an error has a plan for each call.
  const plan = pass.state.facts.calls[node.id] as CallPlan;
  const { type } = typeOf(pass.state, node);
  const parts = plan.args.map((arg) => (arg === "element" ? bracketElement(pass, node.id) : at(pass, arg)));
  const receiver = parts[0];
  if (plan.skipsNull && receiver && !receiver.canValue) return receiver;
  const ran = runParts(parts);
  if (!ran.every(ends)) {
    const { canNull, because } = receiver as Flow;
    return valueless(plan.skipsNull && canNull, type, because, failsOf(ran), costOf(ran));
  }
  const [{ overload: first }] = plan.candidates as readonly [Choice, ...Choice[]];
  const spent = costOf(ran, traitsOf(first).cost);
  const context = contextFlow(pass, node, plan);
  const fails = context ? failsOf(parts).and(context.fails) : failsOf(parts);
  if (context && !context.canValue) return valueless(true, type, context.because, fails, spent);
  const own = rowsFlow(pass, node, plan, parts);
  const canNull = own.canNull || context?.canNull === true || parts.some((part, index) => part.canNull && stopsOnce(plan, index));
  const stopped = joined(
    context?.because ?? NO_REASONS,
    blameInOrder(parts, (index) => stopsOnce(plan, index)),
  );
  const because = joined(stopped, own.because);
  const never = parts.some((part, index) => !part.canValue && stopsAlways(plan, index));
  if (never) return valueless(canNull, type, because, fails, spent);
  own.canNull = canNull;
  own.because = because;
  own.fails = fails.and(own.fails);
  // An inner expression runs only where nothing stops the call.
  for (const tree of plan.inner.values()) {
    const inner = innerFlow(pass, tree);
    own.fails = own.fails.and(inner.fails);
    own.halved ||= inner.halved;
  }
  own.cost = plus(spent, own.cost);
  return own.done();
}

/** Whether null at an argument makes the result null for some row that may be meant. */
function stopsOnce(plan: CallPlan, index: number): boolean {
  if (index === 0 && plan.skipsNull) return true;
  return plan.candidates.some(({ overload }) => !paramOf(overload, index).receivesNull);
}

/** Whether null at an argument makes the result null, whatever row is meant. */
function stopsAlways(plan: CallPlan, index: number): boolean {
  return (index === 0 && plan.skipsNull) || plan.candidates.every(({ overload }) => !paramOf(overload, index).receivesNull);
}

/** What the context values of a call can be: null when one of them is and its row stops at it; a value when some row can have all of its own. */
function contextFlow(pass: Pass, node: Node, plan: CallPlan): Flow | undefined {
  if (!plan.candidates.some(readsContext)) return undefined;
  let context: Flow | undefined;
  for (const choice of plan.candidates) {
    const own = ownContext(pass, node, choice);
    context = context ? either(context, own) : own;
  }
  return context;
}

function readsContext({ reads }: Choice): boolean {
  return reads.length > 0;
}

/** What the context values of one row can be. */
function ownContext(pass: Pass, node: Node, { overload, reads }: Choice): Flow {
  const draft = new Draft(false, true, NULL);
  let never: Flow | undefined;
  for (let index = 0; index < reads.length; index++) {
    const part = pathFlow(pass, reads[index] as ReadPath, node);
    draft.fails = draft.fails.and(part.fails);
    if (overload.context?.[index]?.receivesNull) continue;
    draft.canNull ||= part.canNull;
    draft.canValue &&= part.canValue;
    if (!never) draft.because = joined(draft.because, part.because);
    if (!part.canValue) never ??= part;
  }
  // What can never be there is to blame before what may be missing.
  if (never) draft.because = joined(never.because, draft.because);
  return draft.done();
}

/** A call with what is known of its arguments. */
interface Given {
  readonly plan: CallPlan;
  readonly parts: readonly Flow[];
  /** The types of the arguments, of an inner expression the type of what it gives. */
  readonly types: readonly Type[];
}

/** What the rows give when nothing stops them: of few known values the very results, otherwise what they foretell. */
function rowsFlow(pass: Pass, node: Node, plan: CallPlan, parts: readonly Flow[]): Draft {
  // The types on this grant: what a list or map written out holds may be null on one grant alone.
  const types = parts.map(plan.inner.size > 0 ? (part, index) => givenType(pass, plan.inner.get(index), part) : typeIn);
  const { type } = typeOf(pass.state, node);
  const told = plan.candidates.map(({ overload }) => candidateFlow(pass, { plan, parts, types }, overload));
  const [only] = told as [Draft, ...Draft[]];
  const together = told.length === 1 ? only : again(anyOf(told));
  const absences = told.some(ends) ? absencesOf(pass, node, plan, types) : NO_REASONS;
  const folded = absences === NO_REASONS ? foldCall(pass, plan, parts) : undefined;
  const draft = folded ? new Draft(false, true, type, NO_REASONS, codesIn(folded.codes), together.cost) : together;
  const halved = together.halved || (mayHoldText(type) && parts.some((part) => part.halved));
  if (folded) draft.oneOf(folded.values);
  else {
    draft.canNull = absences !== NO_REASONS;
    draft.because = absences;
    if (!together.canValue) draft.type = type;
  }
  draft.halved = halved;
  return draft.settle();
}

function typeIn({ type }: Flow): Type {
  return type;
}

/** Of an inner expression, the type of what it gives. */
function givenType(pass: Pass, tree: InnerTree | undefined, { type }: Flow): Type {
  return tree ? innerFlow(pass, tree).type : type;
}

function mayHoldText(type: Type): boolean {
  return !["boolean", "integer", "number", "timestamp", "country"].includes(type.kind);
}

function foldCall(pass: Pass, plan: CallPlan, parts: readonly Flow[]) {
  if (parts.some((part) => part.canNull || !part.values)) return undefined;
  const pure = plan.candidates.every(({ reads, overload }) => reads.length === 0 && overload.run !== undefined);
  const plain = plan.candidates.every(({ overload }) => ![...overload.params, overload.rest].some((param) => param?.inner));
  if (!pure || !plain) return undefined;
  // A row that may answer that there is no value is not folded.
  const { candidates, form, display } = plan;
  const [{ overload: first }] = candidates as readonly [Choice, ...Choice[]];
  const { purse, state } = pass;
  const run = (args: readonly Value[]) => {
    const dear = purse.spend(stepsOfCall(first)) ?? purse.look(workOf(args, first));
    const result =
      dear ?? (invoke(candidates, withReady(state, plan, args), form, display, state.env.limits, purse) as Value | Fault);
    return (typeof result === "string" && first.size && purse.look(copyWork(result.length))) || result;
  };
  return fold(pass, parts, run, 32);
}

/** The arguments, those that were made ready as such. */
function withReady(state: CheckState, plan: CallPlan, args: readonly Value[]): readonly Argument[] {
  return args.map((value, index) => {
    const ready = madeOf(state, plan.args[index]);
    return ready === undefined ? value : new Ready(value, ready);
  });
}

/** Why a row may give null although nothing stops it. */
function absencesOf(pass: Pass, node: Node, plan: CallPlan, types: readonly Type[]): Reasons {
  const { span } = node;
  let said = NO_REASONS;
  for (const { overload } of plan.candidates)
    for (const code of overload.absences ?? []) said = joined(said, reason({ code, span }));
  if (!plan.candidates.some(({ overload }) => mayGiveNull(overload, types))) return said;
  return joined(said, unsetBlames(pass, node));
}

/** What one row gives, from what is known of its arguments. */
function candidateFlow(pass: Pass, { plan, parts, types }: Given, overload: Overload): Draft {
  const { limits } = pass.state.env;
  const asksParts = overload.foretell !== undefined || overload.cost !== undefined;
  const known = asksParts ? parts.map((part, index) => asParameter(part, paramOf(overload, index).type, limits)) : NOTHING_ASKED;
  const foretold: Foretold = overload.foretell?.(...known) ?? NOTHING_FORETOLD;
  const type = typeof overload.returns === "function" ? overload.returns(types) : overload.returns;
  const ofArguments = argumentFails(plan, overload, parts, limits);
  const cost = rowCost(pass, plan, overload, { known, parts });
  if (foretold.always) return valueless(false, type, NO_REASONS, codesIn([foretold.always]).and(ofArguments), cost);
  const shape = foretoldShape(type, foretold, parts, limits);
  const own = possible(rowFails(pass, plan, overload), foretold, type, limits);
  // Half a character pair is no failure yet; it is one when it gets out.
  const halved = own.has("run/ill-formed-text");
  const fails = (halved ? own.without("run/ill-formed-text") : own).and(ofArguments);
  // Where null alone can come of it, it ends all the same.
  const draft = new Draft(type.kind === "null", shape.canValue, type, NO_REASONS, fails, cost).shaped(shape);
  draft.halved = halved;
  return draft.settle();
}

const NOTHING_ASKED: readonly Known[] = [];

/** What of an overload is the same for every call. */
interface Traits {
  /** What the row's own code can end with. */
  readonly fails: Fails;
  /** Some parameter asks how its argument is written. */
  readonly asksArguments: boolean;
  /** Making some argument ready costs something. */
  readonly prepares: boolean;
  /** What the call itself takes. */
  readonly cost: Cost;
}

const TRAITS = new WeakMap<Overload, Traits>();

function traitsOf(overload: Overload): Traits {
  const known = TRAITS.get(overload);
  if (known) return known;
  const params = overload.rest ? [...overload.params, overload.rest] : overload.params;
  const fails: Code[] = [...(overload.fails ?? [])];
  if (overload.size || makesText(overload)) fails.push("run/text-too-long");
  if (overload.elements) fails.push("run/list-too-long");
  const asksArguments = params.some((param) => param.fails !== undefined);
  const prepares = params.some((param) => param.preparingAtMost !== undefined);
  const traits: Traits = {
    fails: codesIn(fails),
    asksArguments,
    prepares,
    cost: { steps: stepsOfCall(overload), open: false },
  };
  TRAITS.set(overload, traits);
  return traits;
}

/** What the row's own code can end with, for the arguments as they are written. */
function rowFails({ grant }: Pass, plan: CallPlan, overload: Overload): Fails {
  const { fails, asksArguments } = traitsOf(overload);
  if (!asksArguments) return fails;
  const asked = plan.args.flatMap(
    (arg, index) => paramOf(overload, index).fails?.(writtenArgument(arg), { grants: [grant] }) ?? [],
  );
  return fails.and(codesIn(asked));
}

/** Whether a row may make a text that nobody bounded before; what it passes on, such as an element of a list, is bounded. */
function makesText({ returns }: Overload): boolean {
  return typeof returns !== "function" && (returns.kind === "text" || returns.kind === "unknown");
}

/** An argument as its parameter receives it: a list where a text is wanted is joined, a text where a list is wanted is split. */
function asParameter(part: Flow, wanted: Type, limits: Limits): Known {
  const { canNull, canValue, values } = part;
  if (wanted.kind === "unknown" || fits(part.type, wanted)) {
    if (part.type.kind !== "unknown") return part;
    // Of a value of unknown type only its known values are told: what it is made into may be longer or larger.
    return { type: wanted, canNull, canValue, values, holds: Math.max(heldBy(part), limits.listLength + 1) };
  }
  if (wanted.kind === "text") return { type: wanted, canNull, canValue, length: writtenLength(part) ?? upTo(limits.textLength) };
  return { type: listOf(required(TEXT)), canNull, canValue, length: upTo(limits.listLength) };
}

/** What arguments of unknown type, or of one that is converted, can end with. */
function argumentFails(plan: CallPlan, overload: Overload, parts: readonly Flow[], limits: Limits): Fails {
  let fails = NO_FAILS;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as Flow;
    const { type } = paramOf(overload, index);
    const wanted = type.kind;
    if (!part.canValue || wanted === "unknown") continue;
    // A branch that is taken on this grant may be of another type than all branches together.
    const open = part.type.kind === "unknown";
    if (open || !mayStandFor(part.type, type, plan.form)) fails = fails.and(WRONG_KIND);
    if (plan.form === "method") continue;
    if (wanted === "text" && (open || part.type.kind === "list")) fails = fails.and(NO_TEXT);
    if (wanted === "list" && (open || part.type.kind === "text")) fails = fails.and(splitFails(part, limits));
  }
  return fails;
}

const WRONG_KIND = codesIn(["run/argument-type"]);
const NO_TEXT = codesIn(["run/no-text", "run/text-too-long"]);
const LONG_LIST = codesIn(["run/list-too-long"]);

/** Splitting a text gives at most one element more than it has characters. */
function splitFails(part: Flow, { listLength }: Limits): Fails {
  const units = lengthOf(part)?.most;
  return part.type.kind === "text" && units !== undefined && units < listLength ? NO_FAILS : LONG_LIST;
}

/** What a call costs besides its arguments: what the row asks for, and its inner expressions, an element at a time. */
function rowCost(
  pass: Pass,
  plan: CallPlan,
  overload: Overload,
  { known, parts }: { readonly known: readonly Known[]; readonly parts: readonly Flow[] },
): Cost {
  const { limits } = pass.state.env;
  const prepared = traitsOf(overload).prepares ? preparedAtMost(plan, overload, known, limits) : 0;
  if (!overload.cost && prepared === 0 && plan.inner.size === 0) return NO_COST;
  const open = overload.cost !== undefined && (isOpen(parts) || (overload.context ?? []).length > 0);
  const asked = overload.cost ? askedAtMost(pass, plan, overload, known) : 0;
  let all: Cost = { steps: asked + prepared, open: open || !Number.isFinite(asked) };
  for (const tree of plan.inner.values()) {
    const { steps, open: loose } = innerFlow(pass, tree).cost;
    all = plus(all, repeated(weightOf(tree.facts, tree.root) + steps, loose, { most: limits.listLength, open: true }));
  }
  return all;
}

/** What the row itself asks for. */
function askedAtMost({ state: { env, facts } }: Pass, plan: CallPlan, { costAtMost }: Overload, known: readonly Known[]): number {
  if (!costAtMost) return Number.POSITIVE_INFINITY;
  return costAtMost(
    env.limits,
    plan.args.map((arg) => writtenArgument(arg, facts.made)),
    known,
  );
}

function madeOf({ facts }: CheckState, arg: Node | "element" | undefined): unknown {
  return typeof arg === "object" ? facts.made?.get(arg.id) : undefined;
}

/** What making the arguments ready costs that are not written out. */
function preparedAtMost(plan: CallPlan, overload: Overload, known: readonly Known[], limits: Limits): number {
  return plan.args.reduce((sum, arg, index) => {
    const ready = arg !== "element" && arg.kind === "Literal";
    return sum + (ready ? 0 : (paramOf(overload, index).preparingAtMost?.(limits, known[index]) ?? 0));
  }, 0);
}

/** What an inner expression may come to, on the same grant. */
function innerFlow(pass: Pass, tree: InnerTree): Flow {
  return at(pass.inside(pass, tree), tree.root);
}
