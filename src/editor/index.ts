/** `claims-el/editor`: functions over (text, offset, environment) for any editor. Offsets are UTF-16. */

import type { Environment } from "../context/environment.js";
import type { Edit } from "../diagnostics/diagnostic.js";
import { withinStack } from "../diagnostics/stack.js";
import { type SourceToken, tokenize } from "../syntax/tokenize.js";
import type { TokenClass } from "../syntax/tokens.js";
import { diagnosed } from "./diagnose.js";

export { format } from "../syntax/print.js";
export type { Completion } from "./complete.js";
export { complete } from "./complete.js";
export type { DiagnoseOptions } from "./diagnose.js";
export { diagnose } from "./diagnose.js";
export type { Hover } from "./hover.js";
export { hover } from "./hover.js";
export type { CompletionOption, OptionKind } from "./option.js";
export type { Signature, SignatureEntry, SignatureParameter } from "./signature.js";
export { signature } from "./signature.js";

/** A fix at the cursor, and the diagnostic it mends. */
export interface CursorFix {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly code: string;
}

/** The fixes of the diagnostics that an offset touches. */
export function fixes(text: string, offset: number, env: Environment): readonly CursorFix[] {
  return withinStack(() => {
    const touching = diagnosed(text, env, {}).filter(({ span }) => span.start <= offset && offset <= span.end);
    return touching.flatMap(({ code, fixes: offered }) => (offered ?? []).map(({ title, edits }) => ({ title, edits, code })));
  });
}

/** A stretch of source to colour. */
export interface EditorToken {
  readonly from: number;
  readonly to: number;
  readonly class: TokenClass | "mistake";
}

/** The tokens of a text, in order, classified for colouring; white space is left out. */
export function tokens(text: string): readonly EditorToken[] {
  return withinStack(() =>
    tokenize(text).map((token: SourceToken) => ({
      from: token.start,
      to: token.end,
      class: token.mistake ? "mistake" : token.class,
    })),
  );
}
