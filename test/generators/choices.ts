/** A stream of choices: generators draw from it, and fast-check shrinks it, towards no choices and the first alternatives. */
import fc from "../seeded.js";

/** Numbers to decide by; where they have run out, the first alternative is taken. */
export class Choices {
  private at = 0;

  constructor(private readonly numbers: readonly number[]) {}

  /** A whole number from 0 up to, but not including, the bound. */
  below(bound: number): number {
    return (this.numbers[this.at++] ?? 0) % bound;
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  /** One of a list; the first is the simplest. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** One of a list by weight. */
  weighted<T>(list: readonly (readonly [weight: number, item: T])[]): T {
    let left = this.below(list.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, item] of list) {
      if (left < weight) return item;
      left -= weight;
    }
    throw new Error("Nothing to choose from.");
  }

  /** A list of so many items. */
  list<T>(least: number, most: number, make: (index: number) => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, (_, index) => make(index));
  }

  /** Whether any choice is left. */
  get isOver(): boolean {
    return this.at >= this.numbers.length;
  }
}

/** A stream of choices from a seed, longer than any data needs. */
export function seededChoices(seed: number): Choices {
  let state = seed >>> 0 || 1;
  const next = () => {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) & 0x3fffffff;
  };
  return new Choices(Array.from({ length: 400 }, next));
}

/** Something made from several streams, so that shrinking one part leaves the others as they are. */
export function fromChoices<T>(lengths: readonly number[], make: (...streams: Choices[]) => T): fc.Arbitrary<T> {
  const numbers = (length: number) =>
    fc.noBias(fc.array(fc.nat({ max: 0x3fffffff }), { minLength: 0, maxLength: length, size: "max" }));
  return fc.tuple(...lengths.map(numbers)).map((streams) => make(...streams.map((stream) => new Choices(stream))));
}
