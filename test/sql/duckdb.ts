/** DuckDB for tests: in memory, or none where the package is not installed. */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** What the tests ask of any database. */
export interface TestDatabase {
  readonly name: string;
  run(text: string): Promise<void>;
  rows(text: string, parameters?: readonly (string | number)[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

interface DuckReader {
  getRowObjectsJS(): Record<string, unknown>[];
}
interface DuckConnection {
  run(text: string): Promise<unknown>;
  runAndReadAll(text: string, parameters?: readonly unknown[]): Promise<DuckReader>;
  closeSync(): void;
}

interface DuckModule {
  readonly DuckDBInstance: {
    create(path: string, options?: object): Promise<{ connect(): Promise<DuckConnection>; closeSync(): void }>;
  };
}

/** Big integers are numbers here: everything that the compiler counts is far below 2^53. */
export function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  return value;
}

/** Whether DuckDB is installed for this platform. */
export function isDuckdbInstalled(): boolean {
  try {
    require("@duckdb/node-api");
    return true;
  } catch {
    return false;
  }
}

/** Opens a database; undefined where DuckDB is not installed for this platform. */
export async function openDuckdb(): Promise<TestDatabase | undefined> {
  if (!isDuckdbInstalled()) return undefined;
  const duckdb: DuckModule = require("@duckdb/node-api");
  const instance = await duckdb.DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  return {
    name: "DuckDB",
    run: async (text) => void (await connection.run(text)),
    rows: async (text, parameters = []) => {
      const reader = await connection.runAndReadAll(text, [...parameters]);
      return reader
        .getRowObjectsJS()
        .map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)])));
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
