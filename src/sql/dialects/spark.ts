/** Spark SQL, and Databricks with it. */
import type { Dialect } from "../dialect.js";
import { joined, raw, type Sql, sql, typeName } from "../fragment.js";
import { call, calling, percent } from "./ansi.js";

const lambda = (element: Sql, body: Sql): Sql => sql`${element} -> ${body}`;

/** A text of ours; a backslash is an escape in Spark's texts. */
const ours = (text: string): Sql => raw(`'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`);

/** Lists are arrays, groups are structs; names stand in backticks. */
export const spark: Dialect = {
  name: "spark",
  doc: "Spark SQL 3.4 and later, with positional parameters.",
  quote: (name) => `\`${name.replaceAll("\0", "").replaceAll("`", "``")}\``,
  placeholder: () => "?",
  numbered: false,
  types: { boolean: "BOOLEAN", integer: "BIGINT", number: "DOUBLE", text: "STRING", timestamp: "BIGINT", country: "STRING" },
  listOf: (type) => `ARRAY<${type}>`,
  fence: "",
  nul: true,
  same: (left, right) => sql`(${left} <=> ${right})`,
  octets: calling("octet_length"),
  points: calling("char_length"),
  astral: (text) => sql`char_length(regexp_replace(${text}, ${ours("[^\\x{10000}-\\x{10FFFF}]")}, ''))`,
  position: (text, search) => call("instr", text, search),
  slice: (text, from, count) => sql`substring(${text}, CAST(${from} AS INT), CAST(${count} AS INT))`,
  replace: (text, match, by) => call("replace", text, match, by),
  lower: calling("lower"),
  upper: calling("upper"),
  matches: (text, pattern) => sql`(${text} RLIKE ${ours(`^(?:${pattern})$`)})`,
  plainText: (column) => sql`CAST(${column} AS STRING)`,
  quotient: (left, right) => sql`(${left} DIV ${right})`,
  remainder: percent,
  numberRemainder: percent,
  strictNumbers: false,
  parseNumber: (text) => sql`TRY_CAST(${text} AS DOUBLE)`,
  epochOf: calling("unix_millis"),
  epochOfText: (text) => sql`unix_millis(TRY_CAST(${text} AS TIMESTAMP))`,
  isoText: (milliseconds) =>
    sql`date_format(to_utc_timestamp(timestamp_millis(${milliseconds}), current_timezone()), ${ours("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")})`,
  isFinite: (number) => sql`(NOT isnan(${number}) AND abs(${number}) < CAST('Infinity' AS DOUBLE))`,
  lists: {
    make: (items, kind) => sql`CAST(array(${joined(items, ", ")}) AS ${typeName(kind, true)})`,
    length: calling("cardinality"),
    at: (list, position) => sql`try_element_at(${list}, CAST(${position} AS INT))`,
    contains: (list, value) => sql`coalesce(array_contains(${list}, ${value}), FALSE)`,
    append: (list, value) => sql`concat(${list}, array(${value}))`,
    concat: (left, right) => call("concat", left, right),
    join: (list, separator) => call("array_join", list, separator),
    commas: (list) => sql`array_join(${list}, ',')`,
    map: (list, element, body) => call("transform", list, lambda(element, body)),
    filter: (list, element, test) => call("filter", list, lambda(element, sql`coalesce(${test}, FALSE)`)),
    any: (list, element, test) => call("exists", list, lambda(element, sql`coalesce(${test}, FALSE)`)),
    first: (list, element, body) =>
      sql`try_element_at(filter(transform(${list}, ${lambda(element, body)}), found -> found IS NOT NULL), 1)`,
    cast: (list, kind) => sql`CAST(${list} AS ${typeName(kind, true)})`,
  },
  groupField: (group, field) => sql`${group}.${raw(field)}`,
  groupRecord: ([id, type, name, sourceType, sourceId]) =>
    sql`named_struct('id', ${id}, 'type', ${type}, 'name', ${name}, 'source_type', ${sourceType}, 'source_id', ${sourceId})`,
  groupList: (record, id) => sql`array_sort(collect_list(${record}) FILTER (WHERE ${id} IS NOT NULL))`,
  toJson: (value) => sql`to_json(${value})`,
};
