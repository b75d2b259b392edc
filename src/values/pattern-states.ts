/** The automaton of a pattern: built ahead as far as that is cheap, and walked with a count of what it takes where it is not whole. */

import type { RE2JS } from "re2js";

/** The engine's automaton, which it would else build while it matches texts. */
type Automaton = ReturnType<RE2JS["re2"]>["dfa"];

/** One of its states, with those that follow it: one for each class of characters, and for the end of the text. */
interface State {
  readonly nfaStates: readonly number[];
  readonly flag: number;
  readonly isMatch: boolean;
  readonly nextAnchored: (State | null)[];
}

/** An instruction of the engine: a part of the pattern that takes characters, or how the parts hang together. */
interface Instruction {
  readonly op: number;
  readonly out: number;
  readonly arg: number;
  readonly runes: { readonly length: number };
  matchRune(rune: number): boolean;
}

/** Classes of characters that every part of the pattern takes alike, by one of their characters. */
interface Kind {
  readonly rune: number;
  readonly classes: number[];
}

/** So many looks at parts of the pattern are spent at most: a millisecond before there is data, a tenth of it while data is looked at. */
export const MOST_LOOKS = { ahead: 32_000, meanwhile: 3_000 } as const;

/** What going from one state to another takes besides, in looks. */
const STEP = 10;

/** What is that much simpler: entering a state in a table, asking a part whether it takes a character. */
const SIMPLE_IN_A_LOOK = 4;

/** What telling one class of characters from the others takes besides, in looks. */
const TELLING = 4;

/** Putting parts in order goes over them so often in the time of a look. */
const ROUNDS_IN_A_LOOK = 3;

/** How the engine calls the end of the text, a match of the whole text, where a text begins, and instructions that take nothing. */
const END_OF_TEXT = -1;
const WHOLE_TEXT = 2;
const BEGIN_OF_TEXT_AND_LINE = 5;
const EITHER = [1, 2];
const GOES_ON = [3, 7];
const LOOKS_AROUND = 4;

/** What a part can need to know of the place it stands at: the begin and end of a line, of the text, and of a word. */
const LINES = 1 | 2;
const TEXT_ENDS = 4 | 8;
const WORDS = 16 | 32;
const BETWEEN = LINES | WORDS;
const AT_THE_END = BETWEEN | TEXT_ENDS;
const LINE_FEED = 10;

/** So many instructions are looked for one by one. */
const FEW = 16;

/** Whether nothing is left to be built while texts are matched, and what building took. */
export interface Built {
  readonly whole: boolean;
  readonly looks: number;
  /** How many classes of characters are told apart. */
  readonly classes: number;
}

/** What matching a text came to; undefined where it was given up for the steps it took. */
export interface Walked {
  readonly matched: boolean | undefined;
  readonly steps: number;
}

/** The states of one pattern. */
export class States {
  private readonly automaton: Automaton;
  private readonly behind = new Map<number, number>();
  /** What parts of the pattern need to know of the place they stand at. */
  private readonly needs: number;

  constructor(engine: RE2JS) {
    this.automaton = engine.re2().dfa;
    this.needs = this.instructions().reduce((all, { op, arg }) => (op === LOOKS_AROUND ? all | arg : all), 0);
  }

  /** The state at the beginning of a text. Where the engine's memory is full, it forgets the others. */
  private first(): State {
    const { automaton } = this;
    const known: State | undefined = automaton.startStates.get(BEGIN_OF_TEXT_AND_LINE);
    if (known) return known;
    const make = (): State | null => automaton.makeState([automaton.prog.start], BEGIN_OF_TEXT_AND_LINE, []);
    let first = make();
    if (first === null) {
      automaton.clearCache();
      first = make() as State;
    }
    automaton.startStates.set(BEGIN_OF_TEXT_AND_LINE, first);
    return first;
  }

  /** Builds what can be built within so many looks. The same pattern gives the same each time. */
  build(most: number): Built {
    const classes: number = this.automaton.numClasses;
    const takers = this.takers();
    const telling = Math.ceil(classes * (TELLING + takers.length / SIMPLE_IN_A_LOOK));
    const looks = telling > most ? undefined : this.buildAll(this.kinds(takers), telling, most);
    return { whole: looks !== undefined, looks: looks ?? most, classes };
  }

  /** The looks taken so far and those for all states; undefined where they are too many. */
  private buildAll(kinds: readonly Kind[], taken: number, most: number): number | undefined {
    let looks = taken;
    const states = new Set([this.first()]);
    // A set gives what is added to it while it is walked as well.
    for (const state of states) {
      const takers = this.takersIn(state);
      looks += Math.ceil((kinds.length * (TELLING + takers.length) + this.automaton.numClasses) / SIMPLE_IN_A_LOOK);
      if (looks > most) return undefined;
      const told = needsOf(state, BETWEEN) ? kinds.map((kind) => [kind]) : this.alikeFor(takers, kinds);
      looks += told.length * (STEP + ordering(this.partsOf(state, BETWEEN))) + ordering(this.partsOf(state, AT_THE_END));
      if (looks > most) return undefined;
      for (const alike of told) {
        const [{ rune, classes }] = alike as [Kind];
        const next: State | null = this.automaton.step(state, classes[0], rune, WHOLE_TEXT);
        if (next === null) return undefined;
        for (const kind of alike) for (const each of kind.classes) state.nextAnchored[each] = next;
        states.add(next);
      }
    }
    return looks;
  }

  /** The parts of a state that take characters. */
  private takersIn({ nfaStates }: State): readonly Instruction[] {
    const { prog } = this.automaton;
    return nfaStates.map((at): Instruction => prog.getInst(at)).filter(({ runes }) => runes.length > 0);
  }

  /** Kinds of characters, those together that some parts take alike; the end of the text is no character. */
  private alikeFor(takers: readonly Instruction[], kinds: readonly Kind[]): readonly (readonly Kind[])[] {
    const alike = new Map<string | number, Kind[]>();
    for (const kind of kinds) {
      const { rune } = kind;
      const key = rune === END_OF_TEXT ? "end" : takenBy(takers, rune, this.boundaries(rune));
      const known = alike.get(key);
      if (known) known.push(kind);
      else alike.set(key, [kind]);
    }
    return [...alike.values()];
  }

  /** What `^`, `$` and `\b` see of a character, where there are any: nothing, a line, a word; the last class may begin behind the last one. */
  private boundaries(rune: number): number {
    if (rune === LINE_FEED) return this.needs & LINES ? 1 : 0;
    return this.needs & WORDS && rune < 0x80 && WORD.test(String.fromCharCode(rune)) ? 2 : 0;
  }

  /**
   * How many parts are put in order for the states that follow. Where what is around a character matters, what stands behind that
   * comes into play, and they are put in order twice.
   */
  private partsOf(state: State, where: number): number {
    const { nfaStates } = state;
    if (needsOf(state, where) === 0) return nfaStates.length;
    const { prog } = this.automaton;
    const more = nfaStates.reduce((sum, at) => sum + (prog.getInst(at).op === LOOKS_AROUND ? this.behindOf(at) : 0), 0);
    return 2 * Math.min(nfaStates.length + more, prog.numInst());
  }

  /** How many instructions can come into play behind one that looks around; any, where they are not few. */
  private behindOf(at: number): number {
    const known = this.behind.get(at);
    if (known !== undefined) return known;
    const { prog } = this.automaton;
    const found = new Set([at]);
    for (const each of found) {
      const { op, out, arg }: Instruction = prog.getInst(each);
      if (EITHER.includes(op)) found.add(out).add(arg);
      else if (GOES_ON.includes(op) || op === LOOKS_AROUND) found.add(out);
      if (found.size > FEW) break;
    }
    const behind: number = found.size > FEW ? prog.numInst() : found.size;
    this.behind.set(at, behind);
    return behind;
  }

  private instructions(): readonly Instruction[] {
    const { prog } = this.automaton;
    return Array.from({ length: prog.numInst() }, (_, at) => prog.getInst(at));
  }

  /** The parts that take characters; a part that is repeated counts once. */
  private takers(): readonly Instruction[] {
    const takers = this.instructions().filter(({ runes }) => runes.length > 0);
    return [...new Map(takers.map((taker) => [taker.runes, taker])).values()];
  }

  private kinds(takers: readonly Instruction[]): readonly Kind[] {
    const { classBounds, numClasses } = this.automaton;
    // A class begins at its bound; the first one begins with the first character.
    const each = Array.from({ length: numClasses }, (_, at): Kind => ({ rune: classBounds[at - 1] ?? 0, classes: [at] }));
    const alike = this.alikeFor(takers, [...each, { rune: END_OF_TEXT, classes: [numClasses] }]);
    return alike.map((kinds) => ({ rune: (kinds[0] as Kind).rune, classes: kinds.flatMap(({ classes }) => classes) }));
  }

  /**
   * Matches a text, counting as if each state had to be built: so the same text takes the same whatever was matched before.
   * `price` says what a state of so many parts takes, with a table of so many classes; beyond `most` it is given up.
   */
  walk(text: string, price: (parts: number, classes: number) => number, most: number): Walked {
    let state = this.first();
    let steps = 0;
    const classes: number = this.automaton.numClasses;
    for (let at = 0; at < text.length && state.nfaStates.length > 0; ) {
      const rune = text.codePointAt(at) as number;
      steps += price(this.partsOf(state, BETWEEN), classes);
      if (steps > most) return { matched: undefined, steps };
      state = this.next(state, this.automaton.runeClass(rune), rune);
      at += rune > 0xffff ? 2 : 1;
    }
    const end = this.next(state, classes, END_OF_TEXT);
    return { matched: end.isMatch, steps: steps + price(this.partsOf(state, AT_THE_END), classes) };
  }

  /** The state that follows. Where the engine's memory is full, it forgets the others. */
  private next(state: State, kind: number, rune: number): State {
    const next: State | null = this.automaton.step(state, kind, rune, WHOLE_TEXT);
    return next ?? this.automaton.step(this.automaton.resetCache(state), kind, rune, WHOLE_TEXT);
  }
}

/** What a state has to know of what is around, of that which can be so between two characters or at the end. */
function needsOf({ flag }: State, where: number): number {
  return (flag >>> 16) & where;
}

/** What putting so many parts in order takes, in looks. */
function ordering(parts: number): number {
  return Math.ceil((parts * Math.ceil(Math.log2(parts + 1))) / ROUNDS_IN_A_LOOK);
}

/** Which parts take a character, a bit each behind what is seen of it: a number, where they are few. */
function takenBy(takers: readonly Instruction[], rune: number, seen: number): string | number {
  let key = "";
  let bits = 4 + seen;
  for (const taker of takers) {
    if (bits >= MOST_BITS) {
      key += `${bits} `;
      bits = 1;
    }
    bits = 2 * bits + (taker.matchRune(rune) ? 1 : 0);
  }
  return key === "" ? bits : key + bits;
}

/** A number of so many bits is a small one for every engine. */
const MOST_BITS = 2 ** 28;

const WORD = /^\w$/;
