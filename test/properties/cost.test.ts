/** P12b: no evaluation takes more steps or gives a larger value than the checker said, and what it said is not far from it. */
import { afterAll, describe, expect, it } from "vitest";
import { allFunctions } from "../../src/library/all.js";
import { scenarios } from "../generators/scenario.js";
import { forAll } from "./for-all.js";
import { exceeded, median } from "./laws.js";
import { trialOf } from "./trial.js";

describe.each([true, false])("generated expressions, typed %s", (typed) => {
  const ratios: number[] = [];

  it("cost what was said, or less", () => {
    forAll(scenarios({ rows: allFunctions, typed, data: "fitting" }), 2000, (scenario) => {
      const trial = trialOf(scenario);
      return trial && exceeded(trial, ratios);
    });
  });

  afterAll(() => {
    const middle = median(ratios);
    process.stdout.write(`typed ${typed}: ${ratios.length} costs, estimate over actual ${middle.toFixed(2)} in the median\n`);
    expect(ratios.length).toBeGreaterThan(200);
    // Where no root has a schema, only the limits of admission bound the data, and what was said is far from what any token has.
    if (typed) expect(middle).toBeLessThan(5);
  });
});
