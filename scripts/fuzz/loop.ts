/** The loop: an input that reaches something new is kept and changed further; one that breaks a law is a finding. */
import { spent } from "../processor.js";
import { Dice, mutated } from "./mutate.js";
import type { Target } from "./target.js";

declare global {
  /** Counted by the instrumented sources. */
  var __reached: Uint32Array;
}

/** An input that broke a law. */
export interface Finding {
  readonly target: string;
  readonly input: string;
  readonly problem: string;
}

/** What a run of one target came to. */
export interface Report {
  readonly executions: number;
  readonly kept: readonly string[];
  readonly reached: number;
  readonly slowest: number;
  readonly findings: readonly Finding[];
}

/** An input that takes longer of a processor than this, three times in a row, is a finding: nothing of ours takes long. */
const LONGEST_MS = 400;

/** No more findings than this are collected of one target. */
const MOST_FINDINGS = 5;

/** How often something was reached, in classes, as one bit each: once, twice, a few times, many times. */
function bucket(times: number): number {
  return times > 127 ? 128 : times > 31 ? 64 : times > 15 ? 32 : times > 7 ? 16 : times > 3 ? 8 : times > 2 ? 4 : times;
}

/** Runs one target for a while. */
export class Loop {
  private readonly seen = new Uint8Array(__reached.length);
  private readonly findings: Finding[] = [];
  private readonly kept: string[] = [];
  private executions = 0;
  private slowest = 0;

  constructor(
    private readonly target: Target,
    private readonly dice: Dice,
  ) {}

  run(seeds: readonly string[], seconds: number): Report {
    const end = performance.now() + seconds * 1000;
    for (const seed of seeds) this.attempt(seed);
    while (performance.now() < end && this.findings.length < MOST_FINDINGS) {
      for (let turn = 0; turn < 50; turn++) {
        const [base, other] = [this.dice.pick(this.kept) ?? "", this.dice.pick(this.kept) ?? ""];
        this.attempt(mutated(base, this.dice, this.target.words, other));
      }
    }
    const reached = this.seen.reduce((sum, bits) => sum + (bits === 0 ? 0 : 1), 0);
    const { executions, kept, slowest, findings } = this;
    return { executions, kept, reached, slowest, findings };
  }

  private attempt(input: string): void {
    __reached.fill(0);
    this.executions++;
    const started = spent();
    const problem = problemOf(this.target, input);
    const took = spent() - started;
    this.slowest = Math.max(this.slowest, took);
    if (problem !== undefined) this.note(input, problem);
    else if (took > LONGEST_MS && isAlwaysSlow(this.target, input)) this.note(input, `it takes ${Math.round(took)} ms`);
    if (this.isNew()) this.kept.push(input);
  }

  private note(input: string, problem: string): void {
    if (this.findings.every((known) => known.problem !== problem)) this.findings.push({ target: this.target.name, input, problem });
  }

  private isNew(): boolean {
    let isNew = false;
    for (let at = 0; at < this.seen.length; at++) {
      const bit = bucket(__reached[at] as number);
      if ((this.seen[at] as number) & bit || bit === 0) continue;
      this.seen[at] = (this.seen[at] as number) | bit;
      isNew = true;
    }
    return isNew;
  }
}

function problemOf(target: Target, input: string): string | undefined {
  try {
    return target.run(input);
  } catch (error) {
    return `it throws ${error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 3).join(" ") : String(error)}`;
  }
}

function isAlwaysSlow(target: Target, input: string): boolean {
  return [1, 2].every(() => {
    const started = spent();
    problemOf(target, input);
    return spent() - started > LONGEST_MS;
  });
}

/** The inputs that together still reach all that was reached, the shortest first; each makes its own difference. */
export function minimised(target: Target, inputs: readonly string[], most: number): string[] {
  const seen = new Uint8Array(__reached.length);
  const kept: string[] = [];
  for (const input of [...inputs].sort((a, b) => a.length - b.length)) {
    __reached.fill(0);
    problemOf(target, input);
    let isNew = false;
    for (let at = 0; at < seen.length; at++) {
      if (seen[at] === 0 && (__reached[at] as number) > 0) isNew = Boolean((seen[at] = 1));
    }
    if (isNew) kept.push(input);
    if (kept.length >= most) break;
  }
  return kept;
}

/** A loop with numbers of its own. */
export function loopOf(target: Target, seed: number): Loop {
  let mixed = seed;
  for (const unit of target.name) mixed = Math.imul(mixed ^ unit.charCodeAt(0), 0x01000193);
  return new Loop(target, new Dice(mixed));
}
