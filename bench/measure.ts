/** Measures functions against one another: interleaved rounds in one process, the same calling loop for each, medians. */

/** One function to be measured, and what it is called with in turn. */
export interface Subject<Of = unknown> {
  readonly name: string;
  readonly run: (input: Of) => unknown;
  readonly inputs: readonly Of[];
  /** It gives a promise, which is awaited. */
  readonly async?: true;
  /** How long it is run before anything is measured, where that is longer than for others: much code gets warm late. */
  readonly warmMs?: number;
}

/** Nanoseconds per call by subject name. */
export type Timings = ReadonlyMap<string, number>;

let kept: unknown;

/** One loop for everybody, so that its call is as unpredictable for each as it is in a service that runs many expressions. */
function loop<Of>(run: (input: Of) => unknown, inputs: readonly Of[], calls: number): number {
  const before = process.hrtime.bigint();
  const { length } = inputs;
  let at = 0;
  // Kept once at the end: to keep each new object in an old place would be charged to whoever gives objects.
  let last: unknown;
  for (let call = 0; call < calls; call++) {
    last = run(inputs[at] as Of);
    if (++at === length) at = 0;
  }
  kept = last;
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

/** So many times a stretch a subject is run before anything is measured. */
const WARMING = 30;

/** Every sample of subjects that are measured in turn: a stretch of each in every round. */
async function samplesOf<Of>(subjects: readonly Subject<Of>[], { rounds, sliceMs }: Effort): Promise<Map<string, number[]>> {
  const calls = new Map<Subject<Of>, number>();
  for (const subject of subjects) calls.set(subject, await warmed(subject, sliceMs));
  const samples = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds + 2; round++) {
    for (const subject of subjects) {
      const sample = await timed(subject, calls.get(subject) as number);
      if (round >= 2) samples.get(subject.name)?.push(sample);
    }
  }
  return samples;
}

/**
 * Calls a subject while its code is young, and finds how many calls fit into a stretch: as many as the fastest says, since
 * others were interrupted.
 */
async function warmed<Of>(subject: Subject<Of>, sliceMs: number): Promise<number> {
  let [count, spent, fastest] = [4, 0, Number.POSITIVE_INFINITY];
  const warm = 1e6 * (subject.warmMs ?? sliceMs * WARMING);
  while (spent < warm) {
    const each = await timed(subject, count);
    spent += each * count;
    fastest = Math.min(fastest, each);
    count = Math.max(4, Math.min(count * 4, Math.ceil((sliceMs * 1e6) / fastest)));
  }
  return count;
}

/** The median time of each subject. */
export async function measure<Of>(subjects: readonly Subject<Of>[], effort: Effort): Promise<Timings> {
  return new Map([...(await samplesOf(subjects, effort))].map(([name, numbers]) => [name, median(numbers)]));
}

/** The least time of each subject: what remains when nobody else has the machine. */
export async function measureLeast<Of>(subjects: readonly Subject<Of>[], effort: Effort): Promise<Timings> {
  return new Map([...(await samplesOf(subjects, effort))].map(([name, numbers]) => [name, Math.min(...numbers)]));
}

/** What was computed last; printed so that no work can be left out. */
export function lastResult(): unknown {
  return kept;
}
