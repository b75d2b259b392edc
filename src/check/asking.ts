/** What an expression asks of a grant, and which grants answer alike. */
import { filled } from "../base/filled.js";
import { type Grant, type Party, presenceOn } from "../context/grants.js";
import type { ReadPath } from "../context/paths.js";
import type { Param } from "../library/define.js";
import { paramOf } from "../library/invoke.js";
import type { WrittenAround } from "../library/written.js";
import type { Node, ProjectionNode, SelectionNode } from "../syntax/ast.js";
import type { CallPlan, Facts } from "./facts.js";
import { writtenArgument } from "./written.js";

const PARTIES: readonly Party[] = ["user", "appuser", "session"];

/** The bit of the question whether a group function may answer many groups. */
const MANY_GROUPS = 1 << PARTIES.length;

/** How many different things can be asked. */
export const QUESTIONS = 2 * MANY_GROUPS;

/** By node id, what it and its parts ask of a grant, a bit each. The last node is the whole. */
export function asksOf(facts: Facts): readonly number[] {
  const asks = filled(facts.nodes.length, 0);
  for (const node of facts.nodes) {
    const { id } = node;
    const path = facts.paths[id];
    const plan = facts.calls[id];
    let own = asks[id] as number;
    if (path) own |= askedBy(path);
    if (plan) own |= askedByCall(plan);
    if (facts.brackets[id] !== -1 && readsElement(facts, node)) own |= askedByElement(facts, node, asks);
    asks[id] = own;
    // Children have lower ids than their parents.
    const parent = facts.parent[id] as number;
    if (parent >= 0) asks[parent] = (asks[parent] as number) | own;
  }
  return asks;
}

/** Who a path needs. The app-user needs the user too. */
function askedBy({ root: { needs } }: ReadPath): number {
  if (needs === undefined) return 0;
  return (1 << PARTIES.indexOf(needs)) | (needs === "appuser" ? 1 : 0);
}

function askedByCall(plan: CallPlan): number {
  let asked = 0;
  for (const { overload, reads } of plan.candidates) {
    for (const path of reads) asked |= askedBy(path);
    if (plan.args.some((arg, at) => asksGrant(paramOf(overload, at), arg))) asked |= MANY_GROUPS;
  }
  for (const { facts } of plan.inner.values()) asked |= (asksOf(facts).at(-1) as number) & ~MANY_GROUPS;
  return asked;
}

/** Whether an argument can end with something else where many groups may be answered. Of a limit up to a hundred nobody asks. */
function asksGrant({ fails }: Param<unknown>, arg: Node | "element"): boolean {
  if (!fails) return false;
  const written = writtenArgument(arg);
  return fails(written, MANY).join() !== fails(written, FEW).join();
}

const [MANY, FEW] = [true, false].map((manyGroups): WrittenAround => ({ grants: [{ manyGroups }] })) as [
  WrittenAround,
  WrittenAround,
];

/** Whether a node is the element of the brackets around it, an attribute of it, or a call of a method of it. */
function readsElement({ meanings, calls }: Facts, { id }: Node): boolean {
  return meanings[id] === "this" || meanings[id] === "element" || calls[id]?.args[0] === "element";
}

/** Of the element of brackets is known what is known of the list. */
function askedByElement({ nodes, brackets }: Facts, { id }: Node, asks: readonly number[]): number {
  const { source } = nodes[brackets[id] as number] as ProjectionNode | SelectionNode;
  return asks[source.id] as number;
}

/** Whether two grants answer the same to what is asked. */
export function answersAlike(one: Grant, other: Grant, asked: number): boolean {
  for (let at = 0; at < PARTIES.length; at++)
    if (asked & (1 << at) && presenceOn(one, PARTIES[at]) !== presenceOn(other, PARTIES[at])) return false;
  return !(asked & MANY_GROUPS) || (one.manyGroups === true) === (other.manyGroups === true);
}

/** Grants that answer everything alike, and one of them. */
export interface GrantGroup {
  readonly grants: readonly string[];
  readonly grant: Grant;
}

/** An evaluation whose grant is not said: the data alone decides who is there. */
const ANYONE: Grant = { user: "optional", appuser: "optional", session: "optional", tokens: [], manyGroups: true };

/** The groups of the grants of each environment, by what is asked: there are few such questions. */
const GROUPS = new WeakMap<ReadonlyMap<string, Grant>, (readonly GrantGroup[] | undefined)[]>();

/** One group for each set of grants that agree on everything that is asked; the last may be of none, for evaluations without a grant. */
export function groupsOf(grants: ReadonlyMap<string, Grant>, asked: number): readonly GrantGroup[] {
  const known = GROUPS.get(grants) ?? [];
  GROUPS.set(grants, known);
  const groups = known[asked] ?? groupedBy(grants, asked);
  known[asked] = groups;
  return groups;
}

function groupedBy(grants: ReadonlyMap<string, Grant>, asked: number): readonly GrantGroup[] {
  const groups: { grants: string[]; grant: Grant }[] = [];
  const add = (grant: Grant, name?: string) => {
    let group = groups.find((each) => answersAlike(each.grant, grant, asked));
    if (!group) {
      group = { grants: [], grant };
      groups.push(group);
    }
    if (name !== undefined) group.grants.push(name);
  };
  for (const [name, grant] of grants) add(grant, name);
  add(ANYONE);
  return groups;
}
