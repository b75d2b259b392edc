/** The data of one evaluation: what was read so far, the element of the brackets being worked on, the steps left. */
import type { Limits } from "../base/limits.js";
import type { ReadPath } from "../context/paths.js";
import { ContextReader } from "../context/reader.js";
import type { Sight } from "../context/sight.js";
import type { Start } from "../context/start.js";
import type { Absent } from "../values/absent.js";
import { Fault, type Value } from "../values/value.js";

/** A node as code. */
export type Step = (frame: Frame) => Value | Fault;

/** One evaluation's state. */
export class Frame {
  /** The element of the innermost brackets. */
  element: Value = null;
  /** The element that an inner expression is about. */
  subject: Value = null;
  /** What each node gave, while someone records; by node id. */
  trace: (Value | Fault | undefined)[] | undefined;
  /** Why a call gave null where its arguments do not tell, while someone records; by node id. */
  private notes: Map<number, ReadPath | Absent> | undefined;
  private stepsLeft: number;
  private workLeft: number;

  /**
   * @param sight the short way into the context, where there is one
   * @param source the reader that several evaluations share, or what a reader of this one starts from
   */
  constructor(
    readonly sight: Sight | undefined,
    private source: ContextReader | Start,
    readonly limits: Limits,
  ) {
    this.stepsLeft = limits.steps;
    this.workLeft = limits.work;
  }

  /** Reads what has no short way. Most evaluations never need it. */
  get reader(): ContextReader {
    const { source } = this;
    if (source instanceof ContextReader) return source;
    const reader = new ContextReader(source.context, source.grant, source.words, this.limits, this.sight);
    this.source = reader;
    return reader;
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
    return this.stepsLeft >= 0 ? undefined : new Fault("run/budget", { limit: this.limits.steps });
  }

  /** Counts units of text that are looked at; a fault when they are too many. */
  look(units: number): Fault | undefined {
    this.workLeft -= units;
    return this.workLeft >= 0 ? undefined : new Fault("context/too-much-work", { limit: this.limits.work });
  }

  /** How many steps were taken. */
  get spent(): number {
    return this.limits.steps - this.stepsLeft;
  }
}
