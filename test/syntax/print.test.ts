/** Canonical text: what `format` writes, what it keeps, and that no depth is too much for it. */
import { describe, expect, it } from "vitest";
import { parse } from "../../src/syntax/parse.js";
import { format, print } from "../../src/syntax/print.js";

describe("format", () => {
  it.each([
    ["  a  ", "a"],
    ["a AND  (b)", "a and b"],
    ["a && b || !c", "a and b or !c"],
    ["NOT a", "!a"],
    ["a EQ b", "a == b"],
    ["a ne b", "a != b"],
    ["a lt b and c LE d and e gt f and g ge h", "a < b and c <= d and e > f and g >= h"],
    ["a MATCHES 'x'", 'a matches "x"'],
    ["a DIV b mod c", "a / b % c"],
    ["a+b-c*d", "a + b - c * d"],
    ["TRUE ? Null : FALSE", "true ? null : false"],
    ["'x'", '"x"'],
    ["'it''s'", '"it\'s"'],
    ['"say ""hi"""', "'say \"hi\"'"],
    [`"both ' and """`, `"both ' and """`],
    ["'both '' and \"'", `"both ' and """`],
    ["1.50", "1.5"],
    ["1e3", "1000.0"],
    ["1.0", "1.0"],
    ["1E21", "1e+21"],
    ["007", "7"],
    ["- 2147483648", "-2147483648"],
    ["- - 2147483648", "-(-2147483648)"],
    ["- - a", "-(-a)"],
    ["a - - b", "a - -b"],
    ["a-(-b)", "a - -b"],
    ["a - (b - c)", "a - (b - c)"],
    ["(a - b) - c", "a - b - c"],
    ["(a * b) + c", "a * b + c"],
    ["a * (b + c)", "a * (b + c)"],
    ["!(a == b)", "!(a == b)"],
    ["(!a) == b", "!a == b"],
    ["(a == b) == c", "(a == b) == c"],
    ["a == (b == c)", "a == (b == c)"],
    ["(a or b) and c", "(a or b) and c"],
    ["(a and b) or c", "a and b or c"],
    ["a and (b and c)", "a and b and c"],
    ["a?b:c", "a ? b : c"],
    ["(a ? b : c) ? d : e", "(a ? b : c) ? d : e"],
    ["a ? (b ? c : d) : (e ? f : g)", "a ? b ? c : d : e ? f : g"],
    ["a ? b : c ?: d", "a ? b : (c ?: d)"],
    ["a ?: b ? c : d", "a ?: (b ? c : d)"],
    ["a ?: (b ?: c)", "a ?: b ?: c"],
    ["(a ?: b) ?: c", "(a ?: b) ?: c"],
    ["a ? b ?: c : d", "a ? b ?: c : d"],
    ["user . email", "user.email"],
    ["a ?. b [ 0 ] ?. [ 1 ]", "a?.b[0]?.[1]"],
    ["f( a ,b )", "f(a, b)"],
    ["a.f( )", "a.f()"],
    ["(a).b", "a.b"],
    ["(a + b).c", "(a + b).c"],
    ["(-a).b", "(-a).b"],
    ["-(a.b)", "-a.b"],
    ["(-2147483648).f()", "(-2147483648).f()"],
    ["a .![ b ] .?[ #this ]", "a.![b].?[#this]"],
    ["a?.![b]?.?[c]", "a?.![b]?.?[c]"],
    ["x.$ [0]", "(x.$)[0]"],
    ["x.$?.[0]", "x.$?.[0]"],
    ["{ a,b }", "{a, b}"],
    ["{ }", "{}"],
    ["{ : }", "{:}"],
    ["{ 'a' : 1,'b c':2, \"and\": 3, '': 4 }", '{a: 1, "b c": 2, and: 3, "": 4}'],
    ["{(a ? b : c)}", "{a ? b : c}"],
    ["f((a ? b : c), (d))", "f(a ? b : c, d)"],
    ["a[(b or c)]", "a[b or c]"],
    ["'a\n\tb'", '"a\n\tb"'],
  ])("%s", (source, expected) => {
    expect(format(source)).toBe(expected);
    expect(format(expected)).toBe(expected);
  });

  it.each(["", " ", "a +", "a = b", "“a”", "T(a)", "(a", "2147483648", "#this", "{a: 1, a: 2}", "a < b < c", "\ud800"])(
    "leaves a source with a mistake alone: %s",
    (source) => expect(format(source)).toBe(source),
  );
});

describe("print", () => {
  it("writes what is missing as nothing", () => expect(print(parse("f(a +)").ast)).toBe("f(a + )"));

  it.each([
    ["a".padEnd(9_999, ".b"), "members"],
    [`a${"+a".repeat(2_499)}`, "sums"],
    [`${"a?b:".repeat(1_666)}c`, "an else ladder"],
    [`${"a?:".repeat(2_499)}a`, "an Elvis chain"],
  ])("writes the deepest tree that the limits allow (%#)", (source) => {
    const { ast, diagnostics } = parse(source.slice(0, 9_999));
    expect(diagnostics).toEqual([]);
    const text = print(ast);
    expect(text.replaceAll(" ", "")).toBe(source.slice(0, 9_999));
  });
});
