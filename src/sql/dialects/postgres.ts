/** PostgreSQL, and what speaks its language: Citus, CockroachDB, YugabyteDB. */
import type { Dialect } from "../dialect.js";
import { bound, joined, raw, type ScalarKind, type Sql, sql, typeName } from "../fragment.js";
import { call, calling, doubleQuoted, notDistinct, ours, percent, wholeOr } from "./ansi.js";

/** A selection over the elements of a list, in their order. */
const over = (list: Sql, element: Sql, what: Sql, rest: Sql): Sql =>
  sql`(SELECT ${what} FROM unnest(${list}) WITH ORDINALITY AS each_${element}(${element}, at_${element})${rest})`;

/** The same, as a list; null stays null. */
const listed = (list: Sql, element: Sql, what: Sql, where: Sql): Sql =>
  sql`CASE WHEN ${list} IS NOT NULL THEN ARRAY${over(list, element, what, sql`${where} ORDER BY at_${element}`)} END`;

function isoText(milliseconds: Sql): Sql {
  return sql`to_char(to_timestamp(${milliseconds} / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

const jsonOf = (value: Sql, kind: ScalarKind): Sql => {
  if (kind === "number") return wholeOr(value, sql`CAST(CAST(${value} AS BIGINT) AS TEXT)`, sql`CAST(${value} AS TEXT)`);
  return kind === "timestamp" ? sql`'"' || ${isoText(value)} || '"'` : sql`CAST(to_json(${value}) AS TEXT)`;
};

/** Lists are arrays, groups are `jsonb` values, texts compare by the collation "C". */
export const postgres: Dialect = {
  name: "postgres",
  doc: "PostgreSQL 13 and later, and the distributed databases that speak its language.",
  quote: doubleQuoted,
  placeholder: (index) => `$${index}`,
  numbered: true,
  types: { boolean: "BOOLEAN", integer: "BIGINT", number: "FLOAT8", text: "TEXT", timestamp: "BIGINT", country: "TEXT" },
  listOf: (type) => `${type}[]`,
  fence: " OFFSET 0",
  nul: false,
  same: notDistinct,
  octets: calling("octet_length"),
  points: calling("char_length"),
  astral: (text) => sql`char_length(regexp_replace(${text}, '[^\\U00010000-\\U0010FFFF]', '', 'g'))`,
  position: (text, search) => call("strpos", text, search),
  slice: (text, from, count) => call("substr", text, sql`CAST(${from} AS INTEGER)`, sql`CAST(${count} AS INTEGER)`),
  replace: (text, match, by) => call("replace", text, match, by),
  lower: calling("lower"),
  upper: calling("upper"),
  matches: (text, pattern) => sql`(${text} ~ ${ours(`^(?:${pattern})$`)})`,
  plainText: (column) => sql`(CAST(${column} AS TEXT) COLLATE "C")`,
  quotient: (left, right) => sql`(${left} / ${right})`,
  remainder: percent,
  strictNumbers: true,
  numberText: (number) => sql`CAST(${number} AS TEXT)`,
  parseNumber: (text) => sql`CAST(${text} AS FLOAT8)`,
  epochOf: (column) => sql`CAST(floor(extract(epoch FROM ${column}) * 1000) AS BIGINT)`,
  epochOfText: (text) => sql`CAST(floor(extract(epoch FROM CAST(${text} AS TIMESTAMPTZ)) * 1000) AS BIGINT)`,
  isoText,
  isFinite: (number) => sql`(${number} NOT IN ('NaN'::FLOAT8, 'Infinity'::FLOAT8, '-Infinity'::FLOAT8))`,
  lists: {
    make: (items, kind) => sql`CAST(ARRAY[${joined(items, ", ")}] AS ${typeName(kind, true)})`,
    length: calling("cardinality"),
    at: (list, position) => sql`(${list})[${position}]`,
    contains: (list, value) => sql`coalesce(${value} = ANY(${list}), FALSE)`,
    append: (list, value) => call("array_append", list, value),
    concat: (left, right) => call("array_cat", left, right),
    join: (list, separator) => call("array_to_string", list, separator),
    commas: (list) => sql`array_to_string(${list}, ',')`,
    map: (list, element, body) => listed(list, element, body, raw("")),
    filter: (list, element, test) => listed(list, element, element, sql` WHERE ${test}`),
    any: (list, element, test) => sql`EXISTS ${over(list, element, raw("1"), sql` WHERE ${test}`)}`,
    first: (list, element, body) => over(list, element, body, sql` WHERE ${body} IS NOT NULL ORDER BY at_${element} LIMIT 1`),
    cast: (list, kind) => sql`CAST(${list} AS ${typeName(kind, true)})`,
  },
  json: {
    member: (json, key) => sql`(${json} -> ${bound(key, "text")})`,
    kind: calling("jsonb_typeof"),
    scalar: (json, kind) =>
      kind === "text" ? sql`((${json} #>> '{}') COLLATE "C")` : sql`CAST(${json} #>> '{}' AS ${typeName(kind)})`,
  },
  groupField: (group, field) => sql`((${group} ->> ${ours(field)}) COLLATE "C")`,
  groupRecord: ([id, type, name, sourceType, sourceId]) =>
    sql`jsonb_build_object('id', ${id}, 'type', ${type}, 'name', ${name}, 'source_type', ${sourceType}, 'source_id', ${sourceId})`,
  groupList: (record, id) =>
    sql`coalesce(array_agg(${record} ORDER BY ${id} COLLATE "C") FILTER (WHERE ${id} IS NOT NULL), '{}'::jsonb[])`,
  toJson: (value, kind, list) => {
    if (!list) return jsonOf(value, kind);
    const item = raw("item");
    return sql`'[' || array_to_string(${listed(value, item, sql`coalesce(${jsonOf(item, kind)}, 'null')`, raw(""))}, ',') || ']'`;
  },
};
