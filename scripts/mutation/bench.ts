/** A bundle of tests with the mutants in it, and what each of its tests reaches without one. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { type Switched, switching } from "./plugin.js";
import { Lane } from "./pool.js";
import type { Seen } from "./worker.js";

/** Bundles a script; gives what to import. */
export type Bundle = (name: string, entry: string, plugins: Plugin[]) => Promise<string>;

/** Tests that are ready to be run against mutants. */
export interface Bench extends Recorded {
  readonly url: string;
}

/** What was seen without a mutant: what loading reaches, and each test. */
interface Recorded {
  readonly loaded: readonly number[];
  readonly seen: readonly Seen[];
}

const RECORDING_MS = 3_600_000;

/** Bundles tests and runs them without a mutant. */
export async function benchOf(
  root: string,
  bundle: Bundle,
  name: string,
  subjects: Switched,
  tests: readonly string[],
): Promise<Bench> {
  const url = await bundle(name, "scripts/mutation/worker.ts", [switching(root, subjects, tests)]);
  const bundled = fileURLToPath(url);
  // What tests reach stays the same while the sources and the tests do.
  const hash = createHash("sha256").update(readFileSync(bundled)).digest("hex").slice(0, 16);
  const path = join(dirname(bundled), `seen-${hash}.json`);
  if (existsSync(path)) return { url, ...(JSON.parse(readFileSync(path, "utf8")) as Recorded) };
  const made = await recorded(url, subjects.mutants.length);
  writeFileSync(path, JSON.stringify(made));
  return { url, ...made };
}

async function recorded(url: string, mutants: number): Promise<Recorded> {
  const lane = new Lane(url, mutants, []);
  const loaded = await lane.loaded;
  const told = loaded.kind === "loaded" ? await lane.ask({ kind: "record" }, RECORDING_MS) : loaded;
  await lane.end();
  if (loaded.kind !== "loaded" || told.kind !== "recorded") throw new Error(`the tests do not run: ${JSON.stringify(told)}`);
  for (const { file, title, problem } of told.seen)
    if (problem !== undefined) process.stderr.write(`fails without a mutant: ${file} ${title}: ${problem.slice(0, 200)}\n`);
  const seconds = told.seen.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  process.stderr.write(`${told.seen.length} tests in ${seconds.toFixed(0)} s\n`);
  return { loaded: loaded.reached, seen: told.seen };
}
