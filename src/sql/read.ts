/** Reads a path: its column, held to its declared type as the door for host data would hold it, and the code where there is nothing. */

import { type ReadPath, stepPath } from "../context/paths.js";
import { ContextReader } from "../context/reader.js";
import { startReading } from "../context/start.js";
import type { Type } from "../types/type.js";
import { Fault } from "../values/value.js";
import type { JsonDialect } from "./dialect.js";
import {
  bound,
  elementNamed,
  FALSE_SQL,
  joined,
  NULL_SQL,
  raw,
  type ScalarKind,
  type Sql,
  sql,
  TRUE_SQL,
  typeName,
} from "./fragment.js";
import { type Compiling, cases, codeOf, type Failures } from "./kit.js";
import { type LayoutColumn, type Placed, placeOf, presenceOf } from "./layout.js";
import { failed, type Kind, NOTHING, never, type Outcome, RESIDUAL, scalar, type Term } from "./term.js";

/** A value found, the ways in which it does not fit, and what it is. */
interface Fitted {
  readonly kind: Kind;
  readonly value: Sql;
  readonly failures: Failures;
}

/** Why a column cannot hold what a path is declared to be. */
export class Misfit {
  constructor(
    readonly path: string,
    readonly column: string,
    readonly holds: string,
    readonly wanted: string,
  ) {}
}

/** The term of a path, a misfit of the layout, or undefined where only the library can read it. */
export function readTerm(c: Compiling, path: ReadPath): Term | Misfit | undefined {
  const missing = missingOf(c, path);
  if (missing instanceof Fault) return never(c.codes, missing.code);
  const placed = placeOf(c.placement, path);
  if (!placed && missing.reaches && holdsColumns(c, path)) return path.keys.length === 0 ? recordTerm(c, path, missing) : undefined;
  if (!placed || !missing.reaches)
    return { kind: NOTHING, value: NULL_SQL, code: c.columns.bind(cases(missing.arms, missing.unset)), mayFail: true };
  const base = c.columns.ofRow(placed.column.column);
  const found = placed.rest.length > 0 ? insideJson(c, base, placed) : fit(c, base, placed.column, path);
  if (!found) return undefined;
  if (found === "misfit") return new Misfit(path.text, placed.column.column, kindWords(placed.column), path.typed.type.kind);
  const value = c.columns.bind(found.value);
  const failures = found.failures.map(([test, code]) => [test, codeOf(c, code)] as const);
  const code = c.columns.bind(cases([...missing.arms, ...failures, [sql`${value} IS NULL`, missing.unset]], undefined));
  return { kind: found.kind, value: c.columns.bind(sql`CASE WHEN ${code} IS NULL THEN ${value} END`), code, mayFail: true };
}

/** Whether columns lie below a path, so that it is a record of them. */
function holdsColumns({ placement }: Compiling, { root, keys }: ReadPath): boolean {
  const below = (path: ReadPath) =>
    path.root === root && path.keys.length > keys.length && keys.every((key, index) => key === path.keys[index]);
  const whole = ({ root: { layout }, keys: [first] }: ReadPath) => layout === "user" && first !== undefined;
  return [...placement.paths.values()].some(
    ({ path }) => below(path) || (path.root === root && keys[0] === "profile" && whole(path)),
  );
}

/**
 * A whole record, which is either there or not: nothing but a comparison with null has SQL for it. Reading it reads every
 * attribute; where one does not fit, the library says which.
 */
function recordTerm(c: Compiling, path: ReadPath, missing: MissingCodes): Term | undefined {
  const { type } = path.root;
  if (type.kind !== "map" || path.root.layout === "app") return undefined;
  const failing: Sql[] = [];
  for (const [name, attribute] of type.attributes) {
    const inside = stepPath(path, name);
    const term = inside && placeOf(c.placement, inside) ? readTerm(c, inside) : undefined;
    if (!term && attribute.nullable && !(inside && holdsColumns(c, inside)) && !(inside && placeOf(c.placement, inside))) continue;
    if (!term || term instanceof Misfit) return undefined;
    if (term.mayFail && term.code) failing.push(sql`coalesce(${failed(term.code)}, FALSE)`);
  }
  const faulty: (readonly [Sql, Sql])[] = failing.length === 0 ? [] : [[joined(failing, " OR "), codeOf(c, RESIDUAL)]];
  const code = c.columns.bind(cases([...missing.arms, ...faulty], undefined));
  return { kind: { kind: "record", list: false }, value: sql`CASE WHEN ${code} IS NULL THEN TRUE END`, code, mayFail: true };
}

function kindWords({ kind }: LayoutColumn): string {
  return typeof kind === "object" ? `list<${kind.listOf}>` : kind;
}

/** The codes of a path without a value. */
interface MissingCodes {
  /** Its root is not there, perhaps because nobody is there to have it. */
  readonly arms: readonly (readonly [test: Sql, code: Sql])[];
  /** The root is there, and the value is not. */
  readonly unset: Sql;
  /** The grant lets the path be read at all. */
  readonly reaches: boolean;
}

/**
 * Why a path has no value, in each case of who is there: the reader of contexts is asked, so that the rules of who must be
 * there stand in one place.
 */
function missingOf(c: Compiling, path: ReadPath): MissingCodes | Fault {
  const { root } = path;
  const others = [...new Set(["user", root.needs])].filter(
    (name): name is string => name !== undefined && name !== root.name && c.env.roots.has(name),
  );
  const all = askReader(c, path, [...others, root.name]);
  if (all instanceof Fault) return all;
  const absent = root.type.kind === "list" ? TRUE_SQL : presenceTest(c, root.name, true);
  const gone: (readonly [Sql, Sql])[] = [];
  for (let missing = (1 << others.length) - 1; missing >= 0; missing--) {
    const tests = others
      .map((name, index) => presenceTest(c, name, (missing & (1 << index)) !== 0))
      .filter((test) => test !== TRUE_SQL);
    if (tests.includes(FALSE_SQL)) continue;
    const answer = askReader(
      c,
      path,
      others.filter((_name, index) => (missing & (1 << index)) === 0),
    );
    if (answer instanceof Fault) return answer;
    gone.push([tests.length === 0 ? TRUE_SQL : joined(tests, " AND "), codeOf(c, answer.code)]);
  }
  const whenGone = cases(gone.slice(0, -1), (gone.at(-1) as readonly [Sql, Sql])[1]);
  // A list is there or not as its column is: without a value it is the root that is missing.
  const isList = root.type.kind === "list";
  if (isList || !all.reaches || absent === TRUE_SQL)
    return { arms: [], unset: whenGone, reaches: all.reaches && (isList || absent !== TRUE_SQL) };
  return { arms: absent === FALSE_SQL ? [] : [[absent, whenGone]], unset: codeOf(c, all.code), reaches: true };
}

/** The test that a root is absent, or that it is there; TRUE or FALSE where the layout says so for every row. */
function presenceTest(c: Compiling, name: string, absent: boolean): Sql {
  const presence = presenceOf(c.placement, name);
  if (typeof presence === "boolean") return presence === absent ? FALSE_SQL : TRUE_SQL;
  return absent ? sql`(${c.columns.ofRow(presence)} IS NOT TRUE)` : sql`(${c.columns.ofRow(presence)} IS TRUE)`;
}

/** What the reader of contexts says of a path where only these roots are there, and nothing in them. */
function askReader(c: Compiling, path: ReadPath, there: readonly string[], keys = 0): { code: Outcome; reaches: boolean } | Fault {
  const context: Record<string, unknown> = {};
  for (const name of there) {
    const root = c.env.roots.get(name);
    if (!root) continue;
    let holder = context;
    for (const key of root.location.slice(0, -1)) holder = (holder[key] ??= {}) as Record<string, unknown>;
    holder[root.location.at(-1) as string] ??= root.type.kind === "list" ? [] : {};
    if (root !== path.root) continue;
    holder = holder[root.location.at(-1) as string] as Record<string, unknown>;
    for (const key of path.keys.slice(0, keys)) holder = (holder[key] ??= {}) as Record<string, unknown>;
  }
  const start = startReading(context, c.grant, c.env.grants);
  if (start instanceof Fault) return start;
  const reader = new ContextReader(start.context, start.grant, start.words, c.limits);
  const value = reader.read(path);
  return { code: value instanceof Fault ? value.code : reader.whyMissing(path).code, reaches: reader.present(path.root) === true };
}

/** What a declared type accepts of each kind of column. Undefined: the library reads it. */
function fit(
  c: Compiling,
  column: Sql,
  { kind: holds }: LayoutColumn,
  { root, typed: { type } }: ReadPath,
): Fitted | "misfit" | undefined {
  if (holds === "json") return wholeJson(c, column, type);
  if (holds === "groups") return fitGroups(c, column, type);
  if (typeof holds === "object") {
    const list = fitList(c, column, holds.listOf, type);
    return list && list !== "misfit" ? { ...list, kind: { ...list.kind, unset: root.unset } as Kind } : list;
  }
  return fitScalar(c, column, holds, type);
}

const ACCEPTS: Readonly<Record<ScalarKind, readonly Type["kind"][]>> = {
  boolean: ["boolean"],
  integer: ["integer", "number"],
  number: ["number", "integer"],
  text: ["text", "timestamp", "country"],
  timestamp: ["timestamp"],
  country: ["country", "text"],
};

function fitScalar(c: Compiling, column: Sql, holds: ScalarKind, type: Type): Fitted | "misfit" | undefined {
  if (type.kind === "unknown") return fitScalar(c, column, holds, { kind: holds } as Type);
  if (!ACCEPTS[holds].includes(type.kind)) return "misfit";
  if (holds === "boolean") return { kind: scalar("boolean"), value: column, failures: [] };
  if (holds === "timestamp") return fitTimestamp(c, column);
  return holds === "text" || holds === "country"
    ? fitText(c, c.dialect.plainText(column), type)
    : fitNumber(c, column, holds, type);
}

function fitNumber(c: Compiling, column: Sql, holds: "integer" | "number", type: Type): Fitted {
  const { dialect } = c;
  if (holds === "integer") {
    const value = sql`CAST(${column} AS ${typeName(type.kind === "number" ? "number" : "integer")})`;
    const failures: Failures = type.kind === "integer" ? [[outside(column), "context/type-mismatch"]] : [];
    return { kind: scalar(type.kind === "number" ? "number" : "integer"), value, failures };
  }
  const number = sql`CAST(${column} AS ${typeName("number")})`;
  const infinite = [sql`NOT ${dialect.isFinite(number)}`, "context/not-finite"] as const;
  if (type.kind === "number") return { kind: scalar("number"), value: sql`(${number} + 0)`, failures: [infinite] };
  const value = sql`CASE WHEN ${dialect.isFinite(number)} AND abs(${number}) < 1e15 THEN CAST(floor(${number}) AS ${typeName("integer")}) END`;
  return {
    kind: scalar("integer"),
    value,
    failures: [
      infinite,
      [sql`${number} <> floor(${number}) OR abs(${number}) >= 1e15`, "context/type-mismatch"],
      [outside(number), "context/type-mismatch"],
    ],
  };
}

/** Whether a number is no Integer of the language. */
export function outside(number: Sql): Sql {
  return sql`(${number} < -2147483648 OR ${number} > 2147483647)`;
}

function fitTimestamp(c: Compiling, column: Sql): Fitted {
  const value = c.columns.bind(c.dialect.epochOf(column));
  return { kind: scalar("timestamp"), value, failures: [[beyondYears(value), RESIDUAL]] };
}

/** Before the year 1 or after the year 9999, ISO text has more than four digits of a year. */
const beyondYears = (milliseconds: Sql): Sql => sql`(${milliseconds} < -62135596800000 OR ${milliseconds} > 253402300799999)`;

/** Days that exist in every year, so that no database can refuse them; the 29th of February is the library's. */
const DAYS = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])";
const ISO_UTC = `[1-9][0-9]{3}-(${DAYS})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?Z`;

function fitText(c: Compiling, text: Sql, type: Type): Fitted {
  const { dialect, limits } = c;
  const long = [sql`${dialect.octets(text)} > ${limits.textLength}`, RESIDUAL] as const;
  if (type.kind === "country") {
    const bad = [sql`NOT ${dialect.matches(text, "[A-Z]{2}")}`, "context/bad-country"] as const;
    return { kind: scalar("country"), value: text, failures: [long, bad] };
  }
  if (type.kind === "timestamp") {
    const value = c.columns.bind(sql`CASE WHEN ${dialect.matches(text, ISO_UTC)} THEN ${dialect.epochOfText(text)} END`);
    return {
      kind: scalar("timestamp"),
      value,
      failures: [[sql`${text} IS NOT NULL AND (${value} IS NULL OR ${beyondYears(value)})`, RESIDUAL]],
    };
  }
  const values = type.kind === "text" ? type.values : undefined;
  const others =
    values &&
    ([
      sql`${text} NOT IN (${joined(
        values.map((value) => bound(value, "text")),
        ", ",
      )})`,
      "context/not-in-enum",
    ] as const);
  return { kind: scalar("text"), value: text, failures: [long, ...(others ? [others] : [])] };
}

/** A list, whose elements are held to their type one by one. */
function fitList(c: Compiling, column: Sql, holds: ScalarKind, type: Type): Fitted | "misfit" | undefined {
  if (type.kind !== "list" && type.kind !== "unknown") return "misfit";
  const { lists } = c.dialect;
  const wanted = type.kind === "list" ? type.element : { type: { kind: "unknown" } as Type, nullable: true };
  const one = elementNamed("e");
  const inside = fitScalar(c, one, holds, wanted.type);
  if (!inside || inside === "misfit") return inside;
  if (holds === "timestamp" || inside.kind.kind === "timestamp") return undefined;
  const missing: Failures = wanted.nullable ? [] : [[sql`${one} IS NULL`, "context/missing-required"]];
  const tests = [...missing, ...inside.failures].map(([test, code]) => [test, codeOf(c, code)] as const);
  const long = [sql`${lists.length(column)} > ${Math.min(c.longestList, c.limits.listLength)}`, RESIDUAL] as const;
  const kind = inside.kind.kind as ScalarKind;
  const value = c.columns.bind(lists.map(column, one, inside.value, kind));
  const faulty =
    tests.length === 0
      ? undefined
      : c.columns.bind(
          sql`CASE WHEN ${lists.length(column)} <= ${c.longestList} THEN ${lists.first(column, one, cases(tests, undefined))} END`,
        );
  return {
    kind: { kind, list: true },
    value,
    failures: [long, ...(faulty ? spread(c, faulty, [...missing, ...inside.failures]) : [])],
  };
}

/** A number of a code as tests of each. */
function spread(c: Compiling, code: Sql, failures: Failures): Failures {
  return failures.map(([, name]) => [sql`${code} = ${codeOf(c, name)}`, name] as const);
}

function fitGroups(c: Compiling, column: Sql, type: Type): Fitted | "misfit" {
  if (type.kind !== "list" && type.kind !== "unknown") return "misfit";
  const long = [sql`${c.dialect.lists.length(column)} > ${c.longestList}`, RESIDUAL] as const;
  return { kind: { kind: "groups", list: false }, value: column, failures: [long] };
}

/** A JSON column that is read as it is. */
function wholeJson(c: Compiling, column: Sql, type: Type): Fitted | undefined {
  return c.dialect.json && fitJson(c, c.dialect.json, column, type);
}

const JSON_KINDS = { text: "string", number: "number", integer: "number", boolean: "boolean" } as const;

/** A JSON value as what it is declared to be. */
function fitJson(c: Compiling, json: JsonDialect, value: Sql, type: Type): Fitted | undefined {
  if (type.kind !== "text" && type.kind !== "number" && type.kind !== "integer" && type.kind !== "boolean") return undefined;
  const kind = c.columns.bind(json.kind(value));
  const wanted = JSON_KINDS[type.kind];
  const read = json.scalar(value, wanted === "string" ? "text" : wanted);
  const plain = c.columns.bind(sql`CASE WHEN ${kind} = ${raw(`'${wanted}'`)} THEN ${read} END`);
  const fitted = fitScalar(c, plain, wanted === "string" ? "text" : wanted, type) as Fitted;
  return {
    ...fitted,
    failures: [[sql`${kind} <> 'null' AND ${kind} <> ${raw(`'${wanted}'`)}`, "context/type-mismatch"], ...fitted.failures],
  };
}

/** A path inside a JSON column: every step but the last must be an object, or nothing, each with the code of its own. */
function insideJson(c: Compiling, column: Sql, { rest, path }: Placed): Fitted | undefined {
  const { json } = c.dialect;
  if (!json) return undefined;
  let value = column;
  const failures: (readonly [Sql, Outcome])[] = [];
  for (const [index, key] of rest.entries()) {
    const kind = c.columns.bind(json.kind(value));
    failures.push([
      sql`coalesce(${kind}, 'null') = 'null'`,
      unsetAt(c, path, index === 0 ? 0 : path.keys.length - rest.length + index - 1),
    ]);
    failures.push([sql`${kind} <> 'object'`, RESIDUAL]);
    value = c.columns.bind(sql`CASE WHEN ${kind} = 'object' THEN ${json.member(value, key)} END`);
  }
  const fitted = fitJson(c, json, value, path.typed.type);
  const unset = unsetAt(c, path, path.keys.length - 1);
  return fitted && { ...fitted, failures: [...failures, ...fitted.failures, [sql`${fitted.value} IS NULL`, unset]] };
}

/** The code of a path whose first keys hold maps, and the next one nothing. */
function unsetAt(c: Compiling, path: ReadPath, keys: number): Outcome {
  const answer = askReader(c, path, ["user", ...(path.root.needs ? [path.root.needs] : []), path.root.name], keys);
  return answer.code;
}
