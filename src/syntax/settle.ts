/** One pass over the lexer's tokens: tells words from names, bounds the nesting, and notices whether anything must be mended. */
import type { IToken } from "chevrotain";
import { type Limits, longestLiteral } from "../base/limits.js";
import { LONGEST_WORD, type TokenRow, WORDS } from "./tokens.js";
import { type Vocabulary, vocabulary } from "./vocabulary.js";

/** What the pass found. */
export interface Settled {
  /** Something here is never part of a valid expression, or may not be: mend before parsing. */
  readonly suspect: boolean;
  /** The token at which the nesting passed its limit. */
  readonly tooDeep: IToken | undefined;
}

/** What a token does to the nesting and to the words after it. */
const DOES_NOTHING = 0;
const DOES_DOT = 1;
const DOES_OPEN = 2;
const DOES_CLOSE = 3;
const DOES_QUESTION = 4;
const DOES_COLON = 5;
/** What unary operators before it do not go beyond: infix operators and what separates. */
const DOES_INFIX = 6;
const DOES_PREFIX = 7;
const DOES_MINUS_SIGN = 8;
const DOES_NAME = 9;
const DOES_TEXT = 10;
const DOES_MISTAKE = 11;

/** What each kind of token does, by its index: as the lexer gives them, and as `mend` does, whose words are told from names already. */
interface Effects {
  readonly lexed: Uint8Array;
  readonly mended: Uint8Array;
}

let effects: Effects | undefined;

function effectsOf(words: Vocabulary): Effects {
  if (effects) return effects;
  const lexed = new Uint8Array(words.rows.length);
  // Where there is no row, nothing is visited.
  words.rows.forEach((row, index) => {
    lexed[index] = effectOf(row as TokenRow);
  });
  const mended = lexed.map((does) => (does === DOES_NAME ? DOES_NOTHING : does));
  effects = { lexed, mended };
  return effects;
}

function effectOf(row: TokenRow): number {
  if (row.opens) return DOES_OPEN;
  if (row.mistake) return DOES_MISTAKE;
  switch (row.name) {
    case "Dot":
    case "SafeDot":
      return DOES_DOT;
    case "RParen":
    case "RSquare":
    case "RCurly":
      return DOES_CLOSE;
    case "Question":
      return DOES_QUESTION;
    case "Colon":
      return DOES_COLON;
    case "Comma":
    case "Elvis":
    case "Infix":
      return DOES_INFIX;
    case "Not":
      return DOES_PREFIX;
    case "Minus":
      return DOES_MINUS_SIGN;
    case "Name":
      return DOES_NAME;
    case "Text":
      return DOES_TEXT;
    default:
      return DOES_NOTHING;
  }
}

/**
 * Retags words, and counts brackets around one another, stacked unary operators and conditional middles: what the
 * parser recurses on, or what makes a tree deep.
 */
export function settle(tokens: IToken[], limits: Limits): Settled {
  const words = vocabulary();
  return pass(tokens, limits, words, effectsOf(words).lexed);
}

/**
 * The token at which mended tokens are nested too deep. A bracket may stay open in them where the source seems to close it:
 * `{)` closes nothing.
 */
export function tooDeepOf(mended: IToken[], limits: Limits): IToken | undefined {
  const words = vocabulary();
  return pass(mended, limits, words, effectsOf(words).mended).tooDeep;
}

function pass(tokens: IToken[], limits: Limits, words: Vocabulary, does: Uint8Array): Settled {
  const { types, rows } = words;
  const limit = limits.nesting;
  const literal = longestLiteral(limits);
  /** For each open bracket: the closing spelling, the depth, unary operators and open middles outside it. */
  const closers: string[] = [];
  const outside: number[] = [];
  let depth = 0;
  let unary = 0;
  let middles = 0;
  let suspect = false;
  let tooDeep: IToken | undefined;
  /** Whether the token before ends an operand, which makes `-` infix. */
  let ended = false;
  let previous: IToken | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as IToken;
    let ends = false;
    switch (does[token.tokenTypeIdx]) {
      case DOES_NAME: {
        ends = true;
        const image = token.image;
        if (image.length > LONGEST_WORD) break;
        if (previous !== undefined && does[previous.tokenTypeIdx] === DOES_DOT) break;
        const word = WORDS.get(image) ?? WORDS.get(image.toLowerCase());
        if (word === undefined) {
          // `T(…)` would parse as a call; it is a type reference, which is refused.
          if (image === "T" && tokens[at + 1]?.tokenType === types.LParen) suspect = true;
          break;
        }
        if (isKey(previous, tokens[at + 1], words)) break;
        token.tokenType = types[word];
        token.tokenTypeIdx = types[word].tokenTypeIdx as number;
        if (word === "Infix") {
          ends = false;
          depth -= unary;
          unary = 0;
        } else if (word === "Not") {
          ends = false;
          unary++;
          depth++;
        }
        break;
      }
      case DOES_MISTAKE:
        suspect = true;
        ends = (rows[token.tokenTypeIdx] as TokenRow).ends === true;
        break;
      case DOES_OPEN: {
        const row = rows[token.tokenTypeIdx] as TokenRow;
        if (row.mistake || (token.tokenType === types.LSquare && !ended && previous?.tokenType !== types.SafeDot)) suspect = true;
        closers.push(row.opens as string);
        outside.push(depth, unary, middles);
        depth++;
        unary = 0;
        middles = 0;
        break;
      }
      case DOES_CLOSE:
        ends = true;
        if (closers.pop() !== token.image) suspect = true;
        if (outside.length > 0) {
          middles = outside.pop() as number;
          unary = outside.pop() as number;
          depth = outside.pop() as number;
        }
        break;
      case DOES_PREFIX:
        unary++;
        depth++;
        break;
      case DOES_MINUS_SIGN:
        if (ended) {
          depth -= unary;
          unary = 0;
        } else {
          unary++;
          depth++;
        }
        break;
      case DOES_QUESTION:
        depth += 1 - unary;
        unary = 0;
        middles++;
        break;
      case DOES_COLON:
        depth -= unary;
        unary = 0;
        if (middles > 0) {
          middles--;
          depth--;
        }
        break;
      case DOES_INFIX:
        if (token.image === "+" && !ended) suspect = true;
        depth -= unary;
        unary = 0;
        break;
      case DOES_TEXT:
        ends = true;
        if (!(token.image.length - 2 <= literal)) suspect = true;
        break;
      case DOES_DOT:
        break;
      default:
        ends = (rows[token.tokenTypeIdx] as TokenRow).ends === true;
    }
    // Written so that a limit that is no number lets nothing pass.
    if (!(depth <= limit)) tooDeep ??= token;
    ended = ends;
    previous = token;
  }
  return { suspect: suspect || closers.length > 0, tooDeep };
}

/** Whether a word stands where only a map key can: after `{` or `,` and before `:`. */
function isKey(previous: IToken | undefined, next: IToken | undefined, words: Vocabulary): boolean {
  const { types } = words;
  return (previous?.tokenType === types.LCurly || previous?.tokenType === types.Comma) && next?.tokenType === types.Colon;
}
