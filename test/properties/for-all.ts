/** Asserts a law over generated scenarios: a law answers what is wrong, or nothing. */
import fc from "../seeded.js";

/** Making a counterexample smaller may take for ever; what was found by then is told. */
const LONGEST_MS = 60_000;

/** Asserts that a law has nothing to say against so many scenarios; what it counts may be shown to be enough. */
export function forAll<T>(scenarios: fc.Arbitrary<T>, runs: number, law: (scenario: T) => string | undefined): void {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const problem = law(scenario);
      if (problem !== undefined) throw new Error(problem);
    }),
    { numRuns: runs, interruptAfterTimeLimit: LONGEST_MS, markInterruptAsFailure: true },
  );
}
