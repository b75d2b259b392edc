/** Holds a database against the evaluator: every expression over every row of a directory. */
import { expect } from "vitest";
import { check, compile, type Outcome } from "../../src/index.js";
import { compileSql, contextOf, DIALECTS, type SqlColumn } from "../../src/sql/index.js";
import type { TestDirectory } from "./directories.js";
import type { TestDatabase } from "./duckdb.js";
import { makeTable } from "./tables.js";

/** An outcome in one text. */
function told(outcome: Outcome): string {
  if (outcome.status === "value") return JSON.stringify(outcome.value);
  return outcome.status === "absent" ? outcome.reason.code : outcome.diagnostic.code;
}

/** What the database says of a row, in the same words. */
function answered(row: Record<string, unknown>, { value, code }: SqlColumn): string {
  return row[code] === null ? JSON.stringify(row[value]) : String(row[code]);
}

/** What was compared. */
export interface Tally {
  pairs: number;
  residual: number;
  values: number;
  absences: number;
  errors: number;
}

/** Compares every answer that the database gives; the rows that it leaves to the library are counted. */
export async function compareAll(
  database: TestDatabase,
  name: "duckdb" | "postgres",
  directory: TestDirectory,
  table: string,
  tally: Tally,
): Promise<void> {
  const { env, grant, layout } = directory;
  const sources = directory.sources.filter((source) => check(source, env).ok);
  const result = compileSql(sources, {
    env,
    layout,
    dialect: DIALECTS[name],
    from: [table],
    keep: ["row"],
    ...(grant ? { grant } : {}),
  });
  if (!result.ok) throw new Error(JSON.stringify([result.misfits, result.diagnostics]));
  await makeTable(database, table, directory);
  const rows = await database.rows(result.text, result.parameters);
  expect(rows.length).toBe(directory.rows.length);
  const programs = sources.map((source) => compile(source, env));
  for (const row of rows) {
    const context = contextOf(result.placement, env, directory.rows[Number(row.row)] as Record<string, unknown>);
    for (const [index, program] of programs.entries()) {
      const column = result.columns[index] as SqlColumn;
      const answer = answered(row, column);
      if (answer === "residual") tally.residual++;
      else {
        const outcome = program.evaluate(context, grant ? { grant } : {});
        tally[outcome.status === "value" ? "values" : outcome.status === "absent" ? "absences" : "errors"]++;
        tally.pairs++;
        if (answer !== told(outcome))
          throw new Error(
            `${name}: ${program.source}\ngrant ${grant}\n${JSON.stringify(context)}\ngives ${answer}, not ${told(outcome)}`,
          );
      }
    }
  }
}

/** Nothing compared yet. */
export function noPairs(): Tally {
  return { pairs: 0, residual: 0, values: 0, absences: 0, errors: 0 };
}
