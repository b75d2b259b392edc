/** Holds evaluations against the checker's verdicts: `npm run verify:soundness -- --runs 100000 [--seed N] [--only NAME]`. */
import { allFunctions } from "../src/library/all.js";
import { scenarios } from "../test/generators/scenario.js";
import { unblamed, unreported, unsound } from "../test/properties/laws.js";
import { type Course, longRun } from "./long-run.js";

const course = (name: string, share: number, typed: boolean): Course => ({
  name,
  share,
  scenarios: scenarios({ rows: allFunctions, typed, data: "fitting", granted: true }),
  laws: { verdict: (trial) => unsound(trial), because: unblamed, reads: unreported },
});

longRun([course("typed expressions", 3, true), course("any expressions", 1, false)]);
