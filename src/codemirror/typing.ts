/** Typing over a selection without the browser's help: it would keep the colour of what it replaces as an inline style, which a strict policy forbids. */
/// <reference lib="dom" />
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** Replaces the selection by what is typed, as a transaction. */
export function claimsTyping(): Extension {
  return EditorView.domEventHandlers({
    beforeinput(event, view) {
      const { main, ranges } = view.state.selection;
      if (event.inputType !== "insertText" || event.isComposing || event.data === null) return false;
      if (view.state.readOnly || main.empty || ranges.length > 1) return false;
      const text = event.data;
      event.preventDefault();
      const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
      const handlers = view.state.facet(EditorView.inputHandler);
      if (!handlers.some((handle) => handle(view, main.from, main.to, text, insert))) view.dispatch(insert());
      return true;
    },
  });
}
