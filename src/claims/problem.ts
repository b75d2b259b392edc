/** Diagnostics of a document: the part of the document that each is about, and where it stands in a file. */
import type { Position, Span } from "../base/span.js";
import type { ArgumentsOf, Code } from "../diagnostics/codes.js";
import { type Diagnostic, type DiagnosticExtras, diagnostic } from "../diagnostics/diagnostic.js";
import { joinPath } from "../values/path.js";

/** The keys and indexes from the top of a document to a part of it. */
export type DocumentPath = readonly (string | number)[];

/** What is wrong or doubtful in a document. `span` is a place in the expression at `path`. */
export interface DocumentDiagnostic extends Diagnostic {
  readonly path: string;
  readonly keys: DocumentPath;
  /** The last of `keys` itself is meant, not what it holds. */
  readonly ofKey?: true;
  /** The file that it stands in, by the name that the document writes; absent for the document itself. */
  readonly file?: string;
  /** The line and column in the file, from 1, where there is a file. */
  readonly position?: Position;
  /** The same place as offsets in the file's text. */
  readonly place?: Span;
}

/** A path as text: `claims[2].value`. */
export function pathText(keys: DocumentPath): string {
  return keys.reduce<string>(joinPath, "") || "the document";
}

const WHOLE: Span = { start: 0, end: 0 };

/** What may accompany a diagnostic of a document. */
export interface DocumentExtras extends DiagnosticExtras {
  readonly ofKey?: true;
}

/** Collects the diagnostics of one document. */
export class DocumentProblems {
  readonly diagnostics: DocumentDiagnostic[] = [];

  report<C extends Code>(keys: DocumentPath, code: C, data: ArgumentsOf<C>, { ofKey, ...extras }: DocumentExtras = {}): void {
    this.push(keys, diagnostic(code, WHOLE, data, extras), ofKey);
  }

  /** Diagnostics of something that knows nothing of the document, such as an expression. */
  add(keys: DocumentPath, diagnostics: readonly Diagnostic[]): void {
    for (const entry of diagnostics) this.push(keys, entry);
  }

  private push(keys: DocumentPath, entry: Diagnostic, ofKey?: true): void {
    this.diagnostics.push({ ...entry, path: pathText(keys), keys, ...(ofKey ? { ofKey } : {}) });
  }
}
