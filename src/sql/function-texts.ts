/** The String and Convert families in SQL. Positions are exact where every character is one UTF-16 unit; other rows are the library's. */
import { bound, FALSE_SQL, joined, raw, type Sql, sql, typeName } from "./fragment.js";
import type { Compiling, Failures } from "./kit.js";
import { beyondBasic } from "./operators.js";
import { outside } from "./read.js";
import type { Built, SqlRow } from "./row.js";
import { RESIDUAL, scalar, type Term } from "./term.js";

const TEXT = scalar("text");
const BOOLEAN = scalar("boolean");
const INTEGER = scalar("integer");

const values = (args: readonly Term[]): Sql[] => args.map(({ value }) => value);
const give = (value: Sql, failures: Failures = []): Built => ({ kind: TEXT, value, failures });

/** Whether a text holds another. */
export function contains({ dialect }: Compiling, text: Sql, search: Sql): Sql {
  return sql`(${search} = '' OR ${dialect.position(text, search)} > 0)`;
}

/** Whether a text begins with another. */
export function startsWith({ dialect }: Compiling, text: Sql, prefix: Sql): Sql {
  return sql`(${dialect.slice(text, raw("1"), dialect.points(prefix))} = ${prefix})`;
}

/** Whether a text ends with another. */
export function endsWith({ dialect }: Compiling, text: Sql, suffix: Sql): Sql {
  const [whole, part] = [dialect.points(text), dialect.points(suffix)];
  return sql`(${suffix} = '' OR (${part} <= ${whole} AND ${dialect.slice(text, sql`${whole} - ${part} + 1`, part)} = ${suffix}))`;
}

/** A text that has grown beyond the limit on texts, which counts no fewer bytes than units. */
function tooLong(c: Compiling, ...parts: readonly Sql[]): Failures {
  return [
    [
      sql`(${joined(
        parts.map((part) => sql`coalesce(${c.dialect.octets(part)}, 0)`),
        " + ",
      )} > ${c.limits.textLength})`,
      RESIDUAL,
    ],
  ];
}

/** What a text would be at most after replacing: every byte of it by the replacement. */
function growing(c: Compiling, [input, , replacement]: readonly Sql[]): Failures {
  const { octets } = c.dialect;
  return [[sql`(${octets(input as Sql)} * (1 + ${octets(replacement as Sql)}) > ${c.limits.textLength})`, RESIDUAL]];
}

const replaceFirst: SqlRow = (c, args) => {
  const [input, match, replacement] = values(args) as [Sql, Sql, Sql];
  const { position, slice, points } = c.dialect;
  const at = position(input, match);
  const after = slice(input, sql`${at} + ${points(match)}`, points(input));
  const changed = sql`${slice(input, raw("1"), sql`${at} - 1`)} || ${replacement} || ${after}`;
  return give(sql`CASE WHEN ${match} = '' OR ${at} = 0 THEN ${input} ELSE ${changed} END`, growing(c, [input, match, replacement]));
};

const replaceAll: SqlRow = (c, args) => {
  const [input, match, replacement] = values(args) as [Sql, Sql, Sql];
  return give(
    sql`CASE WHEN ${match} = '' THEN ${input} ELSE ${c.dialect.replace(input, match, replacement)} END`,
    growing(c, [input, match, replacement]),
  );
};

const substring: SqlRow = (c, args) => {
  const [input, start, end] = values(args) as [Sql, Sql, Sql | undefined];
  const negative = end ? sql`(${start} < 0 OR ${end} < 0)` : sql`${start} < 0`;
  const length = c.dialect.points(input);
  // A position beyond the text is its end, so that no dialect sees a number that is too large for it.
  const from = sql`least(${start}, ${length})`;
  const count = end ? sql`greatest(least(${end}, ${length}) - ${from}, 0)` : sql`greatest(${length} - ${from}, 0)`;
  const safe = sql`CASE WHEN NOT ${negative} THEN ${c.dialect.slice(input, sql`${from} + 1`, count)} END`;
  return give(safe, [
    [negative, "run/negative-position"],
    [beyondBasic(c, input), RESIDUAL],
  ]);
};

const before: SqlRow = (c, args) => {
  const [input, search] = values(args) as [Sql, Sql];
  const at = c.dialect.position(input, search);
  return give(
    sql`CASE WHEN ${search} = '' THEN '' WHEN ${at} = 0 THEN ${input} ELSE ${c.dialect.slice(input, raw("1"), sql`${at} - 1`)} END`,
  );
};

const after: SqlRow = (c, args) => {
  const [input, search] = values(args) as [Sql, Sql];
  const { position, slice, points } = c.dialect;
  const at = position(input, search);
  return give(
    sql`CASE WHEN ${search} = '' THEN ${input} WHEN ${at} = 0 THEN '' ELSE ${slice(input, sql`${at} + ${points(search)}`, points(input))} END`,
  );
};

/** Letter case is Unicode's; databases agree on it only for ASCII. */
function inCase(way: "lower" | "upper"): SqlRow {
  return (c, [input]) => {
    const { value } = input as Term;
    return give(c.dialect[way](value), [[sql`${c.dialect.octets(value)} <> ${c.dialect.points(value)}`, RESIDUAL]]);
  };
}

/** The first key that the text contains decides; conditions are asked in their order. */
const stringSwitch: SqlRow = (c, args) => {
  const [input, otherwise, ...pairs] = values(args) as [Sql, Sql, ...Sql[]];
  const keys = pairs.filter((_pair, index) => index % 2 === 0);
  const empty = keys.reduce((all, key) => sql`${all} OR ${key} = ''`, FALSE_SQL);
  const arms = keys.map((key, index) => sql` WHEN ${contains(c, input, key)} THEN ${pairs[2 * index + 1] as Sql}`);
  return give(sql`CASE${joined(arms, "")} ELSE ${otherwise} END`, [[sql`(${empty})`, "run/empty-key"]]);
};

const join: SqlRow = (c, args) => {
  const [separator, ...parts] = values(args) as [Sql, ...Sql[]];
  const typed = parts.map((part) => sql`CAST(${part} AS ${typeName("text")})`);
  const separators = Array.from({ length: parts.length - 1 }, () => separator);
  return give(c.dialect.lists.join(c.dialect.lists.make(typed, "text"), separator), tooLong(c, ...typed, ...separators));
};

const append: SqlRow = (c, args) => {
  const [input, suffix] = values(args) as [Sql, Sql];
  return give(sql`(${input} || ${suffix})`, tooLong(c, input, suffix));
};

/** Each character beyond U+FFFF counts twice. */
const length: SqlRow = (c, [input]) => {
  const value = sql`CAST(${(input as Term).value} AS ${typeName("text")})`;
  const { octets, points, astral } = c.dialect;
  const units = sql`CASE WHEN ${octets(value)} = ${points(value)} THEN ${points(value)} ELSE ${points(value)} + ${astral(value)} END`;
  return { kind: INTEGER, value: sql`CAST(coalesce(${units}, 0) AS ${typeName("integer")})` };
};

const BLANKS = "[\\x01-\\x20]*";
const DECIMAL = "[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)";
/** Fifteen digits at most: every engine reads them as the same Number. */
const SHORT = "[+-]?([0-9]{1,9}([.][0-9]{0,6})?|[.][0-9]{1,6})";

/** A text as a Number: short decimal texts by the database, whatever is none is an error, others are the library's. */
function numberFrom(c: Compiling, text: Sql): { readonly value: Sql; readonly failures: Failures } {
  const { dialect } = c;
  const short = dialect.matches(text, SHORT);
  const wordy = dialect.matches(text, `${BLANKS}${DECIMAL}([eE][+-]?[0-9]+)?${BLANKS}`);
  const value = c.columns.bind(
    sql`(CASE WHEN ${short} THEN ${dialect.parseNumber(sql`CASE WHEN ${short} THEN ${text} END`)} END + 0)`,
  );
  return {
    value,
    failures: [
      [sql`(NOT ${short} AND NOT ${wordy})`, "run/not-a-number"],
      [sql`NOT ${short}`, RESIDUAL],
    ],
  };
}

/** The nearest whole number, halves away from zero. */
function rounded(c: Compiling, number: Sql): { readonly value: Sql; readonly failures: Failures } {
  const whole = sql`floor(abs(${number}))`;
  const nearest = c.columns.bind(
    sql`(CASE WHEN ${number} < 0 THEN -1 ELSE 1 END * CASE WHEN abs(${number}) - ${whole} >= 0.5 THEN ${whole} + 1 ELSE ${whole} END)`,
  );
  const large = outside(nearest);
  return {
    value: sql`CAST(CASE WHEN NOT ${large} THEN ${nearest} END AS ${typeName("integer")})`,
    failures: [[large, "run/integer-overflow"]],
  };
}

const toInt: SqlRow = (c, [input]) => {
  const { kind, value } = input as Term;
  if (kind.kind === "integer") return { kind: INTEGER, value };
  if (kind.kind === "number") return { kind: INTEGER, ...rounded(c, value) };
  const number = numberFrom(c, value);
  const whole = rounded(c, number.value);
  return { kind: INTEGER, value: whole.value, failures: [...number.failures, ...whole.failures] };
};

const toNum: SqlRow = (c, [input]) => {
  const { kind, value } = input as Term;
  if (kind.kind === "text") return { kind: scalar("number"), ...numberFrom(c, value) };
  return { kind: scalar("number"), value: sql`CAST(${value} AS ${typeName("number")})` };
};

/** The rows of both families. */
export const TEXT_SQL: Readonly<Record<string, SqlRow | string>> = {
  "String.append": append,
  "String.join": join,
  "String.len": length,
  "String.removeSpaces": (c, [input]) => give(c.dialect.replace((input as Term).value, bound(" ", "text"), bound("", "text"))),
  "String.replace": replaceAll,
  "String.replaceFirst": replaceFirst,
  "String.startsWith": (c, args) => ({ kind: BOOLEAN, value: startsWith(c, ...(values(args) as [Sql, Sql])) }),
  "String.stringContains": (c, args) => ({ kind: BOOLEAN, value: contains(c, ...(values(args) as [Sql, Sql])) }),
  "String.stringSwitch": stringSwitch,
  "String.substring": substring,
  "String.substringAfter": after,
  "String.substringBefore": before,
  "String.toLowerCase": inCase("lower"),
  "String.toUpperCase": inCase("upper"),
  "Convert.toInt": toInt,
  "Convert.toNum": toNum,
};
