/** What something costs, in time of the processor: neighbours that want it too make a test wait, and nothing it measures longer. */

import { spent } from "../scripts/processor.js";

export { spent };

/** The milliseconds of a processor that something takes. */
export function timeOf(run: () => unknown): number {
  const before = spent();
  run();
  return spent() - before;
}

/** The least time of several: whatever else the machine does only adds. */
export function leastOf(times: number, run: () => unknown): number {
  return Math.min(...Array.from({ length: times }, () => timeOf(run)));
}

/** Milliseconds after which no more runs are tried. */
const LONGEST = 5_000;

/** What grows with its size grows less than this; what grows with the square of it, about twice as much. */
export const LINEAR = 2;

/**
 * How much longer something takes than four of a quarter of its size: as long where time grows with the size, four times as long
 * where it grows with the square. The least of several runs counts, one of each kind by turns.
 */
export function growth(run: (size: number) => unknown, size: number): number {
  let [quarters, whole] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const inQuarters = (): void => {
    for (let quarter = 0; quarter < 4; quarter++) run(size / 4);
  };
  const until = spent() + LONGEST;
  for (let round = 0; round < 4 || (round < 60 && spent() < until); round++) {
    quarters = Math.min(quarters, timeOf(inQuarters));
    whole = Math.min(
      whole,
      timeOf(() => run(size)),
    );
    if (round > 2 && whole / quarters <= LINEAR) break;
  }
  return whole / quarters;
}
