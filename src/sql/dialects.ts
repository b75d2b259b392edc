/** The table of dialects. */
import type { Dialect } from "./dialect.js";
import { duckdb } from "./dialects/duckdb.js";
import { postgres } from "./dialects/postgres.js";
import { spark } from "./dialects/spark.js";
import { trino } from "./dialects/trino.js";

/** Every dialect. */
export const DIALECTS = { duckdb, postgres, trino, spark } as const satisfies Readonly<Record<string, Dialect>>;

/** A dialect's name. */
export type DialectName = keyof typeof DIALECTS;
