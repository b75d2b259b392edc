/** The shape of a function row, and `defineFunction`, which types a row's code from its declared parameters. */

import type { Limits } from "../base/limits.js";
import { ownParts, type Parts } from "../base/own-parts.js";
import type { Code } from "../diagnostics/codes.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { ClaimsElError } from "../diagnostics/error.js";
import type { ReasonCode } from "../diagnostics/reasons.js";
import { withinStack } from "../diagnostics/stack.js";
import type { BinaryOperator } from "../syntax/operators.js";
import { BOOLEAN, COUNTRY, INTEGER, listOf, NUMBER, optional, TEXT, TIMESTAMP, type Type, UNKNOWN } from "../types/type.js";
import { Absent, type ReasonData } from "../values/absent.js";
import { type CountryCode, Fault, type Group, type MapValue, type Timestamp, type Value } from "../values/value.js";
import type { Foretold, Known } from "./known.js";
import type { Written, WrittenAround, WrittenProblem } from "./written.js";

/** The two dialects. */
export const DIALECTS = ["classic", "identity-engine"] as const;

/** A dialect's name. */
export type Dialect = (typeof DIALECTS)[number];

/** A parameter. The phantom `Accepts` is what the row's code receives for it. */
export interface Param<Accepts = Value> {
  readonly name: string;
  readonly type: Type;
  /** The row's code wants to see null; otherwise a null argument makes the result null without running it. */
  readonly receivesNull: boolean;
  readonly accepts?: Accepts;
  /** Only a text written out will do, one of a few where they are given. */
  readonly literal?: { readonly among?: readonly string[] };
  /** Makes of a value that is not null what the row's code receives; `ahead`, before there is data. A fault `run/x` of an argument written out is reported as `check/x`. */
  readonly prepare?: (value: Value, limits: Limits, ahead: boolean) => unknown;
  /** How many steps of the budget that takes, for what was made of a value of the data; `again` where it was made of the same one just before. */
  readonly preparing?: (made: never, again: boolean) => number;
  /** The most that `preparing` can be. */
  readonly preparingAtMost?: (limits: Limits, known: Known | undefined) => number;
  /** Finds mistakes in an argument that is written out, before there is data. */
  readonly written?: (written: Written, around: WrittenAround) => readonly WrittenProblem[];
  /** The codes that the argument can still end with, seen as it is written; `written` has found no mistake in it. */
  readonly fails?: (written: Written, around: WrittenAround) => readonly Code[];
  /** The keys of the map that is wanted, for completion. */
  readonly keys?: readonly string[];
  /** The argument is an expression of its own in a text literal, evaluated for one element at a time, which it calls by this name. */
  readonly inner?: { readonly name: string; readonly type: Type };
}

const PARAM_PARTS: Parts<Param> = {
  accepts: undefined,
  literal: undefined,
  prepare: undefined,
  preparing: undefined,
  preparingAtMost: undefined,
  written: undefined,
  fails: undefined,
  keys: undefined,
  inner: undefined,
};

/** A text parameter. */
export const text = (name: string): Param<string> => ({ name, type: TEXT, receivesNull: false });
/** An Integer parameter. */
export const integer = (name: string): Param<number> => ({ name, type: INTEGER, receivesNull: false });
/** A Number parameter; an Integer fits. */
export const number = (name: string): Param<number> => ({ name, type: NUMBER, receivesNull: false });
/** A Boolean parameter. */
export const boolean = (name: string): Param<boolean> => ({ name, type: BOOLEAN, receivesNull: false });
/** A Timestamp parameter. */
export const timestamp = (name: string): Param<Timestamp> => ({ name, type: TIMESTAMP, receivesNull: false });
/** A CountryCode parameter. */
export const country = (name: string): Param<CountryCode> => ({ name, type: COUNTRY, receivesNull: false });
/** A list parameter. */
export const list = (name: string): Param<readonly Value[]> => ({ name, type: listOf(optional(UNKNOWN)), receivesNull: false });
/** A parameter of any kind. */
export const any = (name: string): Param<Value> => ({ name, type: UNKNOWN, receivesNull: false });
/** The same parameter, but null reaches the row's code. */
export function receiving<V extends Value>(param: Param<V>): Param<V | null> {
  return { ...param, receivesNull: true } as Param<V | null>;
}

/** Something of the context that a row reads besides its arguments: a root, and keys below it. Its code receives it before the arguments. */
export interface ContextRead<Accepts extends Value = Value> {
  readonly root: string;
  readonly keys: readonly string[];
  /** The row's code wants to see null; otherwise a missing value makes the result null, with that path's reason, without running it. */
  readonly receivesNull: boolean;
  readonly accepts?: Accepts;
}

/** A value of the context: `fromContext<readonly Group[]>("app", "groups")`. Roots that expressions cannot name, such as `now`, can be read too. */
export function fromContext<V extends Value>(root: string, ...keys: string[]): ContextRead<V> {
  return { root, keys, receivesNull: false };
}

/** The clock of the context; null with the reason `needs-now` where the host gave none. */
export const NOW = fromContext<Timestamp>("now");
/** The user's groups; null with the reason `needs-user` on a grant without a user. */
export const USER_GROUPS = fromContext<readonly Group[]>("groups");
/** The client's own groups. */
export const CLIENT_GROUPS = fromContext<readonly Group[]>("app", "groups");
/** What the grant allows: `name` (null where no grant is known) and `manyGroups`. */
export const GRANT = fromContext<MapValue>("grant");

/** What the row's code receives for a list of parameters. */
type Accepted<Params extends readonly Param<unknown>[]> = {
  -readonly [Index in keyof Params]: Params[Index] extends Param<infer V> ? V : never;
};
type AcceptedRest<Rest extends Param<unknown> | undefined> = Rest extends Param<infer V> ? V[] : [];
type AcceptedReads<Reads extends readonly ContextRead[] | undefined> = Reads extends readonly ContextRead[]
  ? { -readonly [Index in keyof Reads]: Reads[Index] extends ContextRead<infer V> ? V : never }
  : [];

/** One way to call a function. */
export interface Overload {
  /** What the row reads of the context, given to `size`, `cost`, `inspects` and `run` before the arguments. */
  readonly context?: readonly ContextRead[];
  readonly params: readonly Param<unknown>[];
  /** More arguments of one kind may follow. */
  readonly rest?: Param<unknown>;
  /** How many arguments of the rest there must be at least (default 0), and of how many each further group consists (default 1). */
  readonly restAtLeast?: number;
  readonly restStep?: number;
  readonly returns: Type | ((args: readonly Type[]) => Type);
  /** The result may be null even when no argument is; by the types of the arguments where it hangs on them. */
  readonly mayBeNull?: boolean | ((args: readonly Type[]) => boolean);
  /** The reasons for which the row's code may answer that there is no value, with `absent`. */
  readonly absences?: readonly ReasonCode[];
  /** The codes that the row's code may end with. */
  readonly fails?: readonly Code[];
  /** How many UTF-16 units the result will hold, known before it is built and held against the limit. */
  readonly size?: (...args: never[]) => number;
  /** How many elements the resulting list will hold, known before it is built and held against the limit. */
  readonly elements?: (...args: never[]) => number;
  /** How many steps of the budget it takes beyond what every such call takes, whatever it is given. */
  readonly steps?: number;
  /** How many steps it takes besides, where that grows with the data. */
  readonly cost?: (...args: never[]) => number;
  /** How many times over its texts and lists are looked at, by the number of arguments; once where nothing is said. */
  readonly looks?: (args: number) => number;
  /** How many UTF-16 units of what it reads of the context it looks at: work, like the arguments that it is given. */
  readonly inspects?: (...args: never[]) => number;
  /** The most that `cost` can be for arguments written like this, or of which that is known; without it the budget may end any call. */
  readonly costAtMost?: (limits: Limits, args: readonly Written[], known: readonly Known[]) => number;
  /** What can be told of the result, from what is known of the arguments. */
  readonly foretell?: (...known: readonly Known[]) => Foretold;
  /** The result measures the first parameter, and so proves something of it: its length (0 for null), or whether it is empty (true for null). */
  readonly measures?: "length" | "emptiness";
  /** The row's code. Pure: the same arguments give the same result. */
  readonly run?: (...args: never[]) => Value | Fault | Absent;
  /** Instead of code: the path of the context that the call stands for. */
  readonly stands?: StandsFor;
}

const OVERLOAD_PARTS: Parts<Overload> = {
  context: undefined,
  rest: undefined,
  restAtLeast: undefined,
  restStep: undefined,
  mayBeNull: undefined,
  absences: undefined,
  fails: undefined,
  size: undefined,
  elements: undefined,
  steps: undefined,
  cost: undefined,
  looks: undefined,
  inspects: undefined,
  costAtMost: undefined,
  foretell: undefined,
  measures: undefined,
  run: undefined,
  stands: undefined,
};

/** A path of the context whose parts may be arguments written out; a number is an argument's position. */
export interface StandsFor {
  readonly root: string;
  readonly keys: readonly (string | number)[];
  /** What lies there is a whole record, such as another user, with the attributes and the layout of this root. */
  readonly record?: "user" | "appuser";
}

/** An example that the tests run: source text, the value it gives or the code it fails with, and the context it needs. */
export type Example = readonly [source: string, expected: ExampleValue | { readonly error: Code }, context?: object];
type ExampleValue = null | boolean | number | string | readonly ExampleValue[];

/** A function of the language. */
export interface FunctionRow {
  /** The spelling of the classic dialect, with its family: `String.len`; left out where a function is a method alone. */
  readonly name?: string;
  /** Instead of a name: the operator to which the row gives its meaning for two texts. */
  readonly operator?: BinaryOperator;
  /** Older names of the same function. */
  readonly aliases?: readonly string[];
  /** The letter case that the result always has. */
  readonly letterCase?: "lower" | "upper";
  /** The dialect that `name` belongs to. A `method` always belongs to identity-engine. */
  readonly dialect: Dialect | "both";
  /** The spelling as a method on the first parameter: `length`. */
  readonly method?: string;
  /** One or two sentences for the reference, hover and completion. */
  readonly doc: string;
  /** Whether Okta documents it, or it was only observed, or it is ours. */
  readonly documented: "okta" | "observed" | "ours";
  readonly overloads: readonly Overload[];
  readonly examples: readonly Example[];
}

const ROW_PARTS: Parts<FunctionRow> = {
  name: undefined,
  operator: undefined,
  aliases: undefined,
  letterCase: undefined,
  method: undefined,
};

/** The limits and other facts that sizes are held against. */
export interface SizeBounds {
  readonly limits: Limits;
}

/** One overload whose code is typed by its parameters. */
export function overload<
  const Params extends readonly Param<unknown>[],
  const Rest extends Param<unknown> | undefined = undefined,
  const Reads extends readonly ContextRead[] | undefined = undefined,
>(shape: {
  readonly context?: Reads;
  readonly params: Params;
  readonly rest?: Rest;
  readonly restAtLeast?: number;
  readonly restStep?: number;
  readonly returns: Overload["returns"];
  readonly mayBeNull?: Overload["mayBeNull"];
  readonly absences?: readonly ReasonCode[];
  readonly fails?: readonly Code[];
  readonly size?: (...args: [...AcceptedReads<Reads>, ...Accepted<Params>, ...AcceptedRest<Rest>]) => number;
  readonly elements?: (...args: [...AcceptedReads<Reads>, ...Accepted<Params>, ...AcceptedRest<Rest>]) => number;
  readonly steps?: number;
  readonly cost?: (...args: [...AcceptedReads<Reads>, ...Accepted<Params>, ...AcceptedRest<Rest>]) => number;
  readonly costAtMost?: Overload["costAtMost"];
  readonly looks?: Overload["looks"];
  readonly inspects?: (...args: [...AcceptedReads<Reads>, ...Accepted<Params>, ...AcceptedRest<Rest>]) => number;
  readonly foretell?: Overload["foretell"];
  readonly measures?: Overload["measures"];
  readonly run: (...args: [...AcceptedReads<Reads>, ...Accepted<Params>, ...AcceptedRest<Rest>]) => Value | Fault | Absent;
}): Overload {
  return shape as unknown as Overload;
}

/** A failure that a row's code returns instead of a value. */
export function fail(code: Code, data: Readonly<Record<string, string | number>> = {}): Fault {
  return new Fault(code, data);
}

/**
 * No value, with a reason that the row declares in `absences`. `data` fills the reason's message; where finding it takes
 * long, it is a function, which is called once somebody asks for the reason.
 */
export function absent(code: ReasonCode, data: ReasonData | (() => ReasonData) = {}): Absent {
  return new Absent(code, data);
}

const NAME = /^(?:[A-Za-z_$][\w$]*\.)?[A-Za-z_$][\w$]*$/;

/**
 * Makes a function row, the only way into the language for a function of ours or of a host.
 *
 * @param row name, spellings, documentation, overloads with code, and examples
 * @returns the row, frozen, to pass as `functions` to `defineEnvironment`
 * @throws ClaimsElError with `check/bad-function` when the row is not usable
 * @example
 * const initials = defineFunction({
 *   name: "Staff.initials", dialect: "classic", documented: "ours", doc: "The first letter of a name.",
 *   overloads: [overload({ params: [text("name")], returns: TEXT, run: (name) => name.slice(0, 1) })],
 *   examples: [['Staff.initials("Ann")', "A"], ["Staff.initials(null)", null]],
 * });
 */
export function defineFunction(row: FunctionRow): FunctionRow {
  return withinStack(() => usableRow(row));
}

function usableRow(row: FunctionRow): FunctionRow {
  const problem = problemOf(row);
  if (problem) {
    throw new ClaimsElError([
      diagnostic("check/bad-function", { start: 0, end: 0 }, { name: row ? spellingOf(row) : "?", problem }),
    ]);
  }
  return Object.freeze({ ...ownParts(ROW_PARTS, row), overloads: row.overloads.map(ownOverload) });
}

/** An overload that inherits nothing, nor do its parameters. */
function ownOverload(entry: Overload): Overload {
  const { rest } = entry;
  const params = entry.params.map((param) => ownParts(PARAM_PARTS as Parts<Param<unknown>>, param));
  return ownParts(OVERLOAD_PARTS, {
    ...entry,
    params,
    ...(rest ? { rest: ownParts(PARAM_PARTS as Parts<Param<unknown>>, rest) } : {}),
  });
}

/** Whether every parameter that it has is one. */
function hasParams(entry: Partial<Overload> | null): boolean {
  const { params, rest } = entry ?? {};
  return Array.isArray(params) && [...params, ...(rest ? [rest] : [])].every((param) => param?.type?.kind);
}

function isListOfNames(names: unknown): boolean {
  return Array.isArray(names) && names.every((name) => typeof name === "string");
}

/** Why something is no usable row. */
export function problemOf(row: FunctionRow): string | undefined {
  if (typeof row !== "object" || row === null || [row.name, row.method, row.operator].every((name) => name === undefined))
    return "it has no name";
  if (row.name !== undefined && (typeof row.name !== "string" || !NAME.test(row.name)))
    return "its name is not `name` or `Family.name`";
  if (row.operator === undefined && row.name === undefined && (row.dialect !== "identity-engine" || row.aliases))
    return "only methods of identity-engine have no name";
  if (!isListOfNames(row.aliases ?? [])) return "its other names are no list of names";
  if (typeof row.doc !== "string" || row.doc.trim() === "") return "it has no documentation";
  const overloads: readonly Overload[] = Array.isArray(row.overloads) ? row.overloads : [];
  if (overloads.length === 0) return "it has no overload";
  if (!overloads.every(hasParams)) return "an overload has no list of parameters";
  if (row.method !== undefined && row.overloads.some((entry) => entry.params.length === 0))
    return "a method needs a first parameter as its receiver";
  const shapes = new Set(
    row.overloads.map((entry) => entry.params.map((param) => param.type.kind).join(",") + (entry.rest ? ",…" : "")),
  );
  if (shapes.size < row.overloads.length) return "two overloads take the same parameters";
  if (row.overloads.some((entry) => (typeof entry.run === "function") === (entry.stands !== undefined)))
    return "an overload has no code";
  if (row.operator !== undefined && row.overloads.some((entry) => entry.params.length !== 2)) return "an operator has two sides";
  if (row.overloads.some(({ stands, params }) => stands?.keys.some((key) => typeof key === "number" && !params[key]?.literal)))
    return "a key of its path is an argument that need not be written out";
  return undefined;
}

/** A row's first spelling: its name, or `.method` where it has none. */
export function spellingOf(row: FunctionRow): string {
  return String(row.name ?? row.operator ?? `.${row.method ?? "?"}`);
}

/** The family of a row: what its name begins with, before the dot. */
export function familyOf({ name }: FunctionRow): string | undefined {
  return name?.includes(".") ? name.slice(0, name.indexOf(".")) : undefined;
}

/** Whether an overload may give null although no argument is null. */
export function mayGiveNull({ mayBeNull }: Overload, args: readonly Type[]): boolean {
  return typeof mayBeNull === "function" ? mayBeNull(args) : mayBeNull === true;
}

const NOT_WRITTEN: Written = { span: { start: 0, end: 0 } };

/** Every code that an overload's code and arguments may end with, whatever is written. */
export function codesOf(entry: Overload): Code[] {
  const params = [...entry.params, ...(entry.rest ? [entry.rest] : [])];
  return [
    ...(entry.fails ?? []),
    ...params.flatMap((param) => param.fails?.(NOT_WRITTEN, { grants: [] }) ?? []),
    ...(entry.size ? (["run/text-too-long"] as const) : []),
    ...(entry.elements ? (["run/list-too-long"] as const) : []),
  ];
}

/** What a parameter wants, as a signature says it. */
function kindInWords(param: Param<unknown>, print: (type: Type) => string): string {
  if (param.inner) return "expression in quotes";
  return param.literal?.among ? print({ kind: "text", values: param.literal.among }) : print(param.type);
}

/** How an overload is written: `String.substring(input: text, start: integer)`. */
export function signatureOf(spelling: string, entry: Overload, print: (type: Type) => string): string {
  const written = (param: Param<unknown>) => `${param.name}: ${kindInWords(param, print)}`;
  const params = entry.params.map(written);
  if (entry.rest) params.push(`…${written(entry.rest)}`);
  return `${spelling}(${params.join(", ")})`;
}
