/** Draws a diagnostic for a person: the place, the source line, a caret under the span, the hint. */
import { type Position, positionAt, positionsOf } from "../base/span.js";
import type { Diagnostic } from "./diagnostic.js";
import { badSetting } from "./error.js";

/** How to draw. */
export interface RenderOptions {
  /** A name shown before the place, such as a file's. */
  readonly name?: string;
  /** Where lines of words end, in columns of a terminal; they are as long as they are where absent. */
  readonly width?: number;
  /** Wraps a part in colour; the identity where absent. */
  readonly paint?: (part: "error" | "warning" | "hint" | "dim" | "bold", text: string) => string;
}

/** The widest stretch of a source line that is shown. */
const SHOWN_WIDTH = 100;

/** Words are not broken into lines shorter than this, however narrow a terminal is. */
const NARROWEST = 40;

/** What would move the cursor, change the direction of writing or be no character at all. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What takes two columns of a terminal and is one UTF-16 unit; an emoji takes two and is two. */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** A text that does nothing to a terminal but be read, of the same length. */
function shown(text: string): string {
  return text.replace(/\t/g, " ").replace(UNSHOWN, (found) => "\ufffd".repeat(found.length));
}

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
  requireDiagnostic(entry);
  const text = typeof source === "string" ? source : "";
  return rendered(text, entry, options ?? {}, (offset) => positionAt(text, offset));
}

function requireDiagnostic(given: Partial<Diagnostic> | null): void {
  const { span, code, severity, message } = given ?? {};
  const isPlaced = typeof span?.start === "number" && typeof span.end === "number";
  if (isPlaced && [code, severity, message].every((part) => typeof part === "string")) return;
  throw badSetting("entry", "it is not a diagnostic", "Give one that `check` found.");
}

/** `renderDiagnostic` for many diagnostics of one text, which is looked through once. */
export function diagnosticRenderer(source: string, options: RenderOptions = {}): (entry: Diagnostic) => string {
  const placeOf = positionsOf(source);
  return (entry) => rendered(source, entry, options, placeOf);
}

type PlaceOf = (offset: number) => Position;

function rendered(source: string, entry: Diagnostic, options: RenderOptions, placeOf: PlaceOf): string {
  const paint = options.paint ?? ((_part: string, text: string) => text);
  const place = placeText(source, placeOf(entry.span.start), options.name);
  const lines = [`${paint(entry.severity, entry.severity)} ${paint("bold", entry.code)}${place}`];
  const { text, caret } = excerpt(source, entry.span.start, entry.span.end, placeOf);
  if (source.length > 0) lines.push(`  ${text}`, `  ${paint(entry.severity, caret)}`);
  const say = (label: string, text: string) =>
    lines.push(sentence(label && paint("dim", label), label.length, shown(text), options.width));
  say("", entry.message);
  if (entry.hint) say("hint:", entry.hint);
  for (const related of entry.related ?? []) {
    const at = placeOf(related.span.start);
    say(`${at.line}:${at.column}:`, related.message);
  }
  for (const fix of entry.fixes ?? []) say("fix:", fix.title);
  return lines.join("\n");
}

/** A label and words behind it, broken at spaces where a width is given; what follows stands under the first word. */
function sentence(label: string, labelWidth: number, text: string, width: number | undefined): string {
  const start = label === "" ? "  " : `  ${label} `;
  const indent = " ".repeat(label === "" ? 2 : labelWidth + 3);
  const room = Math.max(NARROWEST, (width ?? Number.POSITIVE_INFINITY) - indent.length);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && columnsOf(line) + 1 + columnsOf(word) > room) {
      lines.push(line);
      line = word;
    } else line = lines.length === 0 && line === "" ? word : `${line} ${word}`;
  }
  return `${start}${[...lines, line].join(`\n${indent}`)}`;
}

/** Where it is: a place in the source, or only the name of what has no source, such as a file of settings. */
function placeText(source: string, { line, column }: Position, name: string | undefined): string {
  if (source === "") return name ? ` in ${shown(name)}` : "";
  return ` at ${name ? `${shown(name)}:` : ""}${line}:${column}`;
}

/** The line that holds the span's start, cut to a readable width, and the carets under the span. */
function excerpt(source: string, start: number, end: number, placeOf: PlaceOf): { text: string; caret: string } {
  const at = Math.min(start, source.length);
  const lineStart = at - placeOf(at).column + 1;
  const from = at - lineStart > SHOWN_WIDTH - 20 ? Math.max(lineStart, at - 40) : lineStart;
  const lineEnd = lineEndFrom(source, Math.max(lineStart, at - 1), from + SHOWN_WIDTH);
  const to = Math.min(lineEnd, from + SHOWN_WIDTH);
  const before = from > lineStart ? "…" : "";
  const after = to < lineEnd ? "…" : "";
  const text = `${before}${shown(source.slice(from, to))}${after}`;
  const indent = " ".repeat(before.length + columnsOf(source.slice(from, at)));
  return { text, caret: `${indent}${"^".repeat(Math.max(1, columnsOf(source.slice(at, Math.min(end, to)))))}` };
}

/** Where the line ends, or a place beyond what is shown: the rest of a long line is not looked at. */
function lineEndFrom(source: string, from: number, shownTo: number): number {
  const last = Math.min(source.length, shownTo + 1);
  const rest = source.slice(from, last).search(/[\r\n]/);
  return rest < 0 ? last : from + rest;
}

/** How many columns of a terminal a text takes. */
function columnsOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}
