/** Where the cursor is: the word or text it touches, and the expression with a mark in its place, analysed although it is half typed. */
import { emptyFacts, type Facts } from "../check/facts.js";
import { type CheckState, makingIn } from "../check/state.js";
import { typeNodes } from "../check/typing.js";
import type { Environment } from "../context/environment.js";
import type { Node } from "../syntax/ast.js";
import { parseSource } from "../syntax/parse.js";
import { type SourceToken, tokenize } from "../syntax/tokenize.js";
import { openerBefore } from "./calls.js";

/** An offset that was given; what is no number is the start. */
export const offsetOf = (given: unknown): number => (typeof given === "number" ? given : 0);

/** The name that stands where the cursor is. */
export const MARK = "$cursor$";

/** What may be written at the cursor. */
export type CursorPlace = "operand" | "operator" | "member" | "text" | "none";

/** The cursor in its expression. */
export interface Cursor {
  readonly place: CursorPlace;
  /** What a completion replaces. */
  readonly from: number;
  readonly to: number;
  /** What of it stands before the cursor. */
  readonly typed: string;
  /** The expression with the mark in it. */
  readonly marked: Analysis;
  /** The node that the mark became: a name, a member, a call or a text; undefined where it is none of them. */
  readonly node: Node | undefined;
  readonly tokens: readonly SourceToken[];
}

/** A tree with its facts, whatever is wrong with the source. */
export interface Analysis {
  readonly source: string;
  readonly root: Node;
  readonly facts: Facts;
}

/** Parses and types a source; mistakes leave holes, and what is around them is known all the same. */
export function analyse(source: string, env: Environment): Analysis {
  const parsed = parseSource(source, env.limits);
  const facts = emptyFacts(parsed.nodes);
  const state: CheckState = {
    source: parsed.source,
    env,
    facts,
    diagnostics: [],
    making: makingIn(env, facts.nodes),
    typeNodes,
  };
  typeNodes(state);
  return { source, root: parsed.root, facts };
}

/** The token that the cursor touches, the one before it preferred. */
function touched(tokens: readonly SourceToken[], offset: number): SourceToken | undefined {
  return tokens.find((token) => token.start < offset && offset <= token.end) ?? tokens.find((token) => token.start === offset);
}

function touches({ start, end }: SourceToken, offset: number): boolean {
  return start <= offset && offset <= end;
}

const WORD = /^[A-Za-z_$][\w$]*$/;

/** Finds the cursor. */
export function cursorAt(text: string, offset: number, env: Environment): Cursor {
  const tokens = tokenize(text);
  const token = touched(tokens, offset);
  const inText = token?.class === "text" && token.start < offset && (offset < token.end || token.kind === "Unterminated");
  const word = inText ? undefined : tokens.find((each) => touches(each, offset) && WORD.test(text.slice(each.start, each.end)));
  const from = inText ? token.start : (word?.start ?? offset);
  const to = inText ? token.end : (word?.end ?? offset);
  const mark = `${inText ? `"${MARK}"` : MARK}${isNewKey(tokens, from, to) ? ": null" : ""}`;
  const marked = analyse(text.slice(0, from) + mark + text.slice(to), env);
  const node = marked.facts.nodes.find((each) => isMark(each));
  const place = inText ? "text" : placeOf(tokens, token, word, from);
  return { place, from, to, typed: text.slice(inText ? from + 1 : from, offset), marked, node, tokens };
}

/** Whether what stands at a range is the key of one more entry of a map, without its colon yet. */
function isNewKey(tokens: readonly SourceToken[], from: number, to: number): boolean {
  const before = tokens.filter((each) => each.end <= from);
  if (before.at(-1)?.kind !== "Comma" || tokens.find((each) => each.start >= to)?.kind === "Colon") return false;
  const opener = openerBefore(before);
  return opener !== undefined && tokens[opener]?.kind === "LCurly" && tokens[opener + 2]?.kind === "Colon";
}

function isMark(node: Node): boolean {
  if (node.kind === "Literal") return node.value === MARK;
  return (node.kind === "Name" || node.kind === "Member" || node.kind === "Call") && node.name === MARK;
}

function placeOf(
  tokens: readonly SourceToken[],
  token: SourceToken | undefined,
  word: SourceToken | undefined,
  from: number,
): CursorPlace {
  const before = tokens.filter((each) => each.end <= from).at(-1);
  if (before?.kind === "Dot" || before?.kind === "SafeDot") return "member";
  if (token && !word && (token.class === "number" || token.kind === "Comment") && token.end >= from && token.start < from)
    return "none";
  return before?.ends ? "operator" : "operand";
}
