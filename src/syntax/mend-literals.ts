/** Mends literals: texts in the wrong quotes, texts without an end, numbers of other languages, keys of maps. */
import type { IToken } from "chevrotain";
import { type Limits, longestLiteral } from "../base/limits.js";
import { type Problems, replace } from "./problems.js";
import { endOf, spanOf } from "./token-text.js";
import type { TokenRow } from "./tokens.js";
import { madeToken, rowOf, vocabulary } from "./vocabulary.js";

/** A text as the language writes it. */
export function quoted(text: string): string {
  if (text.includes('"') && !text.includes("'")) return `'${text}'`;
  return `"${text.replaceAll('"', '""')}"`;
}

/** The kinds of token that write a text in the wrong quotes: the code, and how long the quotes at its start and end are. */
const QUOTE_MISTAKES = {
  Curly: { code: "syntax/curly-quotes", before: 1, after: 1 },
  HalfCurly: { code: "syntax/curly-quotes", before: 1, after: 0 },
  Backtick: { code: "syntax/backticks", before: 1, after: 1 },
  HalfBacktick: { code: "syntax/backticks", before: 1, after: 0 },
  Escaped: { code: "syntax/escaped-quotes", before: 2, after: 2 },
} as const;

/** The token of a proper text for one that may be in the wrong quotes, unfinished or too long. */
export function mendText(token: IToken, limits: Limits, problems: Problems): IToken {
  const { types } = vocabulary();
  const span = spanOf(token);
  const { name } = rowOf(token) as TokenRow;
  if (name === "Text") {
    const limit = longestLiteral(limits);
    if (!(token.image.length - 2 <= limit)) problems.report("syntax/literal-too-long", span, { limit });
    return token;
  }
  if (name === "Unterminated") {
    const quote = token.image[0] as string;
    const fixes = [replace(`Close it with ${quote}`, { start: span.end, end: span.end }, quote)];
    problems.report("syntax/unterminated-text", { start: span.start, end: span.start + 1 }, { quote }, { fixes });
    return madeToken(types.Text, quoted(token.image.slice(1)), span.start, span.end);
  }
  return mendQuotes(token, problems);
}

/** The token of a text for one in the wrong quotes. */
function mendQuotes(token: IToken, problems: Problems): IToken {
  const span = spanOf(token);
  const { code, before, after } = QUOTE_MISTAKES[(rowOf(token) as TokenRow).name as keyof typeof QUOTE_MISTAKES];
  const text = quoted(token.image.slice(before, token.image.length - after));
  const shown = after === 0 ? { start: span.start, end: span.start + before } : span;
  problems.report(code, shown, {}, { fixes: [replace("Write straight quotes", span, text)] });
  return madeToken(vocabulary().types.Text, text, span.start, span.end);
}

/** The token of a map's key, or undefined where the token cannot be one. */
export function mendKey(token: IToken, problems: Problems): IToken | undefined {
  const { name } = rowOf(token) as TokenRow;
  if (name === "Name" || name === "Text") return token;
  if (name === "Curly" || name === "Backtick" || name === "Escaped") return mendQuotes(token, problems);
  if (name !== "Integer" && name !== "Number" && name !== "Foreign") return undefined;
  const text = quoted(token.image);
  problems.report("syntax/bad-key", spanOf(token), {}, { fixes: [replace(`Write \`${text}\``, spanOf(token), text)] });
  return madeToken(vocabulary().types.Text, text, token.startOffset, endOf(token));
}

/** What to write instead of a number that the language does not have, and the text of a fix where it is clear. */
export function numberAdvice(image: string): { advice: string; fix?: string } {
  const say = (what: string, fix: string) => ({ advice: `${what} Write \`${fix}\`.`, fix });
  if (/^\.\d+$/.test(image)) return say("A number begins with a digit.", `0${image}`);
  if (/^\d+\.$/.test(image)) return say("A digit follows the point.", `${image}0`);
  if (/^\d+[lL]$/.test(image)) return say("There are no suffixes.", image.slice(0, -1));
  if (/^\d+(?:\.\d+)?[fFdD]$/.test(image))
    return say("There are no suffixes.", image.includes(".") ? image.slice(0, -1) : `${image.slice(0, -1)}.0`);
  if (/^0[xX][\da-fA-F]{1,8}$/.test(image)) {
    const value = Number(image);
    return value <= 0x7fffffff
      ? say("There are no hexadecimal numbers.", String(value))
      : { advice: "There are no hexadecimal numbers; write it in decimal." };
  }
  if (/^\d[\d_]*\d$/.test(image)) return say("There are no separators.", image.replaceAll("_", ""));
  return { advice: "Write digits, perhaps a point and more digits, perhaps an exponent: `12`, `3.5`, `1e3`; text goes in quotes." };
}
