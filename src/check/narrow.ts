/** What an outcome of a condition proves about its parts: null, blank, empty, equal, larger. */

import type { ReadPath } from "../context/paths.js";
import { paramOf } from "../library/invoke.js";
import { BINARY } from "../library/operators.js";
import type { BinaryNode, CallNode, ConditionalNode, ElvisNode, IndexNode, LogicalNode, Node } from "../syntax/ast.js";
import type { CallPlan, Choice, Facts } from "./facts.js";
import type { Keys } from "./keys.js";
import { Alternatives, both, fact, inRange, NOTHING_KNOWN, ofLength, type Proof, wholeRange } from "./proof.js";
import { pathParts } from "./reads.js";
import { anyBut, BLANK, exactly, isNothing, isSame, isWithin, meet, NOT_NULL, ONLY_NULL, type Shape } from "./shape.js";
import type { WholeNode } from "./state.js";

/** A proof is not followed deeper than this into the parts; what is left out is only not known. */
const DEPTH = 60;

/** So many answers about one part are looked through: hundreds of texts may be compared with one attribute. */
const REMEMBERED = 4;

const NOT_BLANK: Shape = { ...NOT_NULL, not: [""] };

/** A question that was answered. */
interface Answer {
  readonly wanted: Shape;
  readonly proof: Proof;
  /** The question about the same part before it. */
  readonly before: Answer | undefined;
}

/** Finds what must hold when a node came to an outcome. One for a checked expression: it remembers. */
export class Prover implements Proving {
  /** By key, so that the same question of one part is answered once: parts are asked several times over, and written as often. */
  private readonly answers: (Answer | undefined)[] = [];

  constructor(
    readonly facts: Facts,
    readonly keys: Keys,
  ) {}

  /** What holds when a condition is true, or is false. */
  when(node: Node, outcome: boolean): Proof {
    return this.prove(node, exactly(outcome), 0);
  }

  /** What holds when an operand did not decide its `and` or `or`: it was the other truth value, or null. */
  unless(node: Node, outcome: boolean): Proof {
    return this.undecided(node, outcome, 0);
  }

  /** What holds when a node is null or an empty text. */
  blank(node: Node): Proof {
    return this.prove(node, BLANK, 0);
  }

  /** What holds when a node is not null. */
  present(node: Node): Proof {
    return this.prove(node, NOT_NULL, 0);
  }

  /** What holds when an operand was the other truth value, or null. */
  undecided(node: Node, stop: boolean, depth: number): Proof {
    const other = this.prove(node, exactly(!stop), depth);
    if (other !== "impossible" && other.size === 0) return other;
    const nulled = this.prove(node, ONLY_NULL, depth);
    if (nulled === "impossible" || other === "impossible") return nulled === "impossible" ? other : nulled;
    const either = new Alternatives();
    either.add(other);
    either.add(nulled);
    return either.proof;
  }

  /** What holds when a node is in a set of values. */
  prove(node: Node, wanted: Shape, depth: number): Proof {
    // What is written out is known without a proof.
    if (node.kind === "Literal") return isWithin(wanted, node.value) ? NOTHING_KNOWN : "impossible";
    if (isNothing(wanted)) return "impossible";
    const key = this.keys.of[node.id] as number;
    let looked = 0;
    for (let answer = this.answers[key]; answer && looked < REMEMBERED; answer = answer.before) {
      if (isSame(answer.wanted, wanted)) return answer.proof;
      looked++;
    }
    const own = fact(this.keys.isAskedFor(node.id) ? key : undefined, wanted);
    if (depth > DEPTH) return own;
    const proof = both(own, partsOf(this, node, wanted, depth + 1));
    this.answers[key] = { wanted, proof, before: this.answers[key] };
    return proof;
  }
}

/** What the rules need: the facts, the keys, and the proofs of the parts. */
interface Proving {
  readonly facts: Facts;
  readonly keys: Keys;
  readonly prove: (node: Node, wanted: Shape, depth: number) => Proof;
  readonly undecided: (node: Node, stop: boolean, depth: number) => Proof;
}

type Rules = {
  readonly [Kind in WholeNode["kind"]]: (proving: Proving, node: Node & { kind: Kind }, wanted: Shape, depth: number) => Proof;
};

/** What the outcome of a node proves of its parts. */
function partsOf(proving: Proving, node: Node, wanted: Shape, depth: number): Proof {
  const path = proving.facts.paths[node.id];
  if (path) return wanted.canNull ? NOTHING_KNOWN : wayTo(proving, path);
  const rule = RULES[(node as WholeNode).kind] as (proving: Proving, node: Node, wanted: Shape, depth: number) => Proof;
  return rule(proving, node, wanted, depth);
}

/** For outcomes without null: the part is there. */
const present = (proving: Proving, part: Node, wanted: Shape, depth: number): Proof =>
  wanted.canNull ? NOTHING_KNOWN : proving.prove(part, NOT_NULL, depth);

const nothing = (): Proof => NOTHING_KNOWN;
const neverNull = (_proving: Proving, _node: Node, wanted: Shape): Proof => (wanted.canValue ? NOTHING_KNOWN : "impossible");

const RULES: Rules = {
  Literal: nothing,
  List: neverNull,
  Map: neverNull,
  Name: nothing,
  Member: (proving, node, wanted, depth) => present(proving, node.object, wanted, depth),
  Index: (proving, node, wanted, depth) => (wanted.canNull ? NOTHING_KNOWN : element(proving, node, depth)),
  Call: call,
  Unary: (proving, node, wanted, depth) =>
    node.operator === "not" ? proving.prove(node.operand, negated(wanted), depth) : present(proving, node.operand, wanted, depth),
  Binary: (proving, node, wanted, depth) =>
    BINARY[node.operator].propagatesNull ? operation(proving, node, wanted, depth) : equality(proving, node, wanted, depth),
  Logical: logic,
  Conditional: conditional,
  Elvis: elvis,
  Projection: (proving, node, wanted, depth) =>
    wanted.canNull ? NOTHING_KNOWN : proving.prove(node.source, { ...NOT_NULL, ...lengthIn(wanted) }, depth),
  Selection: (proving, node, wanted, depth) =>
    wanted.canNull ? NOTHING_KNOWN : proving.prove(node.source, { ...NOT_NULL, ...atLeast(wanted.length?.least ?? 0) }, depth),
};

/** A path with a value has one at every step. */
function wayTo(proving: Proving, path: ReadPath): Proof {
  let way: Proof = NOTHING_KNOWN;
  for (let count = 0; count < path.keys.length; count++) way = both(way, fact(proving.keys.path(pathParts(path, count)), NOT_NULL));
  return way;
}

function element(proving: Proving, node: IndexNode, depth: number): Proof {
  const position = node.index.kind === "Literal" && typeof node.index.value === "number" ? node.index.value : undefined;
  const isList = proving.facts.typed[node.object.id]?.type.kind === "list";
  const held: Shape = position !== undefined && isList ? { ...NOT_NULL, ...atLeast(position + 1) } : NOT_NULL;
  return both(proving.prove(node.object, held, depth), proving.prove(node.index, NOT_NULL, depth));
}

/** Arithmetic and order: null on neither side; an order with a number on one side bounds the other. */
function operation(proving: Proving, node: BinaryNode, wanted: Shape, depth: number): Proof {
  if (!wanted.canValue) return onlyCause(proving, [node.left, node.right], depth);
  if (wanted.canNull) return NOTHING_KNOWN;
  const sides = both(proving.prove(node.left, NOT_NULL, depth), proving.prove(node.right, NOT_NULL, depth));
  const outcome = onlyOutcome(wanted);
  if (outcome === undefined) return sides;
  const left = bounded(proving, node, node.left, "left", node.right, outcome, depth);
  return both(both(sides, left), bounded(proving, node, node.right, "right", node.left, outcome, depth));
}

/** True or false, where it is the one value that is wanted. */
function onlyOutcome({ values }: Shape): boolean | undefined {
  const only = values?.length === 1 ? values[0] : undefined;
  return typeof only === "boolean" ? only : undefined;
}

/** Where null can come from one part alone, that part is null. */
function onlyCause(proving: Proving, parts: readonly Node[], depth: number): Proof {
  const [only, ...others] = parts.filter((part) => part.kind !== "Literal" || part.value === null);
  return only && others.length === 0 ? proving.prove(only, ONLY_NULL, depth) : NOTHING_KNOWN;
}

function bounded(
  proving: Proving,
  node: BinaryNode,
  side: Node,
  at: "left" | "right",
  other: Node,
  outcome: boolean,
  depth: number,
): Proof {
  const range = other.kind === "Literal" && typeof other.value === "number" ? shapeAt(other.value) : undefined;
  const bound = range && BINARY[node.operator].bound?.(outcome, at, range);
  if (!bound) return NOTHING_KNOWN;
  const { least, most } = bound.range;
  const end = Number.isFinite(least) ? least : most;
  const whole = proving.facts.typed[side.id]?.type.kind === "integer" && Number.isInteger(end);
  if (!bound.strict) return proving.prove(side, inRange(least, most), depth);
  return proving.prove(side, whole ? inRange(least + 1, most - 1) : inRange(least, most, [end]), depth);
}

/** `==` and `!=` with something written out: it is that, or it is anything else. */
function equality(proving: Proving, node: BinaryNode, wanted: Shape, depth: number): Proof {
  if (!wanted.canValue) return "impossible";
  const outcome = onlyOutcome(wanted);
  if (outcome === undefined) return NOTHING_KNOWN;
  const equal = outcome === (node.operator === "eq");
  return both(equalTo(proving, node.left, node.right, equal, depth), equalTo(proving, node.right, node.left, equal, depth));
}

function equalTo(proving: Proving, side: Node, other: Node, equal: boolean, depth: number): Proof {
  if (other.kind !== "Literal") return NOTHING_KNOWN;
  const { value } = other;
  if (value === null) return proving.prove(side, equal ? ONLY_NULL : NOT_NULL, depth);
  return proving.prove(side, equal ? exactly(value) : anyBut(value), depth);
}

function logic(proving: Proving, node: LogicalNode, wanted: Shape, depth: number): Proof {
  const stop = node.operator === "or";
  const outcomes = new Alternatives();
  if (isWithin(wanted, stop)) stopping(proving, node, stop, depth, outcomes);
  if (isWithin(wanted, !stop) && !outcomes.isVain)
    outcomes.add(ofEach(node.operands, (operand) => proving.prove(operand, exactly(!stop), depth)));
  if (wanted.canNull && !outcomes.isVain) outcomes.add(ofEach(node.operands, (operand) => proving.undecided(operand, stop, depth)));
  return outcomes.proof;
}

/** Each operand may be the one that decides, behind others that did not. */
function stopping(proving: Proving, { operands }: LogicalNode, stop: boolean, depth: number, outcomes: Alternatives): void {
  let before: Proof = NOTHING_KNOWN;
  for (let at = 0; at < operands.length; at++) {
    // Nothing comes behind an operand that always decides.
    if (at > 0) before = both(before, proving.undecided(operands[at - 1] as Node, stop, depth));
    if (before === "impossible") return;
    outcomes.add(before, proving.prove(operands[at] as Node, exactly(stop), depth));
    if (outcomes.isVain) return;
  }
}

/** What is proved of each of them holds. */
function ofEach(nodes: readonly Node[], prove: (node: Node) => Proof): Proof {
  let proof: Proof = NOTHING_KNOWN;
  for (const node of nodes) {
    proof = both(proof, prove(node));
    if (proof === "impossible") break;
  }
  return proof;
}

function conditional(proving: Proving, node: ConditionalNode, wanted: Shape, depth: number): Proof {
  const { condition, whenTrue, whenFalse } = node;
  const outcomes = new Alternatives();
  outcomes.add(proving.prove(condition, exactly(true), depth), proving.prove(whenTrue, wanted, depth));
  if (!outcomes.isVain) outcomes.add(proving.prove(condition, exactly(false), depth), proving.prove(whenFalse, wanted, depth));
  if (wanted.canNull && !outcomes.isVain) outcomes.add(proving.prove(condition, ONLY_NULL, depth));
  return outcomes.proof;
}

function elvis(proving: Proving, node: ElvisNode, wanted: Shape, depth: number): Proof {
  const outcomes = new Alternatives();
  outcomes.add(proving.prove(node.value, meet(wanted, NOT_BLANK), depth));
  if (!outcomes.isVain) outcomes.add(proving.prove(node.value, BLANK, depth), proving.prove(node.fallback, wanted, depth));
  return outcomes.proof;
}

/** A call with a value had one for everything that stops it; a row that measures tells what it measured. */
function call(proving: Proving, node: CallNode, wanted: Shape, depth: number): Proof {
  const plan = proving.facts.calls[node.id] as CallPlan;
  const [only, ...others] = plan.candidates as readonly [Choice, ...Choice[]];
  if (!wanted.canValue) return others.length > 0 ? NOTHING_KNOWN : nullCall(proving, plan, only, depth);
  const stopped = wanted.canNull
    ? []
    : plan.args.map((arg, index) => {
        const stops =
          (index === 0 && plan.skipsNull) || plan.candidates.every(({ overload }) => !paramOf(overload, index).receivesNull);
        return stops && arg !== "element" ? proving.prove(arg, NOT_NULL, depth) : NOTHING_KNOWN;
      });
  if (others.length > 0) return stopped.reduce(both, NOTHING_KNOWN);
  const read = wanted.canNull ? [] : only.reads.filter((_path, index) => !only.overload.context?.[index]?.receivesNull);
  const there = read.map((path) => fact(proving.keys.path(path.text), NOT_NULL));
  return [...stopped, ...there].reduce(both, measured(proving, plan, only, wanted, depth));
}

/** A call that is null although its row always gives something was stopped by an argument. */
function nullCall(proving: Proving, plan: CallPlan, only: Choice, depth: number): Proof {
  if (plan.args.includes("element")) return NOTHING_KNOWN;
  const { context, absences, mayBeNull, stands } = only.overload;
  if (context?.length || absences?.length || mayBeNull || stands) return NOTHING_KNOWN;
  const stopping = plan.args.filter(
    (_arg, index) => (index === 0 && plan.skipsNull) || !paramOf(only.overload, index).receivesNull,
  );
  return onlyCause(proving, stopping as readonly Node[], depth);
}

function measured(proving: Proving, plan: CallPlan, { overload }: Choice, wanted: Shape, depth: number): Proof {
  const [arg] = plan.args;
  if (!overload.measures || arg === undefined || arg === "element") return NOTHING_KNOWN;
  // A text that stands for a list, or the reverse, has another length than what it is made into.
  if (proving.facts.typed[arg.id]?.type.kind !== paramOf(overload, 0).type.kind) return NOTHING_KNOWN;
  if (plan.skipsNull && wanted.canNull) return NOTHING_KNOWN;
  if (overload.measures === "emptiness") {
    const empty = onlyOutcome(wanted);
    if (empty === undefined) return NOTHING_KNOWN;
    return proving.prove(arg, empty ? ofLength(0, 0) : ofLength(1, Number.POSITIVE_INFINITY), depth);
  }
  const range = wholeRange(wanted);
  return range ? proving.prove(arg, ofLength(range.least, range.most), depth) : NOTHING_KNOWN;
}

function negated(shape: Shape): Shape {
  if (shape === TRUE || shape === FALSE) return shape === TRUE ? FALSE : TRUE;
  const turn = (values: Shape["values"]) => values?.map((value) => (typeof value === "boolean" ? !value : value));
  const [values, not] = [turn(shape.values), turn(shape.not)];
  return { canNull: shape.canNull, canValue: shape.canValue, values, not };
}

const [TRUE, FALSE] = [exactly(true), exactly(false)];

function shapeAt(value: number) {
  return { least: value, most: value };
}

function atLeast(least: number): Pick<Shape, "length"> {
  return least > 0 ? { length: { least, most: Number.POSITIVE_INFINITY } } : {};
}

function lengthIn({ length }: Shape): Pick<Shape, "length"> {
  return length ? { length } : {};
}
