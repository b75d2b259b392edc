/** Colours: each token of the token table gets a class, and the classes get colours that can be read in light and in dark. */
import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { type EditorToken, tokens } from "../editor/index.js";

const MARKS = new Map<EditorToken["class"], Decoration>();

function markOf(kind: EditorToken["class"]): Decoration {
  const known = MARKS.get(kind) ?? Decoration.mark({ class: `cm-claims-${kind}` });
  MARKS.set(kind, known);
  return known;
}

function coloured(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const token of tokens(view.state.doc.toString())) builder.add(token.from, token.to, markOf(token.class));
  return builder.finish();
}

/** Expressions are short, so they are coloured whole whenever they change. */
const painter = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = coloured(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged) this.decorations = coloured(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

// Each colour has a contrast of at least 4.5 to 1 with the background it is for.
const colours = EditorView.baseTheme({
  "&light .cm-claims-keyword": { color: "#7a3e9d" },
  "&light .cm-claims-operator": { color: "#a03013" },
  "&light .cm-claims-number": { color: "#0b6e4f" },
  "&light .cm-claims-text": { color: "#1a6b1a" },
  "&light .cm-claims-name": { color: "#1f3b70" },
  "&light .cm-claims-bracket, &light .cm-claims-punctuation": { color: "#4a5568" },
  "&dark .cm-claims-keyword": { color: "#d3a6f5" },
  "&dark .cm-claims-operator": { color: "#ffab8f" },
  "&dark .cm-claims-number": { color: "#7fe0bd" },
  "&dark .cm-claims-text": { color: "#a5e3a0" },
  "&dark .cm-claims-name": { color: "#b7cdf8" },
  "&dark .cm-claims-bracket, &dark .cm-claims-punctuation": { color: "#b9c2d0" },
  ".cm-claims-mistake": { textDecoration: "underline wavy" },
});

/** Colouring. */
export function claimsColours(): Extension {
  return [painter, colours];
}
