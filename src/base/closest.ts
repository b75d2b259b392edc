/** Finds the name a person most likely meant: edit distance where a change of letter case counts as one edit. */

/** Names longer than this are compared by their start only, so that hostile text costs little. */
const COMPARED_LENGTH = 64;

/**
 * What is compared for one name, in letters by letters: the likeliest candidates come first, so only among thousands of long
 * names that all have the same letters is one passed over.
 */
const COMPARED_CELLS = 50_000;

/** A name as it is compared. */
interface Compared {
  readonly name: string;
  /** The part that is compared, as it is written. */
  readonly start: string;
  readonly lower: string;
  /** Which letters it has, a bit for each 32nd. */
  readonly letters: number;
}

function compared(name: string): Compared {
  const start = name.slice(0, COMPARED_LENGTH);
  const lower = start.toLowerCase();
  return { name, start, lower, letters: lettersFrom(lower, 0) };
}

function lettersFrom(text: string, start: number): number {
  let letters = 0;
  for (let at = start; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

function count(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Names that are compared with many others. */
export class Candidates {
  private readonly names: readonly Compared[];

  constructor(names: Iterable<string>) {
    this.names = Array.from(names, compared);
  }

  /**
   * The candidates close enough to `name` to be suggested, best first.
   *
   * A candidate qualifies when at most 40 % of the longer name (and at least one unit) would have to change.
   */
  closest(name: string, most = 3): string[] {
    const wanted = compared(name);
    const scored: Scored[] = [];
    let cells = COMPARED_CELLS;
    for (const [least, likely] of this.nearestFirst(wanted).entries()) {
      // What needs more edits than the worst of those that will be named cannot be among them.
      const worst = scored.length < most ? Number.POSITIVE_INFINITY : worstOf(scored, most);
      if (least > worst || cells <= 0) break;
      for (const candidate of likely ?? []) {
        if (cells <= 0) break;
        cells -= wanted.start.length * candidate.start.length;
        const distance = editDistance(wanted, candidate, thresholdOf(wanted, candidate));
        if (distance <= thresholdOf(wanted, candidate)) scored.push({ candidate: candidate.name, distance });
      }
    }
    scored.sort(byDistance);
    return scored.slice(0, most).map((entry) => entry.candidate);
  }

  /** The candidates that are not too far by their lengths and letters alone, by how many edits these take at least. */
  private nearestFirst(wanted: Compared): (readonly Compared[] | undefined)[] {
    const byLeast: Compared[][] = [];
    for (const candidate of this.names) {
      const least = leastEdits(wanted, candidate);
      if (least > thresholdOf(wanted, candidate)) continue;
      const same = byLeast[least];
      if (same) same.push(candidate);
      else byLeast[least] = [candidate];
    }
    return byLeast;
  }
}

/** A candidate and its distance. */
interface Scored {
  readonly candidate: string;
  readonly distance: number;
}

function byDistance(a: Scored, b: Scored): number {
  return a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1);
}

/** The distance of the last one that will be named. */
function worstOf(scored: Scored[], most: number): number {
  return scored.sort(byDistance)[most - 1]?.distance ?? Number.POSITIVE_INFINITY;
}

/** How many edits a candidate may need: 40 % of the longer name, and at least one. */
function thresholdOf(one: Compared, other: Compared): number {
  return Math.floor(Math.max(one.start.length, other.start.length) * 0.4) || 1;
}

/** The candidates that belong to something, as long as somebody has it. */
const OWNED = new WeakMap<object, Candidates>();

/** The candidates that belong to something which does not change: made once, for as many mistakes as there are. */
export function candidatesOf(owner: object, names: () => Iterable<string>): Candidates {
  const known = OWNED.get(owner) ?? new Candidates(names());
  OWNED.set(owner, known);
  return known;
}

/** The edits that two need at least, by their lengths and letters alone: each edit mends one letter. */
function leastEdits(one: Compared, other: Compared): number {
  const missing = Math.max(count(one.letters & ~other.letters), count(other.letters & ~one.letters));
  return Math.max(missing, Math.abs(one.lower.length - other.lower.length));
}

function differ(one: number, other: number, threshold: number): boolean {
  return count(one & ~other) > threshold || count(other & ~one) > threshold;
}

/**
 * The candidates close enough to `name` to be suggested, best first.
 *
 * @example closestNames("system_hom", ["system_home", "role"]) // ["system_home"]
 */
export function closestNames(name: string, candidates: Iterable<string>, most = 3): string[] {
  return new Candidates(candidates).closest(name, most);
}

/** The single best suggestion, or undefined. */
export function closestName(name: string, candidates: Iterable<string>): string | undefined {
  return closestNames(name, candidates, 1)[0];
}

/** Three rows of the table of distances, used again for every pair of names. */
const ROWS: readonly number[][] = [0, 1, 2].map(() => new Array<number>(COMPARED_LENGTH + 1).fill(0));

/** Damerau-Levenshtein distance (adjacent swaps count once); answers threshold + 1 as soon as it must exceed it. */
function editDistance(left: Compared, right: Compared, threshold: number): number {
  if (left.start === right.start) return 0;
  if (left.lower === right.lower) return 1;
  // What both begin with takes no edits.
  let shared = 0;
  while (shared < left.lower.length && left.lower.charCodeAt(shared) === right.lower.charCodeAt(shared)) shared++;
  if (differ(lettersFrom(left.lower, shared), lettersFrom(right.lower, shared), threshold)) return threshold + 1;
  const [a, b] = [left.lower.slice(shared), right.lower.slice(shared)];
  let [before, previous, current] = ROWS as [number[], number[], number[]];
  for (let column = 0; column <= b.length; column++) previous[column] = column;
  for (let row = 1; row <= a.length; row++) {
    current[0] = row;
    let least = row;
    const unit = a.charCodeAt(row - 1);
    for (let column = 1; column <= b.length; column++) {
      const same = unit === b.charCodeAt(column - 1);
      let cost = (previous[column - 1] as number) + (same ? 0 : 1);
      cost = Math.min(cost, (previous[column] as number) + 1, (current[column - 1] as number) + 1);
      const swapped =
        row > 1 && column > 1 && unit === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === b.charCodeAt(column - 1);
      if (swapped) cost = Math.min(cost, (before[column - 2] as number) + 1);
      current[column] = cost;
      least = Math.min(least, cost);
    }
    if (least > threshold) return threshold + 1;
    [before, previous, current] = [previous, current, before];
  }
  return previous[b.length] as number;
}
