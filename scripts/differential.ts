/** Holds the evaluator against the oracle: `npm run verify:differential -- --runs 100000 --seed 1 [--only spoiled] [--resume] [--evidence]`. */
import { scenarios } from "../test/generators/scenario.js";
import { divergence } from "../test/properties/laws.js";
import { SHARED_ROWS } from "../test/properties/trial.js";
import { type Course, longRun } from "./long-run.js";

const course = (name: string, share: number, typed: boolean, data: "fitting" | "spoiled"): Course => ({
  name,
  share,
  scenarios: scenarios({ rows: SHARED_ROWS, typed, data }),
  laws: { "evaluator = oracle": (trial) => divergence(trial) },
});

longRun(
  [
    course("typed expressions, fitting data", 4, true, "fitting"),
    course("any expressions, fitting data", 3, false, "fitting"),
    course("typed expressions, spoiled data", 2, true, "spoiled"),
    course("any expressions, spoiled data", 1, false, "spoiled"),
  ],
  {
    job: "differential",
    title: "The evaluator against the oracle",
    what: "Each run makes a schema, an expression that the checker accepts and data for it, and asks the evaluator and the oracle (`test/oracle`) how it ends: value, absence with its reason, or error with its code. A finding is a difference.",
  },
);
