/** What each operator does, as rows: which types it takes, what it gives, what it may fail with, and its code. */
import type { Limits } from "../base/limits.js";
import { ownParts, type Parts } from "../base/own-parts.js";
import type { Code } from "../diagnostics/codes.js";
import type { BinaryOperator, UnaryOperator } from "../syntax/operators.js";
import { isNumeric } from "../types/relate.js";
import { BOOLEAN, INTEGER, NUMBER, TEXT, type Type, UNKNOWN } from "../types/type.js";
import { COMPARING, compare, comparisonCost, equal } from "../values/compare.js";
import { textOf } from "../values/text.js";
import { describeKind, Fault, isInteger, type Value } from "../values/value.js";
import type { Foretold, Known, Range } from "./known.js";
import { copyWork } from "./looking.js";
import { type NumberMode, numberMode } from "./number-mode.js";
import { addRanges, divideRanges, multiplyRanges, remainderRange, subtractRanges } from "./number-range.js";
import {
  type Bound,
  boundBy,
  foretellNegation,
  foretellNumbers,
  foretellOrder,
  foretellText,
  type Reach,
} from "./operators-known.js";

/** The semantics of an operator with two sides. */
export interface BinaryRow {
  /** The type of the result, or undefined when the operands cannot be worked on. Null is looked at elsewhere. */
  readonly type: (left: Type, right: Type) => Type | undefined;
  /** What to write instead when the operands do not fit. */
  readonly advice: (left: Type, right: Type) => string;
  /** Null on either side gives null; false only for `==` and `!=`, which always answer. */
  readonly propagatesNull: boolean;
  /** The codes it may end with, by the static types. */
  readonly fails: (left: Type, right: Type) => readonly Code[];
  /** The steps of the budget that it takes, where that grows with its operands; up to `most`. */
  readonly cost?: (left: Value, right: Value, most: number) => number;
  /** The most that `cost` can be, where the smaller operand holds so many values, itself included. */
  readonly costAtMost?: (left: Type, right: Type, smaller: number) => number;
  /** The units of text that it works through. */
  readonly work?: (left: Value, right: Value) => number;
  /** The operation on two values that are not null (`==`, `!=` take null too). */
  readonly run: (left: Value, right: Value, mode: NumberMode, limits: Limits) => Value | Fault;
  /** Two texts become one, written one after the other. */
  readonly joinsTexts?: true;
  /** What the result will be, from what is known of the sides. */
  readonly foretell?: (left: Known, right: Known) => Foretold;
  /** Where one side must lie for the result, when the other lies within a range. */
  readonly bound?: (result: boolean, side: "left" | "right", other: Range) => Bound;
  /** What Okta recommends instead of the operator; without it, it is not deprecated. */
  readonly deprecated?: string;
}

const loose = (type: Type): boolean => type.kind === "unknown" || type.kind === "null";

function operandFault(operator: string, left: Value, right: Value): Fault {
  return new Fault("run/operand-type", { operator, left: describeKind(left), right: describeKind(right) });
}

/** The type of `- * / %`, and of `+` between numbers. */
function numericType(left: Type, right: Type): Type | undefined {
  if (!(isNumeric(left) || loose(left)) || !(isNumeric(right) || loose(right))) return undefined;
  if (left.kind === "null" || right.kind === "null") return left.kind === "null" ? (right.kind === "null" ? INTEGER : right) : left;
  if (left.kind === "number" || right.kind === "number") return NUMBER;
  return left.kind === "integer" && right.kind === "integer" ? INTEGER : UNKNOWN;
}

/** Holds a computed number to its kind: an Integer to 32 bits, a Number to finite values; -0 is 0. */
function numberResult(operator: string, result: number, asInteger: boolean): Value | Fault {
  if (asInteger) return isInteger(result) ? result + 0 : new Fault("run/integer-overflow", { operator });
  return Number.isFinite(result) ? result + 0 : new Fault("run/not-finite", { operator });
}

/** What arithmetic may end with, by the kind of numbers it can meet. */
function numericFails(left: Type, right: Type): Code[] {
  const mode = numberMode(left, right);
  const fails: Code[] =
    mode === "number"
      ? ["run/not-finite"]
      : mode === "integer"
        ? ["run/integer-overflow"]
        : ["run/integer-overflow", "run/not-finite"];
  if (left.kind === "unknown" || right.kind === "unknown") fails.push("run/operand-type");
  return fails;
}

type Compute = (left: number, right: number, asInteger: boolean) => number;

function arithmetic(operator: string, compute: Compute, reach: Reach, divides = false): BinaryRow {
  return {
    foretell: (left, right) => foretellNumbers(left, right, reach),
    type: numericType,
    advice: (left, right) =>
      left.kind === "text" || right.kind === "text"
        ? `\`${operator}\` works on numbers; turn the text into a number first.`
        : `\`${operator}\` works on two numbers.`,
    propagatesNull: true,
    fails: (left, right) => (divides ? [...numericFails(left, right), "run/division-by-zero"] : numericFails(left, right)),
    run: (left, right, mode) => {
      if (typeof left !== "number" || typeof right !== "number") return operandFault(operator, left, right);
      if (divides && right === 0) return new Fault("run/division-by-zero", { operator });
      const asInteger = mode === "integer" || (mode === "dynamic" && isInteger(left) && isInteger(right));
      return numberResult(operator, compute(left, right, asInteger), asInteger);
    },
  };
}

const TEXTUAL = new Set(["text", "integer", "number", "boolean", "timestamp", "unknown", "null"]);

/** The type of `+`: a sum of numbers, or a concatenation as soon as one side is text. */
function addType(left: Type, right: Type): Type | undefined {
  if (left.kind === "text" || right.kind === "text") return TEXTUAL.has(left.kind) && TEXTUAL.has(right.kind) ? TEXT : undefined;
  if (left.kind === "unknown" || right.kind === "unknown")
    return TEXTUAL.has(left.kind) && TEXTUAL.has(right.kind) ? UNKNOWN : undefined;
  return numericType(left, right);
}

/** One side is text and the other can be written as text. */
function concatenate(left: Value, right: Value, limits: Limits): Value | Fault {
  const first = textOf(left);
  const second = textOf(right);
  if (first === undefined || second === undefined || (typeof left !== "string" && typeof right !== "string"))
    return operandFault("+", left, right);
  if (!(first.length + second.length <= limits.textLength)) return new Fault("run/text-too-long", { limit: limits.textLength });
  return first + second;
}

/** The units of a text; what else can be written into one is short. */
const unitsOf = (value: Value): number => (typeof value === "string" ? value.length : 0);

/** Comparing two texts looks at as much as the shorter has. */
function comparedText(left: Value, right: Value): number {
  return typeof left === "string" && typeof right === "string" ? copyWork(Math.min(left.length, right.length)) : 0;
}

const sum = arithmetic("+", (left, right) => left + right, addRanges);

const ADD: BinaryRow = {
  joinsTexts: true,
  type: addType,
  advice: (left, right) =>
    left.kind === "list" || right.kind === "list"
      ? 'Turn the list into text first, for example with `String.join(",", …)`, or take one element.'
      : "`+` adds two numbers, or writes text, numbers and booleans one after another when one side is text.",
  propagatesNull: true,
  work: (left, right) => copyWork(unitsOf(left) + unitsOf(right)),
  fails: (left, right) => {
    const textual = left.kind === "text" || right.kind === "text";
    const open = left.kind === "unknown" || right.kind === "unknown";
    if (textual) return open ? ["run/operand-type", "run/text-too-long"] : ["run/text-too-long"];
    return open ? [...numericFails(left, right), "run/text-too-long"] : numericFails(left, right);
  },
  foretell: (left, right) =>
    isNumeric(left.type) && isNumeric(right.type) ? foretellNumbers(left, right, addRanges) : foretellText(left, right),
  run: (left, right, mode, limits) =>
    typeof left === "number" && typeof right === "number" ? sum.run(left, right, mode, limits) : concatenate(left, right, limits),
};

const mayHoldValues = ({ kind }: Type): boolean => kind === "list" || kind === "map" || kind === "unknown";

function equality(negated: boolean): BinaryRow {
  return {
    type: () => BOOLEAN,
    advice: () => "",
    propagatesNull: false,
    fails: () => [],
    cost: comparisonCost,
    work: comparedText,
    costAtMost: (left, right, smaller) => (mayHoldValues(left) && mayHoldValues(right) ? COMPARING + smaller : 0),
    run: (left, right) => {
      const same = equal(left, right);
      return typeof same === "boolean" ? same !== negated : same;
    },
  };
}

const ORDERED = new Set(["text", "timestamp"]);

/** Order exists among numbers, among texts and among timestamps. */
function orderType(left: Type, right: Type): Type | undefined {
  const sided = (type: Type) => loose(type) || isNumeric(type) || ORDERED.has(type.kind);
  if (!sided(left) || !sided(right)) return undefined;
  const agree = loose(left) || loose(right) || (isNumeric(left) && isNumeric(right)) || left.kind === right.kind;
  return agree ? BOOLEAN : undefined;
}

function order(holds: (difference: number) => boolean): BinaryRow {
  return {
    foretell: (left, right) => foretellOrder(left, right, holds),
    work: comparedText,
    bound: (result, side, other) => boundBy((difference) => holds(difference) === result, side, other),
    type: orderType,
    advice: () => "Only numbers, texts and timestamps have an order, each among themselves; nothing is converted.",
    propagatesNull: true,
    fails: (left, right) => (left.kind === "unknown" || right.kind === "unknown" ? ["run/not-comparable"] : []),
    run: (left, right) => {
      const difference = compare(left, right);
      return difference instanceof Fault ? difference : holds(difference);
    },
  };
}

const MATCHES: BinaryRow = {
  deprecated: "Ask with `String.startsWith` or `String.stringContains` where that is enough.",
  type: (left, right) => ((left.kind === "text" || loose(left)) && (right.kind === "text" || loose(right)) ? BOOLEAN : undefined),
  advice: () => "`matches` compares a text with a pattern, which is a text too.",
  propagatesNull: true,
  fails: (left, right) =>
    left.kind === "unknown" || right.kind === "unknown"
      ? ["run/operand-type", "run/pattern-rows-missing"]
      : ["run/pattern-rows-missing"],
  run: (left, right) =>
    typeof left === "string" && typeof right === "string"
      ? new Fault("run/pattern-rows-missing", { name: "matches" })
      : operandFault("matches", left, right),
};

const BINARY_PARTS: Parts<BinaryRow> = {
  joinsTexts: undefined,
  cost: undefined,
  costAtMost: undefined,
  work: undefined,
  foretell: undefined,
  bound: undefined,
  deprecated: undefined,
};

const ROWS: Readonly<Record<BinaryOperator, BinaryRow>> = {
  eq: equality(false),
  ne: equality(true),
  lt: order((difference) => difference < 0),
  le: order((difference) => difference <= 0),
  gt: order((difference) => difference > 0),
  ge: order((difference) => difference >= 0),
  matches: MATCHES,
  add: ADD,
  subtract: arithmetic("-", (left, right) => left - right, subtractRanges),
  multiply: arithmetic("*", (left, right) => left * right, multiplyRanges),
  divide: arithmetic("/", (left, right, asInteger) => (asInteger ? Math.trunc(left / right) : left / right), divideRanges, true),
  remainder: arithmetic("%", (left, right) => left % right, remainderRange, true),
};

/** Every operator with two sides. */
export const BINARY = Object.fromEntries(
  Object.entries(ROWS).map(([name, row]) => [name, ownParts(BINARY_PARTS, row)]),
) as Readonly<Record<BinaryOperator, BinaryRow>>;

/** The semantics of a prefix operator. */
export interface UnaryRow {
  readonly type: (operand: Type) => Type | undefined;
  readonly advice: string;
  readonly fails: (operand: Type) => readonly Code[];
  /** The operation on a value that is not null; null gives null. */
  readonly run: (operand: Value, mode: NumberMode) => Value | Fault;
  readonly foretell?: (operand: Known) => Foretold;
}

function unaryFault(operator: string, operand: Value): Fault {
  return new Fault("run/unary-type", { operator, operand: describeKind(operand) });
}

/** Both prefix operators. */
export const UNARY: Readonly<Record<UnaryOperator, UnaryRow>> = {
  not: {
    type: (operand) => (operand.kind === "boolean" || loose(operand) ? BOOLEAN : undefined),
    advice: "`not` works on true and false; compare first, for example `!(x == 1)`.",
    fails: (operand) => (operand.kind === "unknown" ? ["run/unary-type"] : []),
    run: (operand) => (typeof operand === "boolean" ? !operand : unaryFault("!", operand)),
  },
  negate: {
    foretell: foretellNegation,
    type: (operand) => (isNumeric(operand) || operand.kind === "unknown" ? operand : operand.kind === "null" ? INTEGER : undefined),
    advice: "`-` works on a number.",
    fails: (operand) => {
      if (operand.kind === "number") return [];
      return operand.kind === "unknown" ? ["run/integer-overflow", "run/unary-type"] : ["run/integer-overflow"];
    },
    run: (operand, mode) => {
      if (typeof operand !== "number") return unaryFault("-", operand);
      return numberResult("-", 0 - operand, mode === "integer" || (mode === "dynamic" && isInteger(operand)));
    },
  },
};
