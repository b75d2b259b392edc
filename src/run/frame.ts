/** The data of one evaluation: what is seen of the context, the element of the brackets being worked on, the steps left. */
import { DEFAULT_LIMITS, type Limits } from "../base/limits.js";
import type { ReadPath } from "../context/paths.js";
import { ContextReader } from "../context/reader.js";
import { Sight } from "../context/sight.js";
import type { Sights } from "../context/sights.js";
import type { Start } from "../context/start.js";
import { UNITS_OF_ADMITTING, UNITS_OF_AN_ELEMENT } from "../library/looking.js";
import type { Absent } from "../values/absent.js";
import { holdsValues, sizeOf } from "../values/compare.js";
import { Fault, Group, type MapValue, type Value } from "../values/value.js";
import type { Room } from "./outcome.js";

/** A node as code. */
export type Step = (frame: Frame) => Value | Fault;

/** What each node gave, by node id; nothing where it was not run. */
export type Trace = (Value | Fault | undefined)[];

/**
 * One evaluation's state. It is kept with what was seen of the context, so that the next evaluation of the same context
 * needs no new one; nobody but the evaluation under way uses it.
 */
export class Frame extends Sight {
  /** The element of the innermost brackets. */
  element: Value = null;
  /** The element that an inner expression is about. */
  subject: Value = null;
  /** While someone records. */
  trace: Trace | undefined = undefined;
  /** Why a call gave null where its arguments do not tell, while someone records; by node id. */
  private notes: Map<number, ReadPath | Absent> | undefined = undefined;
  /** The reader that several evaluations share, or one that was made for this one. */
  private source: ContextReader | undefined = undefined;
  private stepsLeft = 0;
  private workLeft = 0;
  /** The list or map of the context that was read last in this evaluation, and those before it. */
  private latest: Value = null;
  private before: Set<Value> | undefined = undefined;
  /** How many values of the context may be read before they count as work. */
  private valuesLeft = 0;
  /** The list or map that was counted last, in whatever evaluation, and how many values it holds: none of them changes. */
  private counted: Value = null;
  private size = 0;
  /** What was made ready last in this evaluation, such as a pattern. */
  private readied: Value | undefined = undefined;
  /** What this evaluation is held to. */
  private limits: Limits = DEFAULT_LIMITS;
  /** What was within the budget once is not held to it again. */
  private isFree = false;

  /** The frame of a context that is read with care alone. */
  static careful(start: Start): Frame {
    return new Frame(undefined, undefined, start, undefined, undefined, undefined, NO_LANES, NO_LANES.size);
  }

  /** The frame of a context that is seen for the first time. */
  static first(sights: Sights, context: unknown, start: Start, asked: string | undefined, supplied: object | undefined): Frame {
    return sights.first(Frame, context, start, asked, supplied) ?? Frame.careful(start);
  }

  /** The frame of a context that was seen before; undefined where it is not, or something of it is otherwise now. */
  static again(sights: Sights, context: unknown, asked?: string, supplied?: object): Frame | undefined {
    return sights.again(context, asked, supplied) as Frame | undefined;
  }

  /** The frame of a token's reader. */
  static of(reader: ContextReader): Frame {
    const { sight, grantName } = reader;
    return sight && !sight.isBusy ? (sight as Frame) : Frame.careful({ context: null, grant: undefined, words: grantName });
  }

  /** Begins an evaluation, with all of its budget. */
  enter(limits: Limits, reader: ContextReader | undefined): void {
    this.verify();
    this.isBusy = true;
    this.stepsLeft = limits.steps;
    this.workLeft = limits.work;
    this.valuesLeft = limits.dataSize;
    this.readied = undefined;
    this.latest = null;
    this.before = undefined;
    this.limits = limits;
    this.source = reader;
  }

  /** Ends it. What ended in an exception is not left, so that nobody meets what it left behind. */
  leave(): void {
    this.isBusy = false;
  }

  /** Records what nodes give into a trace; once more, and so outside the budget, where that was held to it before. */
  record(trace: Trace | undefined, isFree: boolean): void {
    this.trace = trace;
    this.notes = undefined;
    this.isFree = isFree;
  }

  /** Reads what has no short way. Most evaluations never need it. */
  get reader(): ContextReader {
    const { start } = this;
    this.source ??= new ContextReader(start.context, start.grant, start.words, this.limits, this);
    return this.source;
  }

  /** Keeps why a call gave null. */
  note(id: number, why: ReadPath | Absent): void {
    if (!this.trace) return;
    this.notes ??= new Map();
    this.notes.set(id, why);
  }

  /** Why a call gave null. */
  noted(id: number): ReadPath | Absent | undefined {
    return this.notes?.get(id);
  }

  /** Runs an inner expression about an element. Its nodes have ids of their own, so nothing of it is recorded. */
  about(subject: Value, step: Step): Value | Fault {
    const outer = { subject: this.subject, element: this.element, trace: this.trace };
    this.subject = subject;
    this.element = null;
    this.trace = undefined;
    const value = step(this);
    this.subject = outer.subject;
    this.element = outer.element;
    this.trace = outer.trace;
    return value;
  }

  /** Takes steps from the budget; a fault when it is used up. */
  spend(steps: number): Fault | undefined {
    this.stepsLeft -= steps;
    return this.stepsLeft >= 0 || this.isFree ? undefined : new Fault("run/budget", { limit: this.limits.steps });
  }

  /** Counts units of text that are looked at; a fault when they are too many. */
  look(units: number): Fault | undefined {
    this.workLeft -= units;
    return this.workLeft >= 0 || this.isFree ? undefined : new Fault("context/too-much-work", { limit: this.limits.work });
  }

  /**
   * Counts what was read of the context: lists of what holds nothing are read for nothing up to as many values as one may hold, more
   * of them are work; so is each value of anything else, which is admitted anew for each evaluation. Each list or map counts once
   * in an evaluation, whether it was admitted for this one or before.
   */
  read<V extends Value | Fault>(value: V): V | Fault {
    if (value === this.latest || !holdsValues(value) || this.before?.has(value)) return value;
    if (this.latest !== null) (this.before ??= new Set()).add(this.latest);
    this.latest = value;
    return this.count(value, true) ?? value;
  }

  /** The same of a field of a group, which is read anew each time and counts as often. */
  readField<V extends Value | Fault>(value: V): V | Fault {
    return holdsValues(value) ? (this.count(value, false) ?? value) : value;
  }

  /** Whether this very value was made ready last: only the first time takes long, in every evaluation alike. */
  isReadyAgain(value: Value): boolean {
    const isAgain = value === this.readied;
    this.readied = value;
    return isAgain;
  }

  private count(value: readonly Value[] | MapValue, isWhole: boolean): Fault | undefined {
    if (value !== this.counted) {
      // Groups are one each: their fields are read one by one.
      const list = value as readonly Value[];
      this.size = list[0] instanceof Group ? list.length : sizeOf(value, this.limits.dataSize + 1);
      this.counted = value;
    }
    const { size } = this;
    // A map has no length.
    if (isWhole && !(size <= (value as readonly Value[]).length + 1)) return this.look(size * UNITS_OF_ADMITTING);
    const beyond = Math.min(size, size - this.valuesLeft);
    this.valuesLeft -= size;
    return beyond > 0 ? this.look(beyond * UNITS_OF_AN_ELEMENT) : undefined;
  }

  /** Takes both at once: what a call takes, or an element of brackets. Where one of them is used up it is found out which came first. */
  take(steps: number, units: number): Fault | undefined {
    return this.affords(steps, units) ? undefined : (this.spend(steps) ?? this.look(units));
  }

  /** Takes both where there is enough of both, and nothing otherwise. */
  affords(steps: number, units: number): boolean {
    if (this.stepsLeft < steps || this.workLeft < units) return false;
    this.stepsLeft -= steps;
    this.workLeft -= units;
    return true;
  }

  /** Whether so many steps are left; none is taken. */
  hasSteps(steps: number): boolean {
    return this.stepsLeft >= steps;
  }

  /** What a result may be at most, after the work that was done for it. */
  get room(): Room {
    const { dataSize, work } = this.limits;
    return { values: dataSize, work: this.workLeft, limit: work };
  }

  /** How many steps were taken. */
  get spent(): number {
    return this.limits.steps - this.stepsLeft;
  }
}

const NO_LANES: ReadonlyMap<string, undefined> = new Map();
