/** The shape of a function's row in SQL. */
import type { CallPlan } from "../check/facts.js";
import type { Sql } from "./fragment.js";
import type { Compiling, Failures } from "./kit.js";
import type { Kind, Term } from "./term.js";

/** What a row makes of arguments that are all there, or received as null. */
export interface Built {
  readonly kind: Kind;
  readonly value: Sql;
  /** The row's own failures, in their order. */
  readonly failures?: Failures;
}

/** A function over terms; undefined where only the library can run it with arguments like these. */
export type SqlRow = (c: Compiling, args: readonly Term[], call: CallPlan, reads: readonly Term[]) => Built | undefined;
