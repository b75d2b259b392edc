/** Writes a realistic directory: `npm run directory -- --users 1_000_000 --out DIR [--format ndjson|csv] [--clients N] [--groups N] [--seed N]`. */
import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type DirectorySize, type Row, type RowValue, rowsOf, TABLES, type TableName } from "./directory-model.js";

/** How a table is written. */
export type Format = "ndjson" | "csv";

/** A row as a line, its line end included. */
const LINES: Readonly<Record<Format, (row: Row, columns: readonly string[]) => string>> = {
  ndjson: (row) => `${JSON.stringify(row)}\n`,
  csv: (row, columns) => `${columns.map((column) => csvCell(row[column] ?? null)).join(",")}\n`,
};

/** Null is an empty cell, empty text is `""`; a list is its JSON. */
function csvCell(value: RowValue): string {
  if (value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The text of a table in pieces of about 64 KiB, so that a million rows take no more memory than a thousand. */
export function* textOf(table: TableName, size: DirectorySize, format: Format): Generator<string> {
  const columns = TABLES[table];
  let piece = format === "csv" ? `${columns.join(",")}\n` : "";
  for (const row of rowsOf(table, size)) {
    piece += LINES[format](row, columns);
    if (piece.length < 65_536) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/** Writes every table into a folder, waiting whenever the disk is slower. */
export async function writeDirectory(folder: string, size: DirectorySize, format: Format): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const table of Object.keys(TABLES) as TableName[]) {
    const stream = createWriteStream(join(folder, `${table}.${format}`));
    for (const piece of textOf(table, size, format)) if (!stream.write(piece)) await once(stream, "drain");
    stream.end();
    await once(stream, "finish");
  }
}

/** A whole number as people write large ones: `1_000_000`. */
export function countFrom(text: string, option: string): number {
  const digits = text.replaceAll("_", "");
  if (!/^\d{1,10}$/.test(digits)) throw new Error(`--${option} wants a whole number such as 1_000_000, not ${text}`);
  return Number(digits);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      users: { type: "string", default: "1_000" },
      clients: { type: "string", default: "40" },
      groups: { type: "string", default: "500" },
      seed: { type: "string", default: "1" },
      format: { type: "string", default: "ndjson" },
      out: { type: "string", default: "directory" },
    },
  });
  const count = (option: "users" | "clients" | "groups" | "seed") => countFrom(values[option], option);
  if (values.format !== "ndjson" && values.format !== "csv") throw new Error(`--format is ndjson or csv, not ${values.format}`);
  const size = { seed: count("seed"), users: count("users"), clients: count("clients"), groups: count("groups") };
  await writeDirectory(values.out, size, values.format);
}

if (process.argv[1] === fileURLToPath(import.meta.url) || process.argv[1]?.endsWith("scripts/directory.ts")) {
  await main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  });
}
