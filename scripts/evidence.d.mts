/** The types of `evidence.mjs`. */

/** What a long job found. */
export interface Evidence {
  readonly title: string;
  /** What was done, in a sentence or two. */
  readonly what: string;
  /** How to do it again. */
  readonly command: string;
  /** What `commitOf` said before the job began. */
  readonly commit: string;
  readonly started: Date;
  readonly seeds?: readonly (string | number)[];
  readonly counts: Readonly<Record<string, string | number>>;
  readonly holds: boolean;
  readonly notes?: readonly string[];
}

export function commitOf(root?: string): string;
export function pageOf(evidence: Evidence): string;
export function writeEvidence(job: string, evidence: Evidence, root?: string): void;
