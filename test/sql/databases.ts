/** The databases that tests compare with: those that are installed, each opened once a file. */
import { afterAll, beforeAll, describe } from "vitest";
import { isDuckdbInstalled, openDuckdb, type TestDatabase } from "./duckdb.js";
import { type Cluster, isPostgresInstalled, openPostgres, startCluster } from "./postgres.js";

/** The databases by their dialect. */
export type DatabaseName = "duckdb" | "postgres";

const HOW: Readonly<Record<DatabaseName, string>> = {
  duckdb: "npm ci installs @duckdb/node-api",
  postgres: "apt-get install postgresql",
};

/** Describes tests for each database; one that is not installed is skipped, with how to install it. */
export function describeDatabases(title: string, tests: (name: DatabaseName, database: () => TestDatabase) => void): void {
  for (const name of ["duckdb", "postgres"] as const) {
    const installed = name === "duckdb" ? isDuckdbInstalled() : isPostgresInstalled();
    describe.skipIf(!installed)(`${name} ${title}${installed ? "" : ` (not installed here: ${HOW[name]})`}`, () => {
      let cluster: Cluster | undefined;
      let database: TestDatabase | undefined;
      beforeAll(async () => {
        cluster = name === "postgres" ? await startCluster() : undefined;
        database = cluster ? await openPostgres(cluster) : await openDuckdb();
      });
      afterAll(async () => {
        await database?.close();
        await cluster?.stop();
      });
      tests(name, () => database as TestDatabase);
    });
  }
}

/** The PostgreSQL of a `describe`: started before its tests and stopped behind them. */
export function clusterOfTests(): () => Cluster {
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster?.stop());
  return () => cluster as Cluster;
}
