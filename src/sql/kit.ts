/** What compiling to SQL carries along, and the few ways in which terms are put together. */
import type { Limits } from "../base/limits.js";
import type { Span } from "../base/span.js";
import type { Facts } from "../check/facts.js";
import type { Environment } from "../context/environment.js";
import type { Dialect } from "./dialect.js";
import { column, keyOf, lengthOf, NO_CODE, NULL_SQL, raw, Sql, sql } from "./fragment.js";
import type { Placement } from "./layout.js";
import { type Codes, failed, type Kind, never, nullOf, type Outcome, RESIDUAL, type Term } from "./term.js";

/** A part of an expression that only the library can run, and why. */
export interface Residual {
  readonly span: Span;
  readonly why: string;
}

/** A column that a selection computes. */
export interface Computed {
  readonly name: string;
  readonly sql: Sql;
  readonly stage: number;
}

/** More text than this for one node, or more selections in one another, and the library does it. */
const LONGEST = 20_000;
const DEEPEST = 60;

/** The columns of one query: whatever is used more than once is computed once, one selection further out than what it reads. */
export class Columns {
  readonly computed = new Map<string, Computed>();
  /** Columns of the relation, by their names, under the names that we give them. */
  readonly row = new Map<string, string>();
  private readonly known = new Map<string, Sql>();

  /** A column of the relation. */
  ofRow(name: string): Sql {
    const alias = this.row.get(name) ?? `b${this.row.size}`;
    this.row.set(name, alias);
    return new Sql([alias], 0, new Set(), false);
  }

  /** The same expression as something that may be repeated. */
  bind(expression: Sql): Sql {
    if (expression.simple || expression.local) return expression;
    const key = keyOf(expression);
    const known = this.known.get(key);
    if (known) return known;
    const name = `x${this.computed.size}`;
    const stage = Math.max(0, expression.stage) + 1;
    const made = column(name, stage);
    this.computed.set(name, { name, sql: expression, stage });
    this.known.set(key, made);
    return made;
  }
}

/** The state of compiling one expression. */
export interface Compiling {
  readonly source: string;
  readonly env: Environment;
  readonly limits: Limits;
  readonly facts: Facts;
  readonly dialect: Dialect;
  readonly placement: Placement;
  readonly grant: string | undefined;
  readonly codes: Codes;
  readonly columns: Columns;
  /** By node id. */
  readonly terms: Term[];
  readonly residuals: Residual[];
  /** Longer lists are left to the library, so that no budget of steps is ever met. */
  readonly longestList: number;
}

/** A node that is left to the library. */
export function residual(c: Compiling, span: Span, why: string, kind?: Kind): Term {
  c.residuals.push({ span: { start: span.start, end: span.end }, why });
  return never(c.codes, RESIDUAL, kind);
}

/** The number of a code, as SQL. */
export function codeOf(c: Compiling, code: Outcome): Sql {
  return raw(String(c.codes.numberOf(code)));
}

/** A term whose parts may be repeated. One that has grown too large is left to the library. */
export function settled(c: Compiling, term: Term, span: Span): Term {
  const long = lengthOf(term.value) > LONGEST || (term.code && lengthOf(term.code) > LONGEST);
  if (long || Math.max(term.value.stage, term.code?.stage ?? 0) > DEEPEST)
    return residual(c, span, "it is too large to be one query", term.kind);
  return { ...term, value: c.columns.bind(term.value), code: term.code && c.columns.bind(term.code) };
}

/** The arms of a CASE: the first whose test holds. Without any, what is left. */
export function cases(arms: readonly (readonly [test: Sql, result: Sql])[], otherwise: Sql | undefined): Sql {
  if (arms.length === 0) return otherwise ?? NULL_SQL;
  const body = arms.reduce((all, [test, result]) => sql`${all} WHEN ${test} THEN ${result}`, raw("CASE"));
  return otherwise ? sql`${body} ELSE ${otherwise} END` : sql`${body} END`;
}

/** The code of the first failure among terms, and otherwise of the first null. Undefined where all have values. */
export function firstCode(terms: readonly Term[], counts: (term: Term, index: number) => boolean = () => true): Sql | undefined {
  const coded = terms.filter((term) => term.code !== undefined);
  const nulls = terms.filter((term, index) => term.code !== undefined && counts(term, index)).map((term) => term.code as Sql);
  if (coded.length === 0) return undefined;
  const failures = coded.filter(({ mayFail }) => mayFail).map(({ code }) => [failed(code as Sql), code as Sql] as const);
  const [first] = nulls;
  if (coded.length === 1 && first) return first;
  const rest =
    nulls.length > 1 ? sql`coalesce(${nulls.slice(1).reduce((all, code) => sql`${all}, ${code}`, nulls[0] as Sql)})` : first;
  return failures.length === 0 ? rest : cases(failures, rest ?? NO_CODE);
}

/** Whether any of terms may fail. */
export function anyFails(terms: readonly Term[]): boolean {
  return terms.some(({ mayFail }) => mayFail);
}

/** Further ways to end, in their order, for rows that got so far. */
export type Failures = readonly (readonly [test: Sql, code: Outcome])[];

/**
 * A result over values: null with the code of what was missing, a failure of its own where a test says so, else the value.
 *
 * @param before the code with which a row ends before the value is looked at
 */
export function resulting(
  c: Compiling,
  kind: Kind,
  before: Sql | undefined,
  mayFail: boolean,
  value: Sql,
  failures: Failures = [],
): Term {
  if (failures.length === 0) {
    const guarded = before ? sql`CASE WHEN ${c.columns.bind(before)} IS NULL THEN ${value} END` : value;
    return { kind, value: guarded, code: before && c.columns.bind(before), mayFail };
  }
  const arms = failures.map(([test, code]) => [test, codeOf(c, code)] as const);
  const own = cases(arms, undefined);
  const bound = before && c.columns.bind(before);
  const code = c.columns.bind(bound ? sql`CASE WHEN ${bound} IS NOT NULL THEN ${bound} ELSE ${own} END` : own);
  return { kind, value: sql`CASE WHEN ${code} IS NULL THEN ${value} END`, code, mayFail: true };
}

/** A term as another kind: an Integer where a Number is wanted, nothing where anything is. Undefined where that cannot be. */
export function asKind(c: Compiling, term: Term, kind: Kind): Term | undefined {
  if (term.kind.kind === kind.kind && term.kind.list === kind.list) return term;
  if (term.kind.kind === "nothing") return { ...term, kind, value: nullOf(kind) };
  if (term.kind.kind !== "integer" || kind.kind !== "number" || term.kind.list !== kind.list) return undefined;
  const value = kind.list ? c.dialect.lists.cast(term.value, "number") : toNumber(c, term.value);
  return { ...term, kind, value };
}

/** A number as a Number. */
export function toNumber({ dialect }: Compiling, value: Sql): Sql {
  return sql`CAST(${value} AS ${raw(dialect.types.number)})`;
}
