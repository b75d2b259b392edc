/** The one statement of a part of a population: how often each claim ends how, before and after, and how large tokens are. */
import type { NamedClaims } from "../claims/claim.js";
import type { ClaimSetParts } from "../claims/parts.js";
import { utf8Length } from "../claims/size.js";
import type { TokenKind } from "../context/grants.js";
import { joined, NO_CODE, raw, type Sql, sql, typeName } from "../sql/fragment.js";
import { Columns } from "../sql/kit.js";
import { type Shared, startQuery } from "../sql/query.js";
import type { Misfit } from "../sql/read.js";
import { RESIDUAL } from "../sql/term.js";
import { writeQuery } from "../sql/write.js";
import type { Database } from "./database.js";
import { endingOf, type SqlEnding } from "./endings.js";
import { CLIENT_KEY, type Population, USER_KEY } from "./population.js";

/** What becomes of a claim in one token. */
export const CHANGES = ["keeps", "changes", "gains", "loses", "without", RESIDUAL] as const;

/** A name of one of them. */
export type Change = (typeof CHANGES)[number];

/** Two sets and the token they are compared in. */
export interface Comparison {
  readonly before: ClaimSetParts;
  readonly after: ClaimSetParts;
  readonly grant: string;
  readonly token: TokenKind;
}

/** The text of a statement, for any part of its population. */
export interface Statement {
  readonly names: readonly string[];
  readonly misfits: readonly Misfit[];
  readonly before: Shared;
  readonly after: Shared;
  /** The code of a number; nothing where there is a value, or no such claim. */
  codeOf(number: unknown): string | undefined;
  /** Counts, sizes and the largest tokens. */
  counts(clients: readonly string[], part: Sql | undefined): { readonly text: string; readonly parameters: readonly string[] };
  /** The rows as they are. */
  rows(clients: readonly string[], part: Sql | undefined): { readonly text: string; readonly parameters: readonly string[] };
  /** The rows of which some claim is the library's. */
  residuals(clients: readonly string[], part: Sql | undefined): { readonly text: string; readonly parameters: readonly string[] };
}

/** Between the user and the client of an example; no id has it. */
export const BETWEEN = "\u001f";

/** Compiles both sets for one token of a population. */
export function statementOf(database: Database, population: Population, { before, after, grant, token }: Comparison): Statement {
  const { dialect } = database;
  const old = startQuery(dialect, population.layout, before.env);
  const next: Shared = { ...startQuery(dialect, population.layout, after.env), codes: old.codes, columns: old.columns };
  const client = old.columns.ofRow(CLIENT_KEY);
  const made = { grant, token, client };
  const [was, is] = [namedIn(before), namedIn(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  const gone: SqlEnding = { json: sql`CAST(NULL AS ${typeName("text")})`, code: raw("0") };
  const endings = names.map((name) => ({
    name,
    was: endingOf(old, before.env, was.get(name), made) ?? gone,
    is: endingOf(next, after.env, is.get(name), made) ?? gone,
  }));
  const residual = old.codes.numberOf(RESIDUAL);
  const columns = endings.map(({ was: one, is: other }) => changeOf(one, other, residual));
  const outputs = [
    ...columns.map((change, index) => ({ name: `h${index}`, sql: change })),
    ...endings.flatMap(({ was: one, is: other }, index) => [
      { name: `b${index}`, sql: one.code },
      { name: `a${index}`, sql: other.code },
    ]),
    {
      name: "s0",
      sql: sizeOf(
        old,
        endings.map(({ name, was: one }) => [name, one] as const),
        residual,
      ),
    },
    {
      name: "s1",
      sql: sizeOf(
        old,
        endings.map(({ name, is: other }) => [name, other] as const),
        residual,
      ),
    },
  ];
  const kept = [...new Set([USER_KEY, CLIENT_KEY, ...Object.values(population.layout.columns).map(({ column }) => column)])];
  const query = (clients: readonly string[], part: Sql | undefined, keep: readonly string[]) =>
    writeQuery({ dialect, from: { sql: population.from(clients, part) }, keep, columns: old.columns, outputs });
  return {
    names,
    misfits: [...new Map([...old.misfits, ...next.misfits].map((misfit) => [misfit.path, misfit])).values()],
    before: old,
    after: next,
    codeOf: (number) => (number === null || number === undefined ? undefined : old.codes.nameOf(Number(number))),
    counts: (clients, part) => {
      const { text, parameters } = query(clients, part, [USER_KEY, CLIENT_KEY]);
      return { text: countsOver(database, text, names.length), parameters };
    },
    rows: (clients, part) =>
      writeQuery({ dialect, from: { sql: population.from(clients, part) }, keep: kept, columns: new Columns(), outputs: [] }),
    residuals: (clients, part) => {
      const { text, parameters } = query(clients, part, kept);
      return {
        text: `SELECT * FROM (${text}) AS e WHERE ${names.map((_name, index) => `h${index} = ${CHANGES.length - 1}`).join(" OR ")}`,
        parameters,
      };
    },
  };
}

function namedIn({ named }: ClaimSetParts): Map<string, NamedClaims> {
  return new Map(named.map((each) => [each[0].name, each]));
}

/** The place in `CHANGES` of what becomes of a claim. */
function changeOf(was: SqlEnding, is: SqlEnding, residual: number): Sql {
  const number = (change: Change) => CHANGES.indexOf(change);
  return sql`CASE WHEN coalesce(${was.code}, 0) = ${residual} OR coalesce(${is.code}, 0) = ${residual} THEN ${number(RESIDUAL)} WHEN ${was.json} IS NOT NULL AND ${is.json} IS NOT NULL THEN CASE WHEN ${was.json} = ${is.json} THEN ${number("keeps")} ELSE ${number("changes")} END WHEN ${is.json} IS NOT NULL THEN ${number("gains")} WHEN ${was.json} IS NOT NULL THEN ${number("loses")} ELSE ${number("without")} END`;
}

/** Instead of a size: the token is refused. */
export const REFUSED = 0;

/** The bytes of a token's claims as one JSON map, as `TokenSize` counts them; null where the library must count. */
function sizeOf({ dialect }: Shared, endings: readonly (readonly [string, SqlEnding])[], residual: number): Sql {
  const shares = endings.map(
    ([name, { json }]) => sql`coalesce(${dialect.octets(json)} + ${utf8Length(JSON.stringify(name)) + 2}, 0)`,
  );
  const unknown = endings.map(([, { code }]) => sql`coalesce(${code}, 0) = ${residual}`);
  if (shares.length === 0) return raw("2");
  const sum = joined(shares, " + ");
  const fatal = endings.flatMap(([, ending]) => (ending.fatal ? [ending.fatal] : []));
  const refused = fatal.length > 0 ? sql` WHEN ${joined(fatal, " OR ")} THEN ${REFUSED}` : raw("");
  return sql`CASE WHEN ${joined(unknown, " OR ")} THEN ${NO_CODE}${refused} WHEN ${sum} = 0 THEN 2 ELSE ${sum} + 1 END`;
}

/** How many of the largest tokens are told. */
export const LARGEST = 10;

/** What stands in place of a claim's number in rows that are of no claim: sizes before and after, the largest tokens, how many change. */
export const ROWS = { sizes: [-1, -2] as readonly number[], largest: -3, changed: -4 };

/** Everything that is counted, as rows of one shape. */
function countsOver(database: Database, text: string, claims: number): string {
  const { types, quote } = database.dialect;
  const [user, client] = [quote(USER_KEY), quote(CLIENT_KEY)];
  const key = `(coalesce(${user}, '') || '${BETWEEN}' || coalesce(${client}, ''))`;
  const clientList = `string_agg(DISTINCT ${client}, '${BETWEEN}')`;
  const each = Array.from(
    { length: claims },
    (_, index) =>
      `SELECT ${index} AS claim, h${index} AS change, b${index} AS before_code, a${index} AS after_code, count(*) AS tokens, count(DISTINCT ${user}) AS users, ${clientList} AS clients, min(${key}) AS example FROM e GROUP BY h${index}, b${index}, a${index}`,
  );
  const none = `CAST(NULL AS ${types.text})`;
  const no = "CAST(NULL AS INTEGER)";
  const sizes = ["s0", "s1"].map(
    (column, index) =>
      `SELECT ${ROWS.sizes[index]} AS claim, ${column} AS change, ${no} AS before_code, ${no} AS after_code, count(*) AS tokens, 0 AS users, ${none} AS clients, ${none} AS example FROM e WHERE ${column} IS NOT NULL GROUP BY ${column}`,
  );
  const some = (codes: readonly Change[]) =>
    each.map((_text, index) => `h${index} IN (${codes.map((change) => CHANGES.indexOf(change)).join(", ")})`).join(" OR ");
  const touched =
    claims === 0
      ? []
      : [
          `SELECT ${ROWS.changed} AS claim, 0 AS change, ${no} AS before_code, ${no} AS after_code, count(*) AS tokens, 0 AS users, ${none} AS clients, ${none} AS example FROM e WHERE (${some(["changes", "gains", "loses"])}) AND NOT (${some([RESIDUAL])})`,
        ];
  const largest = `SELECT * FROM (SELECT ${ROWS.largest} AS claim, s1 AS change, ${no} AS before_code, ${no} AS after_code, 1 AS tokens, 1 AS users, ${none} AS clients, ${key} AS example FROM e WHERE s1 IS NOT NULL ORDER BY s1 DESC, ${key} LIMIT ${LARGEST}) AS top`;
  return `WITH e AS MATERIALIZED (${text}) ${[...each, ...sizes, ...touched, largest].join(" UNION ALL ")}`;
}
