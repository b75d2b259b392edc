/** Tells the score of each room, and which survivors have no reason. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SEED } from "../../test/seeded.js";
import { writeEvidence } from "../evidence.mjs";
import type { Verdict } from "./hunt.js";
import type { Mutant } from "./schemata.js";
import { ROOMS, subjectsOf } from "./subjects.js";

/** The least that a room may have. */
const LEAST = 95;

/** The survivors that have a reason, by file. */
export type Known = Readonly<Record<string, readonly { mutant: string; reason: string }[]>>;

interface Row {
  readonly name: string;
  readonly all: number;
  readonly killed: number;
  readonly explained: number;
}

/** When a run began, and at which commit. */
export interface Begun {
  readonly started: Date;
  readonly commit: string;
  /** What it was asked for. */
  readonly asked: readonly string[];
}

/** The reasons that are written down. */
export function knownOf(root: string): Known {
  return JSON.parse(readFileSync(join(root, "scripts/mutants.json"), "utf8")) as Known;
}

/** Whether a mutant has a reason. */
export function hasReason(known: Known, { file, name }: Mutant): boolean {
  return known[file]?.some(({ mutant }) => mutant === name) === true;
}

/** Prints, and answers with the exit code: 1 where a room has less than it must, or a survivor no reason. */
export function report(root: string, known: Known, verdicts: readonly Verdict[], evidence: Begun | undefined): number {
  const isKnown = ({ mutant }: Verdict) => hasReason(known, mutant);
  const rowOf = (name: string, files: readonly string[]): Row => {
    const own = verdicts.filter(({ mutant }) => files.includes(mutant.file));
    const killed = own.filter((verdict) => verdict.killed).length;
    return { name, all: own.length, killed, explained: own.filter((verdict) => !verdict.killed && isKnown(verdict)).length };
  };
  const counts: Record<string, string> = {};
  let failed = false;
  for (const room of Object.keys(ROOMS)) {
    const files = subjectsOf(root, room);
    const total = rowOf(room, files);
    if (total.all === 0) continue;
    counts[`**${room}**`] = `**${cells(total)}**`;
    for (const row of files.map((file) => rowOf(file, [file]))) if (row.all > 0) counts[row.name] = cells(row);
    failed ||= total.killed / total.all < LEAST / 100 || total.killed + total.explained < total.all;
  }
  for (const { mutant } of verdicts.filter((verdict) => !verdict.killed && !isKnown(verdict)))
    process.stdout.write(`survives: ${mutant.file}:${mutant.line} ${mutant.name}\n`);
  failed = toldStale(known, verdicts) || failed;
  for (const [name, told] of Object.entries(counts)) process.stdout.write(`${name}: ${told}\n`);
  if (evidence) writePage(root, evidence, counts, !failed);
  return failed ? 1 : 0;
}

function cells({ all, killed, explained }: Row): string {
  return `${((100 * killed) / all).toFixed(1)} %: ${killed} of ${all} killed, ${explained} explained`;
}

/** Reasons for what is no mutant any more, or what is killed by now, mislead. */
function toldStale(known: Known, verdicts: readonly Verdict[]): boolean {
  const files = new Set(verdicts.map(({ mutant }) => mutant.file));
  const stale = Object.entries(known).flatMap(([file, entries]) =>
    files.has(file)
      ? entries.filter(({ mutant }) => !verdicts.some((verdict) => verdict.mutant.name === mutant && !verdict.killed))
      : [],
  );
  for (const { mutant } of stale) process.stdout.write(`a reason for what does not survive: ${mutant}\n`);
  return stale.length > 0;
}

function writePage(root: string, { asked, ...begun }: Begun, counts: Readonly<Record<string, string>>, holds: boolean): void {
  const what = [
    "Each mutant is one small change of a source: an operator for its neighbour, a condition decided, a literal that is another,",
    "a call or a result left out. A test has to fail on it. `scripts/mutants.json` has a reason for each that no test can find;",
    "that is what *explained* counts.",
  ];
  const command = ["npm run verify:mutation", ...(asked.length > 0 ? ["--", ...asked] : [])].join(" ");
  writeEvidence(
    "mutation",
    { title: "Mutation testing", what: what.join(" "), command, ...begun, seeds: [SEED], counts, holds },
    root,
  );
}
