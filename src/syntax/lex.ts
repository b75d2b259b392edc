/** From text to tokens. */
import type { IToken } from "chevrotain";
import { roomForTokens } from "../base/room.js";
import { madeToken, vocabulary } from "./vocabulary.js";

/** Lexes a source; stretches that no kind of token begins with become tokens of kind Unknown, in their place. */
export function lex(source: string): { tokens: IToken[]; clean: boolean } {
  const { lexer, types } = vocabulary();
  roomForTokens();
  const { tokens, errors } = lexer.tokenize(source);
  if (errors.length === 0) return { tokens, clean: true };
  const unknown = errors.map(({ offset, length }) =>
    madeToken(types.Unknown, source.slice(offset, offset + length), offset, offset + length),
  );
  return { tokens: [...tokens, ...unknown].sort((a, b) => a.startOffset - b.startOffset), clean: false };
}
