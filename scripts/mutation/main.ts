/** Mutation testing: builds the subjects with all mutants in them, sees which tests reach which, and runs those against each. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commitOf } from "../evidence.mjs";
import { type Bundle, benchOf } from "./bench.js";
import { Hunt, type Verdict } from "./hunt.js";
import { switched } from "./plugin.js";
import { type Begun, hasReason, knownOf, report } from "./report.js";
import { ROOMS, subjectsOf, testFiles } from "./subjects.js";

/** Runs the command; answers with its exit code. */
export async function run(root: string, bundle: Bundle): Promise<number> {
  const args = process.argv.slice(2);
  const begun: Begun = { started: new Date(), commit: commitOf(root), asked: args.filter((arg) => arg !== "--evidence") };
  const asked = args.filter((arg) => !arg.startsWith("--"));
  const subjects = switched(
    root,
    Object.keys(ROOMS).flatMap((room) => subjectsOf(root, room)),
  );
  const parts = args.filter((arg) => arg.startsWith("--with=")).flatMap((arg) => arg.slice("--with=".length).split(","));
  const tests = testFiles(root).filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)));
  const bench = await benchOf(root, bundle, "mutants", subjects, tests);
  const last = args.includes("--survivors") ? lastRun(root) : undefined;
  const known = knownOf(root);
  const isUnexplained = ({ mutant, killed }: Verdict) => !killed && !hasReason(known, mutant);
  const survived = last && new Set(last.verdicts.filter(isUnexplained).map(keyOf));
  const isAsked = (file: string) => asked.length === 0 || asked.some((part) => file.includes(part));
  const chosen = subjects.mutants.filter((mutant) => (survived ? survived.has(keyOf({ mutant })) : isAsked(mutant.file)));
  process.stderr.write(`${chosen.length} mutants\n`);
  const verdicts = await new Hunt(root, bundle, subjects, bench, (mutant) => hasReason(known, mutant)).all(chosen);
  const told = last ? merged(last, verdicts) : verdicts;
  const since: Begun = last ? { ...begun, started: new Date(begun.started.getTime() - last.took), asked: last.begun.asked } : begun;
  const took = Date.now() - since.started.getTime();
  writeFileSync(placeOf(root), JSON.stringify({ begun: since, took, verdicts: told } satisfies Run));
  return report(root, known, told, args.includes("--evidence") ? since : undefined);
}

/** What a run came to, kept for one that looks at its survivors again. */
interface Run {
  readonly begun: Begun;
  /** Milliseconds. */
  readonly took: number;
  readonly verdicts: readonly Verdict[];
}

function placeOf(root: string): string {
  return join(root, "node_modules/.cache/claims-el/mutants.json");
}

function lastRun(root: string): Run {
  return JSON.parse(readFileSync(placeOf(root), "utf8")) as Run;
}

function keyOf({ mutant }: Pick<Verdict, "mutant">): string {
  return `${mutant.file} ${mutant.name}`;
}

/** The verdicts of a run, with those of the survivors that were looked at again. */
function merged({ verdicts }: Run, again: readonly Verdict[]): readonly Verdict[] {
  const news = new Map(again.map((verdict) => [keyOf(verdict), verdict]));
  return verdicts.map((verdict) => news.get(keyOf(verdict)) ?? verdict);
}
