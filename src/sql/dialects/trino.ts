/** Trino, and Presto and Athena with it. */
import type { Dialect } from "../dialect.js";
import { joined, raw, type Sql, sql, typeName } from "../fragment.js";
import { call, calling, doubleQuoted, notDistinct, ours, percent } from "./ansi.js";

const lambda = (element: Sql, body: Sql): Sql => sql`${element} -> ${body}`;

function isoText(milliseconds: Sql): Sql {
  return sql`to_iso8601(date_add('millisecond', ${milliseconds}, TIMESTAMP '1970-01-01 00:00:00.000 UTC'))`;
}

/** Lists are arrays, groups are rows. */
export const trino: Dialect = {
  name: "trino",
  doc: "Trino 400 and later, over whatever its connectors reach.",
  quote: doubleQuoted,
  placeholder: () => "?",
  numbered: false,
  types: { boolean: "BOOLEAN", integer: "BIGINT", number: "DOUBLE", text: "VARCHAR", timestamp: "BIGINT", country: "VARCHAR" },
  listOf: (type) => `ARRAY(${type})`,
  fence: "",
  nul: true,
  same: notDistinct,
  octets: (text) => sql`length(to_utf8(${text}))`,
  points: calling("length"),
  astral: (text) => sql`length(regexp_replace(${text}, '[^\\x{10000}-\\x{10FFFF}]', ''))`,
  position: (text, search) => call("strpos", text, search),
  slice: (text, from, count) => call("substr", text, from, count),
  replace: (text, match, by) => call("replace", text, match, by),
  lower: calling("lower"),
  upper: calling("upper"),
  matches: (text, pattern) => call("regexp_like", text, ours(`^(?:${pattern})$`)),
  plainText: (column) => sql`CAST(${column} AS VARCHAR)`,
  quotient: (left, right) => sql`(${left} / ${right})`,
  remainder: percent,
  numberRemainder: percent,
  strictNumbers: false,
  parseNumber: (text) => sql`TRY_CAST(${text} AS DOUBLE)`,
  epochOf: (column) => sql`CAST(floor(to_unixtime(${column}) * 1000) AS BIGINT)`,
  epochOfText: (text) => sql`CAST(floor(to_unixtime(TRY(from_iso8601_timestamp(${text}))) * 1000) AS BIGINT)`,
  isoText,
  isFinite: calling("is_finite"),
  lists: {
    make: (items, kind) => sql`CAST(ARRAY[${joined(items, ", ")}] AS ${typeName(kind, true)})`,
    length: calling("cardinality"),
    at: (list, position) => call("element_at", list, position),
    contains: (list, value) => sql`coalesce(contains(${list}, ${value}), FALSE)`,
    append: (list, value) => sql`(${list} || ARRAY[${value}])`,
    concat: (left, right) => sql`(${left} || ${right})`,
    join: (list, separator) => call("array_join", list, separator),
    commas: (list) => sql`array_join(${list}, ',')`,
    map: (list, element, body) => call("transform", list, lambda(element, body)),
    filter: (list, element, test) => call("filter", list, lambda(element, sql`coalesce(${test}, FALSE)`)),
    any: (list, element, test) => call("any_match", list, lambda(element, sql`coalesce(${test}, FALSE)`)),
    first: (list, element, body) =>
      sql`element_at(filter(transform(${list}, ${lambda(element, body)}), found -> found IS NOT NULL), 1)`,
    cast: (list, kind) => sql`CAST(${list} AS ${typeName(kind, true)})`,
  },
  groupField: (group, field) => sql`${group}.${raw(field)}`,
  groupRecord: ([id, type, name, sourceType, sourceId]) =>
    sql`CAST(ROW(${id}, ${type}, ${name}, ${sourceType}, ${sourceId}) AS ROW(id VARCHAR, type VARCHAR, name VARCHAR, source_type VARCHAR, source_id VARCHAR))`,
  groupList: (record, id) =>
    sql`coalesce(array_agg(${record} ORDER BY ${id}) FILTER (WHERE ${id} IS NOT NULL), CAST(ARRAY[] AS ARRAY(ROW(id VARCHAR, type VARCHAR, name VARCHAR, source_type VARCHAR, source_id VARCHAR))))`,
  toJson: (value, kind, list) =>
    kind === "timestamp" && !list ? sql`'"' || ${isoText(value)} || '"'` : sql`json_format(CAST(${value} AS JSON))`,
};
