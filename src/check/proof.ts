/** Proofs: what must hold of the parts of an expression when one part came to a certain outcome. */
import { type Range, rangeOf } from "../library/known.js";
import { ANY, isNothing, meet, type Shape, settled, tellsOfValues, union } from "./shape.js";

/**
 * What holds of several things: a fact about one, and those of before. Nobody changes them any more, so that proofs which add to one
 * another share what they have in common; most of a check's proofs tell of one thing or two.
 */
export class Held {
  constructor(
    readonly key: number,
    readonly shape: Shape,
    /** The others; none is the end, which tells of nothing. */
    readonly before: Held | undefined,
    readonly size: number,
  ) {}

  get(key: number): Shape | undefined {
    for (let each: Held | undefined = this; each?.before; each = each.before) if (each.key === key) return each.shape;
    return undefined;
  }
}

/** What holds; or that the outcome cannot be. */
export type Proof = Held | "impossible";

/** Nothing is known. */
export const NOTHING_KNOWN = new Held(-1, ANY, undefined, 0);

/** More facts than this are not carried along; leaving some out is never wrong. */
const KEPT_FACTS = 64;

/** One fact, of something that can be. */
export function fact(key: number | undefined, shape: Shape): Held {
  return key === undefined ? NOTHING_KNOWN : withFact(NOTHING_KNOWN, key, shape);
}

/** One fact more, of something that nothing was said of. */
export function withFact(held: Held, key: number, shape: Shape): Held {
  return held.size < KEPT_FACTS ? new Held(key, shape, held, held.size + 1) : held;
}

/** The same, but of one thing something else is said. */
function instead(held: Held, key: number, shape: Shape): Held {
  const { before, size } = held;
  return held.key === key
    ? new Held(key, shape, before, size)
    : new Held(held.key, held.shape, instead(before as Held, key, shape), size);
}

/** Both hold: what is said by one of them, and of what both speak of, what both say. */
export function both(first: Proof, second: Proof): Proof {
  if (first === "impossible" || second === "impossible") return "impossible";
  return first.size < second.size ? added(second, first) : added(first, second);
}

function added(first: Held, second: Held): Proof {
  let held = first;
  for (let each = second; each.before; each = each.before) {
    const known = first.get(each.key);
    if (known === each.shape) continue;
    const now = known ? meet(known, each.shape) : each.shape;
    if (isNothing(now)) return "impossible";
    held = known ? instead(held, each.key, now) : withFact(held, each.key, now);
  }
  return held;
}

/** One of several alternatives holds, which are told one after the other. */
export class Alternatives {
  private common: Held | undefined;

  /** Nothing is left that all of them could say. */
  get isVain(): boolean {
    return this.common?.size === 0;
  }

  /** What all of them say. */
  get proof(): Proof {
    return this.common ?? "impossible";
  }

  /** One more, in which both hold. One that cannot be says nothing. */
  add(first: Proof, second: Proof = NOTHING_KNOWN): void {
    if (first === "impossible" || second === "impossible") return;
    if (!this.common) {
      const facts = both(first, second);
      if (facts !== "impossible") this.common = facts;
      return;
    }
    const more = joinedOn(this.common, first, second);
    if (more) this.common = inEither(this.common, more);
  }
}

/** Of what both say together, the part that is about some facts; undefined where they contradict one another. */
function joinedOn(facts: Held, first: Held, second: Held): Held | undefined {
  if (second.size === 0) return first;
  if (first.size === 0) return second;
  let found = NOTHING_KNOWN;
  for (let each = second; each.before; each = each.before) {
    const before = first.get(each.key);
    const now = before ? meet(before, each.shape) : each.shape;
    if (isNothing(now)) return undefined;
    if (facts.get(each.key)) found = withFact(found, each.key, now);
  }
  for (let each = facts; each.before; each = each.before) {
    const shape = found.get(each.key) ? undefined : first.get(each.key);
    if (shape) found = withFact(found, each.key, shape);
  }
  return found;
}

/** What both say of the same parts. */
function inEither(one: Held, other: Held): Held {
  let common = NOTHING_KNOWN;
  for (let each = one; each.before; each = each.before) {
    const shape = other.get(each.key);
    const joined = shape && (shape === each.shape ? shape : union(each.shape, shape));
    if (joined && saysSomething(joined)) common = withFact(common, each.key, joined);
  }
  return common;
}

function saysSomething(shape: Shape): boolean {
  return !shape.canNull || !shape.canValue || tellsOfValues(shape);
}

/** A number in a range; null where it is not ruled out. */
export function inRange(least: number, most: number, not: readonly number[] = []): Shape {
  return settled({ canNull: false, canValue: true, range: { least, most }, ...(not.length > 0 ? { not } : {}) });
}

/** A text or list of a length. */
export function ofLength(least: number, most: number): Shape {
  return { ...ANY, canNull: least <= 0, length: { least, most } };
}

/** Between what a length lies that is a number of a shape, its lower end left out where that is none of its values. */
export function wholeRange(shape: Shape): Range | undefined {
  const { not = [] } = shape;
  const range = rangeOf(shape);
  if (!range) return not.includes(0) ? { least: 1, most: Number.POSITIVE_INFINITY } : undefined;
  const [least, most] = [Math.ceil(range.least), Math.floor(range.most)];
  return { least: not.includes(least) ? least + 1 : least, most };
}
