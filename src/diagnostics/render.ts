/** Draws a diagnostic for a person: the place, the source line, a caret under the span, the hint. */
import { positionAt } from "../base/span.js";
import type { Diagnostic } from "./diagnostic.js";

/** How to draw. */
export interface RenderOptions {
  /** A name shown before the place, such as a file's. */
  readonly name?: string;
  /** Wraps a part in colour; the identity where absent. */
  readonly paint?: (part: "error" | "warning" | "hint" | "dim" | "bold", text: string) => string;
}

/** The widest stretch of a source line that is shown. */
const SHOWN_WIDTH = 100;

/**
 * A diagnostic as lines of text.
 *
 * @example
 * renderDiagnostic("app.system_hom", diagnostic)
 * // error check/unknown-attribute at 1:5
 * //   app.system_hom
 * //       ^^^^^^^^^^
 * //   `app` has no attribute `system_hom`.
 * //   hint: Did you mean `app.system_home`?
 */
export function renderDiagnostic(source: string, entry: Diagnostic, options: RenderOptions = {}): string {
  const paint = options.paint ?? ((_part: string, text: string) => text);
  const place = positionAt(source, entry.span.start);
  const where = `${options.name ? `${options.name}:` : ""}${place.line}:${place.column}`;
  const lines = [`${paint(entry.severity, entry.severity)} ${paint("bold", entry.code)} at ${where}`];
  const { text, caret } = excerpt(source, entry.span.start, entry.span.end);
  if (source.length > 0) lines.push(`  ${text}`, `  ${paint(entry.severity, caret)}`);
  lines.push(`  ${entry.message}`);
  if (entry.hint) lines.push(`  ${paint("dim", "hint:")} ${entry.hint}`);
  for (const related of entry.related ?? []) {
    const at = positionAt(source, related.span.start);
    lines.push(`  ${paint("dim", `${at.line}:${at.column}:`)} ${related.message}`);
  }
  for (const fix of entry.fixes ?? []) lines.push(`  ${paint("dim", "fix:")} ${fix.title}`);
  return lines.join("\n");
}

/** The line that holds the span's start, cut to a readable width, and the carets under the span. */
function excerpt(source: string, start: number, end: number): { text: string; caret: string } {
  const at = Math.min(start, source.length);
  const lineStart = at - positionAt(source, at).column + 1;
  const rest = source.slice(lineStart).search(/[\r\n]/);
  const lineEnd = rest < 0 ? source.length : lineStart + rest;
  const from = at - lineStart > SHOWN_WIDTH - 20 ? Math.max(lineStart, at - 40) : lineStart;
  const to = Math.min(lineEnd, from + SHOWN_WIDTH);
  const before = from > lineStart ? "…" : "";
  const after = to < lineEnd ? "…" : "";
  const text = `${before}${source.slice(from, to).replace(/\t/g, " ")}${after}`;
  const width = Math.max(1, Math.min(end, to) - at);
  return { text, caret: `${" ".repeat(before.length + at - from)}${"^".repeat(width)}` };
}
