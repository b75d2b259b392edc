/** The data of one evaluation: what was read so far, the element of the brackets being worked on, the steps left. */
import type { Limits } from "../base/limits.js";
import type { ReadPath } from "../context/paths.js";
import type { ContextReader } from "../context/reader.js";
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
  readonly notes = new Map<number, ReadPath | Absent>();
  private stepsLeft: number;
  private workLeft: number;
  private readonly slots: (Value | Fault | undefined)[] = [];

  constructor(
    readonly reader: ContextReader,
    readonly limits: Limits,
  ) {
    this.stepsLeft = limits.steps;
    this.workLeft = limits.work;
  }

  /** Keeps why a call gave null. */
  note(id: number, why: ReadPath | Absent): void {
    if (this.trace) this.notes.set(id, why);
  }

  /** The value of a path, read on first use. */
  slot(index: number, path: ReadPath): Value | Fault {
    // No hole is left: what is not there would be looked for in the prototype of all lists.
    while (this.slots.length <= index) this.slots.push(undefined);
    const known = this.slots[index];
    if (known !== undefined) return known;
    const value = this.reader.read(path);
    this.slots[index] = value;
    return value;
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
