/** Whole sources that a host wrote: the text that was meant, where there is one. */
import { describe, expect, it } from "vitest";
import { parse } from "../../src/syntax/parse.js";
import { repairOf } from "../../src/syntax/repair.js";

describe("repairOf", () => {
  it.each([
    ['"a == \\"x\\""', "syntax/json-text", 'a == "x"'],
    [' "f(\\"\\\\\\")" ', "syntax/json-text", 'f("\\")'],
    ['"\\"\\u00e9\\""', "syntax/json-text", '"é"'],
    ['a == \\"x\\"', "syntax/escaped-quotes", 'a == "x"'],
    ['"a" + \\"b', "syntax/escaped-quotes", '"a" + "b'],
  ])("%s is %s", (source, code, text) => expect(repairOf(source)).toMatchObject({ code, text }));
  it.each(["", "a", '"a"', "\\'a\\'"])("%s is nothing of the kind", (source) => expect(repairOf(source)).toBeUndefined());
});

describe("a repair", () => {
  it("is offered only where it leaves no mistake", () => {
    expect(parse('a = \\"x\\"').diagnostics.map(({ code }) => code)).not.toContain("syntax/json-text");
    expect(parse('a = \\"x\\"').diagnostics.map(({ code }) => code)).toEqual(["syntax/wrong-equality", "syntax/escaped-quotes"]);
  });
  it.each(['x.T(a) + "\\"', '"\\"', "'\\\"'", '{T: "\\"}', 'new.x + "\\"'])(
    "is not offered where the source parses: %s",
    (source) => expect(parse(source).diagnostics).toEqual([]),
  );
});
