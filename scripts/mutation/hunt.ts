/** Runs tests against mutants until one fails: first in a thread that has many mutants behind it, then in a fresh one. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Bench, type Bundle, benchOf } from "./bench.js";
import { Plan } from "./plan.js";
import type { Switched } from "./plugin.js";
import { Lane, type Outcome } from "./pool.js";
import type { Mutant } from "./schemata.js";
import { mirrorOf } from "./subjects.js";
import type { Planned, Seen } from "./worker.js";

/** What became of a mutant. */
export interface Verdict {
  readonly mutant: Mutant;
  readonly killed: boolean;
  /** The test that failed, or why there was no end. */
  readonly by?: string;
}

const LANES = 2;
/** Tests that are run against one mutant take no longer than this together; those that take longest are left out. */
const BUDGET_MS = 5_000;
const FRESH_BUDGET_MS = 10_000;
const LONGEST_MS = 3_600_000;

/** The mutants, one after the other, on as many threads as there are lanes. */
export class Hunt {
  private readonly plan: Plan;
  /** Mutants of what is done once, while modules load. */
  private readonly loaded: ReadonlySet<number>;
  private readonly mirrors = new Map<string, Promise<Bench | undefined>>();

  constructor(
    private readonly root: string,
    private readonly bundle: Bundle,
    private readonly subjects: Switched,
    private readonly bench: Bench,
    private readonly hasReason: (mutant: Mutant) => boolean,
  ) {
    this.plan = new Plan(bench.seen, subjects.mutants);
    this.loaded = new Set(bench.loaded);
  }

  async all(chosen: readonly Mutant[]): Promise<Verdict[]> {
    const verdicts: Verdict[] = [];
    const waiting = [...chosen];
    const lane = async (): Promise<void> => {
      let thread: Lane | undefined;
      for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
        const tests = this.plan.testsOf(mutant, BUDGET_MS);
        let outcome: Outcome = { kind: "survived" };
        if (tests.length > 0) {
          thread ??= await this.started();
          outcome = await tried(thread, mutant, tests, false);
          if (outcome.kind === "ended" || outcome.kind === "soiled") {
            await thread.end();
            thread = undefined;
          }
        }
        // A thread that many mutants have worn may break down by itself: that makes no reason a wrong one.
        if (outcome.kind !== "survived" && this.hasReason(mutant)) outcome = await this.fresh(mutant, true);
        else if (outcome.kind === "survived") outcome = await this.fresh(mutant, this.loaded.has(mutant.id));
        // What fails without it as well may fail for what an earlier mutant left behind.
        if (outcome.kind === "soiled") outcome = await this.fresh(mutant, true);
        verdicts.push(this.verdict(mutant, outcome));
        if (verdicts.length % 100 === 0) process.stderr.write(`${verdicts.length} of ${chosen.length}\n`);
      }
      await thread?.end();
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return verdicts.sort((a, b) => a.mutant.id - b.mutant.id);
  }

  private async started(): Promise<Lane> {
    const thread = new Lane(this.bench.url, this.subjects.mutants.length, this.bench.seen);
    await thread.loaded;
    return thread;
  }

  /** In threads of its own, with the mutant on while modules load: the tests of its file, then, where they may tell, the others. */
  private async fresh(mutant: Mutant, hasOthers: boolean): Promise<Outcome> {
    const mirror = await this.mirror(mutant.file);
    if (mirror) {
      const every = new Plan(mirror.seen, this.subjects.mutants).testsOfLoaded(mutant, FRESH_BUDGET_MS);
      const outcome = await this.freshOn(mirror, mutant, every);
      if (outcome.kind !== "survived") return outcome.kind === "killed" ? { kind: "ended", why: mirrorOf(mutant.file) } : outcome;
    }
    if (!hasOthers) return { kind: "survived" };
    return this.freshOn(this.bench, mutant, this.plan.testsOfLoaded(mutant, FRESH_BUDGET_MS));
  }

  private async freshOn({ url, seen }: Bench, mutant: Mutant, tests: readonly Planned[]): Promise<Outcome> {
    const thread = new Lane(url, this.subjects.mutants.length, seen, mutant.id);
    const loaded = await thread.loaded;
    const outcome = loaded.kind === "loaded" ? await tried(thread, mutant, tests, true) : loaded;
    await thread.end();
    return outcome;
  }

  /** The tests of a file alone, which load in no time. */
  private mirror(file: string): Promise<Bench | undefined> {
    const known = this.mirrors.get(file);
    if (known) return known;
    const tests = mirrorOf(file);
    const name = `mutants-of-${file.replaceAll(/[/.]/g, "-")}`;
    const made = existsSync(join(this.root, tests))
      ? benchOf(this.root, this.bundle, name, this.subjects, [tests])
      : Promise.resolve(undefined);
    this.mirrors.set(file, made);
    return made;
  }

  private verdict(mutant: Mutant, outcome: Outcome): Verdict {
    if (outcome.kind === "killed") {
      this.plan.learn(mutant.file, outcome.by);
      const { file, title } = this.bench.seen[outcome.by] as Seen;
      if (process.argv.includes("--tell")) process.stdout.write(`killed: ${mutant.file}:${mutant.line} ${mutant.name}: ${title}\n`);
      return { mutant, killed: true, by: `${file} ${title}` };
    }
    if (outcome.kind === "ended" && process.argv.includes("--tell"))
      process.stdout.write(`killed: ${mutant.file}:${mutant.line} ${mutant.name}: ${outcome.why}\n`);
    if (outcome.kind === "ended") return { mutant, killed: true, by: outcome.why };
    process.stderr.write(`survives: ${mutant.file}:${mutant.line} ${mutant.name}\n`);
    return { mutant, killed: false };
  }
}

function tried(thread: Lane, mutant: Mutant, tests: readonly Planned[], fresh: boolean): Promise<Outcome> {
  return thread.ask({ kind: "try", mutant: mutant.id, tests, fresh }, LONGEST_MS);
}
