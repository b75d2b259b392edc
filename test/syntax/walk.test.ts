/** Visiting and replacing children: every kind of node, every child once, in the order of the source. */
import { describe, expect, it } from "vitest";
import type { Node, NodeKind } from "../../src/syntax/ast.js";
import { parse } from "../../src/syntax/parse.js";
import { eachChild, mapChildren } from "../../src/syntax/walk.js";
import { sexpr } from "./notation.js";

const cases: Record<NodeKind, readonly [source: string, children: string]> = {
  Literal: ["1", ""],
  Name: ["a", ""],
  Hole: ["", ""],
  List: ["{a, b, c}", "a b c"],
  Map: ["{k: a, l: b}", "a b"],
  Member: ["a.b", "a"],
  Index: ["a[b]", "a b"],
  Call: ["a.f(b, c)", "a b c"],
  Unary: ["-a", "a"],
  Binary: ["a + b", "a b"],
  Logical: ["a and b and c", "a b c"],
  Conditional: ["a ? b : c", "a b c"],
  Elvis: ["a ?: b", "a b"],
  Projection: ["a.![b]", "a b"],
  Selection: ["a.?[b]", "a b"],
};

describe.each(Object.entries(cases))("%s", (kind, [source, children]) => {
  const { ast } = parse(source);
  it("has these children", () => {
    expect(ast.kind).toBe(kind);
    const seen: string[] = [];
    eachChild(ast, (child) => seen.push(sexpr(child)));
    expect(seen.join(" ")).toBe(children);
  });
  it("has them replaced in the same order", () => {
    const seen: string[] = [];
    const other = { kind: "Name", name: "z", id: 0, span: { start: 0, end: 0 } } satisfies Node;
    const changed = mapChildren(ast, (child) => {
      seen.push(sexpr(child));
      return other;
    });
    expect(seen.join(" ")).toBe(children);
    const after: string[] = [];
    eachChild(changed, (child) => after.push(sexpr(child)));
    expect(after).toEqual(seen.map(() => "z"));
  });
  it("is equal where nothing changes", () => expect(mapChildren(ast, (child) => child)).toEqual(ast));
});

describe("a call without a receiver", () => {
  it("keeps none", () => {
    const { ast } = parse("f(a)");
    expect(mapChildren(ast, (child) => child)).toMatchObject({ receiver: null });
  });
});
