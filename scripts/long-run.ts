/** A long run of laws over generated scenarios: piece after piece, every finding counted by its kind, the shortest of each shown. */
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import fc from "fast-check";
import type { Scenario } from "../test/generators/scenario.js";
import { type Trial, trialOf } from "../test/properties/trial.js";
import { commitOf, writeEvidence } from "./evidence.mjs";

/** One family of scenarios and the laws that must hold for each. */
export interface Course {
  readonly name: string;
  /** How large its part of the runs is. */
  readonly share: number;
  readonly scenarios: fc.Arbitrary<Scenario>;
  readonly laws: Readonly<Record<string, (trial: Trial) => string | undefined>>;
}

/** What the run is told as. */
export interface Purpose {
  readonly job: string;
  readonly title: string;
  readonly what: string;
}

interface Finding {
  count: number;
  readonly kind: string;
  /** The problem and the scenario, as they are shown. */
  told: string;
  /** The length of the scenario's expression. */
  length: number;
}

/** What one piece of a course came to; pieces that are done are kept, so that a run can be taken up again. */
interface Piece {
  readonly course: string;
  readonly seed: number;
  readonly scenarios: number;
  /** Those that the checker accepted: only these are runs. */
  readonly runs: number;
  readonly seconds: number;
  readonly findings: readonly Finding[];
}

/** Runs of one piece. Each has a seed of its own, mixed from the run's, the course's and its place. */
const PIECE = 5_000;
const BATCH = 500;

/** Runs the courses of the command line's `--runs` and `--seed`; the exit code is 1 when something was found. */
export function longRun(courses: readonly Course[], purpose: Purpose): void {
  const { values } = parseArgs({
    options: {
      runs: { type: "string" },
      seed: { type: "string" },
      only: { type: "string" },
      resume: { type: "boolean", default: false },
      evidence: { type: "boolean", default: false },
    },
  });
  const [commit, started] = [commitOf(), new Date()];
  const runs = Number(values.runs ?? 10_000);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 0x7fffffff));
  process.stdout.write(`seed ${seed}, ${runs} runs\n`);
  const chosen = courses.filter(({ name }) => !values.only || name.includes(values.only));
  const total = chosen.reduce((sum, { share }) => sum + share, 0);
  const kept = new Kept(purpose.job, seed, values.resume);
  const pieces = chosen.flatMap((course) => runCourse(course, Math.ceil((runs * course.share) / total), seed, kept));
  const found = sumOf(pieces, ({ findings }) => sumOf(findings, ({ count }) => count));
  process.exitCode = found > 0 ? 1 : 0;
  if (!values.evidence) return;
  writeEvidence(purpose.job, {
    ...purpose,
    commit,
    started,
    command: `npm run verify:${purpose.job} -- --runs ${runs} --seed ${seed}`,
    seeds: [`${seed}, and mixed from it one for each of ${pieces.length} pieces`],
    counts: {
      ...Object.fromEntries(chosen.map(({ name }) => [name, sumOf(pieces, (piece) => (piece.course === name ? piece.runs : 0))])),
      "runs in all": sumOf(pieces, (piece) => piece.runs),
      "expressions that the checker refused, beside them": sumOf(pieces, (piece) => piece.scenarios - piece.runs),
      findings: found,
    },
    holds: found === 0,
  });
}

const sumOf = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((sum, item) => sum + of(item), 0);

/** The pieces that earlier runs of the very same code have done. */
class Kept {
  private readonly path: string;
  private readonly pieces: readonly Piece[];

  constructor(job: string, seed: number, resume: boolean) {
    // This module is bundled with everything that it runs: other code, other name.
    const code = createHash("sha256")
      .update(readFileSync(fileURLToPath(import.meta.url)))
      .digest("hex")
      .slice(0, 12);
    const folder = dirname(fileURLToPath(import.meta.url));
    this.path = join(folder, "long", `${basename(job)}-${seed}-${code}.jsonl`);
    const lines = resume && existsSync(this.path) ? readFileSync(this.path, "utf8").split("\n") : [];
    this.pieces = lines.filter((line) => line.endsWith("}")).map((line) => JSON.parse(line) as Piece);
  }

  find(course: string, seed: number): Piece | undefined {
    return this.pieces.find((piece) => piece.course === course && piece.seed === seed);
  }

  add(piece: Piece): void {
    mkdirSync(dirname(this.path), { recursive: true });
    appendFileSync(this.path, `${JSON.stringify(piece)}\n`);
  }
}

/** A seed from two, so that neighbours have nothing in common. */
function mixed(seed: number, at: number): number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(at + 1, 0xc2b2ae35);
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d);
  return (state ^ (state >>> 15)) & 0x7fffffff;
}

function runCourse(course: Course, runs: number, seed: number, kept: Kept): Piece[] {
  const pieces: Piece[] = [];
  const own = [...course.name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), seed);
  for (let done = 0; done < runs; done += (pieces.at(-1) as Piece).runs) {
    const pieceSeed = mixed(own, pieces.length);
    const known = kept.find(course.name, pieceSeed);
    const piece = known ?? runPiece(course, Math.min(PIECE, runs - done), pieceSeed);
    if (!known) kept.add(piece);
    pieces.push(piece);
  }
  const findings = merged(pieces.flatMap((piece) => piece.findings));
  const [all, accepted] = [sumOf(pieces, ({ scenarios }) => scenarios), sumOf(pieces, (piece) => piece.runs)];
  const seconds = sumOf(pieces, (piece) => piece.seconds).toFixed(0);
  const count = sumOf(findings, (finding) => finding.count);
  process.stdout.write(`${course.name}: ${all} scenarios, ${accepted} accepted by the checker, ${count} findings, ${seconds} s\n`);
  for (const finding of findings.sort((a, b) => b.count - a.count)) process.stdout.write(`\n${finding.count} × ${finding.told}\n`);
  return pieces;
}

/** So many runs of a course: as many scenarios as it takes for the checker to accept so many. */
function runPiece(course: Course, runs: number, seed: number): Piece {
  const findings: Finding[] = [];
  const started = performance.now();
  let [scenarios, accepted] = [0, 0];
  for (let batch = 0; accepted < runs; batch++) {
    for (const scenario of fc.sample(course.scenarios, { numRuns: BATCH, seed: mixed(seed, batch) })) {
      if (accepted === runs) break;
      scenarios++;
      const trial = trialOf(scenario);
      if (!trial) continue;
      accepted++;
      for (const [law, problemOf] of Object.entries(course.laws)) note(findings, law, problemOf(trial), scenario);
    }
  }
  const seconds = (performance.now() - started) / 1000;
  return { course: course.name, seed, scenarios, runs: accepted, seconds, findings: merged(findings) };
}

/** A kind is the problem without names, numbers and texts. */
function note(findings: Finding[], law: string, problem: string | undefined, scenario: Scenario): void {
  if (problem === undefined) return;
  const kind = `${law}: ${problem.replace(/"(?:[^"\\]|\\.)*"|\d+/g, "_").slice(0, 160)}`;
  const told = `${law}: ${problem.slice(0, 1500)}\n${scenario[fc.toStringMethod]().slice(0, 3000)}`;
  findings.push({ count: 1, kind, told, length: scenario.source.length });
}

/** Findings of one kind as one, told by the shortest. */
function merged(findings: readonly Finding[]): Finding[] {
  const kinds = new Map<string, Finding>();
  for (const finding of findings) {
    const known = kinds.get(finding.kind);
    if (!known) kinds.set(finding.kind, { ...finding });
    else {
      known.count += finding.count;
      if (finding.length < known.length) Object.assign(known, { told: finding.told, length: finding.length });
    }
  }
  return [...kinds.values()];
}
