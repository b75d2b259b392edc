/** Folds one flat run of operands and operators into nodes, by the levels of the operator table. */
import type { Span } from "../base/span.js";
import type { Node } from "./ast.js";
import { INFIX, type InfixOperator, LEVELS, type LogicalOperator, UNCHAINED } from "./operators.js";
import type { Tree } from "./tree.js";

/** The level of each operator as a number; higher binds tighter. */
const BINDING = Object.fromEntries(Object.entries(INFIX).map(([operator, row]) => [operator, LEVELS.indexOf(row.level)])) as {
  readonly [Operator in InfixOperator]: number;
};

const COMPARISON = LEVELS.indexOf(UNCHAINED);

/** An operator that the language does not have: it binds like a comparison, and what it joins is a hole. */
export type Operator = InfixOperator | "refused";

function bindingOf(operator: Operator): number {
  return operator === "refused" ? COMPARISON : BINDING[operator];
}

/** What the fold noticed; each becomes a diagnostic of the parser. */
export interface FoldReports {
  /** `a < b < c`: the two operators and the operands around the second. */
  chained(first: Span, second: Span, start: number, end: number): void;
  /** `!a == b`: the operator of the negation, its operand's end, and the whole comparison. */
  negatedSide(not: Span, comparison: Span, start: number, end: number): void;
  /** `a ? b : c ?: d` or `a ?: b ? c : d`: what the last operator took, and where the whole begins. */
  mixed(first: "conditional" | "elvis", whole: Span, taken: Span): void;
}

/** A condition, or the value of an Elvis, that waits for what follows. */
interface Branch {
  readonly node: Node;
  readonly start: number;
  middle: Node | undefined;
}

/** The state of one run: operands with their outer extents (brackets around an operand included), operators between them. */
export class Fold {
  private readonly operands: Node[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly operators: Operator[] = [];
  private readonly places: Span[] = [];
  private readonly branches: Branch[] = [];

  constructor(
    private readonly tree: Tree,
    private readonly reports: FoldReports,
  ) {}

  operand(node: Node, start: number, end: number): void {
    this.operands.push(node);
    this.starts.push(start);
    this.ends.push(end);
  }

  infix(operator: Operator, place: Span): void {
    const binding = bindingOf(operator);
    const logical = operator === "and" || operator === "or";
    while (this.operators.length > 0) {
      const before = this.operators[this.operators.length - 1] as Operator;
      if (bindingOf(before) < binding || (logical && before === operator)) break;
      if (binding === COMPARISON && bindingOf(before) === COMPARISON) {
        this.chain(place);
        this.operators.push("refused");
        this.places.push(place);
        return;
      }
      this.reduce();
    }
    this.operators.push(operator);
    this.places.push(place);
  }

  /** Everything so far is the condition of a conditional. */
  question(): void {
    this.branch();
  }

  middle(node: Node): void {
    (this.branches[this.branches.length - 1] as Branch).middle = node;
  }

  /** Everything so far is the value of an Elvis. */
  elvis(): void {
    this.branch();
  }

  /** The node of the whole run. */
  finish(): Node {
    this.reduceAll();
    let node = this.operands[0] as Node;
    let start = this.starts[0] as number;
    const end = this.ends[0] as number;
    let inner: Branch | undefined;
    for (let at = this.branches.length - 1; at >= 0; at--) {
      const branch = this.branches[at] as Branch;
      if (inner !== undefined && (branch.middle === undefined) !== (inner.middle === undefined)) {
        const first = branch.middle === undefined ? "elvis" : "conditional";
        this.reports.mixed(first, { start: branch.start, end }, { start, end });
      }
      node = branch.middle
        ? this.tree.conditional(branch.node, branch.middle, node, branch.start, end)
        : this.tree.elvis(branch.node, node, branch.start, end);
      start = branch.start;
      inner = branch;
    }
    return node;
  }

  private branch(): void {
    this.reduceAll();
    this.branches.push({ node: this.operands.pop() as Node, start: this.starts.pop() as number, middle: undefined });
    this.ends.pop();
  }

  private reduceAll(): void {
    while (this.operators.length > 0) this.reduce();
  }

  /** Joins what the last operator stands between; a run of one logical operator becomes one node. */
  private reduce(): void {
    const last = this.operators.length - 1;
    const operator = this.operators[last] as Operator;
    if (operator === "and" || operator === "or") {
      this.reduceLogical(operator);
      return;
    }
    const place = this.places[last] as Span;
    this.operators.pop();
    this.places.pop();
    const right = this.operands.pop() as Node;
    const left = this.operands.pop() as Node;
    this.starts.pop();
    const end = this.ends.pop() as number;
    const leftEnd = this.ends.pop() as number;
    const start = this.starts[this.starts.length - 1] as number;
    if (operator === "refused") {
      this.tree.hasStrays = true;
      this.operands.push(this.tree.hole(start, end));
    } else {
      if (BINDING[operator] === COMPARISON && left.kind === "Unary" && left.operator === "not" && left.span.start === start) {
        this.reports.negatedSide(left.operatorSpan, place, leftEnd, end);
      }
      this.operands.push(this.tree.binary(operator, place, left, right, start, end));
    }
    this.ends.push(end);
  }

  private reduceLogical(operator: LogicalOperator): void {
    let count = 0;
    while (this.operators[this.operators.length - 1] === operator) {
      this.operators.pop();
      this.places.pop();
      count++;
    }
    const first = this.operands.length - count - 1;
    const operands: Node[] = [];
    for (const operand of this.operands.splice(first)) {
      if (operand.kind === "Logical" && operand.operator === operator) {
        for (const inner of operand.operands) operands.push(inner);
        this.tree.hasStrays = true;
      } else operands.push(operand);
    }
    const end = this.ends[this.ends.length - 1] as number;
    this.starts.length = first + 1;
    this.ends.length = first;
    this.ends.push(end);
    this.operands.push(this.tree.logical(operator, operands, this.starts[first] as number, end));
  }

  private chain(second: Span): void {
    const last = this.operators.length - 1;
    const first = this.places[last] as Span;
    const known = this.operators[last] !== "refused";
    const start = this.starts[this.starts.length - 1] as number;
    const end = this.ends[this.ends.length - 1] as number;
    // Something missing between the two was told already, and there is nothing to compare twice.
    const missing = (this.operands[this.operands.length - 1] as Node).kind === "Hole";
    this.operators[last] = "refused";
    this.reduce();
    if (known && !missing) this.reports.chained(first, second, start, end);
  }
}
