/** The one table of diagnostic codes: every room's rows side by side. */
import { CHECK_CODES } from "./codes/check.js";
import { CLAIMS_CODES } from "./codes/claims.js";
import { CLI_CODES } from "./codes/cli.js";
import { CONTEXT_CODES } from "./codes/context.js";
import { LINT_CODES } from "./codes/lint.js";
import { RUN_CODES } from "./codes/run.js";
import { SYNTAX_CODES } from "./codes/syntax.js";
import type { CodeArguments, CodeRow } from "./define.js";

/** Code → severity, message, hint. The first word of a code is the room that raises it. */
export const CODES = {
  ...SYNTAX_CODES,
  ...CHECK_CODES,
  ...LINT_CODES,
  ...CONTEXT_CODES,
  ...RUN_CODES,
  ...CLAIMS_CODES,
  ...CLI_CODES,
} satisfies Record<string, CodeRow>;

/** A stable diagnostic code. */
export type Code = keyof typeof CODES;

/** The arguments a code's message and hint ask for. */
export type ArgumentsOf<C extends Code> = CodeArguments<(typeof CODES)[C]>;

/** Whether a text is one of the codes. */
export function isCode(text: string): text is Code {
  return Object.hasOwn(CODES, text);
}
