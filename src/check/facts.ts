/** The facts beside the tree: arrays indexed by node id, written by the checker and read by the evaluator and the editor. */
import { filled } from "../base/filled.js";
import type { ReadPath } from "../context/paths.js";
import type { FunctionRow, Overload } from "../library/define.js";
import type { Node } from "../syntax/ast.js";
import { eachChild } from "../syntax/walk.js";
import { ANYTHING, type Typed } from "../types/type.js";

/** What a bare name turned out to be. */
export type NameMeaning = "path" | "element" | "this" | "subject" | "family" | "unknown";

/** One row that a call may mean, with the context paths that the row reads. */
export interface Choice {
  readonly row: FunctionRow;
  readonly overload: Overload;
  /** In the order of `overload.context`. */
  readonly reads: readonly ReadPath[];
}

/** An expression inside a text literal, checked: what is evaluated for one element at a time. */
export interface InnerTree {
  readonly source: string;
  readonly root: Node;
  readonly facts: Facts;
  /** Offset in its source → offset in the source around it. */
  readonly places: readonly number[];
}

/** The element that an inner expression is about, and how it names it. */
export interface Subject {
  readonly name: string;
  readonly typed: Typed;
}

/** What a call will run: the candidates left by the static types (usually one), and the argument nodes, receiver first. */
export interface CallPlan {
  readonly candidates: readonly Choice[];
  /** `"element"` stands for the element of the brackets around, the receiver of a bare method call there. */
  readonly args: readonly (Node | "element")[];
  /** A name of the classic dialect converts between lists and comma-joined texts; a method does not. */
  readonly form: "name" | "method";
  /** How the call is written, for messages. */
  readonly display: string;
  /** The first argument is a receiver that a safe form skips when it is null. */
  readonly skipsNull: boolean;
  /** The inner expression of an argument, by its position. */
  readonly inner: ReadonlyMap<number, InnerTree>;
}

/** Everything known of one parsed expression in one environment. */
export interface Facts {
  readonly nodes: readonly Node[];
  /** The parent's id, -1 for the root. */
  readonly parent: readonly number[];
  /** The projection or selection whose brackets a node stands in, -1 for none. */
  readonly brackets: readonly number[];
  readonly typed: Typed[];
  readonly paths: (ReadPath | undefined)[];
  readonly meanings: (NameMeaning | undefined)[];
  readonly calls: (CallPlan | undefined)[];
  /** By the id of a literal, what a row's code receives for it where its parameter makes something ready of a text. */
  made: Map<number, unknown> | undefined;
  /** Somewhere a node runs only where something holds: behind a condition, a fallback, a safe form, in brackets. */
  readonly branches: boolean;
  /** Set for an inner expression. */
  readonly subject?: Subject;
}

/** Facts about the shape of the tree alone; the rest is filled in by the checker. */
export function emptyFacts(nodes: readonly Node[], subject?: Subject): Facts {
  const parent = filled<number>(nodes.length, -1);
  let id = 0;
  let branches = false;
  let bracketed = false;
  const adopt = (child: Node) => {
    parent[child.id] = id;
  };
  for (const node of nodes) {
    id = node.id;
    branches ||= isBranch(node);
    bracketed ||= node.kind === "Projection" || node.kind === "Selection";
    eachChild(node, adopt);
  }
  const brackets = bracketed ? bracketsIn(nodes) : noBrackets(nodes.length);
  return {
    nodes,
    parent,
    brackets,
    typed: filled<Typed>(nodes.length, ANYTHING),
    paths: filled(nodes.length, undefined),
    meanings: filled(nodes.length, undefined),
    calls: filled(nodes.length, undefined),
    made: undefined,
    branches,
    ...(subject ? { subject } : {}),
  };
}

/** Parents have higher ids than their children, so this order meets each parent first. */
function bracketsIn(nodes: readonly Node[]): readonly number[] {
  const brackets = filled<number>(nodes.length, -1);
  let around = -1;
  const put = (child: Node) => {
    brackets[child.id] = around;
  };
  for (let id = nodes.length - 1; id >= 0; id--) {
    const node = nodes[id] as Node;
    around = brackets[id] as number;
    eachChild(node, put);
    if (node.kind === "Projection") brackets[node.body.id] = id;
    else if (node.kind === "Selection") brackets[node.test.id] = id;
  }
  return brackets;
}

/** What every expression without brackets has, as long as the longest of them. */
const NO_BRACKETS: number[] = [];

function noBrackets(count: number): readonly number[] {
  while (NO_BRACKETS.length < count) NO_BRACKETS.push(-1);
  return NO_BRACKETS;
}

function isBranch(node: Node): boolean {
  switch (node.kind) {
    case "Conditional":
    case "Elvis":
    case "Logical":
    case "Projection":
    case "Selection":
      return true;
    default:
      return "safe" in node && node.safe;
  }
}

/** The node around a node; undefined for the root. */
export function parentOf(facts: Facts, node: Node): Node | undefined {
  const id = facts.parent[node.id] as number;
  return id < 0 ? undefined : facts.nodes[id];
}

/** The projection or selection in whose brackets a node stands. */
export function bracketsOf(facts: Facts, node: Node): Node | undefined {
  const id = facts.brackets[node.id] as number;
  return id < 0 ? undefined : facts.nodes[id];
}

/** The type of the elements of the brackets a node stands in. */
export function elementOf(facts: Facts, id: number): Typed {
  const bracket = facts.nodes[facts.brackets[id] as number];
  if (bracket?.kind !== "Projection" && bracket?.kind !== "Selection") return ANYTHING;
  const source = facts.typed[bracket.source.id]?.type;
  return source?.kind === "list" ? source.element : ANYTHING;
}
