/** The codes with which something can end at run time: sets that are joined at every node, so each code is a bit of two words. */
import type { Code } from "../diagnostics/codes.js";

/** Some codes; nobody changes them. */
export class Fails {
  constructor(
    private readonly low: number,
    private readonly high: number,
  ) {}

  /** These and others; one of the two where it has them all. */
  and(more: Fails): Fails {
    const low = this.low | more.low;
    const high = this.high | more.high;
    if (low === this.low && high === this.high) return this;
    return low === more.low && high === more.high ? more : new Fails(low, high);
  }

  has(code: Code): boolean {
    return this.and(only(code)) === this;
  }

  without(code: Code): Fails {
    const { low, high } = only(code);
    return new Fails(this.low & ~low, this.high & ~high);
  }

  /** The codes, in the order of their letters. */
  list(): Code[] {
    return this === NO_FAILS ? [] : [...ONLY.keys()].filter((code) => this.has(code)).sort();
  }
}

/** No way to fail. */
export const NO_FAILS = new Fails(0, 0);

/** Of each code that was spoken of, itself alone: there are fewer than bits, as a test says. */
const ONLY = new Map<Code, Fails>();

function only(code: Code): Fails {
  const known = ONLY.get(code);
  if (known) return known;
  const at = ONLY.size;
  const made = at < 32 ? new Fails(1 << at, 0) : new Fails(0, 1 << at);
  ONLY.set(code, made);
  return made;
}

/** Some codes. */
export function codesIn(codes: readonly Code[]): Fails {
  let all = NO_FAILS;
  for (const code of codes) all = all.and(only(code));
  return all;
}
