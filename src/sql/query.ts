/** Several expressions as one query over one relation: each gives two columns, its value and the code of why there is none. */

import { checkWithFacts } from "../check/check.js";
import type { Facts } from "../check/facts.js";
import type { Environment } from "../context/environment.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { NO_STACK, withinStack } from "../diagnostics/stack.js";
import { longestList, rootTerm } from "./compile.js";
import type { Dialect } from "./dialect.js";
import { type ScalarKind, type Sql, sql, typeName } from "./fragment.js";
import { requireQuery } from "./given.js";
import { Columns, type Compiling, type Residual } from "./kit.js";
import { type Layout, type Placement, placementOf } from "./layout.js";
import type { Misfit } from "./read.js";
import { Codes, isWritten, type Term } from "./term.js";
import { isoTextOf } from "./texts.js";
import { type Relation, type SqlText, writeQuery } from "./write.js";

/** What a query is made of. */
export interface SqlSettings {
  readonly env: Environment;
  readonly dialect: Dialect;
  readonly layout: Layout;
  /** The grant for which the rows are looked at; none where the data alone decides who is there. */
  readonly grant?: string;
  /** The relation: the parts of a table's name, or a query of the host's own. */
  readonly from: Exclude<Relation, { readonly sql: Sql }>;
  /** Columns of the relation to hand on, such as its key. */
  readonly keep?: readonly string[];
  /** Values as the JSON that a token carries. */
  readonly json?: boolean;
}

/** How one expression ended. */
export interface SqlColumn {
  readonly source: string;
  /** The name of the column with the value. Null where `code` is not. */
  readonly value: string;
  /** The name of the column with the code: a reason, an error's code, or `residual` for a row that the library must look at. */
  readonly code: string;
  readonly kind: ScalarKind | "nothing" | { readonly listOf: ScalarKind };
  /** What has no SQL. Rows that do not need it have an answer all the same. */
  readonly residuals: readonly Residual[];
}

/** A query, or what is wrong with its expressions or its layout. */
export type SqlResult =
  | {
      readonly ok: true;
      readonly text: string;
      readonly parameters: readonly string[];
      readonly columns: readonly SqlColumn[];
      readonly placement: Placement;
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[]; readonly misfits: readonly Misfit[] };

/** One expression on its way. */
export interface Compiled {
  readonly source: string;
  readonly term: Term;
  readonly residuals: readonly Residual[];
}

/** What the expressions of one query share. */
export interface Shared {
  readonly dialect: Dialect;
  readonly placement: Placement;
  readonly codes: Codes;
  readonly columns: Columns;
  readonly misfits: Misfit[];
}

/** Starts a query over a layout. */
export function startQuery(dialect: Dialect, layout: Layout, env: Environment): Shared {
  return { dialect, placement: placementOf(layout, env), codes: new Codes(), columns: new Columns(), misfits: [] };
}

/** What compiling an expression, or a part of one that is ours, carries along. */
export function compilingOf(shared: Shared, env: Environment, grant: string | undefined, source: string, facts: Facts): Compiling {
  const { dialect, placement, codes, columns } = shared;
  return {
    ...{ source, env, limits: env.limits, facts, dialect, placement, grant, codes, columns },
    ...{ terms: [], residuals: [], longestList: longestList(facts, env.limits.steps) },
  };
}

/** Compiles an expression that was checked. */
export function compileTerm(shared: Shared, env: Environment, grant: string | undefined, source: string, facts: Facts): Compiled {
  const c = compilingOf(shared, env, grant, source, facts);
  return { source, term: rootTerm(c, shared.misfits), residuals: c.residuals };
}

/**
 * Compiles expressions to one query.
 *
 * @param sources expressions that `check` finds no error in
 * @returns text and parameters, and for each expression the columns of its value and its code
 * @example compileSql(["user.email ?: user.login"], { env, dialect: DIALECTS.duckdb, layout, from: ["users"], keep: ["id"] })
 */
export function compileSql(sources: readonly string[], settings: SqlSettings): SqlResult {
  return withinStack(() => compiledSql(sources, settings), { ok: false, diagnostics: [NO_STACK], misfits: [] });
}

function compiledSql(sources: readonly string[], settings: SqlSettings): SqlResult {
  requireQuery(sources, settings);
  const { env, dialect, layout, grant } = settings;
  const shared = startQuery(dialect, layout, env);
  const { codes, columns, placement, misfits } = shared;
  const checked = sources.map((source) => ({ source, ...checkWithFacts(source, env) }));
  const diagnostics = checked.flatMap(({ result }) => result.diagnostics.filter(({ severity }) => severity === "error"));
  if (diagnostics.length > 0) return { ok: false, diagnostics, misfits };
  const compiled = checked.map(({ source, facts }) => compileTerm(shared, env, grant, source, facts));
  if (misfits.length > 0) return { ok: false, diagnostics, misfits };
  const outputs: { name: string; sql: Sql }[] = [];
  const named = compiled.map(({ source, term, residuals }, index): SqlColumn => {
    const [value, code] = [`value_${index}`, `code_${index}`];
    outputs.push({ name: value, sql: outputValue(settings, term) });
    outputs.push({ name: code, sql: term.code ? codes.named(columns.bind(term.code)) : sql`CAST(NULL AS ${typeName("text")})` });
    return { source, value, code, kind: kindName(term), residuals };
  });
  const written: SqlText = writeQuery({ ...settings, columns, outputs, keep: settings.keep ?? [] });
  return { ok: true, ...written, columns: named, placement };
}

function kindName({ kind }: Term): SqlColumn["kind"] {
  if (kind.list) return { listOf: kind.kind };
  return isWritten(kind) ? kind.kind : "nothing";
}

/** A value as it leaves: an instant as its ISO text, or everything as JSON. */
export function outputValue({ dialect, json }: Pick<SqlSettings, "dialect" | "json">, { kind, value }: Term): Sql {
  if (!isWritten(kind)) return sql`CAST(NULL AS ${typeName("text")})`;
  if (json) return dialect.toJson(value, kind.kind, kind.list);
  return kind.kind === "timestamp" && !kind.list ? isoTextOf({ dialect }, value) : value;
}
