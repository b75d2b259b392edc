/** Tells what an evaluation did: each node's outcome in source order, the branches taken and skipped, and one sentence. */

import { DEFAULT_LIMITS } from "../base/limits.js";
import type { Span } from "../base/span.js";
import { type Facts, parentOf } from "../check/facts.js";
import { goesOn } from "../check/reads.js";
import type { Code } from "../diagnostics/codes.js";
import { NO_STACK } from "../diagnostics/stack.js";
import type { Node, NodeKind } from "../syntax/ast.js";
import { Fault, isFault, type Value } from "../values/value.js";
import { type RevealOption, type ShownOutcome, shownOutcome, shownValue } from "./masking.js";
import { type ClaimValue, exportValue, type Outcome, type Room } from "./outcome.js";

/** One node of an explanation. */
export interface ExplainedNode {
  readonly id: number;
  readonly kind: NodeKind;
  readonly span: Span;
  readonly source: string;
  /** How many nodes it stands inside. */
  readonly depth: number;
  /** `skipped`: never run, because a branch or a test before it decided. */
  readonly status: "value" | "null" | "error" | "skipped";
  /** Left out where it is masked, or holds too many values to be shown. */
  readonly value?: ClaimValue;
  /** The value is hidden, because it may tell something of an attribute with a sensitivity. */
  readonly masked?: true;
  /** The code of an error. */
  readonly code?: string;
  /** Inside brackets the node ran once an element; this is the last one. */
  readonly repeated?: true;
}

/** An outcome and how it came about. */
export interface Explanation {
  /** What `evaluate` gives; a value that may tell something of an attribute with a sensitivity is masked. */
  readonly outcome: ShownOutcome;
  /** The nodes, outermost first, in source order. */
  readonly nodes: readonly ExplainedNode[];
  readonly sentence: string;
}

/** What an explanation is made from. */
export interface Traced {
  readonly source: string;
  readonly root: Node;
  readonly facts: Facts;
  readonly outcome: Outcome;
  readonly trace: readonly (Value | Fault | undefined)[];
  /** By node id: whether the value of the node is one to mask. */
  readonly sensitive: readonly boolean[];
}

/** Makes the explanation of a recorded evaluation. */
export function explainTrace(traced: Traced, options: RevealOption): Explanation {
  const { facts, root, sensitive } = traced;
  const depth: number[] = [];
  const nodes: ExplainedNode[] = [];
  for (let id = facts.nodes.length - 1; id >= 0; id--) {
    const node = facts.nodes[id] as Node;
    depth[id] = node === root ? 0 : (depth[facts.parent[id] as number] as number) + 1;
    if (isShown(facts, node)) nodes.push(explainNode(traced, node, depth[id] as number, options));
  }
  // Of those that begin at one place the outer ones come first already.
  nodes.sort((a, b) => a.span.start - b.span.start);
  const outcome = shownOutcome(traced.outcome, sensitive[root.id] === true, options);
  return { outcome, nodes, sentence: sentenceOf(outcome) };
}

/** Where there was no stack to explain anything. */
export const UNEXPLAINED: Explanation = {
  outcome: { status: "error", diagnostic: NO_STACK },
  nodes: [],
  sentence: `The evaluation ends with an error: ${NO_STACK.message}`,
};

/** Parts of a path and names of families have no outcome of their own. */
function isShown(facts: Facts, node: Node): boolean {
  const parent = parentOf(facts, node);
  // The arguments of a call that stands for a path are part of the path, and so is a name between brackets.
  const isPart = parent?.kind === "Call" || (parent?.kind === "Index" && parent.index === node);
  const ofPath = isPart && facts.paths[parent.id] !== undefined;
  return !ofPath && !(facts.paths[node.id] && goesOn(facts, node)) && facts.meanings[node.id] !== "family";
}

/** A part that holds more than this is told without its values. */
const SHOWN: Room = { values: 1000, work: DEFAULT_LIMITS.work, limit: DEFAULT_LIMITS.work };

/** How a part ends that is too much to show. */
const TOO_MUCH: ReadonlySet<Code> = new Set(["run/result-too-large", "context/too-much-work"]);

function explainNode(traced: Traced, node: Node, depth: number, options: RevealOption): ExplainedNode {
  const value = traced.trace[node.id];
  const base = {
    id: node.id,
    kind: node.kind,
    span: node.span,
    source: traced.source.slice(node.span.start, node.span.end),
    depth,
    ...(traced.facts.brackets[node.id] === -1 ? {} : { repeated: true as const }),
  };
  if (value === undefined) return { ...base, status: "skipped" };
  if (value === null) return { ...base, status: "null" };
  const exported = exportValue(value, SHOWN);
  // Too much to show is no failure of the part.
  if (!isFault(value) && exported instanceof Fault && TOO_MUCH.has(exported.code)) return { ...base, status: "value" };
  return exported instanceof Fault
    ? { ...base, status: "error", code: exported.code }
    : { ...base, status: "value", ...shownValue(exported, traced.sensitive[node.id] === true, options) };
}

function sentenceOf(outcome: ShownOutcome): string {
  if ("masked" in outcome) return "There is a value; it is not shown.";
  if (outcome.status === "value") return `The value is ${JSON.stringify(outcome.value)}.`;
  if (outcome.status === "absent") return `There is no value: ${outcome.reason.message}`;
  return `The evaluation ends with an error: ${outcome.diagnostic.message}`;
}
