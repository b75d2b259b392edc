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
  if (args.includes("--report")) return toldAgain(root, args.includes("--evidence"));
  const begun: Begun = { started: new Date(), commit: commitOf(root), asked: args.filter((arg) => arg !== "--evidence") };
  const asked = args.filter((arg) => !arg.startsWith("--"));
  const subjects = switched(
    root,
    Object.keys(ROOMS).flatMap((room) => subjectsOf(root, room)),
  );
  const parts = args.filter((arg) => arg.startsWith("--with=")).flatMap((arg) => arg.slice("--with=".length).split(","));
  const tests = testFiles(root).filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)));
  const bench = await benchOf(root, bundle, "mutants", subjects, tests);
  const chosen = subjects.mutants.filter(({ file }) => asked.length === 0 || asked.some((part) => file.includes(part)));
  process.stderr.write(`${chosen.length} mutants\n`);
  const known = knownOf(root);
  const verdicts = await new Hunt(root, bundle, subjects, bench, (mutant) => hasReason(known, mutant)).all(chosen);
  writeFileSync(lastRun(root), JSON.stringify({ begun, ended: new Date(), verdicts }));
  return report(root, known, verdicts, args.includes("--evidence") ? begun : undefined);
}

function lastRun(root: string): string {
  return join(root, "node_modules/.cache/claims-el/mutants.json");
}

/** Tells the verdicts of the last run again, with the reasons as they are now. */
function toldAgain(root: string, evidence: boolean): number {
  const { begun, ended, verdicts } = JSON.parse(readFileSync(lastRun(root), "utf8")) as {
    readonly begun: Omit<Begun, "started"> & { readonly started: string };
    readonly ended: string;
    readonly verdicts: readonly Verdict[];
  };
  const took = new Date(ended).getTime() - new Date(begun.started).getTime();
  const again: Begun = { ...begun, started: new Date(Date.now() - took) };
  return report(root, knownOf(root), verdicts, evidence ? again : undefined);
}
