/** What running rows and operators on known values may take while an expression is checked. */
import type { Charged } from "../library/invoke.js";
import { Fault } from "../values/value.js";

/** The units of work that the nodes which ask the same of a grant may take together: less than a millisecond. */
const UNITS = 200_000;

/** A step of the budget takes as long as so many units of work. */
const UNITS_OF_A_STEP = 10;

/** What is given instead of a result where the purse is empty. */
export const TOO_DEAR = new Fault("run/budget");

/** Pays for results on known values, as an evaluation pays for its own; without it, a short source could make a check run for seconds. */
export class Purse implements Charged {
  private left = UNITS;

  spend(steps: number): Fault | undefined {
    return this.look(steps * UNITS_OF_A_STEP);
  }

  /** What was asked for in vain is gone too: some of it may have been done before its price was known. */
  look(units: number): Fault | undefined {
    this.left -= units;
    return this.left >= 0 ? undefined : TOO_DEAR;
  }
}
