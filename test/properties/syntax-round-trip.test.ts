/** Text to tree and back: what is printed means the same, and what does not matter to the meaning does not change the tree. */

import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { hasErrors } from "../../src/diagnostics/diagnostic.js";
import type { Node } from "../../src/syntax/ast.js";
import { mend } from "../../src/syntax/mend.js";
import { parse } from "../../src/syntax/parse.js";
import { format, print } from "../../src/syntax/print.js";
import { Problems } from "../../src/syntax/problems.js";
import { settle } from "../../src/syntax/settle.js";
import { vocabulary } from "../../src/syntax/vocabulary.js";
import { eachChild } from "../../src/syntax/walk.js";
import { spelled } from "../generators/sources.js";
import { shape, trees } from "../generators/trees.js";
import fc from "../seeded.js";
import { sexpr } from "../syntax/notation.js";
import { referenceTree } from "../syntax/reference.js";

const runs = { numRuns: 2_000 };

/** Sources within the bounds; what is beyond them is for other tests. */
const short = spelled().filter(({ source }) => source.length <= DEFAULT_LIMITS.sourceLength);

function treeOf(source: string): Node {
  const { ast, diagnostics } = parse(source);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return ast;
}

describe("printing", () => {
  it("gives a source of the same tree", () => {
    fc.assert(
      fc.property(trees(), (tree) => {
        expect(shape(treeOf(print(tree)))).toEqual(shape(tree));
      }),
      runs,
    );
  });
  it("is a fixed point after parsing", () => {
    fc.assert(
      fc.property(short, ({ source }) => {
        const text = print(treeOf(source));
        expect(print(treeOf(text))).toBe(text);
      }),
      runs,
    );
  });
});

describe("format", () => {
  it("keeps the tree, and has nothing more to do", () => {
    fc.assert(
      fc.property(short, ({ tree, source }) => {
        const text = format(source);
        expect(shape(treeOf(text))).toEqual(shape(tree));
        expect(format(text)).toBe(text);
      }),
      runs,
    );
  });
});

describe("parsing", () => {
  it("does not mind redundant brackets, layout, the case of words, or which spelling is used", () => {
    fc.assert(
      fc.property(short, ({ tree, source }) => {
        expect(shape(treeOf(source))).toEqual(shape(tree));
      }),
      runs,
    );
  });
  it("agrees with the second parser", () => {
    fc.assert(
      fc.property(short, ({ source }) => {
        expect(referenceTree(source)).toBe(sexpr(treeOf(source)));
      }),
      runs,
    );
  });
  it("would have nothing to mend", () => {
    fc.assert(
      fc.property(short, ({ source }) => {
        const { tokens } = vocabulary().lexer.tokenize(source);
        settle(tokens, DEFAULT_LIMITS);
        const problems = new Problems(source);
        expect(mend(tokens, DEFAULT_LIMITS, problems)).toEqual(tokens);
        expect(problems.diagnostics).toEqual([]);
      }),
      runs,
    );
  });
});

describe("the generator of trees", () => {
  it("reaches every kind of node and operator", () => {
    const seen = new Map<string, number>();
    const count = (node: Node): void => {
      const key = "operator" in node ? `${node.kind} ${node.operator}` : "safe" in node ? `${node.kind} ${node.safe}` : node.kind;
      seen.set(key, (seen.get(key) ?? 0) + 1);
      eachChild(node, count);
    };
    for (const tree of fc.sample(trees(), { numRuns: 3_000, seed: 1 })) count(tree);
    const kinds = [
      "Literal",
      "Name",
      "List",
      "Map",
      "Conditional",
      "Elvis",
      "Unary not",
      "Unary negate",
      "Logical and",
      "Logical or",
    ];
    const forms = ["Member", "Index", "Call", "Projection", "Selection"].flatMap((kind) => [`${kind} true`, `${kind} false`]);
    const binary = ["eq", "ne", "lt", "le", "gt", "ge", "matches", "add", "subtract", "multiply", "divide", "remainder"];
    const all = [...kinds, ...forms, ...binary.map((operator) => `Binary ${operator}`)];
    expect(all.filter((key) => (seen.get(key) ?? 0) < 20)).toEqual([]);
    expect([...seen.keys()].sort()).toEqual([...all].sort());
  });
  it("makes sources that parse, with few exceptions none too long", () => {
    const sources = fc.sample(spelled(), { numRuns: 1_000, seed: 1 }).map(({ source }) => source);
    expect(sources.filter((source) => source.length > DEFAULT_LIMITS.sourceLength).length).toBeLessThan(20);
    expect(
      sources.filter((source) => hasErrors(parse(source).diagnostics) && source.length <= DEFAULT_LIMITS.sourceLength),
    ).toEqual([]);
  });
});
