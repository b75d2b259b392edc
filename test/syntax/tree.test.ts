/** Ids: dense and children first, also where the parser made nodes that the tree does not hold. */
import { describe, expect, it } from "vitest";
import { denseNodes, Tree } from "../../src/syntax/tree.js";

describe("a tree without strays", () => {
  it("is its nodes as they were made", () => {
    const tree = new Tree();
    const one = tree.literal("integer", 1, 0, 1);
    const root = tree.unary("negate", { start: 0, end: 1 }, one, 2);
    expect(denseNodes(tree, root)).toBe(tree.nodes);
    expect(tree.nodes.map(({ id }) => id)).toEqual([0, 1]);
  });
});

describe("a tree with strays", () => {
  it("is numbered anew, children first, in the order of the source", () => {
    const tree = new Tree();
    const a = tree.name("a", 0, 1);
    tree.name("stray", 2, 3);
    const b = tree.name("b", 4, 5);
    const c = tree.name("c", 6, 7);
    const sum = tree.binary("add", { start: 5, end: 6 }, b, c, 4, 7);
    const root = tree.logical("and", [a, sum], 0, 7);
    tree.hasStrays = true;
    expect(denseNodes(tree, root)).toEqual([a, b, c, sum, root]);
    expect([a, b, c, sum, root].map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
  });
  it("may be as deep as it is long", () => {
    const tree = new Tree();
    let root: ReturnType<Tree["member"]> | ReturnType<Tree["name"]> = tree.name("a", 0, 1);
    for (let at = 1; at < 20_000; at++) root = tree.member(root, "b", { start: at, end: at + 1 }, false, 0);
    tree.hasStrays = true;
    expect(denseNodes(tree, root)).toHaveLength(20_000);
    expect(root.id).toBe(19_999);
  });
});
