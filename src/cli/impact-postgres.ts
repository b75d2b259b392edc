/** A PostgreSQL as a directory: tables of the names that exports have, read and never written. */
import { createRequire } from "node:module";
import { DIRECTORY_TABLES, type DirectoryTable, type Row, type TableColumn } from "../impact/database.js";
import { DIALECTS } from "../sql/dialects.js";
import { raw } from "../sql/fragment.js";
import { UsageError } from "./exit.js";
import type { OpenedDirectory } from "./impact-directory.js";

interface Client {
  connect(): Promise<void>;
  query(query: { text: string; values?: readonly string[] }): Promise<{ rows: Record<string, unknown>[] }>;
  on(event: "error", listener: (error: Error) => void): void;
  end(): Promise<void>;
}

const USERS_IN_A_PART = 250_000;
const { quote } = DIALECTS.postgres;

function connector(): new (options: object) => Client {
  try {
    return (createRequire(import.meta.url)("pg") as { Client: new (options: object) => Client }).Client;
  } catch {
    throw new UsageError("a PostgreSQL needs its driver", "Install it beside claims-el: npm install pg.");
  }
}

/** Connects to a server; everything happens in one transaction that may only read. */
export async function openServer(url: string): Promise<OpenedDirectory> {
  const Connector = connector();
  const client = new Connector({ connectionString: url, application_name: "claims-el impact" });
  // A lost connection is told by the query that it ends; without a listener the event would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query({ text: "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY" });
  } catch (error) {
    throw new UsageError(`the directory cannot be reached: ${causeOf(error)}`);
  }
  const tables = await tablesOf(client);
  if (!tables.has("users"))
    throw new UsageError(
      "the database has no table `users`",
      "The tables are users, assignments, groups, memberships and clients, in the search path.",
    );
  if (!tables.has("clients"))
    throw new UsageError(
      "the database has no table `clients`",
      "It has a column clientId, and a column for each property that claims read.",
    );
  return {
    dialect: DIALECTS.postgres,
    tables,
    nameOf: quote,
    parts: (users) => Math.max(1, Math.ceil(users / USERS_IN_A_PART)),
    part: (index, parts) =>
      raw(parts === 1 ? "TRUE" : `(hashtext(CAST(u.${quote("id")} AS TEXT)) & 2147483647) % ${parts} = ${index}`),
    rows: (text, values) => rowsOf(client, text, values),
    close: () => void client.end().catch(() => undefined),
  };
}

async function rowsOf(client: Client, text: string, values: readonly string[]): Promise<readonly Row[]> {
  try {
    return (await client.query({ text, values })).rows;
  } catch (error) {
    throw new UsageError(
      isLost(error) ? "the connection to the directory was lost" : `the directory cannot answer: ${causeOf(error)}`,
    );
  }
}

async function tablesOf(client: Client): Promise<Map<DirectoryTable, readonly TableColumn[]>> {
  const text = `SELECT table_name, column_name, CASE WHEN data_type IN ('ARRAY', 'USER-DEFINED') THEN udt_name ELSE data_type END AS type FROM information_schema.columns WHERE table_schema = ANY(current_schemas(false)) AND table_name IN (${DIRECTORY_TABLES.map((name) => `'${name}'`).join(", ")}) ORDER BY table_name, ordinal_position`;
  const tables = new Map<DirectoryTable, TableColumn[]>();
  for (const { table_name, column_name, type } of await rowsOf(client, text, [])) {
    const columns = tables.get(table_name as DirectoryTable) ?? [];
    tables.set(table_name as DirectoryTable, columns);
    columns.push({ name: String(column_name), type: String(type) });
  }
  return tables;
}

/** Ends of a connection: by the network, by an administrator, by the server's own end. */
function isLost(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return /^(ECONN|EPIPE|57P0|08)/.test(code) || /terminated|connection/i.test(message);
}

/** What a server says, without what stands in quotes: names of tables stay, values go. */
function causeOf(error: unknown): string {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  if (code === "42501") return "permission is denied";
  return `${
    message
      .split("\n")[0]
      ?.replace(/: ".*"$/, "")
      .slice(0, 160) ?? ""
  }${code ? ` (${code})` : ""}`;
}
