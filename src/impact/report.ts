/** What impact tells, and how it is added up part by part. */
import type { Change } from "./slice.js";

/** How many ended in one way. */
export interface ImpactCount {
  readonly change: Exclude<Change, "residual">;
  /** Why there was no value before, and why there is none after; a value has none. */
  readonly before?: string;
  readonly after?: string;
  readonly grant: string;
  readonly tokens: number;
  readonly users: number;
  readonly clients: number;
}

/** One row that changed. */
export interface ImpactExample {
  readonly change: Change;
  readonly grant: string;
  readonly user?: string;
  readonly client?: string;
  /** Values, or why there is none; absent where they are masked. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly masked?: true;
}

/** What becomes of one claim. */
export interface ImpactClaim {
  readonly name: string;
  readonly keeps: number;
  readonly changes: number;
  readonly gains: number;
  readonly loses: number;
  readonly without: number;
  readonly counts: readonly ImpactCount[];
  readonly examples: readonly ImpactExample[];
}

/** Sizes of tokens in bytes of their claims' JSON. */
export interface ImpactSizes {
  readonly token: string;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** How many tokens there are of each size, by size. */
  readonly histogram: readonly (readonly [bytes: number, tokens: number])[];
}

/** The whole of it. */
export interface ImpactReport {
  /** Tokens compared, of how many users and clients. */
  readonly tokens: number;
  readonly users: number;
  readonly clients: number;
  /** Tokens in which some claim changes, is gained or lost; and their share of all. */
  readonly changed: number;
  readonly changedShare: number;
  /** Tokens that are refused because of a claim that failed. The claims of such a token are counted as if it were made. */
  readonly refused: { readonly before: number; readonly after: number };
  readonly claims: readonly ImpactClaim[];
  readonly sizes: { readonly before?: ImpactSizes; readonly after?: ImpactSizes };
  readonly largest: readonly { readonly bytes: number; readonly user?: string; readonly client?: string; readonly grant: string }[];
  /** Clients without a value for a property that the new claims read. */
  readonly missing: readonly { readonly path: string; readonly clients: readonly string[]; readonly of: number }[];
  /** Rows that the library looked at, since some claim of them has no SQL. */
  readonly byLibrary: number;
}

/** Percentiles of a histogram. */
export function sizesOf(token: string, counts: ReadonlyMap<number, number>): ImpactSizes | undefined {
  const histogram = [...counts].sort(([one], [other]) => one - other);
  const total = histogram.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return undefined;
  const at = (part: number): number => {
    let left = Math.ceil(total * part);
    for (const [bytes, count] of histogram) if ((left -= count) <= 0) return bytes;
    return histogram.at(-1)?.[0] as number;
  };
  return { token, p50: at(0.5), p99: at(0.99), max: at(1), histogram };
}
