/** All sequences of up to four tokens over a small alphabet: the two parsers agree on each, and printing agrees with parsing. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { hasErrors } from "../../src/diagnostics/diagnostic.js";
import { parseSource } from "../../src/syntax/parse.js";
import { print } from "../../src/syntax/print.js";
import { sexpr } from "../syntax/notation.js";
import { referenceTree } from "../syntax/reference.js";

/** One token for each part of the grammar, and one mistake: all of them in short sequences, fewer in longer ones. */
const ALPHABET = [
  "a",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  "?",
  ".",
  "-",
  "+",
  "and",
  ".![",
  "!",
  "?:",
  "?.",
  "#this",
  "1",
  "'t'",
  "==",
  "=",
];
const SIZES = [1, ALPHABET.length, ALPHABET.length, ALPHABET.length, 15];

function* sequences(length: number, alphabet: readonly string[]): Generator<string> {
  if (length === 0) yield "";
  else for (const rest of sequences(length - 1, alphabet)) for (const token of alphabet) yield `${rest} ${token}`;
}

function differs(source: string): string | undefined {
  const { root, diagnostics } = parseSource(source, DEFAULT_LIMITS);
  const tree = hasErrors(diagnostics) ? undefined : sexpr(root);
  const expected = referenceTree(source);
  if (tree !== expected) return `${source} is ${tree}, not ${expected}`;
  if (tree === undefined) return undefined;
  const again = print(root);
  const printed = parseSource(again, DEFAULT_LIMITS);
  return sexpr(printed.root) === tree && !hasErrors(printed.diagnostics) ? undefined : `${source} is printed as ${again}`;
}

describe("every sequence of tokens", () => {
  it.each([...SIZES.entries()])("of length %d, over %d tokens", (length, size) => {
    const found: string[] = [];
    let count = 0;
    for (const source of sequences(length, ALPHABET.slice(0, size))) {
      count++;
      const difference = differs(source);
      if (difference !== undefined && found.length < 20) found.push(difference);
    }
    expect(found).toEqual([]);
    expect(count).toBe(size ** length);
  });
});
