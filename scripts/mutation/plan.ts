/** Which tests are run against a mutant, the likeliest to fail first. */
import type { Mutant } from "./schemata.js";
import { mirrorOf } from "./subjects.js";
import type { Planned, Seen } from "./worker.js";

/** A loop that takes so many more turns than without a mutant has no end. */
const TIMES = 4;
const MORE_TURNS = 200_000;

/** Plans from what every test reached, and learns which tests find mutants. */
export class Plan {
  private readonly reaching = new Map<number, number[]>();
  private readonly reachingFile = new Map<string, Set<number>>();
  private readonly found = new Map<string, Map<number, number>>();

  constructor(
    private readonly seen: readonly Seen[],
    mutants: readonly Mutant[],
  ) {
    seen.forEach(({ reached }, index) => {
      for (const id of reached ?? []) {
        const file = (mutants[id] as Mutant).file;
        (this.reaching.get(id) ?? this.reaching.set(id, []).get(id))?.push(index);
        (this.reachingFile.get(file) ?? this.reachingFile.set(file, new Set()).get(file))?.add(index);
      }
    });
  }

  /** Those that reach a mutant while they run. */
  testsOf({ id, file }: Mutant, budgetMs: number): Planned[] {
    return this.ordered(file, this.reaching.get(id) ?? [], budgetMs);
  }

  /** Those that may feel a mutant of what is done once, while modules load. */
  testsOfLoaded({ id, file }: Mutant, budgetMs: number): Planned[] {
    const mirror = mirrorOf(file);
    const own = [...this.seen.keys()].filter((index) => this.seen[index]?.file === mirror && this.seen[index]?.reached);
    const all = new Set([...own, ...(this.reaching.get(id) ?? []), ...(this.reachingFile.get(file) ?? [])]);
    return this.ordered(file, [...all], budgetMs);
  }

  /** Notes that a test found a mutant of a file. */
  learn(file: string, test: number): void {
    const counts = this.found.get(file) ?? new Map<number, number>();
    this.found.set(file, counts.set(test, (counts.get(test) ?? 0) + 1));
  }

  private ordered(file: string, tests: readonly number[], budgetMs: number): Planned[] {
    const mirror = mirrorOf(file);
    const counts = this.found.get(file);
    const price = new Map(
      tests.map((index) => {
        const { ms, file: of } = this.seen[index] as Seen;
        return [index, (ms + 0.05) / (1 + (counts?.get(index) ?? 0)) / (of === mirror ? 10 : 1)];
      }),
    );
    const sorted = [...tests].sort((a, b) => (price.get(a) as number) - (price.get(b) as number));
    let left = budgetMs;
    const affordable = sorted.filter((index) => (left -= this.seen[index]?.ms ?? 0) > 0);
    return affordable.map((index) => ({ index, turns: (this.seen[index]?.turns ?? 0) * TIMES + MORE_TURNS }));
  }
}
