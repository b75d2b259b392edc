/** The verdict on each grant: will there be a value, what does it hang on, how can it fail. */
import type { Grant, Party } from "../context/grants.js";
import type { ReadPath } from "../context/paths.js";
import type { Code } from "../diagnostics/codes.js";
import type { Scalar } from "../library/known.js";
import type { Node } from "../syntax/ast.js";
import type { Type } from "../types/type.js";
import { type Narrowing, narrow } from "./assume.js";
import { callFlow } from "./call-flow.js";
import type { Facts, InnerTree } from "./facts.js";
import { type Blame, type Flow, heldBy, mayBeNoBoolean, printFlowType } from "./flow.js";
import { flowOf } from "./flows.js";
import type { Pass } from "./pass.js";
import { presenceOn } from "./path-flow.js";
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

/** An evaluation whose grant is not said: the data alone decides who is there. */
const ANYONE: Grant = { user: "optional", appuser: "optional", session: "optional", tokens: [], manyGroups: true };

/** One pass for each set of grants that agree on everything the expression asks of a grant. */
export function passesOf(state: CheckState): GrantPass[] {
  const narrowings = new Map<Facts, Narrowing>();
  const narrowingOf = (facts: Facts): Narrowing => {
    const known = narrowings.get(facts) ?? narrow(facts);
    narrowings.set(facts, known);
    return known;
  };
  const parties = partiesOf(state.facts);
  const asks = asksGrant(state.facts);
  const shared = new Map<string, { grants: string[]; pass: Pass }>();
  const add = (name: string | undefined, grant: Grant) => {
    const key =
      [...parties].map((party) => presenceOn(grant, party)).join(" ") + (asks && grant.manyGroups === true ? " many" : "");
    const group = shared.get(key) ?? { grants: [], pass: runPass(state, grant, narrowingOf) };
    if (name !== undefined) group.grants.push(name);
    shared.set(key, group);
  };
  for (const [name, grant] of state.env.grants) add(name, grant);
  add(undefined, ANYONE);
  return [...shared.values()];
}

/** Who the paths of an expression need. The app-user needs the user too. */
function partiesOf(facts: Facts): ReadonlySet<Party> {
  const parties = new Set<Party>();
  const add = (path: ReadPath | undefined) => {
    if (path?.root.needs === "appuser") parties.add("user");
    if (path?.root.needs) parties.add(path.root.needs);
  };
  for (const path of facts.paths) add(path);
  for (const plan of facts.calls) {
    for (const { reads } of plan?.candidates ?? []) reads.forEach(add);
    for (const inner of plan?.inner.values() ?? []) for (const party of partiesOf(inner.facts)) parties.add(party);
  }
  return parties;
}

/** Whether a call asks the grant what it allows. */
function asksGrant(facts: Facts): boolean {
  return facts.calls.some((plan) =>
    plan?.candidates.some(({ overload, reads }) => {
      const params = [...overload.params, ...(overload.rest ? [overload.rest] : [])];
      return reads.some(({ root }) => root.layout === "grant") || params.some((param) => param.fails !== undefined);
    }),
  );
}

function runPass(state: CheckState, grant: Grant, narrowingOf: (facts: Facts) => Narrowing): Pass {
  const done = new Map<InnerTree, Pass>();
  const inside = (outer: Pass, tree: InnerTree): Pass => {
    const { source, facts } = tree;
    const known =
      done.get(tree) ?? fill({ ...outer, state: { ...state, source, facts }, narrowing: narrowingOf(facts), flows: [] });
    done.set(tree, known);
    return known;
  };
  return fill({ state, grant, narrowing: narrowingOf(state.facts), flows: [], callFlow, inside });
}

function fill(pass: Pass): Pass {
  for (const node of pass.state.facts.nodes) pass.flows[node.id] = flowOf(pass, node);
  return pass;
}

/** The verdict of a pass. */
export function verdictOf({ state, flows }: Pass, root: Node): Verdict {
  const result = flows[root.id] as Flow;
  const fails = new Set([...result.fails, ...resultFails(state, result)]);
  if (result.cost.steps > state.env.limits.steps) fails.add("run/budget");
  return {
    verdict: !result.canValue ? "never" : result.canNull ? "sometimes" : "always",
    because: result.because,
    mayFail: [...fails].sort(),
    type: printFlowType(result),
    ...(result.values ? { values: result.values } : {}),
  };
}

/** The verdict where the check failed. */
export const FAILED: Verdict = { verdict: "error", because: [], mayFail: [], type: "unknown" };

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
