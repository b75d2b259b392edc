/** DuckDB. */
import type { Dialect } from "../dialect.js";
import { bound, raw, type ScalarKind, type Sql, sql, typeName } from "../fragment.js";
import { call, calling, doubleQuoted, notDistinct, ours, percent, wholeOr } from "./ansi.js";

const lambda = (element: Sql, body: Sql): Sql => sql`lambda ${element}: ${body}`;

/** A member by its JSON pointer, which any key can be written in. */
const pointer = (key: string): string => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;

const jsonOf = (value: Sql, kind: ScalarKind): Sql => {
  if (kind === "number") return wholeOr(value, sql`CAST(CAST(${value} AS BIGINT) AS VARCHAR)`, sql`CAST(${value} AS VARCHAR)`);
  return kind === "timestamp" ? sql`'"' || ${isoText(value)} || '"'` : sql`CAST(to_json(${value}) AS VARCHAR)`;
};

function isoText(milliseconds: Sql): Sql {
  return sql`strftime(make_timestamp(${milliseconds} * 1000), '%Y-%m-%dT%H:%M:%S.%gZ')`;
}

/** Lists are lists, group records are structs, JSON is text that is looked into. */
export const duckdb: Dialect = {
  name: "duckdb",
  doc: "DuckDB 1.4 and later: over its own tables, and over CSV, Parquet and NDJSON files.",
  quote: doubleQuoted,
  placeholder: (index) => `$${index}`,
  numbered: true,
  types: { boolean: "BOOLEAN", integer: "BIGINT", number: "DOUBLE", text: "VARCHAR", timestamp: "BIGINT", country: "VARCHAR" },
  listOf: (type) => `${type}[]`,
  fence: "",
  nul: false,
  same: notDistinct,
  octets: calling("strlen"),
  points: calling("length"),
  astral: (text) => sql`length(regexp_replace(${text}, '[^\\x{10000}-\\x{10FFFF}]', '', 'g'))`,
  position: (text, search) => call("strpos", text, search),
  slice: (text, from, count) => call("substr", text, from, count),
  replace: (text, match, by) => call("replace", text, match, by),
  lower: calling("lower"),
  upper: calling("upper"),
  matches: (text, pattern) => call("regexp_full_match", text, ours(pattern)),
  plainText: (column) => sql`CAST(${column} AS VARCHAR)`,
  quotient: (left, right) => sql`(${left} // ${right})`,
  remainder: percent,
  numberRemainder: percent,
  strictNumbers: false,
  numberText: (number) => sql`CAST(${number} AS VARCHAR)`,
  parseNumber: (text) => sql`TRY_CAST(${text} AS DOUBLE)`,
  epochOf: calling("epoch_ms"),
  epochOfText: (text) => sql`epoch_ms(TRY_CAST(replace(replace(${text}, 'T', ' '), 'Z', '') AS TIMESTAMP))`,
  isoText,
  isFinite: calling("isfinite"),
  lists: {
    make: (items, kind) => sql`CAST(${call("list_value", ...items)} AS ${typeName(kind, true)})`,
    length: calling("len"),
    at: (list, position) => call("list_extract", list, position),
    contains: (list, value) => sql`coalesce(list_contains(${list}, ${value}), FALSE)`,
    append: (list, value) => call("list_append", list, value),
    concat: (left, right) => call("list_concat", left, right),
    // The separator of `array_to_string` must be a constant.
    join: (list, separator) =>
      sql`substr(list_reduce(list_filter(${list}, lambda part: part IS NOT NULL), lambda before, part: before || ${separator} || part, ''), length(${separator}) + 1)`,
    commas: (list) => sql`array_to_string(${list}, ',')`,
    map: (list, element, body) => call("list_transform", list, lambda(element, body)),
    filter: (list, element, test) => call("list_filter", list, lambda(element, sql`coalesce(${test}, FALSE)`)),
    any: (list, element, test) => sql`(len(list_filter(${list}, ${lambda(element, sql`coalesce(${test}, FALSE)`)})) > 0)`,
    first: (list, element, body) =>
      sql`list_extract(list_filter(list_transform(${list}, ${lambda(element, body)}), lambda found: found IS NOT NULL), 1)`,
    cast: (list, kind) => sql`CAST(${list} AS ${typeName(kind, true)})`,
  },
  json: {
    member: (json, key) => sql`json_extract(${json}, ${bound(pointer(key), "text")})`,
    kind: (json) =>
      sql`CASE WHEN json_type(${json}) IS NULL THEN NULL ELSE CASE json_type(${json}) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'VARCHAR' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE 'number' END END`,
    scalar: (json, kind) =>
      kind === "text" ? sql`json_extract_string(${json}, '$')` : sql`TRY_CAST(CAST(${json} AS VARCHAR) AS ${typeName(kind)})`,
  },
  groupField: (group, field) => sql`struct_extract(${group}, ${ours(field)})`,
  groupRecord: ([id, type, name, sourceType, sourceId]) =>
    sql`struct_pack(id := ${id}, type := ${type}, name := ${name}, source_type := ${sourceType}, source_id := ${sourceId})`,
  groupList: (record, id) => sql`coalesce(list(${record} ORDER BY ${id}) FILTER (WHERE ${id} IS NOT NULL), [])`,
  toJson: (value, kind, list) => {
    if (!list) return jsonOf(value, kind);
    if (kind !== "number" && kind !== "timestamp") return sql`CAST(to_json(${value}) AS VARCHAR)`;
    const item = raw("item");
    return sql`'[' || array_to_string(list_transform(${value}, ${lambda(item, sql`coalesce(${jsonOf(item, kind)}, 'null')`)}), ',') || ']'`;
  },
};
