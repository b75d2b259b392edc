/** Values, wrapped lines and diagnostics of documents, as the commands of documents print them. */

import { dirname, join } from "node:path";
import type { Span } from "../base/span.js";
import type { PlacedDiagnostic } from "../claims/text.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { ClaimsFile } from "./claims-file.js";
import { rendererFor } from "./show.js";
import { NARROWEST, type Output, wrap } from "./terminal.js";

/** What would move a cursor or change the direction of writing. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text that does nothing to a terminal but be read. */
export function plainText(text: string): string {
  return text.replace(UNSHOWN, (found) =>
    [...Array(found.length).keys()].map((at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
}

/** A value as JSON on one line. */
export function jsonText(value: unknown): string {
  return plainText(JSON.stringify(value));
}

/** A text cut to a length. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;
}

/** One cell, and how it is painted. */
export interface Cell {
  readonly text: string;
  readonly align?: "right";
}

/**
 * Rows as aligned columns two blanks apart, the last one wrapped to what is left of the width.
 *
 * @returns the lines of each row
 */
export function tableLines(rows: readonly (readonly Cell[])[], width: number | undefined, indent = ""): string[][] {
  const count = Math.max(...rows.map((row) => row.length), 1);
  const widths = Array.from({ length: count - 1 }, (_, index) => Math.max(0, ...rows.map((row) => row[index]?.text.length ?? 0)));
  const before = indent.length + widths.reduce((sum, each) => sum + each + 2, 0);
  const left = width === undefined ? Number.POSITIVE_INFINITY : Math.max(NARROWEST, width - before);
  return rows.map((row) => {
    const start = widths
      .map((each, index) =>
        row[index]?.align === "right" ? (row[index]?.text ?? "").padStart(each) : (row[index]?.text ?? "").padEnd(each),
      )
      .join("  ");
    const [first = "", ...more] = wrap(row[count - 1]?.text ?? "", left);
    return [
      `${indent}${start}${widths.length > 0 ? "  " : ""}${first}`.trimEnd(),
      ...more.map((line) => `${" ".repeat(before)}${line}`.trimEnd()),
    ];
  });
}

/** More diagnostics than this are only counted by a command that is about something else. */
const SHOWN_DIAGNOSTICS = 20;

/** Diagnostics of a document at their places in the file. */
export function documentDiagnosticsText(
  file: ClaimsFile,
  diagnostics: readonly PlacedDiagnostic[],
  output: Output,
  most = SHOWN_DIAGNOSTICS,
): string {
  const renderers = new Map<string | undefined, (entry: PlacedDiagnostic) => string>();
  const shown = diagnostics.slice(0, most).map((entry) => {
    const render = renderers.get(entry.file) ?? rendererOf(file, entry.file, output);
    renderers.set(entry.file, render);
    return `${render(inFile(entry))}\n`;
  });
  const more = diagnostics.length - shown.length;
  return `${shown.join("\n")}${more > 0 ? `\n… and ${more} more.\n` : ""}`;
}

/** Draws the diagnostics of a document, or of a file that it names. */
function rendererOf(file: ClaimsFile, name: string | undefined, output: Output): (entry: Diagnostic) => string {
  if (name === undefined) return rendererFor(file.text, output, file.name);
  return rendererFor(file.named.get(name) ?? "", output, join(dirname(file.name), name));
}

/** A diagnostic whose spans are of the file. */
function inFile(entry: PlacedDiagnostic): PlacedDiagnostic {
  const shift = entry.place.start - entry.span.start;
  const moved = ({ start, end }: Span): Span => ({ start: start + shift, end: end + shift });
  return {
    ...entry,
    span: entry.place,
    ...(entry.related ? { related: entry.related.map((related) => ({ ...related, span: moved(related.span) })) } : {}),
  };
}

/** `1 token`, `2 tokens`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
