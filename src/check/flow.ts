/** What a node may come to on one grant: null, a value, which values where they are few, and the ways it can fail. */
import type { Span } from "../base/span.js";
import type { Code } from "../diagnostics/codes.js";
import type { ReasonCode } from "../diagnostics/reasons.js";
import { printTyped } from "../types/print.js";
import type { Type, Typed } from "../types/type.js";
import { type Fault, isFault, type Value } from "../values/value.js";

/** What a missing value hangs on. */
export interface Blame {
  readonly code: ReasonCode;
  readonly path?: string;
  readonly span: Span;
  /** What is often believed here and does not hold. */
  readonly hint?: string;
}

/** A value that a small set may hold. */
export type Scalar = string | number | boolean;

/** The abstract outcome of a node. Neither `canNull` nor `canValue` means that it always fails. */
export interface Flow {
  readonly canNull: boolean;
  readonly canValue: boolean;
  /** Every value it can have, where that is known; undefined means any of its type. */
  readonly values?: readonly Scalar[];
  readonly because: readonly Blame[];
  readonly fails: ReadonlySet<Code>;
}

/** More possible values than this are not told one by one. */
export const KEPT_VALUES = 16;

const NOTHING: ReadonlySet<Code> = new Set();
const BOTH: readonly Scalar[] = [true, false];

/** The values a type alone allows, where they are few. */
function valuesOfType(type: Type): readonly Scalar[] | undefined {
  if (type.kind === "boolean") return BOTH;
  return type.kind === "text" && type.values && type.values.length <= KEPT_VALUES ? type.values : undefined;
}

/** A flow, normalised: few values or none, no values where there can be none. */
export function flow(parts: {
  canNull: boolean;
  canValue: boolean;
  values?: readonly Scalar[] | undefined;
  because?: readonly Blame[];
  fails?: ReadonlySet<Code>;
}): Flow {
  const values = parts.values && parts.values.length <= KEPT_VALUES ? parts.values : undefined;
  const canValue = parts.canValue && values?.length !== 0;
  return {
    canNull: parts.canNull,
    canValue,
    ...(values && canValue ? { values } : {}),
    because: parts.canNull ? dedupe(parts.because ?? []) : [],
    fails: parts.fails ?? NOTHING,
  };
}

function dedupe(because: readonly Blame[]): readonly Blame[] {
  const seen = new Set<string>();
  return because.filter((blame) => {
    const key = `${blame.code} ${blame.path ?? ""} ${blame.path ? "" : blame.span.start}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** One known value. */
export function constant(value: Value): Flow {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return flow({ canNull: false, canValue: true, values: [value] });
  return flow({ canNull: value === null, canValue: value !== null });
}

/** A value of a type, null by what is to blame. */
export function ofType(typed: Typed, because: readonly Blame[], fails?: ReadonlySet<Code>): Flow {
  return flow({
    canNull: because.length > 0,
    canValue: typed.type.kind !== "null",
    values: valuesOfType(typed.type),
    because,
    ...(fails ? { fails } : {}),
  });
}

/** The codes of several flows and some more. */
export function failsOf(flows: readonly Flow[], more: readonly Code[] = []): ReadonlySet<Code> {
  const all = new Set<Code>(more);
  for (const part of flows) for (const code of part.fails) all.add(code);
  return all;
}

/** Both value sets together; unknown when either is. */
export function union(left: readonly Scalar[] | undefined, right: readonly Scalar[] | undefined): readonly Scalar[] | undefined {
  return left && right ? [...new Set([...left, ...right])] : undefined;
}

/** The outcome of one of several branches. */
export function anyOf(branches: readonly Flow[]): Flow {
  const [first, ...rest] = branches;
  if (!first) return flow({ canNull: false, canValue: false });
  return rest.reduce(
    (merged, branch) =>
      flow({
        canNull: merged.canNull || branch.canNull,
        canValue: merged.canValue || branch.canValue,
        values: !merged.canValue ? branch.values : !branch.canValue ? merged.values : union(merged.values, branch.values),
        because: [...merged.because, ...branch.because],
        fails: failsOf([merged, branch]),
      }),
    first,
  );
}

/** Every combination of a few known values per part, or undefined when there are too many or some are unknown. */
export function combinations(parts: readonly Flow[], most = 64): (readonly Scalar[])[] | undefined {
  let combined: (readonly Scalar[])[] = [[]];
  for (const part of parts) {
    if (!part.values || combined.length * part.values.length > most) return undefined;
    const { values } = part;
    combined = combined.flatMap((prefix) => values.map((value) => [...prefix, value]));
  }
  return combined;
}

/** The outcome of an operation on parts, computed where every part has few values. */
export function computed(
  parts: readonly Flow[],
  kind: string,
  fails: readonly Code[],
  run: (args: readonly Value[]) => Value | Fault,
): Flow {
  const possible = parts.every((part) => part.canValue);
  const because = parts.flatMap((part) => part.because);
  const canNull = parts.some((part) => part.canNull) && parts.every((part) => part.canNull || part.canValue);
  if (!possible) return flow({ canNull, canValue: false, because, fails: failsOf(parts) });
  const cases = combinations(parts);
  if (!cases)
    return flow({
      canNull,
      canValue: true,
      because,
      fails: failsOf(parts, fails),
      ...(kind === "boolean" ? { values: [true, false] } : {}),
    });
  const outcomes = cases.map((values) => run(values));
  const faults = outcomes.filter(isFault).map((fault) => fault.code);
  const values = outcomes.filter((value): value is Scalar => !isFault(value) && value !== null && typeof value !== "object");
  const exact = values.length + faults.length === outcomes.length;
  return flow({
    canNull,
    canValue: true,
    because,
    fails: failsOf(parts, faults),
    values: exact ? [...new Set(values)] : undefined,
  });
}

/** The type a flow shows: the checked one, with null only where this grant can bring it. */
export function printFlowType(typed: Typed, result: Flow): string {
  return result.canValue ? printTyped({ type: typed.type, nullable: result.canNull }) : "null";
}
