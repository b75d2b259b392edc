/** P12b: no evaluation takes more steps or gives a larger value than the checker said, and what it said is not far from it. */
import { afterAll, describe, expect, it } from "vitest";
import { ContextReader } from "../../src/context/reader.js";
import { startReading } from "../../src/context/start.js";
import { allFunctions } from "../../src/library/all.js";
import { compileNodes } from "../../src/run/compile.js";
import { Frame, type Step } from "../../src/run/frame.js";
import { Fault } from "../../src/values/value.js";
import { scenarios } from "../generators/scenario.js";
import { forAll } from "./for-all.js";
import { evaluated, type Trial, trialOf } from "./trial.js";

/** How many steps an evaluation takes. */
function stepsOf({ scenario, facts, env }: Trial): number {
  const started = startReading(scenario.context, scenario.grant, env.grants);
  if (started instanceof Fault) throw new Error("generated data begins well");
  const frame = new Frame(undefined, new ContextReader(started.context, started.grant, started.words, env.limits), env.limits);
  (compileNodes(scenario.source, facts, env, false).at(-1) as Step)(frame);
  return frame.spent;
}

/** How large a claim's value is, as `cost.size` counts. */
function sizeOf(value: unknown): number {
  if (value === null) return 4;
  if (typeof value === "string") return value.length;
  if (typeof value !== "object") return String(value).length;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item) + 1, 0);
  return Object.entries(value).reduce((sum, [key, item]) => sum + key.length + 2 + sizeOf(item), 0);
}

describe.each([true, false])("generated expressions, typed %s", (typed) => {
  const ratios: number[] = [];

  it("cost what was said, or less", () => {
    forAll(scenarios({ rows: allFunctions, typed, data: "fitting" }), 2000, (scenario) => {
      const trial = trialOf(scenario);
      if (!trial) return undefined;
      const { cost } = trial.result;
      const outcome = evaluated(trial);
      // Where the budget ran out, the charge that was too much is counted whole.
      if (outcome.status === "error" && outcome.diagnostic.code === "run/budget") return undefined;
      const spent = stepsOf(trial);
      if (spent > cost.steps) return `it took ${spent} steps, and ${cost.steps} were said`;
      if (cost.steps > 0) ratios.push(cost.steps / Math.max(1, spent));
      const size = outcome.status === "value" ? sizeOf(outcome.value) : 0;
      return size > cost.size ? `its value has the size ${size}, and ${cost.size} was said` : undefined;
    });
  });

  afterAll(() => {
    ratios.sort((a, b) => a - b);
    expect(ratios.length).toBeGreaterThan(200);
    const median = ratios[ratios.length >> 1] as number;
    process.stdout.write(`typed ${typed}: ${ratios.length} costs, estimate over actual ${median.toFixed(2)} in the median\n`);
    // Where no root has a schema, only the limits of admission bound the data, and what was said is far from what any token has.
    if (typed) expect(median).toBeLessThan(5);
  });
});
