/** Collects what is wrong with one source, each mistake once and in a bounded number. */
import type { Span } from "../base/span.js";
import { type ArgumentsOf, CODES, type Code } from "../diagnostics/codes.js";
import { type Diagnostic, type DiagnosticExtras, diagnostic, type Edit, type Fix, hasErrors } from "../diagnostics/diagnostic.js";

/**
 * A source with more mistakes than this is not told the rest: what comes after so many is noise. Doubts count by themselves, or a
 * source with so many of them would pass for one without an error.
 */
const MOST = 100;

/** The diagnostics of one parse. */
export class Problems {
  readonly diagnostics: Diagnostic[] = [];
  private errors = 0;
  /** Where what was; made with the first, for most sources have none. */
  private seen: Set<string> | undefined;

  constructor(readonly source: string) {}

  /** Whether an error was told. */
  get hasErrors(): boolean {
    return hasErrors(this.diagnostics);
  }

  /** Whether no more errors are told. */
  get isFull(): boolean {
    return this.errors >= MOST;
  }

  /** Puts what was told into the order of the source. */
  sort(): void {
    if (this.diagnostics.length > 1) this.diagnostics.sort((a, b) => a.span.start - b.span.start);
  }

  /** Forgets everything. */
  clear(): void {
    this.diagnostics.length = 0;
    this.errors = 0;
    this.seen = undefined;
  }

  report<C extends Code>(code: C, span: Span, data: ArgumentsOf<C>, extras: DiagnosticExtras = {}): void {
    const { severity } = CODES[code];
    // Two errors at the very same place are one mistake told twice.
    const key = `${severity} ${span.start} ${span.end}`;
    this.seen ??= new Set();
    const told = severity === "error" ? this.errors : this.diagnostics.length - this.errors;
    if (told >= MOST || this.seen.has(key)) return;
    this.seen.add(key);
    if (severity === "error") this.errors++;
    const { fixes, ...others } = extras;
    this.diagnostics.push(diagnostic(code, span, data, fixes && fixes.length > 0 ? extras : others));
  }

  /** Reports why there is no tree: told whatever else was told, and how much. */
  refuse<C extends Code>(code: C, span: Span, data: ArgumentsOf<C>): void {
    this.diagnostics.push(diagnostic(code, span, data));
  }
}

/** A fix of one replacement. */
export function replace(title: string, span: Span, text: string): Fix {
  return { title, edits: [{ span, text }] };
}

/** A fix of one insertion. */
export function insert(title: string, at: number, text: string): Fix {
  return replace(title, { start: at, end: at }, text);
}

/** A fix of several edits. */
export function rewrite(title: string, edits: readonly Edit[]): Fix {
  return { title, edits };
}
