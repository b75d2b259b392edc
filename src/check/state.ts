/** What the checker carries along: the environment, the facts so far, the diagnostics. */
import type { Span } from "../base/span.js";
import type { Environment } from "../context/environment.js";
import type { ArgumentsOf, Code } from "../diagnostics/codes.js";
import { type Diagnostic, type DiagnosticExtras, diagnostic } from "../diagnostics/diagnostic.js";
import type { Node } from "../syntax/ast.js";
import { optional, type Typed, UNKNOWN } from "../types/type.js";
import type { Facts } from "./facts.js";

/** What making ready what is written out may still take. */
export interface Making {
  left: number;
  /** That it is too much was told. */
  told: boolean;
  readonly paid: Set<unknown>;
}

/** Looking at a node takes about as long as so many steps of making something ready. */
const STEPS_OF_A_NODE = 100;

/** However large an expression is, so much of the limit is for its patterns: enough for a few. */
const LEAST_PART = 1 / 8;

/** The steps that one expression has for it: a large one that takes long to check has fewer left. */
export function makingIn({ limits }: Environment, nodes: readonly Node[]): Making {
  const left = Math.max(limits.patternSteps * LEAST_PART, limits.patternSteps - STEPS_OF_A_NODE * nodes.length);
  return { left, told: false, paid: new Set() };
}

/** The checker's state for one expression. */
export interface CheckState {
  readonly source: string;
  readonly env: Environment;
  readonly facts: Facts;
  readonly diagnostics: Diagnostic[];
  /** How many steps are left for making ready what is written out, and what was paid for: the same is not made twice. */
  readonly making: Making;
  /** Types every node of a tree: of an expression inside this one. */
  readonly typeNodes: (state: CheckState) => void;
}

/** What an expression is after an error in it: anything, so that one mistake gives one diagnostic. */
export const BROKEN: Typed = optional(UNKNOWN);

/** A node of a tree without syntax errors: of no other is it asked what it comes to. */
export type WholeNode = Exclude<Node, { readonly kind: "Hole" }>;

/** Records a diagnostic and gives the type of a broken expression. */
export function report<C extends Code>(
  state: CheckState,
  code: C,
  span: Span,
  data: ArgumentsOf<C>,
  extras?: DiagnosticExtras,
): Typed {
  state.diagnostics.push(diagnostic(code, span, data, extras));
  return BROKEN;
}

/** The source text of a node, shortened for a message. */
export function sourceOf(state: CheckState, node: { readonly span: Span }, most = 40): string {
  const { start, end } = node.span;
  // What comes much later is not shown; blanks count as one.
  const near = inOneLine(state.source.slice(start, Math.min(end, start + 8 * most)));
  const text = near.length > most || end - start <= 8 * most ? near : inOneLine(state.source.slice(start, end));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** A text as a literal, in the quotes of what stands at a place; in double ones where that has none. */
export function quotedAt({ source }: CheckState, { span }: { readonly span: Span }, text: string): string {
  const quote = source.charAt(span.start) === "'" ? "'" : '"';
  return quote + text.replaceAll(quote, quote + quote) + quote;
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

/** The type of a node that was checked before. */
export function typeOf(state: CheckState, node: Node): Typed {
  return state.facts.typed[node.id] as Typed;
}
