/** What a missing value hangs on: reasons in order, joined without copying, and written out where somebody reads them. */
import type { Span } from "../base/span.js";
import { REASONS, type ReasonCode } from "../diagnostics/reasons.js";

/** What a missing value hangs on. */
export interface Blame {
  readonly code: ReasonCode;
  readonly path?: string;
  readonly span: Span;
  /** What is often believed here and does not hold. */
  readonly hint?: string;
}

/** Reasons in order: one, or those of two others. A chain of thousands of parts has as many at each, so no list is made of them. */
export interface Reasons {
  /** The codes in it, a bit each. */
  readonly codes: number;
  /** How many there are, one that is part of several others counted for each. */
  readonly count: number;
  readonly blame: Blame | undefined;
  readonly first: Reasons | undefined;
  readonly second: Reasons | undefined;
}

/** No reason. */
export const NO_REASONS: Reasons = { codes: 0, count: 0, blame: undefined, first: undefined, second: undefined };

const BITS = new Map((Object.keys(REASONS) as ReasonCode[]).map((code, at) => [code, 1 << at]));

/** The bits of the codes for which something holds. */
function bitsOf(holds: (code: ReasonCode) => boolean): number {
  let bits = 0;
  for (const [code, bit] of BITS) if (holds(code)) bits |= bit;
  return bits;
}

const NEEDS = bitsOf((code) => code.startsWith("needs-"));
const UNSET = bitsOf((code) => code.startsWith("unset") || code === "index-out-of-range");

/** One reason. */
export function reason(blame: Blame): Reasons {
  return { codes: BITS.get(blame.code) as number, count: 1, blame, first: undefined, second: undefined };
}

/** Reasons, and then others. */
export function joined(first: Reasons, second: Reasons): Reasons {
  if (first === NO_REASONS || first === second) return second;
  if (second === NO_REASONS) return first;
  return { codes: first.codes | second.codes, count: first.count + second.count, blame: undefined, first, second };
}

/** Whether somebody who is not there is among them. */
export function mentionsNeeds({ codes }: Reasons): boolean {
  return (codes & NEEDS) !== 0;
}

/** Whether something that the data may lack is among them. */
export function mentionsUnset({ codes }: Reasons): boolean {
  return (codes & UNSET) !== 0;
}

/** More reasons of the same kinds than this are not told: a chain of thousands of attributes would have as many at each. */
const REASONS_TOLD = 256;

/** Of so few reasons each is held against all that were told. */
const FEW = 16;

/** The reasons as a list, each once: of several with one code and path the first. */
export function written(reasons: Reasons): readonly Blame[] {
  if (reasons === NO_REASONS) return [];
  if (reasons.blame) return [reasons.blame];
  const told: Blame[] = [];
  if (reasons.count <= FEW) tellFew(told, reasons);
  else tellMany(told, reasons);
  return told;
}

function tellFew(told: Blame[], { blame, first, second }: Reasons): void {
  if (blame && !told.some((other) => isSame(other, blame))) told.push(blame);
  if (first) tellFew(told, first);
  if (second) tellFew(told, second);
}

function isSame(one: Blame, other: Blame): boolean {
  return one.code === other.code && (one.path || other.path ? one.path === other.path : one.span.start === other.span.start);
}

function tellMany(told: Blame[], reasons: Reasons): void {
  const writing: Writing = { told, codes: 0, paths: new Map(), places: new Map() };
  // Reasons may be part of several others; what was seen once adds nothing.
  const seen = new Set<Reasons>();
  const waiting: Reasons[] = [reasons];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.blame) tell(writing, next.blame, next.codes);
    else if (next.count <= FEW || !seen.has(next)) {
      if (next.count > FEW) seen.add(next);
      // What is no reason by itself is made of two others.
      waiting.push(next.second as Reasons, next.first as Reasons);
    }
  }
}

interface Writing {
  readonly told: Blame[];
  codes: number;
  /** Path → the codes that were told of it, a bit each. */
  readonly paths: Map<string, number>;
  /** Where no path is said, offset → the same. */
  readonly places: Map<number, number>;
}

function tell(writing: Writing, blame: Blame, bit: number): void {
  if (writing.told.length >= REASONS_TOLD && (writing.codes & bit) !== 0) return;
  const { path, span } = blame;
  const before = (path ? writing.paths.get(path) : writing.places.get(span.start)) ?? 0;
  if ((before & bit) !== 0) return;
  if (path) writing.paths.set(path, before | bit);
  else writing.places.set(span.start, before | bit);
  writing.codes |= bit;
  writing.told.push(blame);
}
