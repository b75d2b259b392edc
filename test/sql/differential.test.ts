/** The database answers as the evaluator does: for generated expressions over generated directories, value and reason, row by row. */

import { expect, it } from "vitest";
import fc, { SEED } from "../seeded.js";
import { compareAll, noPairs } from "./compare.js";
import { describeDatabases } from "./databases.js";
import { directories } from "./directories.js";

const ROWS = 200;
const EXPRESSIONS = 60;
const DIRECTORIES = 8;

describeDatabases("and the evaluator agree", (name, database) => {
  it(`over ${DIRECTORIES} directories`, async () => {
    const tally = noPairs();
    for (const [index, directory] of fc.sample(directories(ROWS, EXPRESSIONS), { numRuns: DIRECTORIES, seed: SEED }).entries())
      await compareAll(database(), name, directory, `directory ${index}`, tally);

    expect(tally.pairs).toBeGreaterThan(50_000);
    expect(Math.min(tally.values, tally.absences, tally.errors)).toBeGreaterThan(1_000);
  });
});
