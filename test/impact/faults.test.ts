/** Faults of a directory end in one clear line, and never in half a report. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeDirectory } from "../../scripts/directory.js";
import { UsageError } from "../../src/cli/exit.js";
import { runImpact } from "../../src/cli/impact.js";
import type { Terminal } from "../../src/cli/terminal.js";
import { clusterOfTests } from "../sql/databases.js";
import { isDuckdbInstalled } from "../sql/duckdb.js";
import { isPostgresInstalled, openPostgres } from "../sql/postgres.js";

const SIZE = { seed: 3, users: 600, clients: 4, groups: 5 };
let scratch = "";
const path = (...names: string[]) => join(scratch, ...names);

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "faults-"));
  const document = (value: string) =>
    JSON.stringify({
      schemas: { user: { email: "text?", login: "text", level: "integer?" } },
      claims: [
        { name: "email", value },
        { name: "level", value: "user.level" },
      ],
    });
  writeFileSync(path("old.json"), document("user.email ?: user.login"));
  writeFileSync(path("new.json"), document("user.email"));
  await writeDirectory(path("good"), SIZE, "ndjson");
});
afterAll(() => rmSync(scratch, { recursive: true }));

/** Runs the command in this process: its exit code and what it printed, or its one line. */
async function run(
  directory: string,
  options: Record<string, string | boolean> = {},
): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const terminal: Terminal = {
    stdout: { colour: false, write: (text) => void (out += text) },
    stderr: { colour: false, write: (text) => void (err += text) },
    stdin: { [Symbol.asyncIterator]: async function* () {} },
    stdinIsTerminal: false,
    now: () => new Date(0),
  };
  try {
    const code = await runImpact(
      {
        command: "impact",
        positionals: [path("old.json"), path("new.json")],
        options: { directory, html: path("report.html"), ...options },
      },
      terminal,
    );
    return { code, out, err };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 2, out, err: error.message };
  }
}

/** One line, and no report. */
function failsWith(result: { code: number; out: string; err: string }, line: RegExp): void {
  expect([result.code, result.out, result.err.split("\n").length]).toEqual([2, "", 1]);
  expect(result.err).toMatch(line);
  expect(readdirSync(scratch).filter((name) => name.startsWith("report"))).toEqual([]);
}

describe.skipIf(!isDuckdbInstalled())("a folder", () => {
  it("whose column is of another type than the schema says", async () => {
    mkdirSync(path("typed"));
    writeFileSync(
      path("typed", "users.ndjson"),
      '{"id":"u1","login":"ann","level":"three"}\n{"id":"u2","login":"bo","level":"four"}\n',
    );
    failsWith(await run(path("typed")), /^the column `users.level` holds text, but the schema of `user.level` says integer$/);
  });

  it("with a value that is not like the others, which is not printed", async () => {
    mkdirSync(path("odd"));
    const rows = Array.from({ length: 30_000 }, (_each, index) => `{"id":"u${index}","login":"ann","level":${index % 9}}\n`);
    writeFileSync(path("odd", "users.ndjson"), `${rows.join("")}{"id":"u","login":"ann","level":"secret-value"}\n`);
    const result = await run(path("odd"));
    failsWith(result, /^users.ndjson cannot be read: /);
    expect(result.err).not.toContain("secret-value");
  });

  it("without a table of users or clients", async () => {
    mkdirSync(path("empty"));
    failsWith(await run(path("empty")), /has no table of users$/);
    failsWith(await run(path("nowhere")), /^there is no folder /);
    failsWith(await run("mysql://somewhere/db"), /neither a folder nor a PostgreSQL$/);
  });

  it("ends with 1 beyond a share of tokens that change, and says so", async () => {
    const strict = await run(path("good"), { "max-changed": "0.1%", json: true });
    expect([strict.code, strict.err]).toEqual([
      1,
      expect.stringMatching(/^claims-el: [\d.]+% of the tokens change, more than 0.1%\.\n$/),
    ]);
    expect(JSON.parse(strict.out)).toMatchObject({ users: 600, byLibrary: 0 });
    expect(readFileSync(path("report.html"), "utf8")).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    rmSync(path("report.html"));
    expect((await run(path("good"), { "max-changed": "90%" })).code).toBe(0);
    rmSync(path("report.html"));
  });

  it("interrupted: one line, no report, nothing left behind", async () => {
    await writeDirectory(path("large"), { ...SIZE, users: 60_000 }, "ndjson");
    mkdirSync(path("tmp"));
    const args = [
      "scripts/run.mjs",
      "src/cli/main.ts",
      "impact",
      path("old.json"),
      path("new.json"),
      "--directory",
      path("large"),
      "--html",
      path("report.html"),
    ];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, TMPDIR: path("tmp") },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (text) => void (out += text));
    child.stderr.on("data", (text) => void (err += text));
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    const begun = () => readdirSync(path("tmp")).some((name) => name.startsWith("claims-el-"));
    while (!begun() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect([out, err.trim()]).toEqual(["", "claims-el: interrupted; no report was written."]);
    expect([existsSync(path("report.html")), readdirSync(path("tmp"))]).toEqual([false, []]);
  });
});

describe.skipIf(!isPostgresInstalled())("a PostgreSQL", () => {
  const cluster = clusterOfTests();

  it("without the tables, with a column of another type, and gone", async () => {
    const { url, kill } = cluster();
    failsWith(await run(url), /^the database has no table `users`$/);
    const database = await openPostgres(cluster());
    await database.run("CREATE TABLE users (id text, login text, email text, level text)");
    failsWith(await run(url), /^the database has no table `clients`$/);
    await database.run('CREATE TABLE clients ("clientId" text)');
    failsWith(await run(url), /^the column `users.level` holds text, but the schema of `user.level` says integer$/);
    await database.run("ALTER TABLE users DROP COLUMN level; ALTER TABLE users ADD COLUMN level integer");
    await database.run(
      "INSERT INTO users SELECT 'u' || n, 'ann', NULL, 1 FROM generate_series(1, 400000) AS n; INSERT INTO clients VALUES ('c')",
    );
    await database.close();
    const waiting = run(url);
    setTimeout(kill, 700);
    failsWith(await waiting, /^the connection to the directory was lost$/);
    failsWith(await run(url), /^the directory cannot be reached: /);
  });
});
