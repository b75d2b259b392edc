/** Finds the name a person most likely meant: edit distance where a change of letter case counts as one edit. */

/** Names longer than this are compared by their start only, so that hostile text costs little. */
const COMPARED_LENGTH = 64;

/**
 * The candidates close enough to `name` to be suggested, best first.
 *
 * A candidate qualifies when at most 40 % of the longer name (and at least one unit) would have to change.
 *
 * @example closestNames("system_hom", ["system_home", "role"]) // ["system_home"]
 */
export function closestNames(name: string, candidates: Iterable<string>, most = 3): string[] {
  const wanted = name.slice(0, COMPARED_LENGTH);
  const scored: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    const compared = candidate.slice(0, COMPARED_LENGTH);
    const threshold = Math.floor(Math.max(wanted.length, compared.length) * 0.4) || 1;
    const distance = editDistance(wanted, compared, threshold);
    if (distance <= threshold) scored.push({ candidate, distance });
  }
  scored.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return scored.slice(0, most).map((entry) => entry.candidate);
}

/** The single best suggestion, or undefined. */
export function closestName(name: string, candidates: Iterable<string>): string | undefined {
  return closestNames(name, candidates, 1)[0];
}

/** Damerau-Levenshtein distance (adjacent swaps count once); answers threshold + 1 as soon as it must exceed it. */
function editDistance(left: string, right: string, threshold: number): number {
  if (left === right) return 0;
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  if (a === b) return 1;
  if (Math.abs(a.length - b.length) > threshold) return threshold + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    if (Math.min(...current) > threshold) return threshold + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? threshold + 1;
}
