/** What each limit counts and the diagnostic beyond it, for the documentation: no host has to carry it. */
import type { LimitName } from "./limits.js";

/** The words of every limit. The codes are rows of `diagnostics/codes`. */
export const LIMIT_WORDS = {
  sourceLength: { counts: "UTF-16 units of source text", code: "syntax/source-too-long" },
  nesting: { counts: "brackets, unary operators and conditional middles around one another", code: "syntax/too-deep" },
  nodes: { counts: "nodes of the tree", code: "syntax/too-many-nodes" },
  literalLength: { counts: "UTF-16 units of one text literal", code: "syntax/literal-too-long" },
  textLength: { counts: "UTF-16 units of one text made or read", code: "run/text-too-long" },
  listLength: { counts: "elements of one list or entries of one map", code: "run/list-too-long" },
  dataDepth: { counts: "lists and maps inside one another in host data", code: "context/too-deep" },
  dataSize: { counts: "values inside one value of host data", code: "context/too-large" },
  patternLength: { counts: "UTF-16 units of one pattern", code: "run/pattern-too-long" },
  patternSize: { counts: "parts of one pattern with its repetitions written out", code: "run/pattern-too-large" },
  patternSteps: {
    counts: "steps of making the patterns of one expression, and 100 for each node",
    code: "check/too-many-patterns",
  },
  steps: { counts: "steps of one evaluation", code: "run/budget" },
  work: {
    counts: "UTF-16 units of texts, 8 for each element of a list, that the calls of one evaluation look at and its result holds",
    code: "context/too-much-work",
  },
  documentLength: { counts: "UTF-16 units of the text of one claims document", code: "claims/text-too-long" },
  documentDepth: { counts: "lists and maps inside one another in a claims document", code: "claims/too-deep" },
  documentSize: { counts: "values inside one claims document", code: "claims/too-large" },
  claims: { counts: "claims of one document", code: "claims/too-many" },
} as const satisfies Record<LimitName, { readonly counts: string; readonly code: string }>;
