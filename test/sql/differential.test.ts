/** The database answers as the evaluator does: for generated expressions over generated directories, value and reason, row by row. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareAll, noPairs } from "./compare.js";
import { directories } from "./directories.js";
import { openDuckdb, type TestDatabase } from "./duckdb.js";
import { type Cluster, openPostgres, startCluster } from "./postgres.js";

const ROWS = 200;
const EXPRESSIONS = 60;
const DIRECTORIES = 8;
const SEED = Number(process.env.PROPERTY_SEED ?? 20261125);

let cluster: Cluster | undefined;
const databases = new Map<string, TestDatabase>();

beforeAll(async () => {
  const duckdb = await openDuckdb();
  if (duckdb) databases.set("duckdb", duckdb);
  cluster = await startCluster();
  if (cluster) databases.set("postgres", await openPostgres(cluster));
}, 60_000);

afterAll(async () => {
  for (const database of databases.values()) await database.close();
  await cluster?.stop();
});

describe.each(["duckdb", "postgres"] as const)("%s and the evaluator agree", (name) => {
  it(`over ${DIRECTORIES} directories`, { timeout: 120_000 }, async ({ skip }) => {
    const database = databases.get(name);
    if (!database) return skip(`${name} is not installed here`);
    const tally = noPairs();
    for (const [index, directory] of fc.sample(directories(ROWS, EXPRESSIONS), { numRuns: DIRECTORIES, seed: SEED }).entries())
      await compareAll(database, name, directory, `directory ${index}`, tally);

    expect(tally.pairs).toBeGreaterThan(50_000);
    expect(Math.min(tally.values, tally.absences, tally.errors)).toBeGreaterThan(1_000);
  });
});
