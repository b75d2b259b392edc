/** The bounds on every expression and evaluation, on by default, each with the diagnostic it raises. */

/** One bound: its default, what it counts and the code raised beyond it. */
interface LimitRow {
  readonly default: number;
  readonly counts: string;
  readonly code: string;
  /** The most that it may be set to, where more would not be safe. */
  readonly most?: number;
}

/** Every limit of the language. The codes are rows of `diagnostics/codes`. */
export const LIMITS = {
  sourceLength: { default: 10_000, counts: "UTF-16 units of source text", code: "syntax/source-too-long" },
  nesting: {
    default: 100,
    counts: "brackets, unary operators and conditional middles around one another",
    code: "syntax/too-deep",
    // Each level takes a part of the host's stack; this many fit on every host, a browser's worker included.
    most: 200,
  },
  nodes: { default: 5_000, counts: "nodes of the tree", code: "syntax/too-many-nodes" },
  literalLength: { default: 10_000, counts: "UTF-16 units of one text literal", code: "syntax/literal-too-long" },
  textLength: { default: 65_536, counts: "UTF-16 units of one text made or read", code: "run/text-too-long" },
  listLength: { default: 10_000, counts: "elements of one list or entries of one map", code: "run/list-too-long" },
  dataDepth: { default: 32, counts: "lists and maps inside one another in host data", code: "context/too-deep" },
  dataSize: { default: 100_000, counts: "values inside one value of host data", code: "context/too-large" },
  patternLength: { default: 1_000, counts: "UTF-16 units of one pattern", code: "run/pattern-too-long" },
  patternSize: { default: 1_000, counts: "parts of one pattern with its repetitions written out", code: "run/pattern-too-large" },
  patternSteps: {
    default: 180_000,
    counts: "steps of making the patterns of one expression, and 50 for each node",
    code: "check/too-many-patterns",
  },
  steps: { default: 100_000, counts: "steps of one evaluation", code: "run/budget" },
  work: {
    default: 1_000_000,
    counts: "UTF-16 units of texts, 8 for each element of a list, that the calls of one evaluation look at and its result holds",
    code: "context/too-much-work",
  },
  documentLength: { default: 2_000_000, counts: "UTF-16 units of the text of one claims document", code: "claims/text-too-long" },
  documentDepth: { default: 64, counts: "lists and maps inside one another in a claims document", code: "claims/too-deep" },
  documentSize: { default: 1_000_000, counts: "values inside one claims document", code: "claims/too-large" },
  claims: { default: 10_000, counts: "claims of one document", code: "claims/too-many" },
} as const satisfies Record<string, LimitRow>;

/** The name of a limit. */
export type LimitName = keyof typeof LIMITS;

/** A value for every limit. */
export type Limits = { readonly [Name in LimitName]: number };

/** The limits used where a host sets none. */
export const DEFAULT_LIMITS: Limits = Object.freeze(
  Object.fromEntries(Object.entries(LIMITS).map(([name, row]) => [name, row.default])) as { [Name in LimitName]: number },
);

/** A limit setting that is not a usable number. */
export interface LimitFault {
  readonly name: string;
  readonly reason: "unknown" | "not-a-whole-number" | "too-large";
}

/** The most that any limit may be. */
const MOST = 0x7fffffff;

/** The most that a limit may be set to. */
export function mostOf(name: string): number {
  const row: LimitRow | undefined = Object.hasOwn(LIMITS, name) ? LIMITS[name as LimitName] : undefined;
  return row?.most ?? MOST;
}

/**
 * Fills in the defaults. A setting must be a whole number from 1 to 2^31 - 1, or to what its row allows: `NaN` and
 * `Infinity` would pass every comparison, so they are faults, never limits.
 */
export function limitsFrom(settings: Readonly<Record<string, unknown>> | undefined): { limits: Limits; faults: LimitFault[] } {
  const limits: Record<string, number> = { ...DEFAULT_LIMITS };
  const faults: LimitFault[] = [];
  for (const [name, value] of Object.entries(settings ?? {})) {
    if (value === undefined) continue;
    if (!Object.hasOwn(LIMITS, name)) faults.push({ name, reason: "unknown" });
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
