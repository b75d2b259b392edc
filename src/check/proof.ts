/** Proofs: what must hold of the parts of an expression when one part came to a certain outcome. */
import { hull, rangeOf } from "../library/known.js";
import { ANY, isNothing, meet, type Shape, settled, union } from "./shape.js";

/** What holds, by key; or that the outcome cannot be. */
export type Proof = ReadonlyMap<number, Shape> | "impossible";

/** Nothing is known. */
export const NOTHING_KNOWN: Proof = new Map();

/** More facts than this are not carried along; leaving some out is never wrong. */
const KEPT_FACTS = 64;

/** One fact. */
export function fact(key: number | undefined, shape: Shape): Proof {
  if (isNothing(shape)) return "impossible";
  return key === undefined ? NOTHING_KNOWN : new Map([[key, shape]]);
}

/** Everything holds. */
export function both(...proofs: readonly Proof[]): Proof {
  const merged = new Map<number, Shape>();
  for (const proof of proofs) {
    if (proof === "impossible") return "impossible";
    for (const [key, shape] of proof) {
      const before = merged.get(key);
      if (before === undefined && merged.size >= KEPT_FACTS) continue;
      const now = before ? meet(before, shape) : shape;
      if (isNothing(now)) return "impossible";
      merged.set(key, now);
    }
  }
  return merged;
}

/** One of them holds. */
export function either(...proofs: readonly Proof[]): Proof {
  const possible = proofs.filter((proof) => proof !== "impossible");
  const [first, ...rest] = possible;
  if (first === undefined) return "impossible";
  if (rest.length === 0) return first;
  const common = new Map<number, Shape>();
  for (const [key, shape] of first) {
    const shapes = rest.map((proof) => proof.get(key));
    if (shapes.includes(undefined)) continue;
    const joined = (shapes as Shape[]).reduce(union, shape);
    if (saysSomething(joined)) common.set(key, joined);
  }
  return common;
}

function saysSomething(shape: Shape): boolean {
  return !shape.canNull || !shape.canValue || Boolean(shape.values ?? shape.not ?? shape.range ?? shape.length);
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
  const known = { ...shape, type: { kind: "integer" } as const };
  const range = rangeOf(known);
  const not = shape.not ?? [];
  if (!range) return not.includes(0) ? { least: 1, most: Number.POSITIVE_INFINITY } : undefined;
  const all = hull(range, range);
  return not.includes(all.least) ? { least: all.least + 1, most: all.most } : all;
}
