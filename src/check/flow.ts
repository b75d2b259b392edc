/** What a node may come to on one grant: null, a value, which values where they are few, the ways it can fail, what it costs. */
import type { Limits } from "../base/limits.js";
import { Meantime } from "../base/meantime.js";
import { valuesIn } from "../library/foretell.js";
import type { Scalar } from "../library/known.js";
import { printTyped } from "../types/print.js";
import { join } from "../types/relate.js";
import { ANYTHING, NULL, type Type, type Typed } from "../types/type.js";
import { isWellFormed } from "../values/text.js";
import { joined, NO_REASONS, type Reasons } from "./because.js";
import { type Cost, dearest, NO_COST } from "./cost.js";
import { type Fails, NO_FAILS } from "./fails.js";
import { Parts } from "./parts.js";
import { KEPT_VALUES, type Length, meet, type Shape, settled, shapeOfTyped, tellsOfValues, union } from "./shape.js";

/** The abstract outcome of a node. Neither `canNull` nor `canValue` means that it always fails, or is never run. */
export interface Flow extends Shape {
  /** The type of its values on this grant. */
  readonly type: Type;
  readonly because: Reasons;
  readonly fails: Fails;
  readonly cost: Cost;
  /** Of a list: what each element may be. */
  readonly element: Flow | undefined;
  /** Of a list or map that is written out: its parts, by position or key. */
  readonly parts: Parts<Flow> | undefined;
  /** How many levels of lists and maps `element` and `parts` tell of. */
  readonly levels: number;
  /** How many values it holds at most, itself included; without it, as many as its type allows. */
  readonly holds: number | undefined;
  /** Only a limit of the environment bounds how many values it holds, no schema. */
  readonly open: boolean;
  /** A text in it may hold half of a character pair. */
  readonly halved: boolean;
}

/** What is inside of lists and maps is told so many levels deep; deeper, only its type is known. */
const TOLD_LEVELS = 6;

/** A flow in the making. Every field is in its place from the start: flows are made by the thousand, and all are objects of one kind. */
export class Draft implements Flow {
  values: Shape["values"] = undefined;
  not: Shape["not"] = undefined;
  range: Shape["range"] = undefined;
  length: Shape["length"] = undefined;
  element: Flow | undefined = undefined;
  parts: Flow["parts"] = undefined;
  levels = 0;
  holds: number | undefined = undefined;
  open = false;
  halved = false;

  constructor(
    public canNull: boolean,
    public canValue: boolean,
    public type: Type,
    public because: Reasons = NO_REASONS,
    public fails: Fails = NO_FAILS,
    public cost: Cost = NO_COST,
  ) {}

  /** Takes over a set of values, that of null aside. */
  shaped({ values, not, range, length }: Pick<Shape, "values" | "range" | "length" | "not">): this {
    this.values = values;
    this.not = not;
    this.range = range;
    this.length = length;
    return this;
  }

  /** It is one of these, each there once. */
  oneOf(values: readonly Scalar[]): this {
    this.canValue = values.length > 0;
    if (values.length <= KEPT_VALUES) this.values = values;
    else this.shaped(settled({ canNull: false, canValue: true, values }));
    return this;
  }

  /** Tells of elements and parts, where that is not too many levels. */
  inside(element: Flow | undefined, parts: Flow["parts"]): this {
    let levels = element ? 1 + element.levels : 0;
    if (parts) for (const part of parts.each) levels = Math.max(levels, 1 + part.levels);
    const told = levels <= TOLD_LEVELS;
    this.element = told ? element : undefined;
    this.parts = told ? parts : undefined;
    this.levels = told ? levels : 0;
    return this;
  }

  /** The flow, which nobody changes any more. */
  done(): Flow {
    return this.settle();
  }

  /** Keeps blame only where there can be null, and nothing of values where there is none. */
  settle(): this {
    if (!this.canNull) this.because = NO_REASONS;
    if (!this.canValue) {
      this.shaped(NO_VALUE).inside(undefined, undefined);
      this.holds = undefined;
      this.open = false;
      this.halved = false;
    } else if (this.values) this.halved = this.values.some(isHalf);
    return this;
  }
}

const NO_VALUE = { values: undefined, not: undefined, range: undefined, length: undefined };

function isHalf(value: Scalar): boolean {
  return typeof value === "string" && !isWellFormed(value);
}

/** A draft that begins as another flow. */
export function again(flow: Flow): Draft {
  const draft = new Draft(flow.canNull, flow.canValue, flow.type, flow.because, flow.fails, flow.cost);
  draft.values = flow.values;
  draft.not = flow.not;
  draft.range = flow.range;
  draft.length = flow.length;
  draft.element = flow.element;
  draft.parts = flow.parts;
  draft.levels = flow.levels;
  draft.holds = flow.holds;
  draft.open = flow.open;
  draft.halved = flow.halved;
  return draft;
}

/** Something that is never a value: null, or nothing but failures. */
export function valueless(canNull: boolean, type: Type, because: Reasons, fails: Fails = NO_FAILS, cost: Cost = NO_COST): Draft {
  return new Draft(canNull, false, type, canNull ? because : NO_REASONS, fails, cost);
}

/** One known value. */
export function constant(value: Scalar, type: Type): Flow {
  return new Draft(false, true, type).oneOf([value]).done();
}

/** What a value of each type may be. */
interface OfType {
  readonly limits: Limits;
  readonly flow: Flow;
}

/** Of types that schemas and rows declare, as long as somebody has the type; of lists and maps, which expressions make, for one check. */
const BY_TYPE = { declared: new WeakMap<Type, OfType>(), made: new Meantime<Type, OfType>() };

/** A value of a type, without null. */
export function valueOfType(type: Type, limits: Limits): Flow {
  const flows = type.kind === "list" || type.kind === "map" ? BY_TYPE.made : BY_TYPE.declared;
  const known = flows.get(type);
  if (known?.limits === limits) return known.flow;
  const shape = settled(shapeOfTyped({ type, nullable: false }, limits));
  const flow = new Draft(false, shape.canValue, type).shaped(shape).done();
  flows.set(type, { limits, flow });
  return flow;
}

/** A value of a type, null by what is to blame. */
export function ofType({ type }: Typed, because: Reasons, limits: Limits, fails = NO_FAILS): Draft {
  const draft = again(valueOfType(type, limits));
  draft.canNull = because !== NO_REASONS;
  draft.because = because;
  draft.fails = fails;
  return draft;
}

/** What an element of a list may be, by what is known of the list or by its type. */
export function elementOfFlow(list: Flow, limits: Limits): Flow {
  if (list.element) return list.element;
  const element: Typed = list.type.kind === "list" ? list.type.element : ANYTHING;
  const draft = again(valueOfType(element.type, limits));
  draft.canNull = element.nullable || element.type.kind === "unknown";
  draft.holds = Math.max(1, heldBy(list) - 1);
  draft.open = list.open;
  draft.halved = list.halved;
  return draft.done();
}

/** A flow of which something more is known. */
export function refine(before: Flow, known: Shape): Flow {
  const draft = again(before);
  if (tellsOfValues(known)) {
    const shape = meet(before, known);
    draft.canNull = shape.canNull;
    draft.canValue = shape.canValue;
    draft.shaped(shape);
  } else {
    draft.canNull &&= known.canNull;
    draft.canValue &&= known.canValue;
  }
  return draft.done();
}

/** How many values a value holds at most, itself included. */
export function heldBy(part: Flow): number {
  if (!part.canValue) return 1;
  return part.holds ?? valuesIn(part.type, part.length);
}

/** The same, but it cannot be reached: it gives nothing, fails with nothing and costs nothing. */
export function neverRun(type: Type): Flow {
  return new Draft(false, false, type);
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
export function failsOf(flows: readonly Flow[], more = NO_FAILS): Fails {
  let all = more;
  for (const part of flows) all = all.and(part.fails);
  return all;
}

/** The outcome of one of several branches. */
export function anyOf(branches: readonly Flow[]): Flow {
  let merged = branches[0];
  if (!merged) return neverRun(NULL);
  for (let at = 1; at < branches.length; at++) merged = either(merged, branches[at] as Flow);
  return merged;
}

/** The outcome of one of two branches. */
export function either(left: Flow, right: Flow): Flow {
  if (left === right) return left;
  const shape = union(left, right);
  const because = joined(left.because, right.because);
  const fails = left.fails.and(right.fails);
  const draft = new Draft(shape.canNull, shape.canValue, joinOf(left, right), because, fails, dearest(left.cost, right.cost));
  draft.shaped(shape);
  if (left.levels > 0 || right.levels > 0) {
    const element = elementOfBoth(left, right);
    draft.inside(element, partsOfBoth(left, right, element));
  }
  draft.open = left.open || right.open;
  draft.holds = Math.max(left.canValue ? heldBy(left) : 0, right.canValue ? heldBy(right) : 0);
  draft.halved = left.halved || right.halved;
  return draft.done();
}

/** The type of a value that is one of two; of what is never a value, nothing is heard. */
function joinOf(left: Flow, right: Flow): Type {
  if (!left.canValue) return right.canValue ? right.type : join(left.type, right.type);
  return right.canValue ? join(left.type, right.type) : left.type;
}

function elementOfBoth(left: Flow, right: Flow): Flow | undefined {
  if (!left.canValue) return right.element;
  if (!right.canValue || left.element === right.element) return left.element;
  return left.element && right.element ? either(left.element, right.element) : undefined;
}

/** What both have written out, where they have the same positions or keys. Of lists of one the part is the element, which was joined. */
function partsOfBoth(left: Flow, right: Flow, element: Flow | undefined): Flow["parts"] {
  if (!left.canValue) return right.parts;
  if (!right.canValue || left.parts === right.parts) return left.parts;
  if (!left.parts || !right.parts || left.parts.each.length !== right.parts.each.length) return undefined;
  const flows: Flow[] = [];
  for (let place = 0; place < left.parts.each.length; place++) {
    const part = left.parts.each[place] as Flow;
    const other = right.parts.like(left.parts, place);
    if (!other) return undefined;
    flows.push(element && part === left.element && other === right.element ? element : either(part, other));
  }
  return new Parts(flows, left.parts.entries);
}

/** Every combination of a few known values per part, or undefined when there are too many or some are unknown. */
export function combinations(parts: readonly Flow[], most = 64): (readonly Scalar[])[] | undefined {
  let count = 1;
  for (const { values } of parts) {
    if (!values || count * values.length > most) return undefined;
    count *= values.length;
  }
  const combined: Scalar[][] = [];
  for (let at = 0; at < count; at++) {
    const each: Scalar[] = [];
    // The last part's values change fastest.
    let rest = at;
    for (let part = parts.length - 1; part >= 0; part--) {
      const values = (parts[part] as Flow).values as readonly Scalar[];
      each[part] = values[rest % values.length] as Scalar;
      rest = Math.floor(rest / values.length);
    }
    combined.push(each);
  }
  return combined;
}

/** What to blame when any part's null makes the whole null: each part's, up to one that is never a value. */
export function blameInOrder(parts: readonly Flow[], stops?: (index: number) => boolean): Reasons {
  let because = NO_REASONS;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as Flow;
    if (stops && !stops(index)) continue;
    because = joined(because, part.because);
    if (!part.canValue) break;
  }
  return because;
}

/** The parts that are run before one of them is sure to fail, that one included. */
export function runParts(parts: readonly Flow[]): readonly Flow[] {
  const failing = parts.findIndex((part) => !ends(part));
  return failing < 0 ? parts : parts.slice(0, failing + 1);
}

/** How long a list of it is, with what bounds that. */
export function lengthOfList({ length }: Flow, limits: Limits): Length {
  return length ?? { least: 0, most: limits.listLength, open: true };
}

/** The type a flow shows: the one on this grant, with null only where this grant can bring it. */
export function printFlowType(result: Flow): string {
  return result.canValue ? printTyped({ type: result.type, nullable: result.canNull }) : "null";
}
