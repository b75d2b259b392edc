/** The environment of a view: given at the start or later, and read by every extension here. */
import { Facet, StateEffect, StateField } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { defineEnvironment, type Environment } from "../context/environment.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** How a host writes the words of a diagnostic; the library's own English where absent. */
export type Translate = (diagnostic: Diagnostic) => { readonly message: string; readonly hint?: string };

const replaced = StateEffect.define<Environment>();

/** The environment a view begins with. */
export const initialEnvironment = Facet.define<Environment, Environment>({ combine: (given) => given[0] ?? defineEnvironment() });

/** The host's words for diagnostics. */
export const translation = Facet.define<Translate, Translate>({
  combine: (given) => given[0] ?? (({ message, hint }) => (hint === undefined ? { message } : { message, hint })),
});

const current = StateField.define<Environment>({
  create: (state) => state.facet(initialEnvironment),
  update: (environment, transaction) => {
    for (const effect of transaction.effects) if (effect.is(replaced)) return effect.value;
    return environment;
  },
});

/** The field that the other extensions read. */
export const environmentField = current;

/** Whether a transaction brought another environment. */
export function bringsEnvironment(transaction: { readonly effects: readonly StateEffect<unknown>[] }): boolean {
  return transaction.effects.some((effect) => effect.is(replaced));
}

/** The environment of a view now. */
export function environmentOf(view: EditorView): Environment {
  return view.state.field(current);
}

/**
 * Gives a view another environment, such as one whose schemas have just arrived. What is shown is looked at again.
 *
 * @example setEnvironment(view, defineEnvironment({ app: await loadSchema() }))
 */
export function setEnvironment(view: EditorView, environment: Environment): void {
  view.dispatch({ effects: replaced.of(environment) });
}
