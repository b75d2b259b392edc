/** Types as text: what is printed is read back, and nothing else is read. */

import { describe, expect, it } from "vitest";
import { FOREIGN_TYPE_NAMES, parseTyped, printType, printTyped, TYPE_NAMES } from "../../src/types/print.js";
import { ANY_MAP, listOf, type MapType, optional, required, TEXT, type Type, type Typed, UNKNOWN } from "../../src/types/type.js";
import fc from "../seeded.js";
import { textualTyped } from "./types.js";

describe("printTyped", () => {
  const map = (entries: Record<string, Typed>, open = false): MapType => ({
    kind: "map",
    attributes: new Map(Object.entries(entries)),
    open,
  });
  it.each<[Typed, string]>([
    [required(TEXT), "text"],
    [optional(TEXT), "text?"],
    [required(listOf(optional(TEXT))), "list<text?>"],
    [optional(listOf(required({ kind: "integer" }))), "list<integer>?"],
    [required({ kind: "text", values: ["gold", 'a"b'] }), '"gold"|"a\\"b"'],
    [optional({ kind: "text", values: ["gold", "basic"] }), '("gold"|"basic")?'],
    [optional({ kind: "text", values: ["gold"] }), '"gold"?'],
    [required({ kind: "text", maxLength: 5 }), "text"],
    [required(ANY_MAP), "map"],
    [required(map({})), "map{}"],
    [required(map({ city: optional(TEXT) })), "map{city: text?}"],
    [required(map({ city: optional(TEXT) }, true)), "map{city: text?, …}"],
    [
      required(map(Object.fromEntries("abcdefghi".split("").map((name) => [name, required(TEXT)])))),
      `map{${"abcdefgh"
        .split("")
        .map((name) => `${name}: text`)
        .join(", ")}, …}`,
    ],
    [required({ ...map({ city: optional(TEXT) }), record: "user" }), "user"],
    [optional(UNKNOWN), "unknown?"],
    [optional({ kind: "null" }), "null"],
  ])("%j", (typed, text) => expect(printTyped(typed)).toBe(text));
});

describe("parseTyped", () => {
  it.each([
    "text",
    " text ? ",
    "list<text?>?",
    "map{ a : text , b: list<map{c: integer}> }",
    "map{}",
    "list",
    "unknown",
    "list<unknown>",
    "map{cost-center: text?}",
  ])("reads %j", (text) => expect(parseTyped(text)).toBeDefined());
  it.each([
    ...[
      "",
      "?",
      "text??",
      "Text",
      "TEXT",
      "string",
      "null",
      "list<",
      "list<>",
      "list<text",
      "list<text>>",
      "list<text,text>",
      "map{",
      "map{a}",
      "map{a:}",
    ],
    ...[
      "map{a: text,}",
      "map{,}",
      "map{a text}",
      "map{a: text b: text}",
      "map{a: text, a: text}",
      "map{1: text}",
      "text|integer",
      '"gold"',
      "constructor",
    ],
    ...["__proto__", "toString", "list<list<text>", "text text", "(text)", "text[]"],
  ])("does not read %j", (text) => expect(parseTyped(text)).toBeUndefined());
  it("knows that null cannot be ruled out of what is unknown", () => expect(parseTyped("unknown")).toEqual(optional(UNKNOWN)));
  it("keeps a bound on nesting", () => {
    const nested = (depth: number) => `${"list<".repeat(depth)}text${">".repeat(depth)}`;
    expect([parseTyped(nested(16)) !== undefined, parseTyped(nested(17))]).toEqual([true, undefined]);
    expect(parseTyped(nested(100_000))).toBeUndefined();
  });
  it("reads any text without throwing", () => {
    const words = fc.constantFrom("list", "map", "text", "<", ">", "{", "}", ":", ",", "?", "a", " ", "😀", "\ud800");
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        const typed = parseTyped(parts.join(""));
        if (typed) expect(parseTyped(printTyped(typed))).toEqual(typed);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("round trip", () => {
  it("every type that text can write is read back the same", () => {
    fc.assert(
      fc.property(textualTyped, (typed) => {
        expect(parseTyped(printTyped(typed))).toEqual(typed);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the names", () => {
  it.each([...TYPE_NAMES])("%s prints as its type", (name, type: Type) =>
    expect(printType(type)).toBe(name === "list" ? "list<unknown?>" : name),
  );
  it("of other systems are never ours, and lead to one of ours", () => {
    for (const [foreign, ours] of FOREIGN_TYPE_NAMES) {
      expect(parseTyped(foreign)).toBeUndefined();
      expect(parseTyped(ours)).toBeDefined();
    }
  });
});
