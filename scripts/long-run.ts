/** A long run of a law over generated scenarios: batch after batch, every finding counted by its kind, the shortest of each shown. */
import { parseArgs } from "node:util";
import fc from "fast-check";
import type { Scenario } from "../test/generators/scenario.js";
import { type Trial, trialOf } from "../test/properties/trial.js";

/** One family of scenarios and the laws that must hold for each. */
export interface Course {
  readonly name: string;
  /** How large its part of the runs is. */
  readonly share: number;
  readonly scenarios: fc.Arbitrary<Scenario>;
  readonly laws: Readonly<Record<string, (trial: Trial) => string | undefined>>;
}

interface Finding {
  count: number;
  law: string;
  problem: string;
  scenario: Scenario;
}

const BATCH = 500;

/** Runs the courses of the command line's `--runs` and `--seed`; the exit code is 1 when something was found. */
export function longRun(courses: readonly Course[]): void {
  const { values } = parseArgs({ options: { runs: { type: "string" }, seed: { type: "string" }, only: { type: "string" } } });
  const runs = Number(values.runs ?? 10_000);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 0x7fffffff));
  process.stdout.write(`seed ${seed}, ${runs} runs\n`);
  const chosen = courses.filter(({ name }) => !values.only || name.includes(values.only));
  const total = chosen.reduce((sum, { share }) => sum + share, 0);
  let failed = false;
  for (const course of chosen) failed = runCourse(course, Math.ceil((runs * course.share) / total), seed) || failed;
  process.exitCode = failed ? 1 : 0;
}

function runCourse(course: Course, runs: number, seed: number): boolean {
  const findings = new Map<string, Finding>();
  const started = performance.now();
  let accepted = 0;
  for (let done = 0; done < runs; done += BATCH) {
    const batch = fc.sample(course.scenarios, { numRuns: Math.min(BATCH, runs - done), seed: seed + done });
    for (const scenario of batch) {
      const trial = trialOf(scenario);
      if (!trial) continue;
      accepted++;
      for (const [law, problemOf] of Object.entries(course.laws)) note(findings, law, problemOf(trial), scenario);
    }
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const count = [...findings.values()].reduce((sum, finding) => sum + finding.count, 0);
  process.stdout.write(`${course.name}: ${runs} scenarios, ${accepted} accepted by the checker, ${count} findings, ${seconds} s\n`);
  for (const finding of [...findings.values()].sort((a, b) => b.count - a.count)) show(finding);
  return count > 0;
}

/** Keeps the shortest scenario of each kind of problem; a kind is the problem without names, numbers and texts. */
function note(findings: Map<string, Finding>, law: string, problem: string | undefined, scenario: Scenario): void {
  if (problem === undefined) return;
  const kind = `${law}: ${problem.replace(/"(?:[^"\\]|\\.)*"|\d+/g, "_").slice(0, 160)}`;
  const known = findings.get(kind);
  if (!known) findings.set(kind, { count: 1, law, problem, scenario });
  else {
    known.count++;
    if (scenario.source.length < known.scenario.source.length) Object.assign(known, { problem, scenario });
  }
}

function show({ count, law, problem, scenario }: Finding): void {
  const told = scenario[fc.toStringMethod]();
  process.stdout.write(`\n${count} × ${law}: ${problem.slice(0, 1500)}\n${told.slice(0, 3000)}\n`);
}
