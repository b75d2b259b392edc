/** P6, P8: the same expression and data end the same: again, among others, after a check, with data of another realm. */
import { isDeepStrictEqual } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, it } from "vitest";
import { check } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { scenarios } from "../generators/scenario.js";
import fc from "../seeded.js";
import { forAll } from "./for-all.js";
import { evaluated, type Trial, trialOf } from "./trial.js";

const some = scenarios({ rows: allFunctions, typed: true, data: "fitting" });
const any = scenarios({ rows: allFunctions, typed: false, data: "fitting" });

/** The same data, made by the `JSON` of another realm. */
function foreign(context: object): object {
  return runInNewContext("JSON.parse(text)", { text: JSON.stringify(context) }) as object;
}

describe("determinism", () => {
  it("an evaluation ends as it did, twice, after a check, after another compilation, with data of another realm", () => {
    forAll(fc.oneof(some, any), 500, (scenario) => {
      const trial = trialOf(scenario);
      if (!trial) return undefined;
      const first = evaluated(trial);
      if (!isDeepStrictEqual(evaluated(trial), first)) return "the second evaluation differs";
      check(scenario.source, trial.env);
      if (!isDeepStrictEqual(evaluated(trial), first)) return "the evaluation after a check differs";
      if (!isDeepStrictEqual(evaluated(trialOf(scenario) as Trial), first)) return "another program of the same expression differs";
      const abroad = evaluated(trial, foreign(scenario.context));
      return isDeepStrictEqual(abroad, evaluated(trial, JSON.parse(JSON.stringify(scenario.context))))
        ? undefined
        : "another realm differs";
    });
  });

  it("evaluations among one another end as alone", () => {
    forAll(fc.array(fc.oneof(some, any), { minLength: 8, maxLength: 8, size: "max" }), 60, (several) => {
      const trials = several.map((scenario) => trialOf(scenario)).filter((trial) => trial !== undefined);
      const alone = trials.map((trial) => evaluated(trial));
      const contexts = trials.map(({ scenario }) => scenario.context);
      // Each program also sees the data of the others in between.
      for (const trial of trials) for (const context of contexts) evaluated(trial, context);
      const mixed = [...trials].reverse().map((trial) => evaluated(trial));
      return isDeepStrictEqual(mixed.reverse(), alone) ? undefined : "an evaluation among others differs";
    });
  });

  it("a check says the same of the same expression", () => {
    forAll(fc.oneof(some, any), 300, (scenario) => {
      const env = scenario.environment(allFunctions);
      const [one, other] = [check(scenario.source, env), check(scenario.source, scenario.environment(allFunctions))];
      return isDeepStrictEqual(JSON.stringify(one), JSON.stringify(other)) ? undefined : "the second check differs";
    });
  });
});
