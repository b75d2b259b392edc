/** Holds evaluations against the checker's verdicts: `npm run verify:soundness -- --runs 100000 [--seed N] [--only NAME] [--resume] [--evidence]`. */
import { allFunctions } from "../src/library/all.js";
import { scenarios } from "../test/generators/scenario.js";
import { exceeded, median, onEveryGrant, unblamed, unreported, unsound } from "../test/properties/laws.js";
import { type Course, longRun } from "./long-run.js";

/** Said over taken steps, by course. */
const ratios = new Map<string, number[]>();

function noted(name: string): number[] {
  const found = ratios.get(name) ?? [];
  ratios.set(name, found);
  return found;
}

const course = (name: string, share: number, typed: boolean): Course => ({
  name,
  share,
  scenarios: scenarios({ rows: allFunctions, typed, data: "fitting", granted: true }),
  laws: {
    verdict: onEveryGrant((trial) => unsound(trial)),
    because: onEveryGrant(unblamed),
    reads: unreported,
    cost: (trial) => exceeded(trial, noted(name)),
  },
});

longRun([course("typed expressions", 3, true), course("any expressions", 1, false)], {
  job: "soundness",
  title: "Evaluations against the checker's verdicts",
  what: "Each run makes a schema, an expression that the checker accepts and data that fits, on every grant: it must end as the verdict says or in one of `mayFail`, name a reason that the verdict names, touch what `reads` names, and take no more than `cost` says.",
});

for (const [name, all] of ratios)
  process.stdout.write(`${name}: ${all.length} costs, estimate over actual ${median(all).toFixed(2)} in the median\n`);
if (!(median(noted("typed expressions")) < 5)) process.exitCode = 1;
