/** Long work, a step at a time, with how many steps there will be: what a progress bar needs. */

import { withinStack } from "../diagnostics/stack.js";

/** A generator that knows its length. */
export interface Stepwise<Step, Result> extends Generator<Step, Result, undefined> {
  readonly steps: number;
}

/** Gives a generator its length. */
export function stepwise<Step, Result>(steps: number, work: Generator<Step, Result, undefined>): Stepwise<Step, Result> {
  return Object.assign(within(work), { steps });
}

/** The same work; where a step finds no stack left, it ends with the diagnostic that says so. */
function* within<Step, Result>(work: Generator<Step, Result, undefined>): Generator<Step, Result, undefined> {
  try {
    return yield* work;
  } catch (error) {
    return withinStack<Result>(() => {
      throw error;
    });
  }
}

/** Runs all steps at once. */
export function runSteps<Result>(work: Generator<unknown, Result, undefined>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
