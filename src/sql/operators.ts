/** What each operator is in SQL: a row beside the row of the library that says what it means. */
import { numberMode } from "../library/number-mode.js";
import type { BinaryNode, UnaryNode } from "../syntax/ast.js";
import type { BinaryOperator, UnaryOperator } from "../syntax/operators.js";
import { NULL, type Type } from "../types/type.js";
import { FALSE_SQL, NO_CODE, raw, type Sql, sql } from "./fragment.js";
import { anyFails, type Compiling, type Failures, firstCode, resulting, toNumber } from "./kit.js";
import { outside } from "./read.js";
import { failed, isNumeric, isWritten, type Kind, nullOf, RESIDUAL, sameKind, scalar, type Term } from "./term.js";
import { textForm } from "./texts.js";

/** A binary operator over terms; undefined where the library must run it. */
type Binary = (c: Compiling, left: Term, right: Term, node: BinaryNode) => Term | undefined;

/** The static types of two sides as numbers are treated, once the columns' kinds are known; undefined where that is open. */
function modeOf(c: Compiling, left: Term, right: Term, node: BinaryNode): "integer" | "number" | undefined {
  const type = (id: number): Type => c.facts.typed[id]?.type ?? NULL;
  const mode = numberMode(type(node.left.id), type(node.right.id));
  if (mode !== "dynamic") return mode;
  return left.kind.kind === "integer" && right.kind.kind === "integer" ? "integer" : undefined;
}

/** A result that is null where a side is. */
function propagating(c: Compiling, kind: Kind, sides: readonly [Term, Term], value: Sql, failures: Failures = []): Term {
  return resulting(c, kind, firstCode(sides), anyFails(sides), value, failures);
}

/** Either side is never there, so that the result never is. */
function nothing(sides: readonly [Term, Term], kind: Kind): Term | undefined {
  const empty = sides.some(({ kind: { kind: each } }) => each === "nothing");
  return empty ? { kind, value: nullOf(kind), code: firstCode(sides), mayFail: anyFails(sides) } : undefined;
}

/** A Number so large or so small that a strict dialect may refuse to work on it. */
function extreme(number: Sql, least: string, most: string): Sql {
  return sql`(abs(${number}) > ${raw(most)} OR (${number} <> 0 AND abs(${number}) < ${raw(least)}))`;
}

interface Arithmetic {
  readonly integer: (c: Compiling, left: Sql, right: Sql) => Sql;
  readonly number: (c: Compiling, left: Sql, right: Sql) => Sql | undefined;
  readonly divides?: true;
  /** Within these, no result is infinite or lost. */
  readonly safe: readonly [least: string, most: string];
}

function arithmetic(row: Arithmetic): Binary {
  return (c, left, right, node) => {
    const sides = [left, right] as const;
    const mode = modeOf(c, left, right, node);
    const kind = scalar(mode ?? "number");
    const empty = nothing(sides, kind);
    if (empty) return sides.every((side) => isNumeric(side.kind) || side.kind.kind === "nothing") ? empty : undefined;
    if (!mode || !isNumeric(left.kind) || !isNumeric(right.kind)) return undefined;
    const zero: Failures = row.divides ? [[sql`${right.value} = 0`, "run/division-by-zero"]] : [];
    const divisor = row.divides ? sql`nullif(${right.value}, 0)` : right.value;
    if (mode === "integer") {
      if (left.kind.kind !== "integer" || right.kind.kind !== "integer") return undefined;
      const value = c.columns.bind(row.integer(c, left.value, divisor));
      return propagating(c, kind, sides, value, [...zero, [outside(value), "run/integer-overflow"]]);
    }
    const [one, other] = [toNumber(c, left.value), toNumber(c, divisor)].map((side) => c.columns.bind(side)) as [Sql, Sql];
    const [least, most] = row.safe;
    const unsafe = sql`(${extreme(one, least, most)} OR ${extreme(other, least, most)})`;
    const computed = row.number(c, one, other);
    if (!computed) return undefined;
    const value = c.columns.bind(
      sql`(${c.dialect.strictNumbers ? sql`CASE WHEN NOT ${unsafe} THEN ${computed} END` : computed} + 0)`,
    );
    const infinite = [sql`NOT ${c.dialect.isFinite(value)}`, "run/not-finite"] as const;
    return propagating(c, kind, sides, value, [
      ...zero,
      ...(c.dialect.strictNumbers ? ([[unsafe, RESIDUAL]] as const) : []),
      infinite,
    ]);
  };
}

const sum = arithmetic({
  integer: (_c, left, right) => sql`(${left} + ${right})`,
  number: (_c, left, right) => sql`(${left} + ${right})`,
  safe: ["0", "1e300"],
});

/** Numbers add up; as soon as one side is text, texts are written one after another. */
const add: Binary = (c, left, right, node) => {
  const sides = [left, right] as const;
  if (![left, right].some(({ kind }) => kind.kind === "text" && !kind.list)) {
    const textual = [node.left, node.right].some(({ id }) => c.facts.typed[id]?.type.kind === "text");
    return textual ? nothing(sides, scalar("text")) : sum(c, left, right, node);
  }
  const empty = nothing(sides, scalar("text"));
  if (empty) return empty;
  const [one, other] = [textForm(c, left), textForm(c, right)];
  if (!one || !other) return undefined;
  const before = firstCode(sides);
  const { octets } = c.dialect;
  const long = [sql`(${octets(one.value)} + ${octets(other.value)} > ${c.limits.textLength})`, RESIDUAL] as const;
  return resulting(c, scalar("text"), before, anyFails(sides), sql`(${one.value} || ${other.value})`, [
    ...one.failures,
    ...other.failures,
    long,
  ]);
};

/** Whether two values are equal, null being equal to null; different kinds never are. Undefined where only the library knows. */
export function equalSql(c: Compiling, left: Term, right: Term): Sql | undefined {
  const { same } = c.dialect;
  if (left.kind.kind === "nothing" || right.kind.kind === "nothing") return sql`(${left.value} IS NULL AND ${right.value} IS NULL)`;
  if (isNumeric(left.kind) && isNumeric(right.kind)) {
    if (left.kind.kind === right.kind.kind) return same(left.value, right.value);
    return same(toNumber(c, left.value), toNumber(c, right.value));
  }
  if (!isWritten(left.kind) || !isWritten(right.kind)) return undefined;
  if (left.kind.list !== right.kind.list) return sql`(${left.value} IS NULL AND ${right.value} IS NULL)`;
  if (sameKind(left.kind, right.kind)) return same(left.value, right.value);
  return left.kind.list ? undefined : sql`(${left.value} IS NULL AND ${right.value} IS NULL)`;
}

function equality(negated: boolean): Binary {
  return (c, left, right) => {
    const equal = equalSql(c, left, right);
    if (!equal) return undefined;
    const code = firstCode([left, right], () => false);
    return resulting(c, scalar("boolean"), code, anyFails([left, right]), negated ? sql`(NOT ${equal})` : equal);
  };
}

function order(operator: string): Binary {
  return (c, left, right) => {
    const sides = [left, right] as const;
    const empty = nothing(sides, scalar("boolean"));
    if (empty) return empty;
    const compared = (one: Sql, other: Sql) => sql`(${one} ${raw(operator)} ${other})`;
    if (isNumeric(left.kind) && isNumeric(right.kind)) {
      const mixed = left.kind.kind !== right.kind.kind;
      const [one, other] = mixed ? [toNumber(c, left.value), toNumber(c, right.value)] : [left.value, right.value];
      return propagating(c, scalar("boolean"), sides, compared(one, other));
    }
    if (!sameKind(left.kind, right.kind) || left.kind.list) return undefined;
    if (left.kind.kind === "timestamp") return propagating(c, scalar("boolean"), sides, compared(left.value, right.value));
    if (left.kind.kind !== "text") return undefined;
    // Code points are in the order of UTF-16 units unless one of two texts leaves the basic plane.
    const far = sql`(${beyondBasic(c, left.value)} OR ${beyondBasic(c, right.value)})`;
    return propagating(c, scalar("boolean"), sides, compared(left.value, right.value), [[far, RESIDUAL]]);
  };
}

/** Whether a text has a character of two units. */
export function beyondBasic({ dialect }: Compiling, text: Sql): Sql {
  return sql`(${dialect.octets(text)} <> ${dialect.points(text)} AND ${dialect.astral(text)} > 0)`;
}

/** Every operator with two sides; null is a residual, with the reason. */
export const BINARY_SQL: Readonly<Record<BinaryOperator, Binary | string>> = {
  eq: equality(false),
  ne: equality(true),
  lt: order("<"),
  le: order("<="),
  gt: order(">"),
  ge: order(">="),
  matches: "no database has the language's patterns",
  add,
  subtract: arithmetic({
    integer: (_c, l, r) => sql`(${l} - ${r})`,
    number: (_c, l, r) => sql`(${l} - ${r})`,
    safe: ["0", "1e300"],
  }),
  multiply: arithmetic({
    integer: (_c, l, r) => sql`(${l} * ${r})`,
    number: (_c, l, r) => sql`(${l} * ${r})`,
    safe: ["1e-150", "1e150"],
  }),
  divide: arithmetic({
    integer: ({ dialect }, l, r) => dialect.quotient(l, r),
    number: (_c, l, r) => sql`(${l} / ${r})`,
    divides: true,
    safe: ["1e-150", "1e150"],
  }),
  remainder: arithmetic({
    integer: ({ dialect }, l, r) => dialect.remainder(l, r),
    number: ({ dialect }, l, r) => dialect.numberRemainder?.(l, r),
    divides: true,
    safe: ["1e-150", "1e150"],
  }),
};

type Unary = (c: Compiling, operand: Term, node: UnaryNode) => Term | undefined;

/** Both prefix operators. */
export const UNARY_SQL: Readonly<Record<UnaryOperator, Unary>> = {
  not: (_c, operand) => {
    if (operand.kind.kind === "nothing") return { ...operand, kind: scalar("boolean") };
    if (operand.kind.kind !== "boolean" || operand.kind.list) return undefined;
    return { ...operand, value: sql`(NOT ${operand.value})` };
  },
  negate: (c, operand, node) => {
    if (operand.kind.kind === "nothing") return operand;
    if (!isNumeric(operand.kind)) return undefined;
    const open = c.facts.typed[node.operand.id]?.type.kind === "unknown" && operand.kind.kind === "number";
    if (open) return undefined;
    const value = sql`(0 - ${operand.value})`;
    if (operand.kind.kind === "number") return resulting(c, operand.kind, operand.code, operand.mayFail, value);
    return resulting(c, operand.kind, operand.code, operand.mayFail, value, [
      [sql`${operand.value} = -2147483648`, "run/integer-overflow"],
    ]);
  },
};

/** A chain of `and` or `or`, left first: an operand that decides ends it, a failure does too, null is kept. */
export function logicalTerm(c: Compiling, operands: readonly Term[], stop: boolean): Term | undefined {
  if (operands.some(({ kind }) => kind.list || (kind.kind !== "boolean" && kind.kind !== "nothing"))) return undefined;
  const arms: (readonly [Sql, Sql])[] = [];
  for (const { kind, value, code, mayFail } of operands) {
    if (kind.kind !== "nothing") arms.push([stop ? value : sql`NOT ${value}`, NO_CODE]);
    if (mayFail && code) arms.push([failed(code), code]);
  }
  const nulls = operands.flatMap(({ code }) => (code ? [code] : []));
  const rest =
    nulls.length === 0
      ? undefined
      : nulls.length === 1
        ? nulls[0]
        : sql`coalesce(${nulls.slice(1).reduce((all, code) => sql`${all}, ${code}`, nulls[0] as Sql)})`;
  const decided = operands
    .filter(({ kind }) => kind.kind !== "nothing")
    .map(({ value }) => (stop ? sql`coalesce(${value}, FALSE)` : sql`NOT coalesce(${value}, TRUE)`));
  const any = decided.length === 0 ? FALSE_SQL : decided.reduce((all, each) => sql`${all} OR ${each}`);
  const code =
    rest &&
    c.columns.bind(
      arms.length === 0
        ? rest
        : sql`${arms.reduce((all, [test, result]) => sql`${all} WHEN ${test} THEN ${result}`, raw("CASE"))} ELSE ${rest} END`,
    );
  const value = stop ? sql`(${any})` : sql`(NOT (${any}))`;
  return {
    kind: scalar("boolean"),
    value: code ? sql`CASE WHEN ${code} IS NULL THEN ${value} END` : value,
    code,
    mayFail: anyFails(operands),
  };
}

/** `a ?: b`. */
export function elvisTerm(c: Compiling, first: Term, fallback: Term): Term | undefined {
  if (first.kind.kind === "nothing") {
    const code = sql`CASE WHEN ${failed(first.code as Sql)} THEN ${first.code as Sql} ELSE ${fallback.code ? blame(first.code as Sql, fallback) : NO_CODE} END`;
    const bound = c.columns.bind(code);
    return { kind: fallback.kind, value: sql`CASE WHEN ${bound} IS NULL THEN ${fallback.value} END`, code: bound, mayFail: true };
  }
  const empty = first.kind.kind === "text" && !first.kind.list ? sql`${first.value} = ''` : undefined;
  if (!first.code && !empty) return first;
  const stays = empty ? sql`(${first.value} IS NOT NULL AND NOT ${empty})` : sql`${first.value} IS NOT NULL`;
  const arms: (readonly [Sql, Sql])[] = [[stays, NO_CODE]];
  if (first.code && first.mayFail) arms.push([failed(first.code), first.code]);
  const last = fallback.code ? (first.code ? blame(first.code, fallback) : fallback.code) : NO_CODE;
  const code = c.columns.bind(
    sql`${arms.reduce((all, [test, result]) => sql`${all} WHEN ${test} THEN ${result}`, raw("CASE"))} ELSE ${last} END`,
  );
  return {
    kind: first.kind,
    value: sql`CASE WHEN ${stays} THEN ${first.value} WHEN ${code} IS NULL THEN ${fallback.value} END`,
    code,
    mayFail: anyFails([first, fallback]),
  };
}

/** Both are null: the first null is to blame, unless the fallback failed. */
function blame(first: Sql, { code }: Term): Sql {
  const fallback = code as Sql;
  return sql`CASE WHEN ${fallback} IS NULL THEN ${NO_CODE} WHEN ${failed(fallback)} THEN ${fallback} ELSE coalesce(${first}, ${fallback}) END`;
}
