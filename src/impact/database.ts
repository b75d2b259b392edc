/** What impact asks of a database, and what the columns of its tables are. */

import type { Dialect } from "../sql/dialect.js";
import type { Sql } from "../sql/fragment.js";
import type { LayoutColumn } from "../sql/layout.js";
import type { Type } from "../types/type.js";

/** A row as a driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** A column of a table, with its type in the database's words. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

/** The tables of a directory. `users` is needed for grants that have a user, the others may be missing. */
export const DIRECTORY_TABLES = ["users", "assignments", "groups", "memberships", "clients"] as const;

/** A table's name. */
export type DirectoryTable = (typeof DIRECTORY_TABLES)[number];

/** An opened directory. */
export interface Database {
  readonly dialect: Dialect;
  readonly tables: ReadonlyMap<DirectoryTable, readonly TableColumn[]>;
  /** How a table is named in the text of a query. */
  readonly nameOf: (table: DirectoryTable) => string;
  /** Into how many parts so many users are cut, and the test of one part of the table that is called `u`. */
  readonly parts: (users: number) => number;
  readonly part: (index: number, parts: number, users: number) => Sql;
  rows(text: string, parameters: readonly string[]): Promise<readonly Row[]>;
}

const WORDS: readonly (readonly [RegExp, LayoutColumn["kind"] | "wide"])[] = [
  [/^bool/i, "boolean"],
  [/^(u?tinyint|u?smallint|integer|int|int2|int4)$/i, "integer"],
  [/^(bigint|int8|uinteger|ubigint)$/i, "wide"],
  [/^(hugeint|decimal|numeric|double|float|real|float4|float8)/i, "number"],
  [/^(varchar|text|character|char|bpchar|uuid|name|date|enum|string)/i, "text"],
  [/^timestamp/i, "timestamp"],
  [/^jsonb?$/i, "json"],
];

/** What a column holds, by its type and by what is declared of its path; undefined for what has no place in a context. */
export function kindOf(type: string, declared: Type | undefined): LayoutColumn["kind"] | undefined {
  const list = /^(.*)\[\]$/.exec(type) ?? /^_(.*)$/.exec(type);
  if (list) {
    const inside = kindOf(list[1] as string, declared?.kind === "list" ? declared.element.type : undefined);
    return typeof inside === "string" && inside !== "json" && inside !== "groups" ? { listOf: inside } : undefined;
  }
  const kind = WORDS.find(([pattern]) => pattern.test(type))?.[1];
  if (kind !== "wide") return kind;
  return declared?.kind === "integer" || declared?.kind === "number" ? "integer" : "number";
}
