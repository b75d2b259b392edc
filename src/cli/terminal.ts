/** Streams of the command: where things are printed, and whether in colour. */
import type { RenderOptions } from "../diagnostics/render.js";

/** A stream that is written to. */
export interface Output {
  write(text: string): Promise<void> | void;
  readonly colour: boolean;
  /** Columns of a terminal. */
  readonly width?: number | undefined;
}

/** What a command talks to. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly stdinIsTerminal: boolean;
  readonly now: () => Date;
}

const CODES = { error: "31", warning: "33", hint: "36", dim: "2", bold: "1" } as const;

/** Wraps text in a colour where the stream shows colours. */
export function painter(output: Output): NonNullable<RenderOptions["paint"]> {
  return (part, text) => (output.colour ? `\u001b[${CODES[part]}m${text}\u001b[0m` : text);
}

/** Whether a stream gets colours: only a terminal, unless NO_COLOR, TERM=dumb or --no-color say otherwise; FORCE_COLOR insists. */
export function wantsColour(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>, refused: boolean): boolean {
  if (refused || (env.NO_COLOR ?? "") !== "") return false;
  if ((env.FORCE_COLOR ?? "") !== "" && env.FORCE_COLOR !== "0") return true;
  return isTerminal && env.TERM !== "dumb";
}

/** Breaks a text into lines at blanks; a word that is longer than a line is broken anywhere. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    let rest = word;
    if (line !== "" && line.length + 1 + rest.length <= width) {
      line += ` ${rest}`;
      continue;
    }
    if (line !== "") lines.push(line);
    while (rest.length > width) {
      lines.push(rest.slice(0, width));
      rest = rest.slice(width);
    }
    line = rest;
  }
  return [...lines, line];
}

/** The narrowest that a last column is wrapped to. */
export const NARROWEST = 20;

/** Rows as aligned columns, two spaces apart; the last column is not padded, and wrapped to what is left of a width. */
export function columns(rows: readonly (readonly string[])[], width?: number): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => (row[index] ?? "").length)));
  const before = widths.slice(0, -1).reduce((sum, each) => sum + each + 2, 0);
  const fold = (text: string) =>
    width === undefined ? text : wrap(text, Math.max(NARROWEST, width - before)).join(`\n${" ".repeat(before)}`);
  return rows
    .map((row) => row.map((cell, index) => (index === row.length - 1 ? fold(cell) : cell.padEnd(widths[index] ?? 0))).join("  "))
    .join("\n");
}

/** A text on one line, whatever line breaks were typed. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
