/** What is wrong or doubtful in a schema, collected as diagnostics while it is read: all of it, each thing once. */
import type { Code } from "../diagnostics/codes.js";
import { type Diagnostic, diagnostic, diagnosticOf } from "../diagnostics/diagnostic.js";

/** Collects the diagnostics of one schema. */
export interface ProblemSink {
  /** The root the schema describes, or what to call the document where no root is known yet. */
  readonly root: string;
  readonly diagnostics: Diagnostic[];
  /** What was said already: one part of a document may be reached along several ways. */
  readonly said: Set<string>;
}

/** A schema has no place in any expression. */
const NOWHERE = { start: 0, end: 0 };

/** An empty sink. */
export function sinkFor(root: string): ProblemSink {
  return { root, diagnostics: [], said: new Set() };
}

/** Adds a diagnostic unless the same was added before. */
export function collect(sink: ProblemSink, entry: Diagnostic): void {
  const text = JSON.stringify([entry.code, entry.data]);
  if (sink.said.has(text)) return;
  sink.said.add(text);
  sink.diagnostics.push(entry);
}

/** Adds a problem that makes the schema unusable. */
export function refuse(sink: ProblemSink, path: string, problem: string, advice: string): void {
  const data = { root: sink.root, path: path === "" ? "the top" : path, problem, advice };
  // As a hint of its own, advice is not cut to the length of an argument.
  collect(sink, diagnostic("check/bad-schema", NOWHERE, data, { hint: advice }));
}

/** Adds a warning, which leaves the schema usable. */
export function warn(sink: ProblemSink, code: Code, data: Readonly<Record<string, string | number>>): void {
  collect(sink, diagnosticOf(code, NOWHERE, { ...data, root: sink.root }));
}

/** A warning of a schema that was read before its root was known, said of that root. */
export function saidOf(root: string, entry: Diagnostic): Diagnostic {
  return diagnosticOf(entry.code, NOWHERE, { ...entry.data, root });
}
