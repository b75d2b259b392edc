/** The library of one environment: its rows by spelling. */
import { diagnostic } from "../diagnostics/diagnostic.js";
import { ClaimsElError } from "../diagnostics/error.js";
import type { BinaryOperator } from "../syntax/operators.js";
import { type FunctionRow, familyOf, spellingOf } from "./define.js";

/** Rows indexed by every spelling. */
export interface Library {
  readonly rows: readonly FunctionRow[];
  /** `String.len`, `substring`: names and aliases. */
  readonly named: ReadonlyMap<string, FunctionRow>;
  /** Method spelling → the rows that have it, told apart by their receivers. */
  readonly methods: ReadonlyMap<string, readonly FunctionRow[]>;
  /** Family names, such as `String`. */
  readonly families: ReadonlySet<string>;
  /** The rows that give an operator its meaning. */
  readonly operators: ReadonlyMap<BinaryOperator, FunctionRow>;
}

/** What a later row must share with an earlier one to replace it: the name, or the method and the kinds of its receivers. */
function identityOf(row: FunctionRow): string {
  return row.name ?? `${spellingOf(row)} of ${row.overloads.map((entry) => entry.params[0]?.type.kind).join(" or ")}`;
}

/** Indexes rows. A later row of the same name replaces an earlier one; a spelling claimed by two different rows is refused. */
export function makeLibrary(rows: readonly FunctionRow[]): Library {
  const byName = new Map<string, FunctionRow>();
  for (const row of rows) byName.set(identityOf(row), row);
  const named = new Map<string, FunctionRow>();
  const methods = new Map<string, FunctionRow[]>();
  const families = new Set<string>();
  for (const row of byName.values()) {
    for (const spelling of row.name === undefined ? [] : [row.name, ...(row.aliases ?? [])]) {
      const other = named.get(spelling);
      if (other) {
        throw new ClaimsElError([
          diagnostic(
            "check/bad-function",
            { start: 0, end: 0 },
            { name: spellingOf(row), problem: `\`${spelling}\` is already a name of \`${spellingOf(other)}\`` },
          ),
        ]);
      }
      named.set(spelling, row);
    }
    const family = familyOf(row);
    if (family) families.add(family);
    if (row.method !== undefined) methods.set(row.method, [...(methods.get(row.method) ?? []), row]);
  }
  const operators = new Map([...byName.values()].flatMap((row) => (row.operator ? [[row.operator, row] as const] : [])));
  return { rows: [...byName.values()], named, methods, families, operators };
}
