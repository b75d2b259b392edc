/** A thread that runs tests of the sources with switches: all of them once without a mutant, then those it is asked for with one. */
import { parentPort, workerData } from "node:worker_threads";
import fc from "../../test/seeded.js";
import { beginCounting, counted, turnOn } from "./switches.js";
import "virtual:tests";
import { type Test, tests } from "./vitest.js";

/** What a thread is started with: shared progress, how many mutants there are, and the mutant that is on while sources load. */
export interface Start {
  readonly progress: SharedArrayBuffer;
  readonly mutants: number;
}

/** One test as it was without a mutant. */
export interface Seen {
  readonly file: string;
  readonly title: string;
  readonly ms: number;
  readonly turns: number;
  /** The mutants it reached; undefined where it failed, so that it can say nothing. */
  readonly reached: readonly number[] | undefined;
  readonly problem?: string;
}

/** What a thread is asked. */
export type Asked =
  | { readonly kind: "record" }
  | { readonly kind: "try"; readonly mutant: number; readonly tests: readonly Planned[]; readonly fresh: boolean };

/** A test to run, and how many turns of loops it may take. */
export interface Planned {
  readonly index: number;
  readonly turns: number;
}

/** What it answers. */
export type Answer =
  | { readonly kind: "loaded"; readonly reached: readonly number[] }
  | { readonly kind: "recorded"; readonly seen: readonly Seen[] }
  | { readonly kind: "killed"; readonly by: number }
  | { readonly kind: "survived" }
  /** A test failed, and fails without the mutant as well: an earlier mutant has left something behind. */
  | { readonly kind: "soiled"; readonly by: number };

/** No test of ours fails by chance because a machine is busy: while they run, no time goes by that they measure. */
const now = performance.now.bind(performance);
performance.now = () => 0;
process.cpuUsage = () => ({ user: 0, system: 0 });

const port = parentPort as NonNullable<typeof parentPort>;
const { progress, mutants } = workerData as Start;
/** The number of the test that runs, so that whoever watches can tell how long it does. */
const running = new Int32Array(progress);
const ready = new Set<unknown>();

// The same inputs each time, and no time spent on making a failure small.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });

/** What went wrong; undefined where nothing did. */
async function problemOf(index: number, most: number): Promise<string | undefined> {
  const { before, run } = tests[index] as Test;
  Atomics.store(running, 0, index);
  beginCounting(most);
  try {
    if (!ready.has(before)) for (const hook of before) await hook();
    ready.add(before);
    const ended = run();
    if (ended instanceof Promise) await ended;
    return counted(0).endless ? "a loop without an end" : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    Atomics.store(running, 0, -1);
  }
}

async function record(): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const [index, { file, title }] of tests.entries()) {
    const begun = now();
    const problem = await problemOf(index, Number.POSITIVE_INFINITY);
    const ms = now() - begun;
    const { reached, turns } = counted(mutants);
    seen.push({ file, title, ms, turns, reached: problem === undefined ? reached : undefined, ...(problem ? { problem } : {}) });
  }
  return seen;
}

/** The mutant of a fresh thread was on while modules loaded: without it nothing there is as it should be. */
async function tried({ mutant, tests: planned, fresh }: Asked & { kind: "try" }): Promise<Answer> {
  for (const { index, turns } of planned) {
    turnOn(mutant);
    const problem = await problemOf(index, turns);
    if (problem === undefined) continue;
    if (fresh) return { kind: "killed", by: index };
    turnOn(-1);
    if ((await problemOf(index, Number.POSITIVE_INFINITY)) !== undefined) return { kind: "soiled", by: index };
    return { kind: "killed", by: index };
  }
  return { kind: "survived" };
}

const answer = (told: Answer) => port.postMessage(told);
answer({ kind: "loaded", reached: counted(mutants).reached });
port.on("message", async (asked: Asked) => {
  if (asked.kind === "record") answer({ kind: "recorded", seen: await record() });
  else answer(await tried(asked));
});
