/** A part of an expression as the steps around it read it: written out, by its short way, or by its own step. */
import { GroupLane } from "../context/group-lane.js";
import type { Lane } from "../context/lane.js";
import type { Fault, Value } from "../values/value.js";
import type { Frame, Step } from "./frame.js";

/** What is written out: it holds nothing, so that equal is the same. */
export type Written = string | number | boolean | null;

/** A part. Reading it costs no call of a step where it is written out or has a short way. */
export class Operand {
  constructor(
    /** What it gives whatever the way; a fault of it has its place. */
    readonly step: Step,
    readonly written: Written | undefined,
    readonly lane: Lane | undefined,
  ) {}

  /** What the part gives. */
  read(frame: Frame): Value | Fault {
    const { lane, written } = this;
    if (written !== undefined) return written;
    if (lane !== undefined) {
      const value = lane.read(frame);
      // Nothing else than a fault and what takes more care needs its step.
      if (typeof value === "string" || value === null || Array.isArray(value)) return value as Value;
    }
    return this.step(frame);
  }
}

/** The short way to one attribute, of the short ways there are. */
export function attributeLane(lane: Lane | GroupLane | undefined): Lane | undefined {
  return lane instanceof GroupLane ? undefined : lane;
}
