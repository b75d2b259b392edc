/** P4, P18: on every grant an evaluation ends as the verdict says, for a reason it names, touches no path that is not in `reads`, and costs no more than was said. */
import { afterAll, describe, expect, it } from "vitest";
import { allFunctions } from "../../src/library/all.js";
import { scenarios } from "../generators/scenario.js";
import { SEED } from "../seeded.js";
import { forAll } from "./for-all.js";
import { type Ends, exceeded, onEveryGrant, unblamed, unreported, unsound } from "./laws.js";
import { type Trial, trialOf } from "./trial.js";

describe.each([
  { typed: true, runs: 2000 },
  { typed: false, runs: 500 },
])("data that fits its schemas, typed $typed", ({ typed, runs }) => {
  const ends: Ends = { value: 0, absent: 0, error: 0 };
  const every = onEveryGrant((trial) => unsound(trial, ends) ?? unblamed(trial));
  const law = (trial: Trial) => every(trial) ?? unreported(trial) ?? exceeded(trial);

  it(`ends as the checker said, over ${runs} expressions on every grant`, () => {
    forAll(scenarios({ rows: allFunctions, typed, data: "fitting", granted: true }), runs, (scenario) => {
      const trial = trialOf(scenario);
      return trial && law(trial);
    });
  }, 180_000);

  afterAll(() => {
    process.stdout.write(`typed ${typed}, seed ${SEED}: ${JSON.stringify(ends)}\n`);
    expect(Math.min(ends.value, ends.absent, ends.error)).toBeGreaterThan(runs / 50);
  });
});
