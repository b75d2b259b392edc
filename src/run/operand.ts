/** A part of an expression as the steps around it read it: written out, by its short way, or by its own step. */
import { GroupLane } from "../context/group-lane.js";
import type { Lane } from "../context/lane.js";
import type { Fault, Value } from "../values/value.js";
import type { Frame, Step } from "./frame.js";
import { type Place, place } from "./place.js";

/** What is written out: it holds nothing, so that equal is the same. */
export type Written = string | number | boolean | null;

/** A part. Reading it costs no call of a step where it is written out or has a short way, and then none is kept. */
export class Operand {
  private constructor(
    private readonly step: Step | undefined,
    readonly written: Written | undefined,
    private readonly lane: Lane | undefined,
    private readonly where: Place | undefined,
  ) {}

  static written(value: Written): Operand {
    return new Operand(undefined, value, undefined, undefined);
  }

  static attribute(lane: Lane, where: Place): Operand {
    return new Operand(undefined, undefined, lane, where);
  }

  /** @param step what the part gives; a fault of it has its place */
  static computed(step: Step): Operand {
    return new Operand(step, undefined, undefined, undefined);
  }

  /** What the part gives. */
  read(frame: Frame): Value | Fault {
    const { lane, written } = this;
    if (written !== undefined) return written;
    if (lane !== undefined) {
      const value = lane.read(frame);
      // Nothing else than a fault and what takes more care needs another look.
      if (typeof value === "string" || value === null) return value;
      if (!Array.isArray(value)) return read(lane, this.where as Place, frame);
      const counted = frame.read(value as Value);
      return counted === value ? value : place(counted, this.where as Place);
    }
    return (this.step as Step)(frame);
  }
}

/** What lies at a lane's path, which is the lane's own: one for all expressions of an environment. */
export function read(lane: Lane | GroupLane, where: Place, frame: Frame): Value | Fault {
  const value = lane.read(frame);
  if (typeof value === "string") return value;
  return place(frame.read(value === undefined ? frame.reader.read(lane.path) : value), where);
}

/** The short way to one attribute, of the short ways there are. */
export function attributeLane(lane: Lane | GroupLane | undefined): Lane | undefined {
  return lane instanceof GroupLane ? undefined : lane;
}
