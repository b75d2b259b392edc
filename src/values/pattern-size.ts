/** How large a pattern is, found by reading it once: what the engine will take to make it ready, without making it. */
import { roomForPattern } from "../base/room.js";

/** What a stretch of a pattern is worth in parts: each time it is repeated, and once however often that is. */
interface Worth {
  readonly end: number;
  readonly each: number;
  readonly once: number;
}

/** A set of characters such as `\pL` is hundreds of ranges: for the engine as much as so many parts. */
const SET_EACH = 8;
const SET_ONCE = 56;

/** A class with so many items is as much as one part more. */
const ITEMS_IN_A_PART = 16;

/** Where case does not matter, each character of a range is looked up; so many in the time of a part. */
const FOLDED_IN_A_PART = 32;

/** No character with a sister in the other case comes after it. */
const LAST_FOLDED = 0x1e943;

/** Somewhere in the pattern case is told not to matter. */
const FOLDING = /\(\?[a-zA-Z]*i/;

const REPETITION = /\{(\d{1,9})(?:(,)(\d{0,9}))?\}/y;

/** How often a repetition at a position repeats what is before it, and how long it is written; undefined where there is none. */
function repetitionAt(source: string, at: number): { readonly times: number; readonly length: number } | undefined {
  REPETITION.lastIndex = at;
  const match = REPETITION.exec(source);
  if (!match) return undefined;
  const [written, least, comma, most] = match;
  return { times: Math.max(1, Number(most || least) + (comma && !most ? 1 : 0)), length: written.length };
}

/** What may stand between the brackets of `[[:alpha:]]` or the braces of `\x{10ffff}` is not longer. */
const LONGEST_NAME = 16;

/** What a class is worth that opens at a position. */
function classAt(source: string, open: number, folding: boolean): Worth {
  let at = open + 1;
  if (source[at] === "^") at++;
  let items = 0;
  let each = 1;
  let once = 0;
  // What stands first is an item whatever it is: a `]` too.
  do {
    const item = itemAt(source, at, folding);
    items++;
    each += item.each;
    once += 1 + item.once;
    at = item.end;
  } while (at < source.length && source[at] !== "]");
  return { end: at + 1, each: each + Math.floor(items / ITEMS_IN_A_PART), once };
}

/** A set of characters that has many ranges: `\pL`, `\p{Greek}`. */
const WIDE_SET = /\\[pP](?:\{[^}]{0,40}\}|[^{])/y;

/** A set of few, which no range begins with either. */
const NARROW_SET = /\\[dswDSW]/y;

function matchAt(pattern: RegExp, source: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : undefined;
}

/** An item of a class: a name between colons, a set, a character, or a range from one to another. */
function itemAt(source: string, at: number, folding: boolean): Worth {
  const name = source.startsWith("[:", at) ? source.slice(at, at + LONGEST_NAME).indexOf(":]") : -1;
  if (name > 0) return { end: at + name + 2, each: 0, once: 0 };
  const wide = matchAt(WIDE_SET, source, at);
  if (wide !== undefined) return setWorth(wide, folding);
  const narrow = matchAt(NARROW_SET, source, at);
  if (narrow !== undefined) return { end: narrow, each: 0, once: 0 };
  const end = characterEnd(source, at);
  if (source[end] !== "-" || source[end + 1] === "]") return { end, each: 0, once: 0 };
  const last = characterEnd(source, end + 1);
  return { end: last, ...(folding ? foldedWorth(characterAt(source, at), characterAt(source, end + 1)) : { each: 0, once: 0 }) };
}

function setWorth(end: number, folding: boolean): Worth {
  return { end, each: SET_EACH, once: folding ? 2 * SET_ONCE : SET_ONCE };
}

function foldedWorth(from: number, to: number): { readonly each: number; readonly once: number } {
  const once = Math.ceil(Math.max(0, Math.min(to, LAST_FOLDED) - from) / FOLDED_IN_A_PART);
  return { each: Math.min(SET_EACH, once), once };
}

function characterEnd(source: string, at: number): number {
  if (source[at] === "\\") return escapeEnd(source, at);
  return at + ((source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

/** `\x41`, `\x{1e900}` or `\101`. */
const NUMBERED = /\\(?:x\{([\da-fA-F]{1,8})\}|x([\da-fA-F]{2})|([0-7]{1,3}))/y;

/** Which character stands at a position. One that is escaped and not by its number is a letter or a sign of ASCII. */
function characterAt(source: string, at: number): number {
  NUMBERED.lastIndex = at;
  const [, braced, hex, octal] = NUMBERED.exec(source) ?? [];
  if (braced ?? hex) return Number.parseInt((braced ?? hex) as string, 16);
  return octal ? Number.parseInt(octal, 8) : (source.codePointAt(source[at] === "\\" ? at + 1 : at) ?? 0);
}

/** Where an escape that begins at a position ends: `\d`, `\x41`, `\x{10ffff}`, or a stretch between `\Q` and `\E`. */
function escapeEnd(source: string, at: number): number {
  const kind = source[at + 1];
  if (kind === "Q") {
    const end = source.indexOf("\\E", at + 2);
    return end < 0 ? source.length : end + 2;
  }
  const braces = kind === "x" && source[at + 2] === "{" ? source.slice(at, at + LONGEST_NAME).indexOf("}") : -1;
  return braces > 0 ? at + braces + 1 : (matchAt(NUMBERED, source, at) ?? at + 2);
}

/** What stands at a position outside a class, and is no group. */
function atomAt(source: string, at: number, folding: boolean): Worth {
  if (source[at] === "[") return classAt(source, at, folding);
  if (source[at] !== "\\") return { end: at + 1, each: 1, once: 0 };
  const wide = matchAt(WIDE_SET, source, at);
  if (wide !== undefined) return setWorth(wide, folding);
  const end = escapeEnd(source, at);
  return { end, each: source[at + 1] === "Q" ? end - at : 1, once: 0 };
}

/**
 * How many parts a pattern has when its repetitions are written out, found without building it: the engine takes time and
 * memory in proportion to it. A class counts for more the more it holds, a set of characters such as `\pL` for 64 and for 8
 * when it is repeated. Never less than the truth for a pattern that the engine accepts.
 *
 * @example patternSize("a{3}(bc){2}") // 9
 */
export function patternSize(source: string): number {
  roomForPattern();
  const folding = FOLDING.test(source);
  const outer: number[] = [];
  let once = 0;
  let sum = 0;
  let last = 0;
  for (let at = 0; at < source.length; ) {
    const first = source[at];
    const repetition = first === "{" && last > 0 ? repetitionAt(source, at) : undefined;
    if (repetition) {
      sum += last * (repetition.times - 1);
      last *= repetition.times;
      at += repetition.length;
    } else if (first === "(") {
      outer.push(sum);
      sum = 1;
      last = 0;
      at += source.startsWith("(?:", at) ? 3 : 1;
    } else if (first === ")") {
      last = sum;
      sum += outer.pop() ?? 0;
      at++;
    } else {
      const atom = atomAt(source, at, folding);
      last = atom.each;
      sum += last;
      once += atom.once;
      at = atom.end;
    }
  }
  return outer.reduce((all, size) => all + size, sum + once);
}
