/** Where a token stands and what it stands for. */
import type { IToken } from "chevrotain";
import type { Span } from "../base/span.js";
import type { InfixOperator } from "./operators.js";
import { INFIX_BY_SPELLING } from "./tokens.js";

/** One past the last unit of a token. The lexer notes starts only; a made token may be wider than what it writes. */
export function endOf(token: IToken): number {
  return token.endOffset === undefined ? token.startOffset + token.image.length : token.endOffset + 1;
}

/** Where a token stands. */
export function spanOf(token: IToken): Span {
  return { start: token.startOffset, end: endOf(token) };
}

/** The text a literal stands for: without its quotes, doubled quotes once. */
export function textValue(image: string): string {
  const quote = image[0] as string;
  const inner = image.slice(1, -1);
  return inner.includes(quote) ? inner.replaceAll(quote + quote, quote) : inner;
}

/** The operator that a token of kind Infix writes. */
export function infixOf(token: IToken): InfixOperator {
  return (INFIX_BY_SPELLING.get(token.image) ?? INFIX_BY_SPELLING.get(token.image.toLowerCase())) as InfixOperator;
}
