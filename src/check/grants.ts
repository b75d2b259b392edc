/** The verdict on each grant: will there be a value, what does it hang on, how can it fail. */
import { filled } from "../base/filled.js";
import type { Grant } from "../context/grants.js";
import type { Code } from "../diagnostics/codes.js";
import type { Scalar } from "../library/known.js";
import type { Node } from "../syntax/ast.js";
import { NULL, type Type } from "../types/type.js";
import { answersAlike, asksOf, groupsOf, QUESTIONS } from "./asking.js";
import { type Narrowing, narrow } from "./assume.js";
import { type Blame, written } from "./because.js";
import { callFlow } from "./call-flow.js";
import type { Facts, InnerTree } from "./facts.js";
import { codesIn } from "./fails.js";
import { type Flow, heldBy, mayBeNoBoolean, neverRun, printFlowType } from "./flow.js";
import { flowOf } from "./flows.js";
import type { Pass } from "./pass.js";
import { Purse } from "./purse.js";
import type { CheckState } from "./state.js";

/** What a claim will do on one grant. */
export interface Verdict {
  readonly verdict: "always" | "sometimes" | "never" | "error";
  /** What a missing value hangs on, or is to blame for there never being one. */
  readonly because: readonly Blame[];
  /** The run-time codes that can end it, given a context that fits its schemas. */
  readonly mayFail: readonly Code[];
  /** The type of the value on this grant, `?` where it may be null. */
  readonly type: string;
  /** Every possible value, where they are few. */
  readonly values?: readonly Scalar[];
}

/** A pass, and the grants that share it: those that agree on who is there. None, where it is only about evaluations without a grant. */
export interface GrantPass {
  readonly grants: readonly string[];
  readonly pass: Pass;
}

/** One pass for each set of grants that agree on everything the expression asks of a grant. */
export function passesOf(state: CheckState): GrantPass[] {
  const { facts } = state;
  const asks = asksOf(facts);
  const narrowing = narrow(facts);
  const inside = insideOf(state);
  const passes: GrantPass[] = [];
  for (const { grants, grant } of groupsOf(state.env.grants, asks.at(-1) as number)) {
    const pass: Pass = { state, grant, narrowing, flows: unfilled(facts), inner: undefined, callFlow, inside, purse: new Purse() };
    fill(pass, asks, passes);
    passes.push({ grants, pass });
  }
  return passes;
}

/** Room for the flow of each node. */
function unfilled({ nodes }: Facts): Flow[] {
  return filled(nodes.length, NO_FLOW);
}

/** What stands for a flow that is not there yet. */
const NO_FLOW = neverRun(NULL);

/** Makes the flows of a pass; those for which its grant answers like that of an earlier pass are its as well. */
function fill(pass: Pass, asks: readonly number[], earlier: readonly GrantPass[]): void {
  const { flows } = pass;
  const alike = earlier.length > 0 ? filled<readonly Flow[] | false | undefined>(QUESTIONS, undefined) : undefined;
  const purses = filled<Purse | undefined>(QUESTIONS, undefined);
  for (const node of pass.state.facts.nodes) {
    const asked = asks[node.id] as number;
    let same: readonly Flow[] | false = false;
    if (alike) {
      same = alike[asked] ?? flowsAlike(pass, asked, earlier);
      alike[asked] = same;
    }
    if (same) flows[node.id] = same[node.id] as Flow;
    else {
      pass.purse = purses[asked] ??= new Purse();
      flows[node.id] = flowOf(pass, node);
    }
  }
}

function flowsAlike({ grant }: Pass, asked: number, earlier: readonly GrantPass[]): readonly Flow[] | false {
  for (const { pass } of earlier) if (answersAlike(pass.grant, grant, asked)) return pass.flows;
  return false;
}

/** Passes over expressions inside of the expression, each made once for a pass around it; what their conditions prove once at all. */
function insideOf(state: CheckState): Pass["inside"] {
  let narrowings: Map<InnerTree, Narrowing> | undefined;
  return (outer, tree) => {
    outer.inner ??= new Map();
    const known = outer.inner.get(tree);
    if (known) return known;
    const { source, facts } = tree;
    narrowings ??= new Map();
    const narrowing = narrowings.get(tree) ?? narrow(facts);
    narrowings.set(tree, narrowing);
    const pass: Pass = { ...outer, state: { ...state, source, facts }, narrowing, flows: unfilled(facts), inner: undefined };
    for (const node of facts.nodes) pass.flows[node.id] = flowOf(pass, node);
    outer.inner.set(tree, pass);
    return pass;
  };
}

/** The verdict of a pass. */
export function verdictOf({ state, flows }: Pass, root: Node): Verdict {
  const result = flows[root.id] as Flow;
  const verdict = !result.canValue ? "never" : result.canNull ? "sometimes" : "always";
  const because = written(result.because);
  const mayFail = failsAt(state, result);
  const type = printFlowType(result);
  return result.values ? { verdict, because, mayFail, type, values: result.values } : { verdict, because, mayFail, type };
}

function failsAt(state: CheckState, result: Flow): readonly Code[] {
  const more = resultFails(state, result);
  if (result.cost.steps > state.env.limits.steps) more.push("run/budget");
  return result.fails.and(codesIn(more)).list();
}

/** The verdict where the check failed. */
export const FAILED: Verdict = { verdict: "error", because: [], mayFail: [], type: "unknown" };

/** The failed verdicts of each environment's grants. */
const ALL_FAILED = new WeakMap<ReadonlyMap<string, Grant>, Readonly<Record<string, Verdict>>>();

/** The verdict of a failed check for every grant, to be written over. */
export function failedOn(grants: ReadonlyMap<string, Grant>): Record<string, Verdict> {
  const known = ALL_FAILED.get(grants);
  if (known) return { ...known };
  const failed = Object.fromEntries([...grants.keys()].map((grant) => [grant, FAILED]));
  ALL_FAILED.set(grants, failed);
  return { ...failed };
}

/** What can still be wrong with a result when it leaves the expression. */
function resultFails({ env: { kind, limits } }: CheckState, result: Flow): Code[] {
  const fails: Code[] = [];
  if (!result.canValue) return fails;
  if (writtenValues(result) > limits.dataSize) fails.push("run/result-too-large");
  if (kind.result === "boolean" && mayBeNoBoolean(result)) fails.push("run/result-type");
  if (result.halved) fails.push("run/ill-formed-text");
  return fails;
}

/** How many values a claim writes: a group is written as a map of three. */
function writtenValues(result: Flow): number {
  return heldBy(result) * (mentionsGroups(result.type) ? 4 : 1);
}

function mentionsGroups(type: Type): boolean {
  if (type.kind === "list") return mentionsGroups(type.element.type);
  if (type.kind === "map") return [...type.attributes.values()].some((attribute) => mentionsGroups(attribute.type));
  return type.kind === "group";
}
