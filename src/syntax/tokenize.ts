/** A source as classified tokens, for colouring and for finding what a cursor is in. Never fails: what means nothing is a token too. */
import { DEFAULT_LIMITS } from "../base/limits.js";
import { lex } from "./lex.js";
import { settle } from "./settle.js";
import { endOf } from "./token-text.js";
import type { TokenClass, TokenName, TokenRow } from "./tokens.js";
import { rowOf } from "./vocabulary.js";

/** One token of a source; white space between tokens is left out. */
export interface SourceToken {
  readonly start: number;
  readonly end: number;
  readonly class: TokenClass;
  readonly kind: TokenName;
  /** May be the last token of an operand. */
  readonly ends: boolean;
  /** Never part of a valid expression. */
  readonly mistake: boolean;
}

/** The tokens of a source, in order; none of what is no text, or longer than any limit allows. */
export function tokenize(source: string): SourceToken[] {
  if (typeof source !== "string" || source.length > DEFAULT_LIMITS.sourceLength) return [];
  const { tokens } = lex(source);
  settle(tokens, DEFAULT_LIMITS);
  return tokens.map((token) => {
    const row = rowOf(token) as TokenRow;
    return {
      start: token.startOffset,
      end: endOf(token),
      class: row.class,
      kind: row.name as TokenName,
      ends: row.ends === true,
      mistake: row.mistake === true,
    };
  });
}
