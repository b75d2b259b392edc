/** Comparisons of attributes with what is written out, alone and joined by `and` and `or`: no call for each of them. */
import type { Lane } from "../context/lane.js";
import { isUncounted } from "../library/looking.js";
import { Fault, type Value } from "../values/value.js";
import type { Frame, Step } from "./frame.js";
import type { Written } from "./operand.js";
import type { Place } from "./place.js";

/** Whether comparing with it is no work worth counting, whatever the other side is. */
export function isShort(literal: Written): boolean {
  return typeof literal !== "string" || isUncounted(literal.length);
}

/** What answers true, false or a fault, never null. */
export interface Condition {
  holds(frame: Frame): boolean | Fault;
}

/** A condition as a step. */
export function conditionStep(condition: Condition): Step {
  return (frame) => condition.holds(frame);
}

/** An attribute that is compared. */
export abstract class Comparison implements Condition {
  private readonly start: number;
  private readonly end: number;

  /** The place is kept as two numbers: conditions are many, and a record would be as large as the rest of one. */
  constructor(
    protected readonly lane: Lane,
    protected readonly whenSame: boolean,
    where: Place,
  ) {
    this.start = where.start;
    this.end = where.end;
  }

  abstract holds(frame: Frame): boolean | Fault;

  /** The answer for what is no text and not null, and for what takes more care to read. */
  protected withCare(read: Value | Fault | undefined, literal: Written, frame: Frame): boolean | Fault {
    const { lane, whenSame } = this;
    const value = frame.read(read === undefined ? frame.reader.read(lane.path) : read);
    if (value instanceof Fault) return value.at(this.start, this.end);
    return (value === literal) === whenSame;
  }
}

/** `attribute == "text"`, or `!=`, where the text is short. */
class TextComparison extends Comparison {
  constructor(
    lane: Lane,
    private readonly literal: string,
    whenSame: boolean,
    where: Place,
  ) {
    super(lane, whenSame, where);
  }

  holds(frame: Frame): boolean | Fault {
    const value = this.lane.read(frame);
    if (typeof value === "string") return (value === this.literal) === this.whenSame;
    return value === null ? !this.whenSame : this.withCare(value, this.literal, frame);
  }
}

/** `attribute == null`, a number or a truth value, or `!=`. */
class PlainComparison extends Comparison {
  constructor(
    lane: Lane,
    private readonly literal: number | boolean | null,
    whenSame: boolean,
    where: Place,
  ) {
    super(lane, whenSame, where);
  }

  holds(frame: Frame): boolean | Fault {
    const value = this.lane.read(frame);
    if (typeof value === "string") return !this.whenSame;
    return value === null ? (this.literal === null) === this.whenSame : this.withCare(value, this.literal, frame);
  }
}

/** A comparison with what is written out: equal is the same, since a literal holds nothing. */
export function comparison(lane: Lane, literal: Written, whenSame: boolean, where: Place): Comparison {
  return typeof literal === "string"
    ? new TextComparison(lane, literal, whenSame, where)
    : new PlainComparison(lane, literal, whenSame, where);
}

/** The same of what has no short way. */
export class StepComparison implements Condition {
  constructor(
    private readonly left: Step,
    private readonly literal: Written,
    private readonly whenSame: boolean,
  ) {}

  holds(frame: Frame): boolean | Fault {
    const value = this.left(frame);
    if (value === this.literal) return this.whenSame;
    return value instanceof Fault ? value : !this.whenSame;
  }
}

/** Comparisons joined by one operator, or such joined by the other one. */
export class Combination implements Condition {
  /**
   * @param groups comparisons joined by the inner operator
   * @param stop what decides the outer operator at once: true for `or`
   */
  constructor(
    private readonly groups: readonly (readonly Comparison[])[],
    private readonly stop: boolean,
  ) {}

  holds(frame: Frame): boolean | Fault {
    const { groups, stop } = this;
    for (let at = 0; at < groups.length; at++) {
      const joined = allOf(groups[at] as readonly Comparison[], stop, frame);
      if (joined !== !stop) return joined;
    }
    return !stop;
  }
}

/** What the inner operator makes of its comparisons: the first that is `end` the wrong way round decides. */
function allOf(comparisons: readonly Comparison[], wanted: boolean, frame: Frame): boolean | Fault {
  for (let at = 0; at < comparisons.length; at++) {
    const holds = (comparisons[at] as Comparison).holds(frame);
    if (holds !== wanted) return holds;
  }
  return wanted;
}
