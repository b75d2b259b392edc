/** The one place where patterns are made: a linear-time engine, held to a length and a size, behind a small cache. */

import { RE2JS, RE2JSException, RE2JSSyntaxException } from "re2js";
import type { Limits } from "../base/limits.js";
import { roomForPattern } from "../base/room.js";
import { Fault } from "./value.js";

/** A pattern ready to be matched against whole texts. */
export class Pattern {
  constructor(
    private readonly engine: RE2JS,
    /** How many parts it has with its repetitions written out: what matching one character can cost. */
    readonly size: number,
  ) {}

  /** Whether the whole text matches; takes time in proportion to its length and to the pattern's size. */
  matches(text: string): boolean {
    return this.engine.matches(text);
  }
}

/** How many patterns that come from data are kept; a kept one may hold some megabytes of automaton. */
const KEPT_PATTERNS = 16;
const kept = new Map<string, Pattern | Fault>();

/** Makes a pattern, or finds it among the last ones; a fault where it is too long, too large, or none. */
export function patternOf(source: string, limits: Limits): Pattern | Fault {
  if (!(source.length <= limits.patternLength)) return new Fault("run/pattern-too-long", { limit: limits.patternLength });
  const size = patternSize(source);
  if (!(size <= limits.patternSize)) return new Fault("run/pattern-too-large", { limit: limits.patternSize });
  const known = kept.get(source);
  const pattern = known ?? compile(source, size);
  // The last used are kept: a key that is set again goes to the end.
  kept.delete(source);
  kept.set(source, pattern);
  if (kept.size > KEPT_PATTERNS) kept.delete(kept.keys().next().value as string);
  return pattern;
}

function compile(source: string, size: number): Pattern | Fault {
  roomForPattern();
  try {
    return new Pattern(RE2JS.compile(source), size);
  } catch (error) {
    if (error instanceof RE2JSException) return new Fault("run/bad-pattern", { problem: problemOf(error) });
    throw error;
  }
}

/** What the engine says is wrong → our words for it, which hold nothing of the pattern. */
const PROBLEMS: ReadonlyMap<string, string> = new Map([
  ["missing closing ]", "a `[` is not closed"],
  ["missing closing )", "a `(` is not closed"],
  ["unexpected )", "a `)` closes nothing"],
  ["missing argument to repetition operator", "a repetition has nothing to repeat"],
  ["invalid nested repetition operator", "two repetitions follow one another"],
  ["invalid repeat count", "a repetition counts too far"],
  ["invalid escape sequence", "a `\\` stands before a character that has no such meaning"],
  ["trailing backslash at end of expression", "it ends with a `\\`"],
  ["invalid character class range", "a range in `[ ]` is the wrong way round or not known"],
  ["invalid or unsupported Perl syntax", "a construct that begins with `(?` is not known"],
]);

function problemOf(error: RE2JSException): string {
  return (error instanceof RE2JSSyntaxException ? PROBLEMS.get(error.error) : undefined) ?? "it is not well formed";
}

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

/** Where a class that opens at a position ends. */
function classEnd(source: string, open: number): number {
  let at = open + 1;
  if (source[at] === "^") at++;
  // What stands first is an item whatever it is: a `]` too.
  at = itemEnd(source, at);
  while (at < source.length && source[at] !== "]") at = itemEnd(source, at);
  return at + 1;
}

/** A set of characters in a class, which no range begins with: `\d`, `\pL`, `\p{Greek}`. */
const SET = /\\(?:[dswDSW]|[pP](?:\{[^}]{0,40}\}|[^{]))/y;

/** Where an item of a class ends: a name between colons, a set, a character, or a range from one to another. */
function itemEnd(source: string, at: number): number {
  const name = source.startsWith("[:", at) ? source.slice(at, at + LONGEST_NAME).indexOf(":]") : -1;
  if (name > 0) return at + name + 2;
  SET.lastIndex = at;
  if (SET.test(source)) return SET.lastIndex;
  const end = characterEnd(source, at);
  return source[end] === "-" && source[end + 1] !== "]" ? characterEnd(source, end + 1) : end;
}

function characterEnd(source: string, at: number): number {
  return source[at] === "\\" ? escapeEnd(source, at) : at + 1;
}

/** Where an escape that begins at a position ends: `\d`, `\x{10ffff}`, or a stretch between `\Q` and `\E`. */
function escapeEnd(source: string, at: number): number {
  const kind = source[at + 1];
  if (kind === "Q") {
    const end = source.indexOf("\\E", at + 2);
    return end < 0 ? source.length : end + 2;
  }
  const braces = kind === "x" && source[at + 2] === "{" ? source.slice(at, at + LONGEST_NAME).indexOf("}") : -1;
  return braces > 0 ? at + braces + 1 : at + 2;
}

/**
 * How many parts a pattern has when its repetitions are written out, found without building it: the engine takes
 * memory in proportion to it. Never less than the truth for a pattern that the engine accepts.
 *
 * @example patternSize("a{3}(bc){2}") // 9
 */
export function patternSize(source: string): number {
  roomForPattern();
  const outer: number[] = [];
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
      const end = first === "\\" ? escapeEnd(source, at) : first === "[" ? classEnd(source, at) : at + 1;
      last = source.startsWith("\\Q", at) ? end - at : 1;
      sum += last;
      at = end;
    }
  }
  return outer.reduce((all, size) => all + size, sum);
}
