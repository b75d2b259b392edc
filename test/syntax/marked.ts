/** Sources that carry their own expectations: `⟦…⟧` stands around the text that a diagnostic underlines. */
import type { Diagnostic, Fix } from "../../src/diagnostics/diagnostic.js";

/** A source without its marks. */
export function unmarked(marked: string): string {
  return marked.replace(/[⟦⟧]/g, "");
}

/** A source with marks around what the diagnostics underline, in their order. Spans may touch and nest. */
export function withMarks(source: string, diagnostics: readonly Diagnostic[]): string {
  const edges = diagnostics
    .flatMap(({ span: { start, end } }) =>
      start === end
        ? [{ at: start, mark: "⟦⟧", length: 0 }]
        : [
            { at: start, mark: "⟦", length: end - start },
            { at: end, mark: "⟧", length: start - end },
          ],
    )
    // Where spans meet, those that end come first; where they begin together, the longer.
    .sort((a, b) => a.at - b.at || Math.sign(a.length) - Math.sign(b.length) || b.length - a.length);
  let marked = "";
  let from = 0;
  for (const { at, mark } of edges) {
    marked += source.slice(from, at) + mark;
    from = at;
  }
  return marked + source.slice(from);
}

/** A source after a fix: its edits do not overlap, so the last is made first. */
export function fixed(source: string, fix: Fix): string {
  return [...fix.edits]
    .sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)
    .reduce((text, { span, text: inserted }) => text.slice(0, span.start) + inserted + text.slice(span.end), source);
}
