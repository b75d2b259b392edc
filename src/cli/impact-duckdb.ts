/** A folder of exports (CSV, Parquet, NDJSON) as a DuckDB of its own in a temporary file, so that it may be larger than memory. */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import type { ClaimSet } from "../claims/set.js";
import { pathOf } from "../context/paths.js";
import { DIRECTORY_TABLES, type DirectoryTable, type Row, type TableColumn } from "../impact/database.js";
import { DIALECTS } from "../sql/dialects.js";
import { raw } from "../sql/fragment.js";
import type { Type } from "../types/type.js";
import { UsageError } from "./exit.js";
import type { OpenedDirectory } from "./impact-directory.js";

/** What is used of the driver. */
interface Driver {
  readonly DuckDBInstance: { create(path: string, options: Record<string, string>): Promise<Instance> };
}
interface Instance {
  connect(): Promise<Connection>;
  closeSync(): void;
}
interface Connection {
  run(text: string): Promise<unknown>;
  runAndReadAll(text: string, parameters: readonly string[]): Promise<{ getRowObjectsJS(): Record<string, unknown>[] }>;
  interrupt(): void;
  closeSync(): void;
}

const FORMATS = ["parquet", "ndjson", "jsonl", "csv"] as const;
const USERS_IN_A_PART = 100_000;
const MEMORY = "1200MB";

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const { quote } = DIALECTS.duckdb;

function driver(): Driver {
  try {
    return createRequire(import.meta.url)("@duckdb/node-api") as Driver;
  } catch {
    throw new UsageError("a folder of exports needs DuckDB", "Install it beside claims-el: npm install @duckdb/node-api.");
  }
}

/** Opens a folder. Its tables are read once; a file that cannot be read is one clear line. */
export async function openFolder(path: string, set: ClaimSet): Promise<OpenedDirectory> {
  if (!existsSync(path) || !statSync(path).isDirectory())
    throw new UsageError(
      `there is no folder ${path}`,
      "It holds users.csv, users.ndjson or users.parquet, and the other tables beside it.",
    );
  const { DuckDBInstance } = driver();
  const scratch = mkdtempSync(join(tmpdir(), "claims-el-"));
  const drop = () => rmSync(scratch, { recursive: true, force: true });
  process.once("exit", drop);
  try {
    const instance = await DuckDBInstance.create(join(scratch, "directory.duckdb"), {
      memory_limit: MEMORY,
      temp_directory: join(scratch, "spill"),
    });
    const connection = await instance.connect();
    await connection.run("SET preserve_insertion_order = false; SET TimeZone = 'UTC'");
    const tables = new Map<DirectoryTable, readonly TableColumn[]>();
    for (const table of DIRECTORY_TABLES) {
      const columns = await load(connection, path, table, set, scratch);
      if (columns) tables.set(table, columns);
    }
    if (!tables.has("users") && !tables.has("clients"))
      throw new UsageError(
        `${path} has no table of users`,
        "It needs users.csv, users.ndjson or users.parquet; assignments, groups, memberships and clients may stand beside it.",
      );
    return opened(connection, instance, tables, drop);
  } catch (error) {
    drop();
    throw error;
  }
}

function opened(connection: Connection, instance: Instance, tables: OpenedDirectory["tables"], drop: () => void): OpenedDirectory {
  return {
    dialect: DIALECTS.duckdb,
    tables,
    nameOf: quote,
    parts: (users) => Math.max(1, Math.ceil(users / USERS_IN_A_PART)),
    part: (index, parts, users) =>
      raw(`u.rowid >= ${Math.floor((users * index) / parts)} AND u.rowid < ${Math.floor((users * (index + 1)) / parts)}`),
    rows: async (text, parameters): Promise<readonly Row[]> => {
      try {
        return (await connection.runAndReadAll(text, parameters)).getRowObjectsJS();
      } catch (error) {
        throw new UsageError(`the directory cannot answer: ${withoutData(error)}`);
      }
    },
    close: () => {
      process.removeListener("exit", drop);
      connection.interrupt();
      drop();
      try {
        connection.closeSync();
        instance.closeSync();
      } catch {
        // A query that is still running keeps its connection; the process ends anyway, and the file is gone.
      }
    },
  };
}

/** What the database says, as far as it tells nothing of the data: values stand in quotes there. */
function withoutData(error: unknown): string {
  const [line = ""] = String((error as Error).message).split("\n");
  return line.replace(/"(?:[^"]*)"|'(?:[^']*)'/g, "…").slice(0, 160);
}

/** Reads one table into the database; undefined where the folder has none. */
async function load(
  connection: Connection,
  folder: string,
  table: DirectoryTable,
  set: ClaimSet,
  scratch: string,
): Promise<TableColumn[] | undefined> {
  const file =
    FORMATS.map((format) => join(resolve(folder), `${table}.${format}`)).find((path) => existsSync(path)) ??
    documentClients(table, set, scratch);
  if (!file) return undefined;
  const csv = file.endsWith(".csv");
  const parquet = file.endsWith(".parquet");
  try {
    const source = parquet
      ? `read_parquet(${literal(file)})`
      : csv
        ? `read_csv(${literal(file)}, allow_quoted_nulls = false, header = true)`
        : `read_json(${literal(file)}, format = 'newline_delimited')`;
    const found = await columnsOf(connection, source);
    const columns = found.map((column) => ({
      ...column,
      read: parquet ? column.type : readAs(column.type, declaredOf(set, table, column.name), csv),
    }));
    const types = columns
      .map(({ name, read }) => `${literal(name)}: ${literal(read.startsWith("list:") ? "VARCHAR" : read)}`)
      .join(", ");
    const typed = parquet
      ? source
      : csv
        ? `read_csv(${literal(file)}, allow_quoted_nulls = false, header = true, columns = {${types}}, auto_detect = true)`
        : `read_json(${literal(file)}, format = 'newline_delimited', columns = {${types}})`;
    const list = columns.map(({ name, read }) =>
      read.startsWith("list:") ? `from_json(CAST(${quote(name)} AS JSON), '["${read.slice(5)}"]') AS ${quote(name)}` : quote(name),
    );
    await connection.run(`CREATE TABLE ${quote(table)} AS SELECT ${list.join(", ")} FROM ${typed}`);
    return await columnsOf(connection, quote(table));
  } catch (error) {
    throw new UsageError(`${basename(file)} cannot be read: ${reasonIn(error)}`);
  }
}

async function columnsOf(connection: Connection, source: string): Promise<TableColumn[]> {
  const rows = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`, [])).getRowObjectsJS();
  return rows.map(({ column_name, column_type }) => ({ name: String(column_name), type: String(column_type) }));
}

/** The clients of the document, where the folder has none. */
function documentClients(table: DirectoryTable, { document }: ClaimSet, scratch: string): string | undefined {
  if (table !== "clients" || !document.clients || document.clients.length === 0) return undefined;
  const file = join(scratch, "clients.ndjson");
  const rows = document.clients.map(({ clientId, id, name, label, grants, roles, profile }) => ({
    ...profile,
    clientId,
    id,
    name,
    label,
    grants,
    roles,
  }));
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return file;
}

const ROOT_KEYS: Readonly<Record<string, readonly string[]>> = { users: ["user"], assignments: ["appuser"], clients: ["app"] };

function declaredOf({ environment }: ClaimSet, table: DirectoryTable, column: string): Type | undefined {
  const [root] = ROOT_KEYS[table] ?? [];
  return root === undefined ? { kind: "text" } : pathOf(environment.roots, root, [column])?.typed.type;
}

/** The type to read a column of a text file as: what is declared as text stays as it is written, and dates are the language's to read. */
function readAs(found: string, declared: Type | undefined, csv: boolean): string {
  const kind = declared?.kind;
  if (kind === "text" || kind === "timestamp" || kind === "country")
    return found === "JSON" || found.endsWith("[]") ? found : "VARCHAR";
  if (csv && found === "VARCHAR" && kind === "list")
    return `list:${LIST_TYPES[(declared as { element: { type: Type } }).element.type.kind] ?? "VARCHAR"}`;
  if (/^(DATE|TIME|UUID)/.test(found)) return "VARCHAR";
  if (/^STRUCT|^MAP/.test(found)) return "JSON";
  if (found === "JSON" && kind === "list")
    return `${LIST_TYPES[(declared as { element: { type: Type } }).element.type.kind] ?? "VARCHAR"}[]`;
  if (found === "JSON" && kind !== "map")
    return kind === "boolean" ? "BOOLEAN" : kind === "integer" ? "BIGINT" : kind === "number" ? "DOUBLE" : "VARCHAR";
  return /^(DATE|TIMESTAMP|TIME).*\[\]$/.test(found) ? "VARCHAR[]" : found;
}

const LIST_TYPES: Readonly<Record<string, string>> = { text: "VARCHAR", boolean: "BOOLEAN", integer: "BIGINT", number: "DOUBLE" };

/** Why a file cannot be read, without any value of it. */
function reasonIn(error: unknown): string {
  const text = String((error as Error).message);
  const column = /column "?([\w .-]+)"?/i.exec(text)?.[1];
  if (/convert|cast|transform/i.test(text))
    return `a value${column ? ` of column \`${column}\`` : ""} is not of the type of the others, or of the schema`;
  if (/malformed|invalid input|sniff/i.test(text)) return "it is not of the format that its name says";
  return withoutData(error);
}
