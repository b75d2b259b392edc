/** P12: with fewer steps an evaluation ends the same or with `run/budget`; with exactly what it takes it succeeds, with one less it does not. */
import { isDeepStrictEqual } from "node:util";
import { describe, it } from "vitest";
import { startReading } from "../../src/context/start.js";
import { allFunctions } from "../../src/library/all.js";
import { compileNodes } from "../../src/run/compile.js";
import { Frame, type Step } from "../../src/run/frame.js";
import { makeProgram } from "../../src/run/program.js";
import { Fault } from "../../src/values/value.js";
import { scenarios } from "../generators/scenario.js";
import fc from "../seeded.js";
import { forAll } from "./for-all.js";
import { evaluated, type Trial, trialOf } from "./trial.js";

/** How many steps an evaluation takes. */
export function stepsOf({ scenario, facts, env }: Trial): number {
  const started = startReading(scenario.context, scenario.grant, env.grants);
  if (started instanceof Fault) throw new Error("generated data begins well");
  const frame = Frame.careful(started);
  frame.enter(env.limits, undefined);
  const step = compileNodes(scenario.source, facts, env, false).at(-1) as Step;
  step(frame);
  return frame.spent;
}

/** The same program with so many steps; its checker is not asked again, since it would refuse what cannot end. */
function within({ scenario, env, result, facts, passes }: Trial, steps: number): Trial {
  const tight = { ...env, limits: { ...env.limits, steps } };
  const { reads, verdicts, ast } = result;
  const tree = { root: ast, facts, reads, verdicts };
  const program = makeProgram({ source: scenario.source, ...tree, env: tight, again: () => tree });
  return { scenario, env: tight, result, facts, passes, program };
}

const some = (typed: boolean) => scenarios({ rows: allFunctions, typed, data: "fitting", depth: 5 });

describe("the budget", () => {
  it("is monotone, and exact", () => {
    forAll(fc.tuple(fc.oneof(some(true), some(false)), fc.nat({ max: 0x3fffffff })), 400, ([scenario, choice]) => {
      const trial = trialOf(scenario);
      const spent = trial ? stepsOf(trial) : 0;
      if (!trial || spent < 2) return undefined;
      const free = evaluated(trial);
      if (!isDeepStrictEqual(evaluated(within(trial, spent)), free)) return `with the ${spent} steps it takes it ends otherwise`;
      for (const steps of [spent - 1, 1 + (choice % (spent - 1))]) {
        const outcome = evaluated(within(trial, steps));
        const exhausted = outcome.status === "error" && outcome.diagnostic.code === "run/budget";
        if (!exhausted) return `with ${steps} of ${spent} steps it gives ${JSON.stringify(outcome)}`;
      }
      return undefined;
    });
  });
});
