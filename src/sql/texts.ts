/** How values are written as text, where a database writes them as ECMAScript does. */
import { type Sql, sql, typeName } from "./fragment.js";
import type { Compiling, Failures } from "./kit.js";
import { RESIDUAL, type Term } from "./term.js";

/** A text, and the rows for which it is left to the library. */
interface TextForm {
  readonly value: Sql;
  readonly failures: Failures;
}

/** A scalar as text; undefined for what has none, or has one only in the library. */
export function textForm(c: Compiling, { kind, value }: Term): TextForm | undefined {
  if (kind.list) return undefined;
  if (kind.kind === "text") return { value, failures: [] };
  if (kind.kind === "boolean")
    return { value: sql`CASE WHEN ${value} THEN 'true' WHEN NOT ${value} THEN 'false' END`, failures: [] };
  if (kind.kind === "integer") return { value: sql`CAST(${value} AS ${typeName("text")})`, failures: [] };
  if (kind.kind === "timestamp") return { value: isoTextOf(c, value), failures: [] };
  return kind.kind === "number" ? numberText(c, value) : undefined;
}

/** Whole Numbers up to fifteen digits; others where the dialect writes the shortest digits, as ECMAScript does. */
function numberText(c: Compiling, value: Sql): TextForm {
  const { dialect } = c;
  const whole = sql`(${value} = floor(${value}) AND abs(${value}) < 1e15)`;
  const digits = sql`CAST(CAST(CASE WHEN ${whole} THEN ${value} END AS ${typeName("integer")}) AS ${typeName("text")})`;
  if (!dialect.numberText) return { value: digits, failures: [[sql`NOT ${whole}`, RESIDUAL]] };
  const plain = sql`(abs(${value}) >= 0.001 AND abs(${value}) < 1e15)`;
  return {
    value: sql`CASE WHEN ${whole} THEN ${digits} ELSE ${dialect.numberText(value)} END`,
    failures: [[sql`NOT (${whole} OR ${plain})`, RESIDUAL]],
  };
}

/** An instant as ISO text. */
export function isoTextOf({ dialect }: Pick<Compiling, "dialect">, milliseconds: Sql): Sql {
  return dialect.isoText(milliseconds);
}
