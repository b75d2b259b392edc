/** Reading texts as trees: the data is what any parser reads, and every place is where the part stands. */

import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { readJsonText } from "../../src/claims/json-text.js";
import { writtenOffset } from "../../src/claims/scalar-offsets.js";
import { dataOf, locate, type TextNode, type TextTree } from "../../src/claims/text-tree.js";
import { readYamlText } from "../../src/claims/yaml-text.js";
import fc from "../seeded.js";

const value = fc.jsonValue({ maxDepth: 4 }).map((each) => JSON.parse(JSON.stringify(each)) as unknown);
const space = fc.constantFrom(undefined, 0, 1, 2, 4, "\t");

/** Every node of a tree with the keys that lead to it. */
function* nodesOf(node: TextNode, keys: readonly (string | number)[] = []): Generator<[TextNode, readonly (string | number)[]]> {
  yield [node, keys];
  for (const [key, entry] of node.entries ?? []) yield* nodesOf(entry.node, [...keys, key]);
  for (const [index, item] of (node.items ?? []).entries()) yield* nodesOf(item, [...keys, index]);
}

describe("JSON", () => {
  it("is read as any parser reads it, and each part stands where its text does", () => {
    fc.assert(
      fc.property(value, space, (data, indent) => {
        const text = JSON.stringify(data, null, indent);
        const { root, twice } = readJsonText(text, 100) as TextTree;
        expect(dataOf(root)).toEqual(data);
        expect(twice).toEqual([]);
        for (const [node, keys] of nodesOf(root)) {
          expect(JSON.parse(text.slice(node.span.start, node.span.end))).toEqual(dataOf(node));
          expect(locate(root, keys, false).node).toBe(node);
        }
      }),
    );
  });
  it("keys written twice are all told", () => {
    const { twice } = readJsonText('{"a": 1, "b": {"c": 1, "c": 2}, "\\u0061": 3}', 100) as TextTree;
    expect(twice.map(({ key, span, first }) => [key, span.start, first.start])).toEqual([
      ["c", 23, 15],
      ["a", 32, 1],
    ]);
  });
});

describe("YAML", () => {
  it("JSON is YAML: the same data, at the same places", () => {
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (data, indent) => {
        const text = JSON.stringify(data, null, indent);
        const json = (readJsonText(text, 100) as TextTree).root;
        const yaml = (readYamlText(text, DEFAULT_LIMITS) as TextTree).root;
        expect(dataOf(yaml)).toEqual(dataOf(json));
        const places = (root: TextNode) => [...nodesOf(root)].map(([{ span }]) => span);
        expect(places(yaml)).toEqual(places(json));
      }),
    );
  });
  it.each([
    "a: 1\nb: [x, {c: d}]\n",
    "- a\n- - b\n  - c\n-\n",
    "a: &x {b: 1}\nc: *x\n",
    "a: |\n  one\n  two\nb: >\n  one\n  two\n",
    "? a\n: b\n",
    "'a b': \"c\\td\"\n",
    "---\na: b\n...\n",
    "a:\nb:\n  c:\n",
    "? a\n? b\n",
    "{a, b: , c: [d, ], e}\n",
    "- \n- - \n",
  ])("%j is read as the parser reads it", (text) =>
    expect(dataOf((readYamlText(text, DEFAULT_LIMITS) as TextTree).root)).toEqual(parse(text)),
  );
});

describe("YAML that JSON cannot write", () => {
  const read = (text: string) => dataOf((readYamlText(text, DEFAULT_LIMITS) as TextTree).root);
  it.each([".inf", "-.INF", ".nan"])("is told where it is the number %s, and is a text in quotes", (number) => {
    expect(readYamlText(`a: 1\nb: ${number}\n`, DEFAULT_LIMITS)).toMatchObject({
      problem: expect.stringContaining("infinite or none"),
      span: { start: 8, end: 8 + number.length },
    });
    expect(read(`b: "${number}"`)).toEqual({ b: number });
  });
  it("is a key of no letters where no key is written", () => {
    const text = "a: 1\n: 2\n? \n";
    expect(read(": 2\n")).toEqual({ "": 2 });
    expect((readYamlText(text, DEFAULT_LIMITS) as TextTree).twice).toMatchObject([{ key: "" }]);
  });
  it("is told in the words for any mistake where there are no better ones", () =>
    expect(readYamlText(`${"k".repeat(1_100)}: 1\n`, DEFAULT_LIMITS)).toMatchObject({
      problem: "it is not well-formed YAML",
      span: { start: expect.any(Number) },
    }));
});

describe("places inside texts", () => {
  const source = fc.string({
    unit: fc.constantFrom("a", "b", ".", '"', "'", "\\", "\n", "\t", "é", "😀", " ", ":", "#"),
    minLength: 1,
    maxLength: 30,
  });
  it("in JSON: every unit of the value is found where it is written", () => {
    fc.assert(
      fc.property(source, fc.nat(), (text, seed) => {
        const at = seed % text.length;
        const written = JSON.stringify(text);
        const offset = writtenOffset(written, text, at);
        const rest = JSON.parse(`"${written.slice(offset)}`) as string;
        expect(rest).toBe(text.slice(at));
      }),
    );
  });
  it.each<[string, string, string, string]>([
    ["plain", "app.a == x", "app.a == x", "x"],
    ["single quotes", "'a ''b'' c'", "a 'b' c", "c"],
    ["double quotes", '"a \\"b\\" \\u0063d"', 'a "b" cd', "d"],
    ["an escaped pair", '"\\U0001F600 x"', "😀 x", "x"],
    ["a block", "|\n      one\n      two x\n", "one\ntwo x\n", "x"],
    ["a block with a chomp", "|-\n  one\n  x", "one\nx", "x"],
    ["a folded block", ">\n      one\n      two x\n", "one two x\n", "x"],
    ["plain over lines", "one\n      two x", "one two x", "x"],
    ["double quotes over lines", '"one\n   two x"', "one two x", "x"],
    ["double quotes over joined lines", '"one\\\n   two x"', "onetwo x", "x"],
  ])("in YAML, %s", (_words, written, text, wanted) => {
    const at = text.lastIndexOf(wanted);
    expect(writtenOffset(written, text, at)).toBe(written.lastIndexOf(wanted));
  });
  it("never leaves the written form, whatever it is given", () => {
    fc.assert(
      fc.property(source, source, fc.nat(40), (written, text, at) => {
        const offset = writtenOffset(written, text, at);
        expect(offset >= 0 && offset <= written.length).toBe(true);
      }),
    );
  });
});
