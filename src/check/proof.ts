/** Proofs: what must hold of the parts of an expression when one part came to a certain outcome. */
import { type Range, rangeOf } from "../library/known.js";
import { ANY, isNothing, meet, type Shape, settled, tellsOfValues, union } from "./shape.js";

/** Facts that nobody changes any more. */
export interface Held {
  readonly size: number;
  keyAt(index: number): number;
  shapeAt(index: number): Shape;
  get(key: number): Shape | undefined;
}

/** One fact, as most proofs are. */
class OneFact implements Held {
  readonly size = 1;

  constructor(
    private readonly key: number,
    private readonly shape: Shape,
  ) {}

  keyAt(_index: number): number {
    return this.key;
  }

  shapeAt(_index: number): Shape {
    return this.shape;
  }

  get(key: number): Shape | undefined {
    return key === this.key ? this.shape : undefined;
  }
}

/** What holds, by key: short lists, since proofs tell of few parts. */
export class FactList implements Held {
  private readonly keys: number[] = [];
  private readonly shapes: Shape[] = [];

  get size(): number {
    return this.keys.length;
  }

  keyAt(index: number): number {
    return this.keys[index] as number;
  }

  shapeAt(index: number): Shape {
    return this.shapes[index] as Shape;
  }

  get(key: number): Shape | undefined {
    const at = this.keys.indexOf(key);
    return at < 0 ? undefined : this.shapes[at];
  }

  /** One fact more, of something that nothing was said of. */
  push(key: number, shape: Shape): void {
    this.keys.push(key);
    this.shapes.push(shape);
  }

  /** Adds what is not there, and of the rest what both say. Says whether all of it can be. */
  add(proof: Held): boolean {
    // A proof tells of each thing once, so what it adds is not looked for again.
    const before = this.keys.length;
    for (let at = 0; at < proof.size; at++) {
      const key = proof.keyAt(at);
      const shape = proof.shapeAt(at);
      const known = before > 0 ? this.keys.indexOf(key) : -1;
      if (known >= 0) {
        const now = meet(this.shapes[known] as Shape, shape);
        if (isNothing(now)) return false;
        this.shapes[known] = now;
      } else if (this.keys.length < KEPT_FACTS) this.push(key, shape);
    }
    return true;
  }
}

/** What holds; or that the outcome cannot be. */
export type Proof = Held | "impossible";

/** Nothing is known. */
export const NOTHING_KNOWN: Held = new FactList();

/** More facts than this are not carried along; leaving some out is never wrong. */
const KEPT_FACTS = 64;

/** One fact. */
export function fact(key: number | undefined, shape: Shape): Proof {
  if (isNothing(shape)) return "impossible";
  return key === undefined ? NOTHING_KNOWN : new OneFact(key, shape);
}

/** Both hold. */
export function both(first: Proof, second: Proof): Proof {
  if (first === "impossible" || second === "impossible") return "impossible";
  if (first.size === 0) return second;
  if (second.size === 0) return first;
  const facts = new FactList();
  facts.add(first);
  return facts.add(second) ? facts : "impossible";
}

/** Everything holds. */
export function all(proofs: Iterable<Proof>): Proof {
  const facts = new FactList();
  for (const proof of proofs) if (proof === "impossible" || !facts.add(proof)) return "impossible";
  return facts;
}

/** One of several alternatives holds, which are told one after the other. */
export class Alternatives {
  private common: FactList | undefined;

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
      const facts = new FactList();
      if (facts.add(first) && facts.add(second)) this.common = facts;
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
  const found = new FactList();
  for (let at = 0; at < second.size; at++) {
    const key = second.keyAt(at);
    const shape = second.shapeAt(at);
    const before = first.get(key);
    const now = before ? meet(before, shape) : shape;
    if (isNothing(now)) return undefined;
    if (facts.get(key)) found.push(key, now);
  }
  for (let at = 0; at < facts.size; at++) {
    const key = facts.keyAt(at);
    const shape = found.get(key) ? undefined : first.get(key);
    if (shape) found.push(key, shape);
  }
  return found;
}

/** What both say of the same parts. */
function inEither(one: Held, other: Held): FactList {
  const common = new FactList();
  for (let at = 0; at < one.size; at++) {
    const key = one.keyAt(at);
    const shape = other.get(key);
    const joined = shape && union(one.shapeAt(at), shape);
    if (joined && saysSomething(joined)) common.push(key, joined);
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
