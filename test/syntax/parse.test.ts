/** `parse`: the bounds, exactly; what is no text; frozen trees; and the invariants of every tree. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type LimitName } from "../../src/base/limits.js";
import type { Node } from "../../src/syntax/ast.js";
import { type ParseResult, parse, parseSource } from "../../src/syntax/parse.js";
import { sexpr } from "./notation.js";

function codes(source: string, limits: Partial<Record<LimitName, number>> = {}): string[] {
  return parse(source, { limits: { ...DEFAULT_LIMITS, ...limits } }).diagnostics.map((entry) => entry.code);
}

/** Sources that reach so much of one bound, and no other. */
const bounds: Record<string, { limit: LimitName; code: string; source: (amount: number) => string }> = {
  "the length of the source": { limit: "sourceLength", code: "syntax/source-too-long", source: (n) => "a".padEnd(n) },
  "the length in surrogate pairs": {
    limit: "sourceLength",
    code: "syntax/source-too-long",
    source: (n) => `"${"😀".repeat((n - 2) / 2)}"`,
  },
  "the number of nodes": {
    limit: "nodes",
    code: "syntax/too-many-nodes",
    source: (n) => `${n % 2 ? "" : "-"}a${"+a".repeat((n - 1) >> 1)}`,
  },
  "the number of members": {
    limit: "nodes",
    code: "syntax/too-many-nodes",
    source: (n) =>
      `{${Array(n - 1)
        .fill("a")
        .join()}}`,
  },
  "the length of a text": { limit: "literalLength", code: "syntax/literal-too-long", source: (n) => `"${"x".repeat(n)}"` },
  "the length of a text in single quotes": {
    limit: "literalLength",
    code: "syntax/literal-too-long",
    source: (n) => `a + '${"x".repeat(n)}'`,
  },
  "the nesting": { limit: "nesting", code: "syntax/too-deep", source: (n) => `${"(".repeat(n)}a${")".repeat(n)}` },
};

describe.each(Object.entries(bounds))("%s", (_name, { limit, code, source }) => {
  it.each([20, 200])("is bounded at %d", (most) => {
    const at = (amount: number): string[] => codes(source(amount), { [limit]: most });
    expect(at(most - 2)).toEqual([]);
    expect(at(most)).toEqual([]);
    expect(at(most + 2)).toEqual([code]);
    if (!source(most + 1).includes("😀")) {
      expect(at(most - 1)).toEqual([]);
      expect(at(most + 1)).toEqual([code]);
    }
  });
  it("is bounded by default", () => {
    const raised = Object.fromEntries(Object.keys(bounds).map((key) => [bounds[key]?.limit, 1_000_000])) as Record<
      LimitName,
      number
    >;
    const most = DEFAULT_LIMITS[limit];
    const at = (amount: number): string[] => codes(source(amount), { ...raised, [limit]: most });
    expect(at(most)).toEqual([]);
    expect(at(most + 2)).toEqual([code]);
  });
  it.each([Number.NaN, 0, -1, Number.NEGATIVE_INFINITY, undefined])("lets nothing pass where the limit is %s", (setting) => {
    const limits = { ...DEFAULT_LIMITS, [limit]: setting as number };
    expect(parse('("a" + b)', { limits }).diagnostics.map((entry) => entry.code)).toContain(code);
  });
});

describe("what is told of a source that passes a bound", () => {
  const told = (source: unknown, limits: Partial<Record<LimitName, number>> = {}) =>
    parseSource(source, { ...DEFAULT_LIMITS, ...limits }).diagnostics.map(({ code, span, data }) => ({ code, span, data }));
  it("is what it is, where, and the bound", () => {
    expect(told("aaa", { sourceLength: 2 })).toEqual([
      { code: "syntax/source-too-long", span: { start: 0, end: 3 }, data: { length: 3, limit: 2 } },
    ]);
    expect(told("((a))", { nesting: 1 })).toEqual([{ code: "syntax/too-deep", span: { start: 1, end: 2 }, data: { limit: 1 } }]);
    expect(told(" a + b", { nodes: 2 })).toEqual([
      { code: "syntax/too-many-nodes", span: { start: 1, end: 6 }, data: { count: 3, limit: 2 } },
    ]);
    expect(told('"abc"', { literalLength: 2 })).toEqual([
      { code: "syntax/literal-too-long", span: { start: 0, end: 5 }, data: { limit: 2 } },
    ]);
    expect(told('"abc"', { textLength: 2 })).toEqual(told('"abc"', { literalLength: 2 }));
    expect(told('"abc"', { textLength: 3, literalLength: 3 })).toEqual([]);
  });
  it.each([
    [null, "null"],
    [undefined, "missing"],
    [5, "something else"],
  ])("that is %j and no text is that", (source, actual) =>
    expect(told(source)).toEqual([{ code: "syntax/not-text", span: { start: 0, end: 0 }, data: { actual } }]),
  );
  it("of a JSON text is told in its place where what is in it would be too deep", () =>
    expect(codes('"((a == \\"b\\"))"', { nesting: 1 })).not.toContain("syntax/json-text"));
});

describe("a caller that leaves no stack", () => {
  const atTheEnd = (): ParseResult => {
    try {
      return atTheEnd();
    } catch {
      return parse("app.system_home");
    }
  };
  it("is told so, and gets a hole for a tree", () => {
    const { ast, diagnostics } = atTheEnd();
    expect(diagnostics.map(({ code }) => code)).toEqual(["run/stack"]);
    expect(ast).toEqual({ kind: "Hole", id: 0, span: { start: 0, end: 0 } });
    expect([Object.isFrozen(ast), Object.isFrozen(diagnostics)]).toEqual([true, true]);
  });
});

describe("a source that passes a bound", () => {
  it.each([
    ["the length", `= ${"x".repeat(20_000)}`, ["syntax/source-too-long"]],
    ["the nesting", `“a” = ${"(".repeat(200)}`, ["syntax/too-deep"]],
    [
      "the number of nodes, with a mistake",
      `a={${Array(4_998).fill("a").join()}}`,
      ["syntax/too-many-nodes", "syntax/wrong-equality"],
    ],
  ])("%s, has no tree", (_name, source, expected) => {
    const { ast, diagnostics } = parse(source);
    expect(diagnostics.map((entry) => entry.code)).toEqual(expected);
    expect(ast).toEqual({ kind: "Hole", id: 0, span: { start: 0, end: source.length } });
  });
  it("says how much there is and how much may be", () =>
    expect(parse("a".padEnd(10_001)).diagnostics[0]).toMatchObject({
      message: "The expression has 10001 characters; at most 10000 are allowed.",
    }));
});

describe("what is no text", () => {
  it.each([
    [undefined, "missing"],
    [null, "null"],
    [1, "something else"],
    [{}, "something else"],
    [["a"], "something else"],
    [new String("a"), "something else"],
    [Symbol("a"), "something else"],
    [() => "a", "something else"],
  ])("is told so (%#)", (source, actual) => {
    const { ast, diagnostics } = parse(source as string);
    expect(diagnostics).toMatchObject([{ code: "syntax/not-text", span: { start: 0, end: 0 }, data: { actual } }]);
    expect(ast.kind).toBe("Hole");
  });
});

describe("a tree", () => {
  it("cannot be changed, in any part", () => {
    const { ast } = parse("{a.b, -c?.d[1], f('x', {k: y ?: z}), l.![p.?[q] and r] + (t ? u : v) and w, \"=\" ");
    const frozen = (part: unknown): void => {
      if (typeof part !== "object" || part === null) return;
      expect(Object.isFrozen(part)).toBe(true);
      for (const inner of Object.values(part)) frozen(inner);
    };
    frozen(ast);
    expect(sexpr(ast)).toContain("project");
  });
  it("is plain data", () => {
    const { ast } = parse("a.b(c, {k: 1.5}) ? null : d.![#this ?: 'x']");
    expect(JSON.parse(JSON.stringify(ast))).toEqual(ast);
    expect(structuredClone(ast)).toEqual(ast);
  });
  it("has its nodes in a list, by id, the root last", () => {
    const { root, nodes } = parseSource("a and (b and c) == -2147483648", DEFAULT_LIMITS);
    expect(nodes.map((node: Node) => node.id)).toEqual(nodes.map((_node, index) => index));
    expect(nodes[nodes.length - 1]).toBe(root);
  });
  it("has holes where something is missing, and keeps the rest", () => {
    const trees = ["a +", "f(a, )", "user.", "a ? b", "(a", "a == ", "{k: }", "a.![", "x[", "a b", "a = b"];
    expect(trees.map((source) => sexpr(parse(source).ast))).toEqual([
      "(add a _)",
      "(f() a)",
      "(. user)",
      "(if a b _)",
      "a",
      "(eq a _)",
      '{"k":_}',
      "(project a _)",
      "([] x _)",
      "_",
      "(eq a b)",
    ]);
  });
});

describe("the diagnostics", () => {
  it("come in the order of the source", () => {
    const starts = parse("a < b < c and {x: 1, x: 2} = #this + .5").diagnostics.map((entry) => entry.span.start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(starts.length).toBeGreaterThan(3);
  });
  it("are no more than a hundred", () => expect(parse("a = ".repeat(2_000)).diagnostics).toHaveLength(100));
  it("are plain data without empty lists", () => {
    for (const source of ["a = b", "a b", "T(x)", "(", "“a", "5.", "{:1}"]) {
      const { diagnostics } = parse(source);
      expect(JSON.parse(JSON.stringify(diagnostics))).toEqual(diagnostics);
      for (const entry of diagnostics) expect(entry.fixes).not.toEqual([]);
    }
  });
});

describe("options", () => {
  it.each([null, {}, { limits: null }])("may be %j: the bounds are the default ones then", (options) =>
    expect(parse("app.home", options as never)).toEqual(parse("app.home")),
  );
});
