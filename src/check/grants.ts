/** The verdict on each grant: will there be a value, what does it hang on, how can it fail. */
import type { Grant, Party } from "../context/grants.js";
import type { ReadPath } from "../context/paths.js";
import type { Code } from "../diagnostics/codes.js";
import type { Param } from "../library/define.js";
import type { Scalar } from "../library/known.js";
import type { Node } from "../syntax/ast.js";
import type { Type } from "../types/type.js";
import { type Narrowing, narrow } from "./assume.js";
import { type Blame, written } from "./because.js";
import { callFlow } from "./call-flow.js";
import type { Facts, InnerTree } from "./facts.js";
import { type Flow, heldBy, mayBeNoBoolean, printFlowType } from "./flow.js";
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
  const asked = { parties: 0, manyGroups: false };
  ask(state.facts, asked);
  return groupsOf(state.env.grants, asked).map(({ grants, grant }) => ({ grants, pass: runPass(state, grant, narrowingOf) }));
}

/** What an expression asks of a grant: who is there, a bit for each party, and whether many groups are allowed. */
interface Asked {
  parties: number;
  manyGroups: boolean;
}

const PARTIES: readonly Party[] = ["user", "appuser", "session"];

/** Who the paths of an expression need, and what its calls ask. The app-user needs the user too. */
function ask(facts: Facts, asked: Asked): void {
  for (const path of facts.paths) if (path) askFor(path, asked);
  for (const plan of facts.calls) {
    for (const { overload, reads } of plan?.candidates ?? []) {
      for (const path of reads) askFor(path, asked);
      asked.manyGroups ||= overload.params.some(asksGrant) || (overload.rest !== undefined && asksGrant(overload.rest));
    }
    for (const inner of plan?.inner.values() ?? []) {
      const inside = { parties: asked.parties, manyGroups: false };
      ask(inner.facts, inside);
      asked.parties = inside.parties;
    }
  }
}

function askFor({ root: { needs, layout } }: ReadPath, asked: Asked): void {
  if (needs !== undefined) asked.parties |= 1 << PARTIES.indexOf(needs);
  if (needs === "appuser") asked.parties |= 1;
  if (layout === "grant") asked.manyGroups = true;
}

function asksGrant({ fails }: Param<unknown>): boolean {
  return fails !== undefined;
}

/** Grants that answer everything alike, and one of them. */
interface GrantGroup {
  readonly grants: string[];
  readonly grant: Grant;
}

/** The groups of the grants of an environment, by what is asked: there are few such questions, and every expression has one of them. */
const GROUPS = new WeakMap<ReadonlyMap<string, Grant>, Map<number, readonly GrantGroup[]>>();

function groupsOf(grants: ReadonlyMap<string, Grant>, asked: Asked): readonly GrantGroup[] {
  const known = GROUPS.get(grants) ?? new Map<number, readonly GrantGroup[]>();
  GROUPS.set(grants, known);
  const question = asked.parties * 2 + Number(asked.manyGroups);
  const groups = known.get(question) ?? groupedBy(grants, asked);
  known.set(question, groups);
  return groups;
}

function groupedBy(grants: ReadonlyMap<string, Grant>, { parties, manyGroups }: Asked): readonly GrantGroup[] {
  const groups = new Map<string, GrantGroup>();
  const groupFor = (grant: Grant) => {
    const answers = PARTIES.map((party, at) => (parties & (1 << at) ? presenceOn(grant, party) : ""));
    const key = `${answers} ${manyGroups && grant.manyGroups === true}`;
    const group = groups.get(key) ?? { grants: [], grant };
    groups.set(key, group);
    return group;
  };
  for (const [name, grant] of grants) groupFor(grant).grants.push(name);
  groupFor(ANYONE);
  return [...groups.values()];
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
  const verdict = !result.canValue ? "never" : result.canNull ? "sometimes" : "always";
  const because = written(result.because);
  const mayFail = failsAt(state, result);
  const type = printFlowType(result);
  return result.values ? { verdict, because, mayFail, type, values: result.values } : { verdict, because, mayFail, type };
}

function failsAt(state: CheckState, result: Flow): readonly Code[] {
  const fails = new Set([...result.fails, ...resultFails(state, result)]);
  if (result.cost.steps > state.env.limits.steps) fails.add("run/budget");
  return fails.size > 1 ? [...fails].sort() : [...fails];
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
