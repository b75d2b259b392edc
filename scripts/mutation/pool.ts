/** Threads that run tests against mutants, watched: one that does not end is ended. */
import { Worker } from "node:worker_threads";
import type { Answer, Asked, Seen, Start } from "./worker.js";

/** A test that takes so much longer than without a mutant never ends. */
const TIMES = 10;
const MORE_MS = 3_000;
/** Loading takes a few seconds, also on a busy machine. */
const LOADING_MS = 120_000;
const LOOK_EVERY_MS = 100;

/** What became of an order: an answer, or nothing because the thread did not end or broke down. */
export type Outcome = Answer | { readonly kind: "ended"; readonly why: string };

/** One thread. */
export class Lane {
  private readonly running: Int32Array;
  private readonly worker: Worker;
  private answered: (outcome: Outcome) => void = () => {};
  /** What it reached while it loaded. */
  readonly loaded: Promise<Outcome>;

  constructor(
    url: string,
    mutants: number,
    private readonly seen: readonly Seen[],
    mutant = -1,
  ) {
    const progress = new SharedArrayBuffer(4);
    this.running = new Int32Array(progress);
    this.running[0] = -1;
    const workerData: Start = { progress, mutants };
    this.worker = new Worker(new URL(url), {
      workerData,
      env: { ...process.env, MUTANT: String(mutant) },
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 1_500 },
    });
    this.worker.on("message", (answer: Answer) => this.answered(answer));
    this.worker.on("error", (error) => this.answered({ kind: "ended", why: error.message }));
    this.worker.on("exit", () => this.answered({ kind: "ended", why: "exit" }));
    this.loaded = this.wait(LOADING_MS);
  }

  ask(asked: Asked, mostMs: number): Promise<Outcome> {
    const waiting = this.wait(mostMs);
    this.worker.postMessage(asked);
    return waiting;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  /** Waits for the next answer, and watches the test that runs. */
  private wait(mostMs: number): Promise<Outcome> {
    return new Promise((resolve) => {
      const begun = performance.now();
      let [test, since] = [-1, begun];
      const watch = setInterval(() => {
        const now = performance.now();
        const current = Atomics.load(this.running, 0);
        if (current !== test) [test, since] = [current, now];
        const most = test < 0 ? mostMs : Math.min(mostMs, (this.seen[test]?.ms ?? mostMs) * TIMES + MORE_MS);
        if (now - since > most || now - begun > mostMs) this.answered({ kind: "ended", why: "no end" });
      }, LOOK_EVERY_MS);
      this.answered = (outcome) => {
        clearInterval(watch);
        this.answered = () => {};
        resolve(outcome);
      };
    });
  }
}
