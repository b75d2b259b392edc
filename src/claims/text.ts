/** `claims-el/claims/text`: documents as files, JSON or YAML, with every diagnostic at its line and column. */
import { type Document, isMap, isNode, isPair, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Position } from "../base/span.js";
import type { Environment, EnvironmentSettings } from "../context/environment.js";
import { diagnostic } from "../diagnostics/diagnostic.js";
import { ClaimsElError } from "../diagnostics/error.js";
import { readClaims } from "./define.js";
import type { DocumentDiagnostic, DocumentPath } from "./problem.js";
import type { ClaimSet } from "./set.js";

/** What reading a document's text may be told. */
export interface ClaimsTextOptions {
  /** Settings such as `functions` for the document's expressions. */
  readonly env?: Environment | EnvironmentSettings;
  /**
   * Gives the text of a file that the document names as a schema, by its name as written; throws, or gives undefined, where
   * there is none.
   */
  readonly readFile?: (name: string) => string | undefined;
}

/** A document's text, read. */
export interface ClaimsText {
  /** Undefined where an error is among the diagnostics. */
  readonly set: ClaimSet | undefined;
  readonly diagnostics: readonly DocumentDiagnostic[];
}

/** Aliases of YAML multiply; more copies than this are refused. */
const MOST_ALIASES = 100;

/**
 * Reads a claims document from its text. JSON is YAML too, so one reader serves both.
 *
 * @returns the claim set, or undefined, with every diagnostic at its `position` (line and column from 1)
 * @example readClaimsText('{"claims": [{"name": "home", "value": "app.system_home"}]}').set
 */
export function readClaimsText(text: string, options: ClaimsTextOptions = {}): ClaimsText {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const faults = parsed.errors.map((error): DocumentDiagnostic => {
    const { line, col } = lines.linePos(error.pos[0]);
    const problem = `${error.message.replace(/\.$/, "")}.`;
    return {
      ...diagnostic("claims/not-readable", { start: 0, end: 0 }, { problem }),
      path: "the document",
      keys: [],
      position: { line, column: col },
    };
  });
  if (faults.length > 0) return { set: undefined, diagnostics: faults };
  const content = contentOf(parsed);
  if (content instanceof Error) {
    const entry = diagnostic("claims/not-readable", { start: 0, end: 0 }, { problem: `${content.message}.` });
    return { set: undefined, diagnostics: [{ ...entry, path: "the document", keys: [], position: { line: 1, column: 1 } }] };
  }
  const files = new SchemaFiles(options.readFile);
  const document = files.resolve(content);
  const { set, diagnostics } = readClaims(document, options.env);
  const all = [...files.diagnostics, ...diagnostics].map((entry) => ({
    ...entry,
    position: positionOf(parsed, lines, text, entry),
  }));
  all.sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
  return { set: files.diagnostics.length > 0 ? undefined : set, diagnostics: all };
}

function contentOf(parsed: Document): unknown {
  try {
    return parsed.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    // The only reason is too many aliases; the caller turns it into a diagnostic.
    return error as Error;
  }
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

/** Puts the content of schema files in the place of their names. */
class SchemaFiles {
  readonly diagnostics: DocumentDiagnostic[] = [];

  constructor(private readonly readFile: ((name: string) => string | undefined) | undefined) {}

  resolve(document: unknown): unknown {
    const schemas = (document as { schemas?: unknown } | null)?.schemas;
    if (this.readFile === undefined || typeof schemas !== "object" || schemas === null || Array.isArray(schemas)) return document;
    const resolved = Object.entries(schemas).map(([root, schema]) => [
      root,
      typeof schema === "string" ? this.read(root, schema) : schema,
    ]);
    return { ...(document as object), schemas: Object.fromEntries(resolved) };
  }

  private read(root: string, file: string): object {
    const problem = (why: string): object => {
      const entry = diagnostic("claims/schema-file", { start: 0, end: 0 }, { root, file, problem: why });
      this.diagnostics.push({ ...entry, path: `schemas.${root}`, keys: ["schemas", root] });
      return {};
    };
    let text: string | undefined;
    try {
      text = this.readFile?.(file);
    } catch (error) {
      return problem(error instanceof Error ? error.message : String(error));
    }
    if (text === undefined) return problem("there is no such file");
    const parsed = parseDocument(text, { prettyErrors: false });
    const content = parsed.errors.length > 0 ? parsed.errors[0] : contentOf(parsed);
    if (content instanceof Error) return problem(`it is neither JSON nor YAML (${content.message})`);
    return typeof content === "object" && content !== null && !Array.isArray(content) ? content : problem("it does not hold a map");
  }
}

/** Where a diagnostic stands in the text: the value at its keys, or what is nearest above; within an expression on one line, the very place. */
function positionOf(parsed: Document, lines: LineCounter, text: string, entry: DocumentDiagnostic): Position {
  const { offset, node } = findOffset(parsed, entry.keys);
  const { line, col } = lines.linePos(offset + (node ? offsetWithin(node, text, entry.span.start) : 0));
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** How far into a scalar's text an offset of its value lies, where the two can be told: an expression written without escapes on one line. */
function offsetWithin(node: Node, text: string, start: number): number {
  const range = node.range;
  if (!range || start <= 0) return 0;
  const written = text.slice(range[0], range[1]);
  const quote = written[0] === '"' || written[0] === "'" ? 1 : 0;
  const value = String((node as { value?: unknown }).value ?? "");
  return written.slice(quote, quote + value.length) === value ? quote + start : 0;
}

function findOffset(parsed: Document, keys: DocumentPath): { offset: number; node?: Node } {
  let node: unknown = parsed.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const [index, key] of keys.entries()) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && String((item.key as { value?: unknown } | null)?.value ?? item.key) === String(key),
      );
      next = pair?.value;
      const keyNode = pair?.key;
      if (isNode(keyNode)) offset = keyNode.range?.[0] ?? offset;
    } else if (isSeq(node) && typeof key === "number") next = node.items[key];
    if (next === undefined || next === null) return { offset };
    node = next;
    if (isNode(node) && (index === keys.length - 1 || !isMap(node))) offset = node.range?.[0] ?? offset;
  }
  return isNode(node) ? { offset, node } : { offset };
}
