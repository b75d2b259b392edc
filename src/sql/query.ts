/** Several expressions as one query over one relation: each gives two columns, its value and the code of why there is none. */
import { checkWithFacts } from "../check/check.js";
import type { Environment } from "../context/environment.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { longestList, rootTerm } from "./compile.js";
import type { Dialect } from "./dialect.js";
import { raw, type ScalarKind, type Sql, sql, typeName } from "./fragment.js";
import { Columns, type Compiling, type Residual } from "./kit.js";
import { type Layout, type Placement, placementOf } from "./layout.js";
import type { Misfit } from "./read.js";
import { Codes, isWritten, NOTHING, type Term } from "./term.js";
import { isoTextOf } from "./texts.js";
import { type SqlText, writeQuery } from "./write.js";

/** What a query is made of. */
export interface SqlSettings {
  readonly env: Environment;
  readonly dialect: Dialect;
  readonly layout: Layout;
  /** The grant for which the rows are looked at; none where the data alone decides who is there. */
  readonly grant?: string;
  /** The relation: the parts of a table's name, or a query of the host's own. */
  readonly from: readonly string[] | { readonly query: string };
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
interface Compiled {
  readonly source: string;
  readonly term: Term;
  readonly residuals: readonly Residual[];
}

/** The terms of expressions in one query, and what they were made with. */
export interface Terms {
  readonly compiled: readonly Compiled[];
  readonly codes: Codes;
  readonly columns: Columns;
  readonly placement: Placement;
  readonly diagnostics: readonly Diagnostic[];
  readonly misfits: readonly Misfit[];
}

/** Compiles expressions to terms of one query. */
export function termsOf(sources: readonly string[], settings: SqlSettings): Terms {
  const placement = placementOf(settings.layout, settings.env);
  const [codes, columns] = [new Codes(), new Columns()];
  const misfits: Misfit[] = [];
  const diagnostics: Diagnostic[] = [];
  const compiled = sources.map((source): Compiled => {
    const { result, facts } = checkWithFacts(source, settings.env);
    if (!result.ok) diagnostics.push(...result.diagnostics.filter(({ severity }) => severity === "error"));
    if (!result.ok) return { source, term: { kind: NOTHING, value: raw("NULL"), code: undefined, mayFail: false }, residuals: [] };
    const { env, dialect, grant } = settings;
    const c: Compiling = {
      ...{ source, env, limits: env.limits, facts, dialect, placement, grant, codes, columns },
      ...{ terms: [], residuals: [], longestList: longestList(facts, env.limits.steps) },
    };
    return { source, term: rootTerm(c, misfits), residuals: c.residuals };
  });
  return { compiled, codes, columns, placement, diagnostics, misfits };
}

/**
 * Compiles expressions to one query.
 *
 * @param sources expressions that `check` finds no error in
 * @returns text and parameters, and for each expression the columns of its value and its code
 * @example compileSql(["user.email ?: user.login"], { env, dialect: DIALECTS.duckdb, layout, from: ["users"], keep: ["id"] })
 */
export function compileSql(sources: readonly string[], settings: SqlSettings): SqlResult {
  const { compiled, codes, columns, placement, diagnostics, misfits } = termsOf(sources, settings);
  if (diagnostics.length > 0 || misfits.length > 0) return { ok: false, diagnostics, misfits };
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
