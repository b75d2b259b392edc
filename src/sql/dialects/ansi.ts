/** What the dialects spell alike. */
import { joined, raw, type Sql, sql } from "../fragment.js";

/** A name in double quotes. U+0000 can be in no name. */
export function doubleQuoted(name: string): string {
  return `"${name.replaceAll("\0", "").replaceAll('"', '""')}"`;
}

/** A text of ours in single quotes. */
export function ours(text: string): Sql {
  return raw(`'${text.replaceAll("'", "''")}'`);
}

/** Null-safe equality, as the standard has it. */
export function notDistinct(left: Sql, right: Sql): Sql {
  return sql`(${left} IS NOT DISTINCT FROM ${right})`;
}

/** What remains of a division. */
export function percent(left: Sql, right: Sql): Sql {
  return sql`(${left} % ${right})`;
}

/** A call of a function. */
export function call(name: string, ...args: readonly Sql[]): Sql {
  return sql`${raw(`${name}(`)}${joined(args, ", ")})`;
}

/** The calls of one argument, by name. */
export function calling(name: string): (arg: Sql) => Sql {
  return (arg) => call(name, arg);
}

/** JSON's number for a Number: without a fraction where it has none. */
export function wholeOr(value: Sql, whole: Sql, other: Sql): Sql {
  return sql`CASE WHEN ${value} = floor(${value}) AND abs(${value}) < 1e15 THEN ${whole} ELSE ${other} END`;
}
