/** Makes the table of a generated directory in a database. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIALECTS } from "../../src/sql/index.js";
import type { TestColumn, TestDirectory } from "./directories.js";
import type { TestDatabase } from "./duckdb.js";

const quoted = DIALECTS.duckdb.quote;

/** The type of a column, by dialect. */
const TYPES = {
  DuckDB: {
    boolean: "BOOLEAN",
    integer: "INTEGER",
    number: "DOUBLE",
    text: "VARCHAR",
    country: "VARCHAR",
    timestamp: "TIMESTAMPTZ",
    json: "JSON",
    groups: "STRUCT(id VARCHAR, type VARCHAR, name VARCHAR, source_type VARCHAR, source_id VARCHAR)[]",
  },
  PostgreSQL: {
    boolean: "BOOLEAN",
    integer: "INTEGER",
    number: "FLOAT8",
    text: "TEXT",
    country: "TEXT",
    timestamp: "TIMESTAMPTZ",
    json: "JSONB",
    groups: "JSONB[]",
  },
} as const;

function typeOf(database: keyof typeof TYPES, { kind }: Pick<TestColumn, "kind">): string {
  return typeof kind === "object" ? `${TYPES[database][kind.listOf]}[]` : TYPES[database][kind];
}

/** Makes the table `name`, with its rows in order: column `row` counts them. */
export async function makeTable(database: TestDatabase, name: string, directory: TestDirectory): Promise<void> {
  const flags = Object.values(directory.layout.present ?? {}).flatMap((presence) =>
    typeof presence === "object" ? [presence.column] : [],
  );
  const dialect = database.name as keyof typeof TYPES;
  const columns = [
    ["row", "INTEGER"],
    ...[...new Set(flags)].map((flag) => [flag, "BOOLEAN"]),
    ...directory.columns.map((column) => [column.column, typeOf(dialect, column)]),
  ] as [string, string][];
  const rows = directory.rows.map((row, index) => ({ row: index, ...row }));
  if (dialect === "PostgreSQL") {
    const list = columns.map(([column, type]) => `${quoted(column)} ${type}`).join(", ");
    await database.run(`CREATE TABLE ${quoted(name)} (${list})`);
    await database.rows(`INSERT INTO ${quoted(name)} SELECT * FROM jsonb_to_recordset($1::jsonb) AS given(${list})`, [
      JSON.stringify(rows),
    ]);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "duck-"));
  try {
    const file = join(folder, "rows.json");
    writeFileSync(file, JSON.stringify(rows));
    const shape = columns.map(([column, type]) => `'${column.replaceAll("'", "''")}': '${type}'`).join(", ");
    await database.run(`CREATE TABLE ${quoted(name)} AS SELECT * FROM read_json('${file}', format='array', columns={${shape}})`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
