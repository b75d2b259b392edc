/** Measures functions against one another: interleaved rounds in one process, the same calling loop for each, medians. */

/** One function to be measured, and what it is called with in turn. */
export interface Subject<Of = unknown> {
  readonly name: string;
  readonly run: (input: Of) => unknown;
  readonly inputs: readonly Of[];
  /** It gives a promise, which is awaited. */
  readonly async?: true;
}

/** Nanoseconds per call by subject name. */
export type Timings = ReadonlyMap<string, number>;

let kept: unknown;

/** One loop for everybody, so that its call is as unpredictable for each as it is in a service that runs many expressions. */
function loop<Of>(run: (input: Of) => unknown, inputs: readonly Of[], calls: number): number {
  const before = process.hrtime.bigint();
  const { length } = inputs;
  let at = 0;
  for (let call = 0; call < calls; call++) {
    kept = run(inputs[at] as Of);
    if (++at === length) at = 0;
  }
  return Number(process.hrtime.bigint() - before) / calls;
}

async function loopAsync<Of>(run: (input: Of) => unknown, inputs: readonly Of[], calls: number): Promise<number> {
  const before = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) kept = await run(inputs[call % inputs.length] as Of);
  return Number(process.hrtime.bigint() - before) / calls;
}

const timed = async <Of>({ run, inputs, async }: Subject<Of>, calls: number): Promise<number> =>
  async ? await loopAsync(run, inputs, calls) : loop(run, inputs, calls);

/** The median of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** The geometric mean of some numbers. */
export function geometricMean(numbers: readonly number[]): number {
  return Math.exp(numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length);
}

/** How long a stretch of calls takes, and how many stretches there are. */
export interface Effort {
  readonly rounds: number;
  readonly sliceMs: number;
}

/** Nanoseconds of warming for a millisecond of measuring. */
const WARMING = 1e7;

/** Measures subjects in turn: a stretch of each in every round. */
export async function measure<Of>(subjects: readonly Subject<Of>[], { rounds, sliceMs }: Effort): Promise<Timings> {
  const calls = new Map<Subject<Of>, number>();
  for (const subject of subjects) {
    // The first calls are compiled code's youth: they say how many fit into a stretch, and are not counted.
    let count = 8;
    let spent = 0;
    for (let least = 0; count < 1e6 && least < sliceMs * 5e5; ) {
      least = (await timed(subject, count)) * count;
      spent += least;
      if (least < sliceMs * 5e5) count *= 2;
    }
    for (; spent < sliceMs * WARMING; ) spent += (await timed(subject, count)) * count;
    calls.set(subject, count);
  }
  const samples = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds + 2; round++) {
    for (const subject of subjects) {
      const sample = await timed(subject, calls.get(subject) as number);
      if (round >= 2) samples.get(subject.name)?.push(sample);
    }
  }
  return new Map([...samples].map(([name, numbers]) => [name, median(numbers)]));
}

/** What was computed last; printed so that no work can be left out. */
export function lastResult(): unknown {
  return kept;
}
