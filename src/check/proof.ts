/** Proofs: what must hold of the parts of an expression when one part came to a certain outcome. */
import { hull, rangeOf } from "../library/known.js";
import { ANY, isNothing, meet, type Shape, settled, tellsOfValues, union } from "./shape.js";

/** What holds, by key: short lists, since most proofs tell of one part or two. */
export class FactList {
  readonly keys: number[] = [];
  readonly shapes: Shape[] = [];

  get(key: number): Shape | undefined {
    const at = this.keys.indexOf(key);
    return at < 0 ? undefined : this.shapes[at];
  }

  get size(): number {
    return this.keys.length;
  }

  /** Adds what is not there, and of the rest what both say. Says whether all of it can be. */
  add(proof: Held): boolean {
    for (let at = 0; at < proof.keys.length; at++) {
      const key = proof.keys[at] as number;
      const shape = proof.shapes[at] as Shape;
      const known = this.keys.indexOf(key);
      if (known >= 0) {
        const now = meet(this.shapes[known] as Shape, shape);
        if (isNothing(now)) return false;
        this.shapes[known] = now;
      } else if (this.keys.length < KEPT_FACTS) {
        this.keys.push(key);
        this.shapes.push(shape);
      }
    }
    return true;
  }
}

/** Facts that nobody changes any more. */
export interface Held {
  readonly keys: readonly number[];
  readonly shapes: readonly Shape[];
  readonly size: number;
  get(key: number): Shape | undefined;
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
  if (key === undefined) return NOTHING_KNOWN;
  const facts = new FactList();
  facts.keys.push(key);
  facts.shapes.push(shape);
  return facts;
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
  // With too many facts it counts which are left out.
  if (first.size + second.size > KEPT_FACTS) {
    const proof = both(first, second);
    return proof === "impossible" ? undefined : proof;
  }
  const found = new FactList();
  for (let at = 0; at < second.keys.length; at++) {
    const key = second.keys[at] as number;
    const shape = second.shapes[at] as Shape;
    const before = first.get(key);
    const now = before ? meet(before, shape) : shape;
    if (isNothing(now)) return undefined;
    if (facts.keys.includes(key)) {
      found.keys.push(key);
      found.shapes.push(now);
    }
  }
  for (let at = 0; at < facts.keys.length; at++) {
    const key = facts.keys[at] as number;
    const shape = found.keys.includes(key) ? undefined : first.get(key);
    if (shape) {
      found.keys.push(key);
      found.shapes.push(shape);
    }
  }
  return found;
}

/** What both say of the same parts. */
function inEither(one: Held, other: Held): FactList {
  const common = new FactList();
  for (let at = 0; at < one.keys.length; at++) {
    const key = one.keys[at] as number;
    const shape = other.get(key);
    if (!shape) continue;
    const joined = union(one.shapes[at] as Shape, shape);
    if (!saysSomething(joined)) continue;
    common.keys.push(key);
    common.shapes.push(joined);
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

/** Between what a number of a shape lies, zero at an end left out where it is none of its values. */
export function wholeRange(shape: Shape): { least: number; most: number } | undefined {
  const range = rangeOf(shape);
  const not = shape.not ?? [];
  if (!range) return not.includes(0) ? { least: 1, most: Number.POSITIVE_INFINITY } : undefined;
  const whole = hull(range, range);
  return not.includes(whole.least) ? { least: whole.least + 1, most: whole.most } : whole;
}
