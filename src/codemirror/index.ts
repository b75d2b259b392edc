/** `claims-el/codemirror`: claims expressions in CodeMirror 6. */
import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { bracketMatching } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import type { Environment } from "../context/environment.js";
import { format } from "../editor/index.js";
import { claimsColours } from "./colours.js";
import { claimsCompletion, claimsHover, claimsLint, claimsPanels, claimsSignature, fixExpression } from "./help.js";
import { initialSettings, settingsField, type Translate } from "./settings.js";
import { claimsTyping } from "./typing.js";

export { fixExpression } from "./help.js";
export type { Translate } from "./settings.js";
export { setEnvironment } from "./settings.js";

/** What the extension may be told; all of it is optional. */
export interface ClaimsExpressionOptions {
  /** What the expression is checked against; `setEnvironment` gives another later. */
  readonly environment?: Environment;
  /** The type that the result must have, as schemas write it, such as `boolean`; any that the kind allows where absent. */
  readonly resultType?: string;
  /** The host's own words for diagnostics, from their `code` and `data`. */
  readonly translate?: Translate;
  /** Milliseconds after the last key before diagnostics are looked at; 80 where absent. */
  readonly delay?: number;
}

/** Writes the expression in its canonical form; bound to Alt-Shift-f. */
export function formatExpression(view: EditorView): boolean {
  const text = view.state.doc.toString();
  const formatted = format(text);
  if (formatted === text) return false;
  view.dispatch({ changes: { from: 0, to: text.length, insert: formatted }, userEvent: "input.format" });
  return true;
}

/**
 * Everything for one claims expression: colours, diagnostics with one-key fixes, completion, hover, signature help, bracket matching, formatting.
 *
 * Works under a strict content security policy: give CodeMirror the page's style nonce with `EditorView.cspNonce.of(nonce)`.
 *
 * @example new EditorView({ doc: "app.system_home", extensions: [basicSetup, claimsExpression({ environment })], parent })
 */
export function claimsExpression(options: ClaimsExpressionOptions = {}): Extension {
  return [
    initialSettings.of(options),
    settingsField,
    claimsColours(),
    claimsTyping(),
    claimsLint(options.delay ?? 80),
    claimsCompletion(),
    claimsHover(),
    claimsSignature(),
    claimsPanels,
    bracketMatching(),
    closeBrackets(),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...lintKeymap,
      { key: "Mod-.", run: fixExpression },
      { key: "Alt-Shift-f", run: formatExpression },
    ]),
  ];
}
