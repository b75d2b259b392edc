/** What a node may come to on one grant: null, a value, which values where they are few, the ways it can fail, what it costs. */
import type { Limits } from "../base/limits.js";
import type { Span } from "../base/span.js";
import type { Code } from "../diagnostics/codes.js";
import type { ReasonCode } from "../diagnostics/reasons.js";
import { valuesIn } from "../library/foretell.js";
import type { Known, Scalar } from "../library/known.js";
import { printTyped } from "../types/print.js";
import { join } from "../types/relate.js";
import { NULL, type Type, type Typed } from "../types/type.js";
import { isWellFormed } from "../values/text.js";
import type { Value } from "../values/value.js";
import { type Cost, dearest, NO_COST } from "./cost.js";
import { asKnown, meet, type Shape, settled, shapeOfTyped, union } from "./shape.js";

/** What a missing value hangs on. */
export interface Blame {
  readonly code: ReasonCode;
  readonly path?: string;
  readonly span: Span;
  /** What is often believed here and does not hold. */
  readonly hint?: string;
}

/** The abstract outcome of a node. Neither `canNull` nor `canValue` means that it always fails, or is never run. */
export interface Flow extends Shape {
  /** The type of its values on this grant. */
  readonly type: Type;
  readonly because: readonly Blame[];
  readonly fails: ReadonlySet<Code>;
  readonly cost: Cost;
  /** Of a list: what each element may be. */
  readonly element?: Flow;
  /** Of a list or map that is written out: its parts, by position or key. */
  readonly parts?: ReadonlyMap<string | number, Flow>;
  /** How many levels of lists and maps `element` and `parts` tell of. */
  readonly levels?: number;
  /** How many values it holds at most, itself included; without it, as many as its type allows. */
  readonly holds?: number;
  /** Only a limit of the environment bounds how many values it holds, no schema. */
  readonly open?: boolean;
  /** A text in it may hold half of a character pair. */
  readonly halved?: boolean;
}

/** What a flow is made of; what is left out is the plain case. */
export type FlowParts = Partial<Flow> & { readonly canNull: boolean; readonly canValue: boolean };

const NOTHING: ReadonlySet<Code> = new Set();

/** What is inside of lists and maps is told so many levels deep; deeper, only its type is known. */
const TOLD_LEVELS = 6;

/** A flow, normalised: few values or none, blame only where there can be null. */
export function flow(parts: FlowParts): Flow {
  const shape = settled(parts);
  const levels = levelsOf(parts);
  const told = shape.canValue && levels <= TOLD_LEVELS;
  return {
    ...shape,
    type: parts.type ?? NULL,
    because: shape.canNull ? dedupe(parts.because ?? []) : [],
    fails: parts.fails ?? NOTHING,
    cost: parts.cost ?? NO_COST,
    ...(told && levels > 0 ? { levels } : {}),
    ...(told && parts.element ? { element: parts.element } : {}),
    ...(told && parts.parts ? { parts: parts.parts } : {}),
    ...(shape.canValue && parts.holds !== undefined ? { holds: parts.holds } : {}),
    ...(shape.canValue && parts.open ? { open: true } : {}),
    ...(shape.canValue && isHalved(shape, parts) ? { halved: true } : {}),
  };
}

/** How many levels of lists and maps are told of. */
function levelsOf({ element, parts }: FlowParts): number {
  let levels = element ? 1 + (element.levels ?? 0) : 0;
  for (const part of parts?.values() ?? []) levels = Math.max(levels, 1 + (part.levels ?? 0));
  return levels;
}

/** Of a few texts it is known; of others it is what their parts were. */
function isHalved({ values }: Shape, { halved }: FlowParts): boolean {
  return values ? values.some((value) => typeof value === "string" && !isWellFormed(value)) : halved === true;
}

/** More reasons of the same kinds than this are not told: a chain of thousands of attributes would have as many at each. */
const REASONS = 256;

/** Lists of reasons that have each of them once. */
const once = new WeakSet<readonly Blame[]>();

function dedupe(because: readonly Blame[]): readonly Blame[] {
  if (because.length < 2 || once.has(because)) return because;
  const seen = new Set<string>();
  const kinds = new Set<ReasonCode>();
  const kept = because.filter((blame) => {
    if (seen.size >= REASONS && kinds.has(blame.code)) return false;
    const key = `${blame.code} ${blame.path ?? ""} ${blame.path ? "" : blame.span.start}`;
    if (seen.has(key)) return false;
    seen.add(key);
    kinds.add(blame.code);
    return true;
  });
  once.add(kept);
  return kept;
}

/** One known value. */
export function constant(value: Value, type: Type): Flow {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    return flow({ canNull: value === null, canValue: value !== null, type });
  return flow({ canNull: false, canValue: true, values: [value], type });
}

/** A value of a type, null by what is to blame. */
export function ofType({ type }: Typed, because: readonly Blame[], limits: Limits, fails?: ReadonlySet<Code>): Flow {
  const shape = shapeOfTyped({ type, nullable: false }, limits);
  return flow({ ...shape, canNull: because.length > 0, type, because, ...(fails ? { fails } : {}) });
}

/** What an element of a list may be, by what is known of the list or by its type. */
export function elementOfFlow(list: Flow, limits: Limits): Flow {
  if (list.element) return list.element;
  const element: Typed = list.type.kind === "list" ? list.type.element : { type: UNKNOWN_TYPE, nullable: true };
  const holds = Math.max(1, heldBy(list) - 1);
  const { open, halved } = { open: list.open === true, halved: list.halved === true };
  return flow({ ...shapeOfTyped(element, limits), type: element.type, holds, open, halved });
}

const UNKNOWN_TYPE: Type = { kind: "unknown" };

/** A flow of which something more is known. */
export function refine(before: Flow, known: Shape): Flow {
  const shape = meet(before, known);
  return flow({ ...rest(before), ...shape });
}

/** What is not part of a shape. */
function rest({ type, because, fails, cost, element, parts, holds, open, halved }: Flow): Partial<Flow> {
  const kept: Partial<Flow> = { type, because, fails, cost };
  return {
    ...kept,
    ...(element ? { element } : {}),
    ...(parts ? { parts } : {}),
    ...(holds === undefined ? {} : { holds }),
    ...(open ? { open } : {}),
    ...(halved ? { halved } : {}),
  };
}

/** How many values a value holds at most, itself included. */
export function heldBy(part: Flow): number {
  if (!part.canValue) return 1;
  return part.holds ?? valuesIn(part.type, part.length);
}

/** The same, but it cannot be reached: it gives nothing, fails with nothing and costs nothing. */
export function neverRun(type: Type): Flow {
  return flow({ canNull: false, canValue: false, type });
}

/** Whether a value of it may be neither true nor false. */
export function mayBeNoBoolean({ canValue, values, type }: Flow): boolean {
  return canValue && (values ? values.some((value) => typeof value !== "boolean") : type.kind !== "boolean");
}

/** Whether it can end with null or a value; otherwise it always fails. */
export function ends(part: Flow): boolean {
  return part.canNull || part.canValue;
}

/** The codes of several flows and some more. */
export function failsOf(flows: readonly Flow[], more: Iterable<Code> = []): ReadonlySet<Code> {
  const all = new Set<Code>(more);
  for (const part of flows) for (const code of part.fails) all.add(code);
  return all;
}

/** The outcome of one of several branches. */
export function anyOf(branches: readonly Flow[]): Flow {
  const [first, ...others] = branches;
  if (!first) return flow({ canNull: false, canValue: false });
  return others.reduce((merged, branch) => {
    if (merged === branch) return merged;
    const shape = union(merged, branch);
    const element = elementOfBoth(merged, branch);
    const parts = partsOfBoth(merged, branch);
    return flow({
      ...shape,
      type: joinOf(merged, branch),
      because: [...merged.because, ...branch.because],
      fails: failsOf([merged, branch]),
      cost: dearest(merged.cost, branch.cost),
      ...(element ? { element } : {}),
      ...(parts ? { parts } : {}),
      open: merged.open === true || branch.open === true,
      holds: Math.max(merged.canValue ? heldBy(merged) : 0, branch.canValue ? heldBy(branch) : 0),
      halved: merged.halved === true || branch.halved === true,
    });
  }, first);
}

/** The type of a value that is one of two; of what is never a value, nothing is heard. */
function joinOf(left: Flow, right: Flow): Type {
  if (!left.canValue) return right.canValue ? right.type : join(left.type, right.type);
  return right.canValue ? join(left.type, right.type) : left.type;
}

function elementOfBoth(left: Flow, right: Flow): Flow | undefined {
  if (!left.canValue) return right.element;
  if (!right.canValue || left.element === right.element) return left.element;
  return left.element && right.element ? anyOf([left.element, right.element]) : undefined;
}

/** What both have written out, where they have the same positions or keys. */
function partsOfBoth(left: Flow, right: Flow): Flow["parts"] {
  if (!left.canValue) return right.parts;
  if (!right.canValue || left.parts === right.parts) return left.parts;
  if (left.parts?.size !== right.parts?.size) return undefined;
  const parts = new Map<string | number, Flow>();
  for (const [key, part] of left.parts ?? []) {
    const other = right.parts?.get(key);
    if (!other) return undefined;
    parts.set(key, anyOf([part, other]));
  }
  return parts;
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

/** What to blame when any part's null makes the whole null: each part's, up to one that is never a value. */
export function blameInOrder(parts: readonly Flow[], stops: (index: number) => boolean = () => true): readonly Blame[] {
  const because: Blame[] = [];
  for (const [index, part] of parts.entries()) {
    if (!stops(index)) continue;
    because.push(...part.because);
    if (!part.canValue) break;
  }
  return because;
}

/** The parts that are run before one of them is sure to fail, that one included. */
export function runParts(parts: readonly Flow[]): readonly Flow[] {
  const failing = parts.findIndex((part) => !ends(part));
  return failing < 0 ? parts : parts.slice(0, failing + 1);
}

/** A flow as rows are told of it. */
export function knownOf(part: Flow): Known {
  return { ...asKnown(part, part.type), holds: heldBy(part) };
}

/** The type a flow shows: the one on this grant, with null only where this grant can bring it. */
export function printFlowType(result: Flow): string {
  return result.canValue ? printTyped({ type: result.type, nullable: result.canNull }) : "null";
}
