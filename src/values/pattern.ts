/** The one place where patterns are made: a linear-time engine, held to a length and a size, behind a small cache. */

import { RE2JS, RE2JSException, RE2JSSyntaxException } from "re2js";
import type { Limits } from "../base/limits.js";
import { roomForPattern } from "../base/room.js";
import { patternSize } from "./pattern-size.js";
import { MOST_LOOKS, States } from "./pattern-states.js";
import { Fault } from "./value.js";

/** Going on to the next character in an automaton that is whole: looking it up, among many classes of characters longer. */
const GOING_ON = 3 / 4;
const GOING_ON_AMONG_MANY = 5 / 4;
const MANY_CLASSES = 64;

/** In one that is not, each character may need a state that is built of some parts, with an entry for each class of characters. */
const BUILDING = 20;
const BUILDING_A_PART = 5;
const ENTRIES_IN_A_STEP = 5;

/** What a state can take at most: it has no more parts than the pattern, and what tells more characters apart is a larger part. */
function buildingAtMost(size: number): number {
  return BUILDING + 2 * BUILDING_A_PART * size;
}

/** What making a pattern takes, however short it is, for each of its parts, and for each look at one while states are built. */
const MAKING = 1_200;
const MAKING_A_PART = 65;
const LOOKING = 3;

/** What making a pattern of so many parts while data is looked at takes at most, in steps. */
export function makingAtMost(size: number): number {
  return MAKING + MAKING_A_PART * size + LOOKING * MOST_LOOKS.meanwhile;
}

/** What beginning to match takes, besides as much as one more character. */
const BEGINNING = 10;

/** What matching so many characters against a pattern of so many parts takes at most, in steps. */
export function matchingAtMost(size: number, characters: number): number {
  return BEGINNING + (characters + 1) * buildingAtMost(size);
}

/** How a pattern was made: before there is data or not, and how many steps an evaluation has, at which a match is given up. */
interface Making {
  readonly ahead: boolean;
  readonly steps: number;
}

/** A pattern ready to be matched against whole texts. */
export class Pattern {
  /** How many steps making it takes. */
  readonly making: number;
  /** How many steps going on to the next character takes, where all states are built. */
  private readonly pace: number;
  /** The states, where they are not all built: what going on takes is then known on the way. */
  private readonly unbuilt: States | undefined;
  private last: { readonly text: string; readonly matched: boolean | undefined } | undefined;

  constructor(
    private readonly engine: RE2JS,
    /** How many parts it has with its repetitions written out. */
    readonly size: number,
    private readonly made: Making,
  ) {
    // A text that is written out is compared.
    const states = engine.re2().prefixComplete ? undefined : new States(engine);
    const built = states?.build(made.ahead ? MOST_LOOKS.ahead : MOST_LOOKS.meanwhile);
    this.making = MAKING + MAKING_A_PART * size + LOOKING * (built?.looks ?? 0);
    this.pace = (built?.classes ?? 1) > MANY_CLASSES ? GOING_ON_AMONG_MANY : GOING_ON;
    this.unbuilt = built?.whole === false ? states : undefined;
  }

  /** How many steps an evaluation has. */
  get budget(): number {
    return this.made.steps;
  }

  /** Whether what a match takes hangs on the length of the text alone. */
  get isSteady(): boolean {
    return this.unbuilt === undefined;
  }

  /** What matching a text takes, in steps; in proportion to its length. More than an evaluation has where it would be given up. */
  stepsFor(text: string): number {
    if (!this.unbuilt) return this.stepsAtMost(text.length);
    const most = buildingAtMost(this.size);
    const price = (parts: number, classes: number) =>
      Math.min(most, Math.ceil(BUILDING + BUILDING_A_PART * parts + classes / ENTRIES_IN_A_STEP));
    const { matched, steps } = this.unbuilt.walk(text, price, this.made.steps);
    this.last = { text, matched };
    return BEGINNING + steps;
  }

  /** What matching a text of so many characters can take. */
  stepsAtMost(characters: number): number {
    if (this.unbuilt) return matchingAtMost(this.size, characters);
    return Math.ceil(BEGINNING + (characters + 1) * this.pace);
  }

  /** Whether the whole text matches. Of a text that was given up it is not asked. */
  matches(text: string): boolean {
    return this.last?.text === text && this.last.matched !== undefined ? this.last.matched : this.engine.matches(text);
  }
}

/** How many patterns that come from data are kept; a kept one may hold some megabytes of automaton. */
const KEPT_PATTERNS = 16;
const kept = new Map<string, Pattern | Fault>();

/** Makes a pattern, or finds it among the last ones; a fault where it is too long, too large, or none. `ahead`: before there is data. */
export function patternOf(source: string, limits: Limits, ahead: boolean): Pattern | Fault {
  if (!(source.length <= limits.patternLength)) return new Fault("run/pattern-too-long", { limit: limits.patternLength });
  const size = patternSize(source);
  if (!(size <= limits.patternSize)) return new Fault("run/pattern-too-large", { limit: limits.patternSize });
  // What a pattern costs hangs on when it was made, and on the budget: they are told apart.
  const key = `${ahead} ${limits.steps} ${source}`;
  const pattern = kept.get(key) ?? compile(source, size, { ahead, steps: limits.steps });
  // The last used are kept: a key that is set again goes to the end.
  kept.delete(key);
  kept.set(key, pattern);
  if (kept.size > KEPT_PATTERNS) kept.delete(kept.keys().next().value as string);
  return pattern;
}

/** A repetition of what stands before the pattern, or what may be one: there is nothing, which the engine has to see. */
const REPEATS_NOTHING = /^(?:\(\?[a-zA-Z-]*\)|\\Q\\E)*[*+?{]/;

/**
 * The engine of a pattern. Where it begins with `^`, the engine would look for a way to do without states, which can take it
 * milliseconds, and match in that way at a sixth of the speed. An empty group in front keeps it from that, and changes nothing.
 */
export function engineOf(source: string): RE2JS {
  return RE2JS.compile(REPEATS_NOTHING.test(source) ? source : `()${source}`);
}

function compile(source: string, size: number, made: Making): Pattern | Fault {
  roomForPattern();
  try {
    return new Pattern(engineOf(source), size, made);
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
