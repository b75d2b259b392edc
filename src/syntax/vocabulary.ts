/** The token table as chevrotain's token types and lexer, made once and only when something is parsed. */
import { createToken, type IToken, Lexer, type TokenType } from "chevrotain";
import { TOKENS, type TokenName, type TokenRow } from "./tokens.js";

/** What the parts of this room share about tokens. */
export interface Vocabulary {
  readonly types: { readonly [Name in TokenName]: TokenType };
  readonly all: readonly TokenType[];
  readonly lexer: Lexer;
  /** The row of a token type, by its index. */
  readonly rows: readonly (TokenRow | undefined)[];
}

let made: Vocabulary | undefined;

/** The vocabulary, made at the first call. */
export function vocabulary(): Vocabulary {
  made ??= make();
  return made;
}

/** The row of a token. */
export function rowOf(token: IToken): TokenRow | undefined {
  return vocabulary().rows[token.tokenTypeIdx];
}

/** A token that stands for something the lexer did not see; `end` is exclusive. */
export function madeToken(type: TokenType, image: string, start: number, end: number): IToken {
  return { image, startOffset: start, endOffset: end - 1, tokenType: type, tokenTypeIdx: type.tokenTypeIdx as number };
}

function make(): Vocabulary {
  const rows: (TokenRow | undefined)[] = [];
  const types: Partial<Record<TokenName, TokenType>> = {};
  const all: TokenType[] = [];
  for (const row of TOKENS as readonly TokenRow[]) {
    const type = createToken({
      name: row.name,
      pattern: row.pattern ?? (row.spellings ? spelled(row.spellings) : Lexer.NA),
      ...(row.name === "Blank" ? { group: Lexer.SKIPPED } : {}),
    });
    types[row.name as TokenName] = type;
    rows[type.tokenTypeIdx as number] = row;
    all.push(type);
  }
  const lexer = new Lexer(all, { positionTracking: "onlyOffset", skipValidations: true });
  return { types: types as Record<TokenName, TokenType>, all, lexer, rows };
}

/** One spelling stays a text, which chevrotain compares faster than a pattern. */
function spelled(spellings: readonly string[]): string | RegExp {
  const [only, ...others] = spellings;
  if (only !== undefined && others.length === 0) return only;
  return new RegExp(spellings.map((spelling) => spelling.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"));
}
