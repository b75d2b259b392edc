/** Checks an expression inside a text literal: its own tree and facts, its mistakes told where they stand in the source around it. */
import type { Span } from "../base/span.js";
import { hasErrors, type Move, moved } from "../diagnostics/diagnostic.js";
import type { LiteralNode } from "../syntax/ast.js";
import { parseSource } from "../syntax/parse.js";
import { emptyFacts, type InnerTree, type Subject } from "./facts.js";
import type { CheckState } from "./state.js";

/** The checked inner expression; undefined when mistakes in it were reported. */
export function checkInner(state: CheckState, literal: LiteralNode, subject: Subject): InnerTree | undefined {
  const source = String(literal.value);
  const parsed = parseSource(source, state.env.limits);
  const facts = emptyFacts(parsed.nodes, subject);
  const inner: CheckState = { ...state, source, facts, diagnostics: [...parsed.diagnostics] };
  if (!hasErrors(inner.diagnostics)) state.typeNodes(inner);
  const places = placesOf(state.source, literal.span);
  const quote = state.source.charAt(literal.span.start);
  const outward: Move = { place: (span) => outwardSpan(places, span), write: (text) => text.replaceAll(quote, quote + quote) };
  for (const entry of inner.diagnostics) state.diagnostics.push(moved(entry, outward));
  return hasErrors(inner.diagnostics) ? undefined : { source, root: parsed.root, facts, places };
}

/** Where each character of a literal's text stands in the source; a doubled quote is one character. One place more for the end. */
function placesOf(source: string, { start, end }: Span): number[] {
  const quote = source.charAt(start);
  const places: number[] = [];
  for (let at = start + 1; at < end - 1; at++) {
    places.push(at);
    if (source.charAt(at) === quote) at++;
  }
  places.push(end - 1);
  return places;
}

/** A span of an inner expression as a span of the source around it. */
export function outwardSpan(places: readonly number[], { start, end }: Span): Span {
  const last = places.length - 1;
  return { start: places[Math.min(start, last)] as number, end: places[Math.min(end, last)] as number };
}
