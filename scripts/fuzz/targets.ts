/** Every fuzz target. */

import type { Target } from "./target.js";
import { DOCUMENT_TARGETS } from "./targets-documents.js";
import { EVALUATION_TARGETS } from "./targets-evaluation.js";
import { SOURCE_TARGETS } from "./targets-source.js";

export const TARGETS: readonly Target[] = [...SOURCE_TARGETS, ...EVALUATION_TARGETS, ...DOCUMENT_TARGETS];
