/** Evaluates for long, and makes many programs, and weighs the heap before and after. */
import fc from "fast-check";
import { compile, defineEnvironment, type Program } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { type Scenario, scenarios } from "../../test/generators/scenario.js";
import { trialOf } from "../../test/properties/trial.js";

/** What a run came to. */
export interface Weighed {
  readonly count: number;
  /** Bytes of heap after collection, beyond what it was when warm. */
  readonly growth: number;
}

/** The heap after collection; several, since finalisers make room for others. */
function heap(): number {
  for (let round = 0; round < 4; round++) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Different generated programs with data of their own. */
export function madePrograms(count: number): { program: Program; scenario: Scenario }[] {
  const made: { program: Program; scenario: Scenario }[] = [];
  for (let seed = 1; made.length < count; seed++) {
    const all = scenarios({ rows: allFunctions, typed: true, data: "fitting" });
    for (const scenario of fc.sample(all, { numRuns: 200, seed })) {
      const trial = made.length < count ? trialOf(scenario) : undefined;
      if (trial) made.push({ program: trial.program, scenario });
    }
  }
  return made;
}

/** Evaluates programs in turn, some contexts the same again and some new. */
export function soakEvaluations(programs: number, evaluations: number): Weighed {
  const made = madePrograms(programs);
  const contexts = made.map(({ scenario }) => JSON.stringify(scenario.context));
  const round = (times: number): void => {
    for (let at = 0; at < times; at++) {
      const index = at % made.length;
      const { program, scenario } = made[index] as (typeof made)[number];
      const context = at % 5 === 0 ? JSON.parse(contexts[index] as string) : scenario.context;
      program.evaluate(context, scenario.grant ? { grant: scenario.grant } : {});
    }
  };
  // Warm is when every program was evaluated often enough to have all that it keeps.
  round(Math.min(evaluations, programs * 20));
  const warm = heap();
  round(evaluations);
  return { count: evaluations, growth: heap() - warm };
}

/** Parses, compiles and evaluates one program after another, each of its own source, and lets go of it. */
export function soakDistinct(count: number): Weighed {
  const env = defineEnvironment({ functions: allFunctions, app: { home: "text?", level: "integer?" }, user: { email: "text" } });
  const context = { app: { profile: { home: "HDQ", level: 3 } }, user: { id: "1", profile: { email: "ann@example.com" } } };
  const run = (from: number, to: number): void => {
    for (let at = from; at < to; at++) {
      const source = `app.home == "home ${at}" ? user.email.substringBefore("${at}@") : (app.level + ${at % 1_000_000} > 7 ? {"n${at}": app.home} : "a${at}" matches "a${at % 50}.*")`;
      compile(source, env).evaluate(context);
    }
  };
  const warmUp = Math.min(count, 2_000);
  run(0, warmUp);
  const warm = heap();
  run(warmUp, warmUp + count);
  return { count, growth: heap() - warm };
}
