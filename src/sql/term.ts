/** What a node of an expression is in SQL: its value, and beside it the code of why there is none. Exactly one of the two is null. */
import type { Code } from "../diagnostics/codes.js";
import type { ReasonCode } from "../diagnostics/reasons.js";
import { NULL_SQL, raw, type ScalarKind, type Sql, sql, typeName } from "./fragment.js";

/** Why a row has no value: a reason, an error's code, or that the library must look at the row. */
export type Outcome = ReasonCode | Code | typeof RESIDUAL;

/** The row is left to the library. */
export const RESIDUAL = "residual";

/** What a value may be. `nothing`: there never is one. */
export type Kind =
  | { readonly kind: ScalarKind; readonly list: false }
  | {
      readonly kind: ScalarKind;
      readonly list: true;
      /** The one reason that a null among the elements has; without it only the library can tell. */
      readonly unset?: ReasonCode;
    }
  | { readonly kind: Unwritten; readonly list: false };

/** What is no value of a column: group records, a whole record, and what is never there. */
export type Unwritten = "groups" | "group" | "record" | "nothing";

const UNWRITTEN: ReadonlySet<string> = new Set<Unwritten>(["groups", "group", "record", "nothing"]);

/** Whether values of a kind can stand in a column. */
export function isWritten(kind: Kind): kind is Kind & { readonly kind: ScalarKind } {
  return !UNWRITTEN.has(kind.kind);
}

/** A node. */
export interface Term {
  readonly kind: Kind;
  readonly value: Sql;
  /** A number of `Codes`, null where there is a value; undefined where there always is one. */
  readonly code: Sql | undefined;
  /** Some row may end in an error, or be left to the library. */
  readonly mayFail: boolean;
}

/** One kind of value. */
export function scalar(kind: ScalarKind): Kind {
  return { kind, list: false };
}

export const NOTHING: Kind = { kind: "nothing", list: false };

/** From this number on, a code ends what it meets. */
const FIRST_FAILURE = 1000;

/** The numbers of the codes of one query: small for reasons, from a thousand on for what ends an evaluation. */
export class Codes {
  private readonly numbers = new Map<Outcome, number>();
  private reasons = 0;
  private failures = 0;

  numberOf(code: Outcome): number {
    const known = this.numbers.get(code);
    if (known !== undefined) return known;
    const number = isFailure(code) ? FIRST_FAILURE + this.failures++ : ++this.reasons;
    this.numbers.set(code, number);
    return number;
  }

  /** The code of a number. */
  nameOf(number: number): Outcome | undefined {
    return [...this.numbers].find(([, each]) => each === number)?.[0];
  }

  /** The number as the text of its code. */
  named(code: Sql): Sql {
    const arms = [...this.numbers].map(([name, number]) => raw(` WHEN ${number} THEN '${name}'`));
    return arms.length === 0
      ? sql`CAST(NULL AS ${typeName("text")})`
      : sql`CASE ${code}${arms.reduce((all, arm) => sql`${all}${arm}`)} END`;
  }
}

/** Reasons have no slash; codes of errors have. */
function isFailure(code: Outcome): boolean {
  return code === RESIDUAL || code.includes("/");
}

/** Whether a number is that of a failure. */
export function failed(code: Sql): Sql {
  return sql`${code} >= ${FIRST_FAILURE}`;
}

/** A value that is always there. */
export function certain(kind: Kind, value: Sql): Term {
  return { kind, value, code: undefined, mayFail: false };
}

/** There is never a value, for one reason. */
export function never(codes: Codes, why: Outcome, kind: Kind = NOTHING): Term {
  return { kind, value: nullOf(kind), code: raw(String(codes.numberOf(why))), mayFail: isFailure(why) };
}

/** The null of a kind. */
export function nullOf(kind: Kind): Sql {
  return isWritten(kind) ? sql`CAST(NULL AS ${typeName(kind.kind, kind.list)})` : NULL_SQL;
}

/** Whether two kinds are one. */
export function sameKind(left: Kind, right: Kind): boolean {
  return left.kind === right.kind && left.list === right.list;
}

/** Whether a kind is one of numbers, alone. */
export function isNumeric({ kind, list }: Kind): boolean {
  return !list && (kind === "integer" || kind === "number");
}
