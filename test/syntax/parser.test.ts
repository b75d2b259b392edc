/** Tree shapes: what each form of the grammar is read as, with the spans of its parts. */
import { describe, expect, it } from "vitest";
import type { Node } from "../../src/syntax/ast.js";
import { parse } from "../../src/syntax/parse.js";
import { eachChild } from "../../src/syntax/walk.js";
import { sexpr } from "./notation.js";

function clean(source: string): Node {
  const { ast, diagnostics } = parse(source);
  expect(diagnostics.filter((entry) => entry.severity === "error")).toEqual([]);
  return ast;
}

describe("primaries", () => {
  it.each([
    ["null", "null"],
    ["TRUE", "true"],
    ["False", "false"],
    ["0", "0"],
    ["007", "7"],
    ["2147483647", "2147483647"],
    ["-2147483648", "-2147483648"],
    ["- 2147483648", "-2147483648"],
    ["- -2147483648", "(neg -2147483648)"],
    ["-2147483647", "(neg 2147483647)"],
    ["1.0", "1.0"],
    ["1e3", "1000.0"],
    ["0.5", "0.5"],
    ["2147483648.0", "2147483648.0"],
    ['"a"', '"a"'],
    ["'a'", '"a"'],
    ['"a""b"', '"a\\"b"'],
    ["'a''b'", '"a\'b"'],
    ["'a\"\"b'", '"a\\"\\"b"'],
    ['""', '""'],
    ['""""', '"\\""'],
    ['"\\"', '"\\\\"'],
    ['"\\n"', '"\\\\n"'],
    ['"a\nb"', '"a\\nb"'],
    ["user", "user"],
    ["$x_1", "$x_1"],
    ["f()", "(f())"],
    ["f(a, 1)", "(f() a 1)"],
    ["(a)", "a"],
    ["((a))", "a"],
    ["{}", "{}"],
    ["{ }", "{}"],
    ["{a}", "{a}"],
    ["{a, 1, 'x'}", '{a 1 "x"}'],
    ["{{}, {a}}", "{{} {a}}"],
    ["{:}", "{:}"],
    ["{ : }", "{:}"],
    ["{k: v}", '{"k":v}'],
    ["{'k': v}", '{"k":v}'],
    ['{"a b": 1, c: {d: 2}}', '{"a b":1 "c":{"d":2}}'],
    ["{and: 1, null: 2, TRUE: 3}", '{"and":1 "null":2 "TRUE":3}'],
    ["{constructor: 1}", '{"constructor":1}'],
    ["{a ? b : c}", "{(if a b c)}"],
    ["{a: b ? c : d}", '{"a":(if b c d)}'],
    ["{'a' ?: b}", '{(or-else "a" b)}'],
    ["{a.b}", "{(.b a)}"],
  ])("%s", (source, expected) => expect(sexpr(clean(source))).toBe(expected));

  it("keeps integers and numbers apart", () => {
    expect(clean("1")).toMatchObject({ literal: "integer", value: 1 });
    expect(clean("1.0")).toMatchObject({ literal: "number", value: 1 });
    expect(clean("1e0")).toMatchObject({ literal: "number", value: 1 });
  });
});

describe("postfix forms", () => {
  it.each([
    ["a.b", "(.b a)"],
    ["a.b.c", "(.c (.b a))"],
    ["a . b", "(.b a)"],
    ["a?.b", "(?.b a)"],
    ["a.and.null", "(.null (.and a))"],
    ["a[0]", "([] a 0)"],
    ["a['b c']", '([] a "b c")'],
    ["a[b[c]]", "([] a ([] b c))"],
    ["a?.[0]", "(?[] a 0)"],
    ["a.f()", "(.f() a)"],
    ["a.f(b, c)", "(.f() a b c)"],
    ["a?.f(b)", "(?.f() a b)"],
    ["a.T(b)", "(.T() a b)"],
    ["String.len(a)", "(.len() String a)"],
    ["f(a).g(b)[0]?.h", "(?.h ([] (.g() (f() a) b) 0))"],
    ["a.![b]", "(project a b)"],
    ["a.?[b]", "(select a b)"],
    ["a?.![b]", "(?project a b)"],
    ["a?.?[b]", "(?select a b)"],
    ["a.![#this.b]", "(project a (.b #this))"],
    ["a.![{b, c}]", "(project a {b c})"],
    ["a.?[b].![c][0]", "([] (project (select a b) c) 0)"],
    ["a.![b.?[#this == c]]", "(project a (select b (eq #this c)))"],
    ["1.toInteger()", "(.toInteger() 1)"],
    ["1.1.toInteger()", "(.toInteger() 1.1)"],
    ["1.![#this]", "(project 1 #this)"],
    ["'a'.f()", '(.f() "a")'],
    ["{a, b}[0]", "([] {a b} 0)"],
    ["{k: v}.k", '(.k {"k":v})'],
    ["(a + b).c", "(.c (add a b))"],
    ["(a ? b : c)[d ?: e]", "([] (if a b c) (or-else d e))"],
    ["null.a", "(.a null)"],
    ["true.a", "(.a true)"],
    ["x.$", "(.$ x)"],
    ["(x.$)[0]", "([] (.$ x) 0)"],
    ["x.$ [0]", "([] (.$ x) 0)"],
  ])("%s", (source, expected) => expect(sexpr(clean(source))).toBe(expected));
});

describe("unary operators", () => {
  it.each([
    ["!a", "(not a)"],
    ["NOT a", "(not a)"],
    ["not not a", "(not (not a))"],
    ["-a", "(neg a)"],
    ["- - a", "(neg (neg a))"],
    ["!-a", "(not (neg a))"],
    ["-a.b", "(neg (.b a))"],
    ["!a[0].f()", "(not (.f() ([] a 0)))"],
    ["-1.f()", "(neg (.f() 1))"],
    ["-2147483647.f()", "(neg (.f() 2147483647))"],
    ["(-2147483648).f()", "(.f() -2147483648)"],
  ])("%s", (source, expected) => expect(sexpr(clean(source))).toBe(expected));
});

/** Each node's text in the source, in the order of the ids. */
function texts(source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    eachChild(node, visit);
    found[node.id] = source.slice(node.span.start, node.span.end);
  };
  visit(clean(source));
  return found;
}

describe("spans and ids", () => {
  it.each([
    [
      "a.b(c, -1) + {k: 'x'}[0]",
      ["a", "c", "1", "-1", "a.b(c, -1)", "'x'", "{k: 'x'}", "0", "{k: 'x'}[0]", "a.b(c, -1) + {k: 'x'}[0]"],
    ],
    ["a ? b : c ?: d", ["a", "b", "c", "d", "c ?: d", "a ? b : c ?: d"]],
    ["a.![#this?.b]", ["a", "#this", "#this?.b", "a.![#this?.b]"]],
    ["( a ) and ( b )", ["a", "b", "( a ) and ( b )"]],
    ["- 2147483648", ["- 2147483648"]],
    ["a and (b and c) and d", ["a", "b", "c", "d", "a and (b and c) and d"]],
  ])("%s", (source, expected) => expect(texts(source)).toEqual(expected));

  it("of names and operators are their own", () => {
    const source = "a.bb + c.dd(e) - !f";
    const spans = (node: Node): string[] => {
      const own = [("nameSpan" in node && node.nameSpan) || ("operatorSpan" in node && node.operatorSpan)];
      const found = own.flatMap((span) => (span ? [source.slice(span.start, span.end)] : []));
      eachChild(node, (child) => found.push(...spans(child)));
      return found;
    };
    expect(spans(clean(source)).sort()).toEqual(["!", "+", "-", "bb", "dd"]);
  });
  it("of keys are their own", () => {
    const source = "{a: 1, 'b c': 2}";
    const node = clean(source);
    if (node.kind !== "Map") throw new Error("not a map");
    expect(node.entries.map(({ keySpan }) => source.slice(keySpan.start, keySpan.end))).toEqual(["a", "'b c'"]);
  });
});

describe("one parser for all", () => {
  it("keeps nothing of a source that was refused", () => {
    for (const bad of ["((((", "!!!!", "a.![", "-2147483649", "{a: {b: 1", "a ? b ? c", "2147483648[0]"]) {
      parse(bad);
      expect(sexpr(clean("-a.b + {1}"))).toBe("(add (neg (.b a)) {1})");
      expect(parse("#this").diagnostics.map((entry) => entry.code)).toEqual(["syntax/this-outside"]);
    }
  });
});
