/** A progress bar on a terminal, for work of many steps; in a pipe there is none. */
import type { Stepwise } from "../claims/stepwise.js";
import type { Output } from "./terminal.js";

/** Work that ends sooner than this shows nothing. */
const SHOWN_AFTER_MS = 400;
/** How often the bar is drawn. */
const DRAWN_EVERY_MS = 100;
/** Looking at the clock for every step would cost more than the step. */
const STEPS_BETWEEN_LOOKS = 8;
const BAR_WIDTH = 24;

/** Runs work to its end, step by step, with a bar. The values of the steps are kept by whoever wants them. */
export function withProgress<Step, Result>(
  title: string,
  work: Stepwise<Step, Result>,
  output: Output,
  clock: () => number = () => performance.now(),
  keep: (step: Step) => void = () => undefined,
): Result {
  const begin = clock();
  let drawn = 0;
  for (let done = 1; ; done++) {
    const next = work.next();
    if (next.done) {
      if (drawn > 0) void output.write(`\r${" ".repeat(title.length + BAR_WIDTH + 8)}\r`);
      return next.value;
    }
    keep(next.value);
    if (output.width === undefined || done % STEPS_BETWEEN_LOOKS !== 0) continue;
    const now = clock();
    if (now - begin < SHOWN_AFTER_MS || now - drawn < DRAWN_EVERY_MS) continue;
    drawn = now;
    void output.write(`\r${bar(title, Math.min(done / Math.max(1, work.steps), 1))}`);
  }
}

function bar(title: string, part: number): string {
  const full = Math.round(part * BAR_WIDTH);
  return `${title} [${"#".repeat(full)}${".".repeat(BAR_WIDTH - full)}] ${String(Math.floor(part * 100)).padStart(3)}%`;
}
