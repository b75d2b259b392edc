/** Tokens: what is coloured how, and that nothing of a text is left out or coloured twice. */

import { describe, expect, it } from "vitest";
import { tokens } from "../../src/editor/index.js";
import { forAll } from "../properties/for-all.js";
import fc from "../seeded.js";
import { halfTyped } from "./half-typed.js";

/** Text → words with their classes. */
const cases: readonly (readonly [text: string, classes: string])[] = [
  ["app.level + 1", "app:name .:punctuation level:name +:operator 1:number"],
  ["true AND not x", "true:keyword AND:operator not:operator x:name"],
  ["user.and", "user:name .:punctuation and:name"],
  ['f("a", {1})', 'f:name (:bracket "a":text ,:punctuation {:bracket 1:number }:bracket ):bracket'],
  ["a ? 'b' : c", "a:name ?:operator 'b':text ::operator c:name"],
  ["a ?: b", "a:name ?::operator b:name"],
  ["x.![#this]", "x:name .![:bracket #this:keyword ]:bracket"],
  ['"open', '"open:mistake'],
  ["a = b", "a:name =:mistake b:name"],
];

function covers(text: string): string | undefined {
  let at = 0;
  for (const { from, to } of tokens(text)) {
    if (from < at || to <= from || to > text.length) return `a token at ${from}–${to} overlaps or is out of bounds`;
    if (text.slice(at, from).trim() !== "") return `nothing covers ${JSON.stringify(text.slice(at, from))}`;
    at = to;
  }
  return text.slice(at).trim() === "" ? undefined : `nothing covers the end ${JSON.stringify(text.slice(at))}`;
}

describe("tokens", () => {
  it.each(cases)("%s", (text, classes) => {
    expect(
      tokens(text)
        .map((token) => `${text.slice(token.from, token.to)}:${token.class}`)
        .join(" "),
    ).toBe(classes);
  });
  it("cover every text but its white space, in order, once", () => {
    forAll(fc.oneof(halfTyped, fc.string({ unit: "binary", maxLength: 60 })), 2000, covers);
  });
});
