/** P10: no code of the host runs, whatever is in the data; and an evaluation of hostile data ends in an outcome. */

import { afterAll, describe, expect, it } from "vitest";
import { allFunctions } from "../../src/library/all.js";
import { FAULTS } from "../generators/faults.js";
import { scenarios } from "../generators/scenario.js";
import fc from "../seeded.js";
import { forAll } from "./for-all.js";
import { evaluated, trialOf } from "./trial.js";

describe("the border to the host", () => {
  const met = new Set<string>();

  it("runs no getter, no conversion, no method of the data", () => {
    const spoiled = (typed: boolean) => scenarios({ rows: allFunctions, typed, data: "spoiled" });
    forAll(fc.oneof(spoiled(true), spoiled(false)), 1500, (scenario) => {
      const trial = trialOf(scenario);
      if (!trial) return undefined;
      met.add(scenario.fault as string);
      const options = scenario.grant ? { grant: scenario.grant } : {};
      const { status } = evaluated(trial);
      const { outcome } = trial.program.explain(scenario.context, options);
      if (outcome.status !== status) return `explain ends with ${outcome.status}, evaluate with ${status}`;
      return scenario.hooks === 0 ? undefined : `the host's code ran ${scenario.hooks} times`;
    });
  });

  afterAll(() => expect([...met].sort()).toEqual([...FAULTS].sort()));
});
