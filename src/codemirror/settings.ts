/** What a view is told at the start or later: the environment, the wanted type, the host's words; and the diagnostics that follow. */
import { type EditorState, Facet, StateEffect, StateField, type Text, type Transaction } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { defineEnvironment, type Environment } from "../context/environment.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnose } from "../editor/index.js";

/** How a host writes the words of a diagnostic, from its `code` and `data`; the library's own English where absent. */
export type Translate = (diagnostic: Diagnostic) => { readonly message: string; readonly hint?: string };

/** What a view knows beside its text. */
export interface Settings {
  readonly environment: Environment;
  /** The type that the result must have, such as `boolean`. */
  readonly resultType: string | undefined;
  readonly translate: Translate | undefined;
}

const replaced = StateEffect.define<Partial<Settings>>();

/** What a view begins with. */
export const initialSettings = Facet.define<Partial<Settings>, Partial<Settings>>({ combine: ([given = {}]) => given });

/** The settings of a view now. */
export const settingsField = StateField.define<Settings>({
  create: (state) => {
    const given = state.facet(initialSettings);
    return {
      environment: given.environment ?? defineEnvironment(),
      resultType: given.resultType,
      translate: given.translate,
    };
  },
  update: (settings, { effects }) => {
    const told = effects.flatMap((effect) => (effect.is(replaced) ? [effect.value] : []));
    return told.length === 0 ? settings : Object.assign({}, settings, ...told);
  },
});

/** Whether a transaction brought other settings. */
export function bringsSettings({ effects }: Transaction): boolean {
  return effects.some((effect) => effect.is(replaced));
}

/** Tells a view something else. */
export function setSettings(view: EditorView, settings: Partial<Settings>): void {
  view.dispatch({ effects: replaced.of(settings) });
}

/**
 * Gives a view another environment, such as one whose schemas have just arrived. What is shown is looked at again.
 *
 * @example setEnvironment(view, defineEnvironment({ app: await loadSchema() }))
 */
export function setEnvironment(view: EditorView, environment: Environment): void {
  setSettings(view, { environment });
}

const diagnosed = new WeakMap<Text, { readonly settings: Settings; readonly diagnostics: readonly Diagnostic[] }>();

/** The diagnostics of a state; a text is looked at once, whoever asks. */
export function diagnosticsOf(state: EditorState): readonly Diagnostic[] {
  const settings = state.field(settingsField);
  const known = diagnosed.get(state.doc);
  if (known?.settings === settings) return known.diagnostics;
  const diagnostics = diagnose(state.doc.toString(), settings.environment, settings);
  diagnosed.set(state.doc, { settings, diagnostics });
  return diagnostics;
}
