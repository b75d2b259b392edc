/** The verdicts that a program keeps: grants that agree share one, since most do. */
import type { Blame } from "../check/because.js";
import type { Verdict } from "../check/grants.js";

/**
 * The same verdicts, equal ones kept once, and so what they hang on.
 *
 * @param reads the paths, whose texts they share
 */
export function verdictsKept(
  verdicts: Readonly<Record<string, Verdict>>,
  reads: readonly string[],
): Readonly<Record<string, Verdict>> {
  const distinct: Verdict[] = [];
  const blames: Blame[] = [];
  const kept: Record<string, Verdict> = { ...verdicts };
  for (const grant of Object.keys(kept)) {
    const verdict = kept[grant] as Verdict;
    let same = distinct.find((other) => isSame(verdict, other));
    if (same === undefined) {
      same = { ...verdict, because: verdict.because.map((blame) => blameKept(blame, blames, reads)) };
      distinct.push(same);
    }
    // The grant is the copy's own, so no setter of a prototype is run.
    kept[grant] = same;
  }
  return kept;
}

function blameKept(blame: Blame, blames: Blame[], reads: readonly string[]): Blame {
  const known = blames.find((other) => isSameBlame(blame, other));
  if (known) return known;
  const path = reads.find((text) => text === blame.path);
  const kept = path === undefined ? blame : { ...blame, path };
  blames.push(kept);
  return kept;
}

function isSame(one: Verdict, other: Verdict): boolean {
  return (
    one.verdict === other.verdict &&
    one.type === other.type &&
    areSame(one.mayFail, other.mayFail, Object.is) &&
    areSame(one.values, other.values, Object.is) &&
    areSame(one.because, other.because, isSameBlame)
  );
}

function isSameBlame(one: Blame, other: Blame): boolean {
  const isSamePlace = one.span.start === other.span.start && one.span.end === other.span.end;
  return isSamePlace && one.code === other.code && one.path === other.path && one.hint === other.hint;
}

function areSame<Of>(one: readonly Of[] | undefined, other: readonly Of[] | undefined, same: (a: Of, b: Of) => boolean): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.length === other.length && one.every((item, index) => same(item, other[index] as Of));
}
