/** The bounds on every expression and evaluation, on by default. */

/** Every limit of the language, as it is where a host sets none. What each counts is said in `limit-words`. */
const DEFAULTS = {
  sourceLength: 10_000,
  nesting: 100,
  nodes: 5_000,
  literalLength: 10_000,
  textLength: 65_536,
  listLength: 10_000,
  dataDepth: 32,
  dataSize: 100_000,
  patternLength: 1_000,
  patternSize: 1_000,
  patternSteps: 180_000,
  steps: 100_000,
  work: 1_000_000,
  documentLength: 2_000_000,
  documentDepth: 64,
  documentSize: 1_000_000,
  claims: 10_000,
};

/** The name of a limit. */
export type LimitName = keyof typeof DEFAULTS;

/** A value for every limit. */
export type Limits = { readonly [Name in LimitName]: number };

/** The limits used where a host sets none. */
export const DEFAULT_LIMITS: Limits = Object.freeze(DEFAULTS);

/** A limit setting that is not a usable number. */
export interface LimitFault {
  readonly name: string;
  readonly reason: "unknown" | "not-a-whole-number" | "too-large";
}

/** The most that any limit may be. */
const MOST = 0x7fffffff;

/** Each level of nesting takes a part of the host's stack; this many fit on every host, a browser's worker included. */
const MOST_NESTING = 200;

/** The most that a limit may be set to. */
export function mostOf(name: string): number {
  return name === "nesting" ? MOST_NESTING : MOST;
}

/**
 * Fills in the defaults. A setting must be a whole number from 1 to 2^31 - 1, or to what the limit allows: `NaN` and
 * `Infinity` would pass every comparison, so they are faults, never limits.
 */
export function limitsFrom(settings: Readonly<Record<string, unknown>> | undefined): { limits: Limits; faults: LimitFault[] } {
  const limits: Record<string, number> = { ...DEFAULT_LIMITS };
  const faults: LimitFault[] = [];
  for (const [name, value] of Object.entries(settings ?? {})) {
    if (value === undefined) continue;
    if (!Object.hasOwn(DEFAULT_LIMITS, name)) faults.push({ name, reason: "unknown" });
    else if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > MOST) {
      faults.push({ name, reason: "not-a-whole-number" });
    } else if (value > mostOf(name)) faults.push({ name, reason: "too-large" });
    else limits[name] = value;
  }
  return { limits: limits as Limits, faults };
}

/** How long a text literal may be: it is a text too, so no longer than one that is made or read. */
export function longestLiteral({ literalLength, textLength }: Limits): number {
  return Math.min(literalLength, textLength);
}
