/** `claims-el/claims/text`: documents as files, JSON or YAML, with every diagnostic at its line and column. */

import type { Limits } from "../base/limits.js";
import { type Position, positionsOf, type Span } from "../base/span.js";
import type { Environment, EnvironmentSettings } from "../context/environment.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { ClaimsElError } from "../diagnostics/error.js";
import { withinStack } from "../diagnostics/stack.js";
import { readClaims } from "./define.js";
import { limitsOf } from "./document-environment.js";
import { withFiles } from "./files.js";
import { type DocumentDiagnostic, DocumentProblems } from "./problem.js";
import { writtenOffset } from "./scalar-offsets.js";
import type { ClaimSet } from "./set.js";
import { type FileFormat, readText } from "./text-format.js";
import { dataOf, locate, type TextNode, type TextReading, type TextTree, TooDeep, TooLarge } from "./text-tree.js";

/** What reading a document's text may be told. */
export interface ClaimsTextOptions {
  /** Settings such as `functions` for the document's expressions. */
  readonly env?: Environment | EnvironmentSettings;
  /** How the text is written; found out from the text itself where absent. */
  readonly format?: FileFormat;
  /**
   * Gives the text of a file that the document names, as a schema or as its tests, by its name as written; throws, or gives
   * undefined, where there is none.
   */
  readonly readFile?: (name: string) => string | undefined;
}

/** A diagnostic with its place in the text. */
export interface PlacedDiagnostic extends DocumentDiagnostic {
  readonly position: Position;
  readonly place: Span;
}

/** A document's text, read. */
export interface ClaimsText {
  /** Undefined where an error is among the diagnostics. */
  readonly set: ClaimSet | undefined;
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** The name of the file with the tests, where they are not in the document itself. */
  readonly testsFile?: string;
}

/**
 * Reads a claims document from its text, JSON or YAML.
 *
 * @returns the claim set, or undefined, with every diagnostic at its `position` (line and column from 1), in the order of the text; those
 *   of a file with the tests come last and name the `file`
 * @throws ClaimsElError where the caller left too little of the stack, and for nothing else
 * @example readClaimsText('{"claims": [{"name": "home", "value": "app.system_home"}]}').set
 */
export function readClaimsText(text: string, options: ClaimsTextOptions = {}): ClaimsText {
  return withinStack(() => readingOf(text, options ?? {}));
}

function readingOf(text: string, options: ClaimsTextOptions): ClaimsText {
  const limits = limitsOf(options.env);
  const problems = new DocumentProblems();
  if (typeof text !== "string") {
    problems.report([], "claims/not-readable", { problem: "it is not a text", advice: "Give the text of the file." });
    return { set: undefined, diagnostics: problems.diagnostics.map((entry) => placerOf("")(entry, { start: 0, end: 0 })) };
  }
  const place = placerOf(text);
  if (text.length > limits.documentLength) {
    problems.report([], "claims/text-too-long", { limit: limits.documentLength });
    return { set: undefined, diagnostics: problems.diagnostics.map((entry) => place(entry, { start: 0, end: 0 })) };
  }
  const reading = readText(text, options.format, limits);
  const span = reportReading(reading, limits, problems);
  if (span) return { set: undefined, diagnostics: problems.diagnostics.map((entry) => place(entry, span)) };
  const tree = reading as TextTree;
  const { document, tests } = withFiles(dataOf(tree.root), options.readFile, limits, problems);
  const { set, diagnostics } = readClaims(document, options.env);
  const all = [...problems.diagnostics, ...diagnostics];
  const placed = [
    ...placedIn(text, tree, tests ? all.filter((entry) => !isOfTests(entry)) : all),
    ...(tests ? placedIn(tests.text, tests.tree, all.filter(isOfTests), 1).map((entry) => ({ ...entry, file: tests.name })) : []),
  ];
  return { set: hasErrors(placed) ? undefined : set, diagnostics: placed, ...(tests ? { testsFile: tests.name } : {}) };
}

function isOfTests({ keys }: DocumentDiagnostic): boolean {
  return keys[0] === "tests" && keys.length > 1;
}

/** The diagnostics of one file in the order of its text, those of keys that are written twice among them; the file stands under some keys of the document. */
function placedIn(text: string, tree: TextTree, entries: readonly DocumentDiagnostic[], under = 0): PlacedDiagnostic[] {
  const place = placerOf(text);
  const twice = twiceIn(tree, text).map((entry, index) => place(entry, tree.twice[index]?.span as Span));
  const others = entries.map((entry) => place(entry, spanOf(tree.root, text, { ...entry, keys: entry.keys.slice(under) })));
  return [...twice, ...others].sort((a, b) => a.place.start - b.place.start);
}

/**
 * `readClaimsText`, but with an exception in place of diagnostics.
 *
 * @throws ClaimsElError with every diagnostic of the document
 */
export function defineClaimsText(text: string, options: ClaimsTextOptions = {}): ClaimSet {
  const { set, diagnostics } = readClaimsText(text, options);
  if (!set) throw new ClaimsElError(diagnostics);
  return set;
}

/** Gives diagnostics their places. */
function placerOf(text: string): (entry: DocumentDiagnostic, place: Span) => PlacedDiagnostic {
  let positions: ((offset: number) => Position) | undefined;
  return (entry, place) => {
    positions ??= positionsOf(text);
    const start = Math.min(place.start, text.length);
    return { ...entry, position: positions(start), place: { start, end: Math.min(Math.max(place.end, start), text.length) } };
  };
}

/** Reports a text that is no tree, and where. */
function reportReading(reading: TextReading, limits: Limits, problems: DocumentProblems): Span | undefined {
  if (reading instanceof TooLarge) {
    problems.report([], "claims/too-large", { limit: limits.documentSize });
    return { start: 0, end: 0 };
  }
  if (reading instanceof TooDeep) {
    problems.report([], "claims/too-deep", { limit: limits.documentDepth, path: "this place" });
    return reading.span;
  }
  if ("root" in reading) return undefined;
  const { problem, advice, span } = reading;
  problems.report([], "claims/not-readable", { problem, advice });
  return span;
}

function twiceIn({ twice }: TextTree, text: string): readonly DocumentDiagnostic[] {
  const problems = new DocumentProblems();
  const positions = positionsOf(text);
  for (const { key, first } of twice) problems.report([], "claims/duplicate-key", { key, line: positions(first.start).line });
  return problems.diagnostics;
}

/** Where a diagnostic stands: what its keys lead to; within an expression, the very place. */
function spanOf(root: TextNode, text: string, entry: DocumentDiagnostic): Span {
  const { span, node } = locate(root, entry.keys, entry.ofKey === true);
  const value = node?.value;
  if (typeof value !== "string" || entry.ofKey || entry.span.end <= 0) return span;
  const written = text.slice(span.start, span.end);
  return {
    start: span.start + writtenOffset(written, value, entry.span.start),
    end: span.start + Math.max(1, writtenOffset(written, value, entry.span.end - 1) + 1),
  };
}
