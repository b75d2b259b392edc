/** The text fields of the page: CodeMirror for expressions, and plain for JSON and YAML. */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

/** The page's style nonce, as its policy says it. */
const NONCE = "claims-el";

const dark = new Compartment();
const views: EditorView[] = [];
let isDark = false;

/** One text field. */
export interface Field {
  readonly view: EditorView;
  get(): string;
  set(text: string): void;
}

/** Makes a field; `changed` hears what somebody writes, and not what `set` writes. */
export function makeField(parent: HTMLElement, label: string, extensions: Extension, changed: () => void): Field {
  let setting = false;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        EditorView.cspNonce.of(NONCE),
        history(),
        // Tab goes to the next field: nobody is caught in here.
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, "aria-multiline": "true", tabindex: "0" }),
        dark.of(EditorView.darkTheme.of(isDark)),
        extensions,
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !setting) changed();
        }),
      ],
    }),
  });
  views.push(view);
  return {
    view,
    get: () => view.state.doc.toString(),
    set: (text) => {
      setting = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      setting = false;
    },
  };
}

/** Gives every field the theme of the page. */
export function setDark(now: boolean): void {
  isDark = now;
  for (const view of views) view.dispatch({ effects: dark.reconfigure(EditorView.darkTheme.of(now)) });
}
