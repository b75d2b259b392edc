/** `parse`: from source text to a tree and every mistake in it. Never throws on text. */

import type { IToken } from "chevrotain";
import { DEFAULT_LIMITS, type Limits } from "../base/limits.js";
import { roomForPattern } from "../base/room.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { answering, NO_STACK } from "../diagnostics/stack.js";
import type { Node } from "./ast.js";
import { lex } from "./lex.js";
import { mend } from "./mend.js";
import { ClaimsParser } from "./parser.js";
import { Problems, replace } from "./problems.js";
import { repairOf } from "./repair.js";
import { settle, tooDeepOf } from "./settle.js";
import { spanOf } from "./token-text.js";
import { denseNodes, Tree } from "./tree.js";
import { vocabulary } from "./vocabulary.js";

/** What `parse` may be told. */
export interface ParseOptions {
  /** Bounds on the source and the tree; the defaults where absent. */
  readonly limits?: Limits;
}

/** A parsed source. */
export interface ParseResult {
  /** The tree; after mistakes it has `Hole` nodes where something is missing. */
  readonly ast: Node;
  readonly diagnostics: readonly Diagnostic[];
}

/** A parsed source with its nodes by id, children before their parent. */
export interface ParsedSource {
  readonly source: string;
  readonly root: Node;
  readonly nodes: readonly Node[];
  readonly diagnostics: readonly Diagnostic[];
}

let parser: ClaimsParser | undefined;

function withoutTree(source: string, problems: Problems): ParsedSource {
  const tree = new Tree();
  const root = tree.hole(0, source.length);
  return { source, root, nodes: tree.nodes, diagnostics: problems.diagnostics };
}

/** Parses a source within the limits. */
export function parseSource(source: unknown, limits: Limits): ParsedSource {
  if (typeof source !== "string") {
    const problems = new Problems("");
    problems.report(
      "syntax/not-text",
      { start: 0, end: 0 },
      { actual: source === null ? "null" : source === undefined ? "missing" : "something else" },
    );
    return withoutTree("", problems);
  }
  const problems = new Problems(source);
  if (!(source.length <= limits.sourceLength)) {
    problems.report(
      "syntax/source-too-long",
      { start: 0, end: source.length },
      { length: source.length, limit: limits.sourceLength },
    );
    return withoutTree(source, problems);
  }
  const { tokens, clean } = lex(source);
  const { suspect, tooDeep } = settle(tokens, limits);
  if (tooDeep) return withoutTooDeep(source, tooDeep, limits, problems);
  const parsed = clean && !suspect ? parseTokens(tokens, problems) : undefined;
  const whole = bounded(parsed ?? parseMended(source, tokens, limits, problems), limits, problems);
  problems.sort();
  return whole;
}

function withoutTooDeep(source: string, token: IToken, limits: Limits, problems: Problems): ParsedSource {
  problems.refuse("syntax/too-deep", spanOf(token), { limit: limits.nesting });
  return withoutTree(source, problems);
}

/** Parses tokens as they are; undefined where they are no expression. */
function parseTokens(tokens: IToken[], problems: Problems): ParsedSource | undefined {
  const mine = parser ?? new ClaimsParser(vocabulary(), true);
  // One that did not come to its end, for want of stack, is used no more: nobody says what state it is in.
  parser = undefined;
  const tree = new Tree();
  const root = mine.run(tokens, tree, problems);
  parser = mine;
  if (root === undefined) return undefined;
  return { source: problems.source, root, nodes: denseNodes(tree, root), diagnostics: problems.diagnostics };
}

/** Parses a source with mistakes: one that wraps the whole text is told alone, any other in its place. */
function parseMended(source: string, tokens: IToken[], limits: Limits, problems: Problems): ParsedSource {
  roomForPattern();
  // What the parser saw before it gave up is seen again, in the mended tokens.
  problems.clear();
  const mended = mend(tokens, limits, problems);
  const tooDeep = tooDeepOf(mended, limits);
  if (tooDeep) return withoutTooDeep(source, tooDeep, limits, problems);
  const parsed = parseTokens(mended, problems);
  /* v8 ignore next -- @preserve */
  if (parsed === undefined) throw new Error("Mended tokens did not parse; please report the expression.");
  const repair = repairOf(source);
  if (repair === undefined || !parsesCleanly(repair.text, limits)) return parsed;
  problems.clear();
  const span = { start: 0, end: source.length };
  problems.report(repair.code, span, {}, { fixes: [replace(repair.title, span, repair.text)] });
  return withoutTree(source, problems);
}

/** Whether a text, no longer than one within the limits, is an expression without any mistake. */
function parsesCleanly(text: string, limits: Limits): boolean {
  const { tokens } = lex(text);
  const { suspect, tooDeep } = settle(tokens, limits);
  const problems = new Problems(text);
  return !suspect && !tooDeep && parseTokens(tokens, problems) !== undefined && !problems.hasErrors;
}

function bounded(parsed: ParsedSource, limits: Limits, problems: Problems): ParsedSource {
  const count = parsed.nodes.length;
  if (count <= limits.nodes) return parsed;
  problems.refuse("syntax/too-many-nodes", parsed.root.span, { count, limit: limits.nodes });
  return withoutTree(parsed.source, problems);
}

/**
 * Parses an expression.
 *
 * @param source the text, within `limits.sourceLength` UTF-16 units
 * @param options limits, where they are not the default ones
 * @returns the tree, plain frozen JSON-safe data, and every mistake once; never throws on text
 * @example parse("app.system_home").ast.kind // "Member"
 */
export function parse(source: string, options?: ParseOptions): ParseResult {
  return answering(() => frozen(parseSource(source, options?.limits ?? DEFAULT_LIMITS)), NOT_PARSED);
}

/** The tree where there was no stack to make one. */
export const UNPARSED: Node = Object.freeze({ kind: "Hole", id: 0, span: Object.freeze({ start: 0, end: 0 }) });
const NOT_PARSED: ParseResult = Object.freeze({ ast: UNPARSED, diagnostics: Object.freeze([NO_STACK]) });

function frozen({ root, nodes, diagnostics }: ParsedSource): ParseResult {
  for (const node of nodes) freeze(node);
  return { ast: root, diagnostics };
}

/** Freezes a node with its spans and lists, by name: asking each node for its parts takes longer. Its children are frozen in their turn. */
function freeze(node: Node): void {
  Object.freeze(node.span);
  switch (node.kind) {
    case "Member":
      Object.freeze(node.nameSpan);
      break;
    case "Call":
      Object.freeze(node.nameSpan);
      Object.freeze(node.args);
      break;
    case "Unary":
    case "Binary":
      Object.freeze(node.operatorSpan);
      break;
    case "Logical":
      Object.freeze(node.operands);
      break;
    case "List":
      Object.freeze(node.items);
      break;
    case "Map":
      for (const entry of node.entries) Object.freeze(Object.freeze(entry).keySpan);
      Object.freeze(node.entries);
      break;
    default:
  }
  Object.freeze(node);
}
