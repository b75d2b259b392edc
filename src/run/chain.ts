/** Operators that lean to the left, `a + b - c`, run as one loop, so that no chain is too long for the stack. */
import type { Limits } from "../base/limits.js";
import type { Argument } from "../library/invoke.js";
import { copyWork } from "../library/looking.js";
import type { NumberMode } from "../library/number-mode.js";
import type { BinaryRow } from "../library/operators.js";
import { Fault, isFault } from "../values/value.js";
import type { Frame, Step } from "./frame.js";
import type { Call } from "./invoking.js";
import type { Operand } from "./operand.js";
import { type Place, place } from "./place.js";

/** One operator of a left-leaning chain, with its right side. */
export interface Link {
  readonly row: BinaryRow;
  readonly right: Operand;
  /** The operator writes two texts one after the other. */
  readonly joins: boolean | undefined;
  readonly mode: NumberMode;
  readonly where: Place;
  readonly id: number;
  /** Set where a row of the library gives the operator its meaning for two texts. */
  readonly call: Call | undefined;
  /** The right side, made ready where it is written out. */
  readonly ready: Argument | undefined;
}

/** Runs a chain of operators as one loop. */
export function chain(first: Step, links: readonly Link[], limits: Limits): Step {
  return (frame) => {
    let value = first(frame);
    for (const link of links) {
      if (isFault(value)) return value;
      const right = link.right.read(frame);
      if (isFault(right)) return right;
      if (link.row.propagatesNull && (value === null || right === null)) value = null;
      else if (link.joins && typeof value === "string" && typeof right === "string") {
        value = joined(value, right, frame, limits, link.where);
      } else if (link.call && typeof value === "string" && typeof right === "string")
        value = link.call.run([value, link.ready ?? right], frame, link.where, link.id);
      else {
        const { cost, work, run } = link.row;
        const over = (cost && frame.spend(cost(value, right, limits.steps + 1))) ?? (work && frame.look(work(value, right)));
        value = place(over ?? run(value, right, link.mode, limits), link.where);
      }
      if (frame.trace) frame.trace[link.id] = value;
    }
    return value;
  };
}

/** Two texts as one, with what that costs. */
function joined(left: string, right: string, frame: Frame, { textLength }: Limits, where: Place): string | Fault {
  const length = left.length + right.length;
  const over = frame.look(copyWork(length));
  if (over) return over.at(where.start, where.end);
  return length <= textLength ? left + right : new Fault("run/text-too-long", { limit: textLength }, where.start, where.end);
}
