/** The reader of Terraform's blocks: values as they are, everything else as text, and a line for every mistake. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are Terraform's
import { it as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { HclFault, type HclValue, readHcl } from "../../src/okta/hcl.js";
import { growth, LINEAR } from "../clock.js";
import fc from "../seeded.js";

const blocks = (text: string) => {
  const read = readHcl(text);
  if (read instanceof HclFault) throw new Error(`line ${read.line}: ${read.problem}`);
  return read;
};
const value = (text: string): HclValue | undefined => blocks(`block {\n  a = ${text}\n  z = 1\n}`)[0]?.attributes.get("a");
const literal = (of: unknown) => ({ kind: "literal", value: of });
const reference = (path: string) => ({ kind: "reference", path });

describe("blocks", () => {
  it("have types, labels, attributes, blocks and lines", () => {
    const [first, second] = blocks(
      '# comment\nresource "okta_auth_server_claim" "home" {\n  name = "home" // why\n  /* not\n  here */ inner {\n    deep = true\n  }\n}\n\nlocals { a = 1 }\n',
    );
    expect([first?.type, first?.labels, first?.line]).toEqual(["resource", ["okta_auth_server_claim", "home"], 2]);
    expect([...(first?.attributes ?? [])]).toEqual([["name", literal("home")]]);
    expect(first?.blocks).toMatchObject([{ type: "inner", labels: [], line: 5 }]);
    expect([second?.type, second?.line]).toEqual(["locals", 10]);
  });
  it("with bare labels, on one line, with Windows line breaks and a byte order mark", () => {
    expect(blocks("\ufeffvariable name {\r\n  default = 1\r\n}\r\n")).toMatchObject([{ labels: ["name"] }]);
    expect(blocks("a {}\nb { c = 1 }")).toMatchObject([{ type: "a" }, { type: "b" }]);
  });
  it("of an empty file are none", () => expect(blocks("\n# only a comment")).toEqual([]));
});

describe("values", () => {
  const cases: [string, unknown][] = [
    ['"x"', literal("x")],
    ["12", literal(12)],
    ["-1.5e3", literal(-1500)],
    ["true", literal(true)],
    ["null", literal(null)],
    ['"a\\"b\\\\c\\n\\t\\u00e9\\U0001F600"', literal('a"b\\c\n\té😀')],
    ['"$${x} and %%{y} and $ % { }"', literal("${x} and %{y} and $ % { }")],
    ["[]", { kind: "list", items: [] }],
    ['[\n  "a", # one\n  "b",\n]', { kind: "list", items: [literal("a"), literal("b")] }],
    ["var.name", reference("var.name")],
    ["okta_group.sales.id", reference("okta_group.sales.id")],
    ['local.map["a-b"]', reference('local.map["a-b"]')],
    ["list[0].x", reference("list[0].x")],
    ['"${var.x}"', { kind: "template", parts: [reference("var.x")] }],
    ['"a ${var.x} b"', { kind: "template", parts: ["a ", reference("var.x"), " b"] }],
    [
      '"${lookup(local.m, "k")}"',
      { kind: "template", parts: [{ kind: "call", name: "lookup", args: [reference("local.m"), literal("k")] }] },
    ],
    [
      "{ a = 1, b : 2 }",
      {
        kind: "map",
        entries: [
          ["a", literal(1)],
          ["b", literal(2)],
        ],
      },
    ],
    [
      '{\n  "c d" = [1]\n  e = {}\n}',
      {
        kind: "map",
        entries: [
          ["c d", { kind: "list", items: [literal(1)] }],
          ["e", { kind: "map", entries: [] }],
        ],
      },
    ],
    ["jsonencode({ a = 1 })", { kind: "call", name: "jsonencode", args: [{ kind: "map", entries: [["a", literal(1)]] }] }],
    ['<<EOT\nuser.x == "y"\n  EOT\n', literal('user.x == "y"\n')],
    ["<<-EOT\n    a\n      b\\n\n    EOT\n", literal("a\n  b\\n\n")],
    ["<<EOT\na ${var.x}\nEOT\n", { kind: "template", parts: ["a ", reference("var.x"), "\n"] }],
  ];
  it.each(cases)("%j", (text, expected) => expect(value(text)).toEqual(expected));
});

describe("what is no value is kept as text, and ends where it ends", () => {
  it.each([
    "var.x ? 1 : 2",
    "a + b",
    "!var.x",
    "(1 + 2)",
    '[for x in y : x if x != "]"]',
    "{ for k, v in m : k => v }",
    "okta_group.all[*].id",
    "{ (var.key) = 1 }",
    'cond ? "a # no comment" : "}"',
    "a /* comment } */ + b",
    "f(x) + g({ a = 1\n b = 2 })",
    '(x ? <<EOT\n } "\nEOT\n : 2)',
  ])("%s", (text) => {
    expect(value(text)).toEqual({ kind: "other", text: text.trim() });
    expect(blocks(`block {\n  a = ${text}\n  z = 1\n}`)[0]?.attributes.get("z")).toEqual(literal(1));
  });
  it("in a list, one item alone", () =>
    expect(value("[1, a + b, 3]")).toEqual({ kind: "list", items: [literal(1), { kind: "other", text: "a + b" }, literal(3)] }));
  it("in a text, with its directive", () =>
    expect(value('"a%{ if x }b%{ endif }"')).toEqual({
      kind: "template",
      parts: ["a", { kind: "other", text: "%{ if x }" }, "b", { kind: "other", text: "%{ endif }" }],
    }));
});

describe("mistakes", () => {
  it.each([
    ["a {\n  b = 1\n", 3, "a `}` is missing at the end"],
    ['a {\n  b = "x\n}', 2, 'a text has no closing `"`'],
    ["a {\n  b = 1\n  b = 2\n}", 3, "`b` is set twice"],
    ["a {\n  b =\n}", 2, "`the end of the line` does not belong here"],
    ["a {\n  b = [1,\n", 3, "it ends too early"],
    ["}", 1, "`}` does not belong here"],
    ["a = <<EOT\nx\n", 1, "the text `<<EOT` has no line `EOT` at its end"],
    ['a = "\\q"', 1, "a `\\` stands before a character that has no such meaning"],
    ['a = "\\uZZZZ"', 1, "a `\\` stands before a character that has no such meaning"],
    ["a {\n  b = (1\n", 3, "a `)` is missing at the end"],
    ["a", 1, "it ends too early"],
    ["a \n{\n}", 1, "`the end of the line` does not belong here"],
    ["a = <<EOT\nx\n${y\nEOT\n", 4, "it ends too early"],
  ])("%j", (text, line, problem) => {
    const read = readHcl(text);
    expect(read).toBeInstanceOf(HclFault);
    expect([(read as HclFault).line, (read as HclFault).problem]).toEqual([line, problem]);
  });
  it.each([
    ["blocks", `${"a {\n".repeat(200)}${"}\n".repeat(200)}`],
    ["brackets", `a = ${"[".repeat(5_000)}${"]".repeat(5_000)}`],
    ["maps", `a = ${"{ b = ".repeat(5_000)}1${"}".repeat(5_000)}`],
    ["calls", `a = ${"f(".repeat(5_000)}1${")".repeat(5_000)}`],
    ["templates", `a = ${'"${'.repeat(5_000)}1${'}"'.repeat(5_000)}`],
    ["what is no value", `a = b + ${"(".repeat(5_000)}${")".repeat(5_000)}`],
  ])("%s too deep in one another", (_title, text) => {
    const read = readHcl(text);
    expect(read).toBeInstanceOf(HclFault);
    expect((read as HclFault).problem).toMatch(/stand more than 100 deep/);
  });
});

describe("whatever a text is", () => {
  property.prop([fc.string({ unit: fc.constantFrom(...'ab"${}[]()=<-EOT\n\\#/*.,%!?: 1') })], { numRuns: 3_000 })(
    "it is read or refused, never thrown at",
    (text) => {
      const read = readHcl(text);
      expect(read instanceof HclFault ? read.line : read.length).toBeGreaterThanOrEqual(0);
    },
  );
  it("a long one is read in time that grows with its length", () => {
    const read = (count: number) =>
      expect(readHcl('resource "a" "b" {\n  v = "x ${var.y} z"\n  w = cond ? 1 : 2\n}\n'.repeat(count))).toHaveLength(count);
    expect(growth(read, 8_000)).toBeLessThanOrEqual(LINEAR);
  });
});
