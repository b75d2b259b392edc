/** Any text at all: parsing never throws, tells every mistake inside the source, and makes a whole tree. */

import { describe, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { type Diagnostic, hasErrors } from "../../src/diagnostics/diagnostic.js";
import { type ParsedSource, parseSource } from "../../src/syntax/parse.js";
import { format, print } from "../../src/syntax/print.js";
import { spanOf } from "../../src/syntax/token-text.js";
import { vocabulary } from "../../src/syntax/vocabulary.js";
import { eachChild } from "../../src/syntax/walk.js";
import { anySource, DICTIONARY, damaged, soup } from "../generators/sources.js";
import fc from "../seeded.js";
import { sexpr } from "../syntax/notation.js";
import { referenceTree } from "../syntax/reference.js";

/** Codes whose place is inside a token: a quote, or one character of a text. */
const INSIDE = [
  "syntax/unterminated-text",
  "syntax/quote-inside-text",
  "syntax/hidden-character",
  "syntax/curly-quotes",
  "syntax/backticks",
];

function boundariesOf(source: string): Set<number> {
  const { tokens, errors } = vocabulary().lexer.tokenize(source);
  const places = new Set([0, source.length]);
  for (const { start, end } of tokens.map(spanOf)) places.add(start).add(end);
  for (const { offset, length } of errors) places.add(offset).add(offset + length);
  return places;
}

function demand(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

function wholeTree({ root, nodes }: ParsedSource, places: ReadonlySet<number>): void {
  demand(nodes[nodes.length - 1] === root, "the root comes last");
  nodes.forEach((node, id) => {
    demand(node.id === id, "ids are dense");
    demand(places.has(node.span.start) && places.has(node.span.end), `the span of a ${node.kind} is one of tokens`);
    let at = node.span.start;
    eachChild(node, (child) => {
      demand(child.id < id, "children come first");
      demand(child.span.start >= at && child.span.end <= node.span.end, `children lie inside a ${node.kind}, one behind the other`);
      at = child.span.end;
    });
  });
}

function tellsInside(source: string, diagnostics: readonly Diagnostic[], places: ReadonlySet<number>): void {
  const told = new Set<string>();
  for (const { code, severity, span, fixes = [] } of diagnostics) {
    demand(0 <= span.start && span.start <= span.end && span.end <= source.length, `${code} lies in the source`);
    demand(INSIDE.includes(code) || (places.has(span.start) && places.has(span.end)), `${code} underlines tokens`);
    const key = `${severity} ${span.start} ${span.end}`;
    demand(!told.has(key), `${code} is told once`);
    told.add(key);
    for (const { edits } of fixes) {
      const sorted = [...edits].sort((a, b) => a.span.start - b.span.start);
      sorted.forEach((edit, index) => {
        const from = sorted[index - 1]?.span.end ?? 0;
        demand(
          edit.span.start >= from && edit.span.end >= edit.span.start && edit.span.end <= source.length,
          `the edits of ${code} are apart`,
        );
      });
    }
  }
}

/** Everything that holds of the outcome of parsing, whatever the source. */
function holds(source: string): void {
  const parsed = parseSource(source, DEFAULT_LIMITS);
  const { root, nodes, diagnostics } = parsed;
  const places = boundariesOf(source);
  wholeTree(parsed, places);
  tellsInside(source, diagnostics, places);
  const refused = hasErrors(diagnostics);
  demand(refused || nodes.every(({ kind }) => kind !== "Hole"), "a hole is told");
  const expected = referenceTree(source);
  const tree = refused ? undefined : sexpr(root);
  demand(tree === expected, `the second parser says ${expected}, the first ${tree}`);
  if (refused) demand(format(source) === source, "format leaves a source with mistakes alone");
  else demand(sexpr(parseSource(print(root), DEFAULT_LIMITS).root) === tree, "printing keeps the tree");
}

const runs = { numRuns: 3_000 };
const within = (sources: fc.Arbitrary<string>): fc.Arbitrary<string> => sources.filter((source) => source.length <= 2_000);

describe("any source", () => {
  it("of any units", () => fc.assert(fc.property(within(anySource), holds), runs));
  it("of tokens in no order", () => fc.assert(fc.property(within(soup), holds), runs));
  it("of an expression with damaged tokens", () => fc.assert(fc.property(within(damaged), holds), runs));
  it("of one spelling, and of any two", () => {
    for (const first of DICTIONARY) {
      holds(first);
      for (const second of DICTIONARY) {
        holds(first + second);
        holds(`${first} ${second}`);
      }
    }
  });
});
