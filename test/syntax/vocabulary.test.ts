/** The token table as chevrotain has it: valid as a lexer, valid as a grammar, made once. */
import { Lexer } from "chevrotain";
import { beforeAll, describe, expect, it } from "vitest";
import { ClaimsParser } from "../../src/syntax/parser.js";
import { TOKENS } from "../../src/syntax/tokens.js";
import { madeToken, rowOf, vocabulary } from "../../src/syntax/vocabulary.js";

beforeAll(() => {
  // Chevrotain's validation asks for it, and Node 20 does not have it.
  (Object as { groupBy?: unknown }).groupBy ??= <T>(items: readonly T[], keyOf: (item: T) => string): Record<string, T[]> => {
    const groups: Record<string, T[]> = Object.create(null) as Record<string, T[]>;
    for (const item of items) (groups[keyOf(item)] ??= []).push(item);
    return groups;
  };
});

describe("the vocabulary", () => {
  it("is made once", () => expect(vocabulary()).toBe(vocabulary()));
  it("has a token type for each row, in the order of the table", () =>
    expect(vocabulary().all.map((type) => type.name)).toEqual(TOKENS.map((row) => row.name)));
  it("finds the row of a token", () => {
    for (const row of TOKENS) expect(rowOf(madeToken(vocabulary().types[row.name], "", 0, 0))).toBe(row);
  });
});

describe("chevrotain's own validation", () => {
  it("finds nothing in the lexer, and can optimise it", () => {
    const { all } = vocabulary();
    const lexer = new Lexer([...all], {
      positionTracking: "onlyOffset",
      ensureOptimizations: true,
      deferDefinitionErrorsHandling: true,
    });
    expect(lexer.lexerDefinitionErrors.map(({ message }) => message)).toEqual([]);
  });
  it("finds nothing in the grammar", () => {
    expect(() => new ClaimsParser(vocabulary(), false)).not.toThrow();
  });
});
