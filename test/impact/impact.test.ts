/** Impact counts what issuing every token would count: over folders of exports, and over a PostgreSQL. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeDirectory } from "../../scripts/directory.js";
import { rowsOf, TABLES, type TableName } from "../../scripts/directory-model.js";
import { type ClaimSet, defineClaims } from "../../src/claims/index.js";
import { openDirectory } from "../../src/cli/impact-open.js";
import { impactOf } from "../../src/impact/impact.js";
import type { ImpactReport } from "../../src/impact/report.js";
import { clusterOfTests } from "../sql/databases.js";
import { isDuckdbInstalled, openDuckdb, type TestDatabase } from "../sql/duckdb.js";
import { type Cluster, isPostgresInstalled, openPostgres } from "../sql/postgres.js";
import { after, before, plainAfter, plainBefore } from "./documents.js";
import { expectedImpact } from "./expected.js";

const SIZE = { seed: 3, users: 400, clients: 9, groups: 40 };
const expected = expectedImpact(SIZE, before, after);
let scratch = "";

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "impact-"));
});
afterAll(() => rmSync(scratch, { recursive: true }));

/** Runs to the end, collecting how far it said it was. */
async function compare(place: string, old: ClaimSet, next: ClaimSet): Promise<{ report: ImpactReport; steps: number[] }> {
  const directory = await openDirectory(place, next);
  try {
    const work = impactOf(directory, old, next);
    const steps: number[] = [];
    for (;;) {
      const step = await work.next();
      if (step.done) return { report: step.value, steps };
      steps.push(step.value.done / step.value.of);
    }
  } finally {
    directory.close();
  }
}

function holds({ report, steps }: Awaited<ReturnType<typeof compare>>): void {
  const counted = report.claims.flatMap(({ name, counts }) =>
    counts.map((each) => [JSON.stringify([name, each.grant, each.change, each.before ?? "", each.after ?? ""]), each] as const),
  );
  const told = Object.fromEntries(counted.map(([key, { tokens, users, clients }]) => [key, { tokens, users, clients }]));
  const wanted = Object.fromEntries(
    [...expected.counts].map(([key, { tokens, users, clients }]) => [key, { tokens, users: users.size, clients: clients.size }]),
  );
  expect(told).toEqual(wanted);
  const sizes = [...expected.sizes].sort((a, b) => a - b);
  expect(report.sizes.after?.max).toBe(sizes.at(-1));
  expect(report.sizes.after?.p50).toBe(sizes[Math.ceil(sizes.length * 0.5) - 1]);
  expect(report.sizes.after?.p99).toBe(sizes[Math.ceil(sizes.length * 0.99) - 1]);
  expect(report.largest.map(({ bytes }) => bytes)).toEqual(sizes.slice(-10).reverse());
  expect([report.changed, report.changedShare]).toEqual([expected.changed, expected.changed / report.tokens]);
  expect(report.refused).toEqual(expected.refused);
  expect(expected.refused.after).toBeGreaterThan(0);
  expect(steps.at(-1)).toBe(1);
  expect(report.missing.find(({ path }) => path === "app.profile.system_home")?.clients.length).toBe(
    [...rowsOf("clients", SIZE)].filter(({ system_home }) => system_home === null).length,
  );
  const badge = report.claims.find(({ name }) => name === "badge");
  expect(badge?.examples.every(({ masked, after: value }) => masked === true && value === undefined)).toBe(true);
  const email = report.claims.find(({ name }) => name === "email")?.examples[0];
  expect(email).toMatchObject({ change: "loses", after: { none: "unset-on-user" } });
}

describe.skipIf(!isDuckdbInstalled())("a folder of exports", () => {
  it.each(["ndjson", "csv"] as const)("in %s", async (format) => {
    const folder = join(scratch, format);
    await writeDirectory(folder, SIZE, format);
    holds(await compare(folder, before, after));
  });
  it("refuses the tokens of a claim that is for some clients, without the library", async () => {
    const folder = join(scratch, "some-clients");
    await writeDirectory(folder, SIZE, "ndjson");
    const { report } = await compare(folder, plainBefore, plainAfter);
    const { refused, sizes } = expectedImpact(SIZE, plainBefore, plainAfter);
    expect([report.byLibrary, report.refused]).toEqual([0, refused]);
    expect(refused.after).toBeGreaterThan(0);
    expect(report.sizes.after?.histogram.reduce((sum, [, tokens]) => sum + tokens, 0)).toBe(sizes.length);
  });
  it("whose columns have quotes and backslashes in their names", async () => {
    const folder = join(scratch, "odd-names");
    mkdirSync(folder);
    const odd = ['we"ird', "back\\slash", '"both\\"', "a.b", "it's"];
    const values = Object.fromEntries(odd.map((name) => [name, `of ${name}`]));
    writeFileSync(join(folder, "users.ndjson"), `${JSON.stringify({ id: "u1", ...values })}\n`);
    writeFileSync(join(folder, "clients.ndjson"), `${JSON.stringify({ clientId: "c1", grants: ["password"], ...values })}\n`);
    const claims = odd.flatMap((name, index) => {
      const key = `["${name.replaceAll('"', '""')}"]`;
      return [
        { name: `user${index}`, value: `user${key}` },
        { name: `app${index}`, value: `app.profile${key}` },
      ];
    });
    const texts = Object.fromEntries(odd.map((name) => [name, "text?"]));
    const next = defineClaims({ schemas: { user: texts, app: texts }, claims });
    const { report } = await compare(folder, plainBefore, next);
    const gained = report.claims.filter(({ gains }) => gains === 1).map(({ name }) => name);
    expect([gained, report.byLibrary]).toEqual([claims.map(({ name }) => name), 0]);
  });
  it("in Parquet, with the types that its columns have", async () => {
    const folder = join(scratch, "parquet");
    await writeDirectory(folder, SIZE, "ndjson");
    const database = (await openDuckdb()) as TestDatabase;
    for (const table of Object.keys(TABLES)) {
      const file = join(folder, `${table}.ndjson`);
      const columns = await database.rows(`DESCRIBE SELECT * FROM read_json('${file}')`);
      // The exports of other tools have the types of JSON's values, and no column of a type JSON.
      const list = columns.map(({ column_name: name, column_type: type }) =>
        type === "JSON" ? `CAST("${name}" AS VARCHAR) AS "${name}"` : `"${name}"`,
      );
      await database.run(`COPY (SELECT ${list.join(", ")} FROM read_json('${file}')) TO '${join(folder, table)}.parquet'`);
      rmSync(file);
    }
    await database.close();
    holds(await compare(folder, before, after));
  });
});

const TYPES: Readonly<Record<string, string>> = {
  level: "integer",
  quota: "integer",
  seat: "bigint",
  fte: "double precision",
  remote: "boolean",
  skills: "text[]",
  entitlements: "text[]",
  grants: "text[]",
  created: "timestamptz",
  lastLogin: "timestamptz",
};

/** Fills a cluster with the tables of a directory. */
export async function fill(cluster: Cluster): Promise<void> {
  const database = await openPostgres(cluster);
  for (const table of Object.keys(TABLES) as TableName[]) {
    const list = TABLES[table].map((column) => `"${column}" ${TYPES[column] ?? "text"}`).join(", ");
    await database.run(`CREATE TABLE ${table} (${list})`);
    await database.rows(`INSERT INTO ${table} SELECT * FROM jsonb_to_recordset($1::jsonb) AS given(${list})`, [
      JSON.stringify([...rowsOf(table, SIZE)]),
    ]);
  }
  await database.close();
}

describe.skipIf(!isPostgresInstalled())("a PostgreSQL", () => {
  const cluster = clusterOfTests();

  it("with the tables of the exports", async () => {
    await fill(cluster());
    holds(await compare(cluster().url, before, after));
  });
});
