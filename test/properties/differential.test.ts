/** P7: the evaluator ends as the oracle does, reasons and error codes included, whatever the expression and the data. */
import { afterAll, describe, expect, it } from "vitest";
import { scenarios } from "../generators/scenario.js";
import { forAll } from "./for-all.js";
import { divergence } from "./laws.js";
import { SHARED_ROWS, trialOf } from "./trial.js";

describe.each([
  { typed: true, data: "fitting", runs: 2000 },
  { typed: false, data: "fitting", runs: 2000 },
  { typed: true, data: "spoiled", runs: 1000 },
  { typed: false, data: "spoiled", runs: 1000 },
] as const)("the evaluator and the oracle agree: typed $typed, $data data", ({ typed, data, runs }) => {
  const ends = { value: 0, absent: 0, error: 0 };

  it(`over ${runs} scenarios`, () => {
    forAll(scenarios({ rows: SHARED_ROWS, typed, data }), runs, (scenario) => {
      const trial = trialOf(scenario);
      return trial && divergence(trial, ends);
    });
  });

  afterAll(() => {
    // A run that never errs, or never gives a value, tests little.
    expect(Math.min(ends.value, ends.absent, ends.error)).toBeGreaterThan(runs / 40);
  });
});
