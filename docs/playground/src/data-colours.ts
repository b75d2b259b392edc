/** Colours for JSON and YAML, in the classes that expressions are coloured with: keys, texts, numbers, comments, brackets. */
import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** Tried in this order at every place; what none of them takes is left plain. */
const KINDS = [
  { kind: "comment", shape: /(?<![^\s])#[^\n]*/y },
  { kind: "name", shape: /"(?:[^"\\\n]|\\.)*"(?=\s*:)|[\w$-]+(?=:(?:\s|$))/y },
  { kind: "text", shape: /"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'/y },
  { kind: "keyword", shape: /\b(?:true|false|null)\b/y },
  { kind: "number", shape: /(?<![\w.-])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.-])/iy },
  { kind: "bracket", shape: /[{}[\],:]|-(?=\s)/y },
  { kind: "", shape: /[\w$.-]+|\s+/y },
] as const;

const MARKS = new Map<string, Decoration>(KINDS.map(({ kind }) => [kind, Decoration.mark({ class: `cm-claims-${kind}` })]));

function coloured(view: EditorView): DecorationSet {
  const text = view.state.doc.toString();
  const builder = new RangeSetBuilder<Decoration>();
  for (let at = 0; at < text.length; ) {
    const found = KINDS.find(({ shape }) => {
      shape.lastIndex = at;
      return shape.test(text);
    });
    const end = found ? found.shape.lastIndex : at + 1;
    if (found?.kind) builder.add(at, end, MARKS.get(found.kind) as Decoration);
    at = end;
  }
  return builder.finish();
}

/** Colours a whole text whenever it changes; what is written in this page is short. */
export function dataColours(): Extension {
  return ViewPlugin.fromClass(
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
}
