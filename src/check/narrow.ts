/** What an outcome of a condition proves about its parts: null, blank, empty, equal, larger. */
import { paramAt } from "../library/invoke.js";
import { BINARY } from "../library/operators.js";
import type { BinaryNode, CallNode, ConditionalNode, ElvisNode, IndexNode, LogicalNode, Node } from "../syntax/ast.js";
import type { Facts } from "./facts.js";
import type { Keys } from "./keys.js";
import { both, either, fact, inRange, NOTHING_KNOWN, ofLength, type Proof, wholeRange } from "./proof.js";
import { pathParts } from "./reads.js";
import { BLANK, exactly, meet, NOT_NULL, ONLY_NULL, type Shape } from "./shape.js";

/** A proof is not followed deeper than this into the parts; what is left out is only not known. */
const DEPTH = 60;

const NOT_BLANK: Shape = { canNull: false, canValue: true, not: [""] };

/** Finds what must hold when a node came to an outcome. One for a checked expression: it remembers. */
export class Prover {
  private readonly known = new Map<string, Proof>();

  constructor(
    private readonly facts: Facts,
    private readonly keys: Keys,
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

  private undecided(node: Node, stop: boolean, depth: number): Proof {
    return either(this.prove(node, exactly(!stop), depth), this.prove(node, ONLY_NULL, depth));
  }

  private prove(node: Node, wanted: Shape, depth: number): Proof {
    const own = fact(this.keys.of[node.id], wanted);
    if (own === "impossible" || depth > DEPTH) return own;
    const name = nameOf(wanted);
    const kept = name === undefined ? undefined : this.known.get(`${node.id} ${name}`);
    if (kept) return kept;
    const proof = both(own, this.parts(node, wanted, depth + 1));
    if (name !== undefined) this.known.set(`${node.id} ${name}`, proof);
    return proof;
  }

  private parts(node: Node, wanted: Shape, depth: number): Proof {
    if (this.facts.paths[node.id]) return wanted.canNull ? NOTHING_KNOWN : this.wayTo(node);
    switch (node.kind) {
      case "Literal":
        return allows(wanted, node.value) ? NOTHING_KNOWN : "impossible";
      case "List":
        return wanted.canValue ? NOTHING_KNOWN : "impossible";
      case "Map":
        return wanted.canValue ? NOTHING_KNOWN : "impossible";
      case "Member":
        return wanted.canNull ? NOTHING_KNOWN : this.prove(node.object, NOT_NULL, depth);
      case "Index":
        return wanted.canNull ? NOTHING_KNOWN : this.element(node, depth);
      case "Call":
        return this.call(node, wanted, depth);
      case "Unary":
        if (node.operator === "not") return this.prove(node.operand, negated(wanted), depth);
        return wanted.canNull ? NOTHING_KNOWN : this.prove(node.operand, NOT_NULL, depth);
      case "Binary":
        return BINARY[node.operator].propagatesNull ? this.operation(node, wanted, depth) : this.equality(node, wanted, depth);
      case "Logical":
        return this.logic(node, wanted, depth);
      case "Conditional":
        return this.conditional(node, wanted, depth);
      case "Elvis":
        return this.elvis(node, wanted, depth);
      case "Projection":
        return wanted.canNull ? NOTHING_KNOWN : this.prove(node.source, { ...NOT_NULL, ...lengthIn(wanted) }, depth);
      case "Selection":
        return wanted.canNull
          ? NOTHING_KNOWN
          : this.prove(node.source, { ...NOT_NULL, ...atLeast(wanted.length?.least ?? 0) }, depth);
      default:
        return NOTHING_KNOWN;
    }
  }

  /** A path with a value has one at every step. */
  private wayTo(node: Node): Proof {
    const path = this.facts.paths[node.id];
    if (!path) return NOTHING_KNOWN;
    const steps = path.keys.map((_key, index) => fact(this.keys.path(pathParts(path, index)), NOT_NULL));
    return both(...steps);
  }

  private element(node: IndexNode, depth: number): Proof {
    const position = node.index.kind === "Literal" && typeof node.index.value === "number" ? node.index.value : undefined;
    const isList = this.facts.typed[node.object.id]?.type.kind === "list";
    const held: Shape = position !== undefined && isList ? { ...NOT_NULL, ...atLeast(position + 1) } : NOT_NULL;
    return both(this.prove(node.object, held, depth), this.prove(node.index, NOT_NULL, depth));
  }

  /** Arithmetic and order: null on neither side; an order with a number on one side bounds the other. */
  private operation(node: BinaryNode, wanted: Shape, depth: number): Proof {
    if (wanted.canNull) return NOTHING_KNOWN;
    const sides = both(this.prove(node.left, NOT_NULL, depth), this.prove(node.right, NOT_NULL, depth));
    const outcome = wanted.values?.length === 1 ? wanted.values[0] : undefined;
    if (typeof outcome !== "boolean") return sides;
    return both(
      sides,
      this.bounded(node, node.left, "left", node.right, outcome, depth),
      this.bounded(node, node.right, "right", node.left, outcome, depth),
    );
  }

  private bounded(node: BinaryNode, side: Node, at: "left" | "right", other: Node, outcome: boolean, depth: number): Proof {
    const range = other.kind === "Literal" && typeof other.value === "number" ? shapeAt(other.value) : undefined;
    const bound = range && BINARY[node.operator].bound?.(outcome, at, range);
    if (!bound) return NOTHING_KNOWN;
    const { least, most } = bound.range;
    const end = Number.isFinite(least) ? least : most;
    const whole = this.facts.typed[side.id]?.type.kind === "integer" && Number.isInteger(end);
    if (!bound.strict) return this.prove(side, inRange(least, most), depth);
    return this.prove(side, whole ? inRange(least + 1, most - 1) : inRange(least, most, [end]), depth);
  }

  /** `==` and `!=` with something written out: it is that, or it is anything else. */
  private equality(node: BinaryNode, wanted: Shape, depth: number): Proof {
    if (!wanted.canValue) return "impossible";
    const outcome = wanted.values?.length === 1 ? wanted.values[0] : undefined;
    if (typeof outcome !== "boolean") return NOTHING_KNOWN;
    const equal = outcome === (node.operator === "eq");
    return both(this.equalTo(node.left, node.right, equal, depth), this.equalTo(node.right, node.left, equal, depth));
  }

  private equalTo(side: Node, other: Node, equal: boolean, depth: number): Proof {
    if (other.kind !== "Literal") return NOTHING_KNOWN;
    const { value } = other;
    if (value === null) return this.prove(side, equal ? ONLY_NULL : NOT_NULL, depth);
    return this.prove(side, equal ? exactly(value) : { canNull: true, canValue: true, not: [value] }, depth);
  }

  private logic(node: LogicalNode, wanted: Shape, depth: number): Proof {
    const stop = node.operator === "or";
    const outcomes: Proof[] = [];
    let before: Proof = NOTHING_KNOWN;
    if (allows(wanted, stop)) {
      for (const operand of node.operands) {
        outcomes.push(both(before, this.prove(operand, exactly(stop), depth)));
        before = both(before, this.undecided(operand, stop, depth));
      }
    }
    if (allows(wanted, !stop)) outcomes.push(both(...node.operands.map((operand) => this.prove(operand, exactly(!stop), depth))));
    if (wanted.canNull) outcomes.push(both(...node.operands.map((operand) => this.undecided(operand, stop, depth))));
    return either(...outcomes);
  }

  private conditional(node: ConditionalNode, wanted: Shape, depth: number): Proof {
    const { condition, whenTrue, whenFalse } = node;
    return either(
      both(this.prove(condition, exactly(true), depth), this.prove(whenTrue, wanted, depth)),
      both(this.prove(condition, exactly(false), depth), this.prove(whenFalse, wanted, depth)),
      wanted.canNull ? this.prove(condition, ONLY_NULL, depth) : "impossible",
    );
  }

  private elvis(node: ElvisNode, wanted: Shape, depth: number): Proof {
    return either(
      this.prove(node.value, meet(wanted, NOT_BLANK), depth),
      both(this.prove(node.value, BLANK, depth), this.prove(node.fallback, wanted, depth)),
    );
  }

  /** A call with a value had one for everything that stops it; a row that measures tells what it measured. */
  private call(node: CallNode, wanted: Shape, depth: number): Proof {
    const plan = this.facts.calls[node.id];
    if (!plan) return NOTHING_KNOWN;
    const stopped = wanted.canNull
      ? []
      : plan.args.map((arg, index) => {
          const stops =
            (index === 0 && plan.skipsNull) || plan.candidates.every(({ overload }) => !paramAt(overload, index)?.receivesNull);
          return stops && arg !== "element" ? this.prove(arg, NOT_NULL, depth) : NOTHING_KNOWN;
        });
    const [only, ...others] = plan.candidates;
    const read =
      !only || others.length > 0 || wanted.canNull
        ? []
        : only.reads.map((path, index) =>
            only.overload.context?.[index]?.receivesNull ? NOTHING_KNOWN : fact(this.keys.path(path.text), NOT_NULL),
          );
    return both(...stopped, ...read, this.measured(node, wanted, depth));
  }

  private measured(node: CallNode, wanted: Shape, depth: number): Proof {
    const plan = this.facts.calls[node.id];
    const [only, ...others] = plan?.candidates ?? [];
    const arg = plan?.args[0];
    if (!plan || !only?.overload.measures || others.length > 0 || arg === undefined || arg === "element") return NOTHING_KNOWN;
    // A text that stands for a list, or the reverse, has another length than what it is made into.
    if (this.facts.typed[arg.id]?.type.kind !== only.overload.params[0]?.type.kind) return NOTHING_KNOWN;
    if (plan.skipsNull && wanted.canNull) return NOTHING_KNOWN;
    if (only.overload.measures === "emptiness") {
      const empty = wanted.values?.length === 1 ? wanted.values[0] : undefined;
      return typeof empty === "boolean"
        ? this.prove(arg, empty ? ofLength(0, 0) : ofLength(1, Number.POSITIVE_INFINITY), depth)
        : NOTHING_KNOWN;
    }
    const range = wholeRange(wanted);
    return range ? this.prove(arg, ofLength(range.least, range.most), depth) : NOTHING_KNOWN;
  }
}

/** The outcomes whose proofs are kept. */
function nameOf(wanted: Shape): string | undefined {
  if (wanted === NOT_NULL) return "value";
  if (wanted === ONLY_NULL) return "null";
  if (wanted.canNull || wanted.values?.length !== 1 || typeof wanted.values[0] !== "boolean") return undefined;
  return String(wanted.values[0]);
}

function allows(shape: Shape, value: null | boolean | number | string): boolean {
  if (value === null) return shape.canNull;
  return shape.canValue && meet(shape, exactly(value)).canValue;
}

function negated(shape: Shape): Shape {
  const turn = (values: Shape["values"]) => values?.map((value) => (typeof value === "boolean" ? !value : value));
  const [values, not] = [turn(shape.values), turn(shape.not)];
  return { canNull: shape.canNull, canValue: shape.canValue, ...(values ? { values } : {}), ...(not ? { not } : {}) };
}

function shapeAt(value: number) {
  return { least: value, most: value };
}

function atLeast(least: number): Pick<Shape, "length"> {
  return least > 0 ? { length: { least, most: Number.POSITIVE_INFINITY } } : {};
}

function lengthIn({ length }: Shape): Pick<Shape, "length"> {
  return length ? { length } : {};
}
