/** Changes inputs: cuts, repeats, swaps, joins, words of a dictionary. Every choice comes from one seed. */

/** Numbers from a seed (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  /** A whole number from 0 up to, but not including, `most`. */
  below(most: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, most);
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}

type Change = (text: string, dice: Dice, words: readonly string[], other: string) => string;

const span = (text: string, dice: Dice): [number, number] => {
  const start = dice.below(text.length + 1);
  return [start, Math.min(text.length, start + 1 + dice.below(dice.below(4) === 0 ? text.length + 1 : 8))];
};

const CHANGES: readonly Change[] = [
  (text, dice) => {
    const [start, end] = span(text, dice);
    return text.slice(0, start) + text.slice(end);
  },
  (text, dice) => {
    const [start, end] = span(text, dice);
    return text.slice(0, end) + text.slice(start, end).repeat(1 + dice.below(dice.below(8) === 0 ? 120 : 3)) + text.slice(end);
  },
  (text, dice, words) => {
    const [start, end] = span(text, dice);
    return text.slice(0, start) + dice.pick(words) + text.slice(dice.below(2) ? start : end);
  },
  (text, dice, words) => {
    const at = dice.below(text.length + 1);
    return `${text.slice(0, at)} ${dice.pick(words)} ${text.slice(at)}`;
  },
  (text, dice) => {
    const at = dice.below(text.length + 1);
    return (
      text.slice(0, at) + String.fromCharCode(dice.below(dice.below(4) === 0 ? 0x10000 : 128)) + text.slice(at + dice.below(2))
    );
  },
  (text, dice, _words, other) => {
    const [start, end] = span(other, dice);
    const at = dice.below(text.length + 1);
    return text.slice(0, at) + other.slice(start, end) + text.slice(at);
  },
  (text, dice, _words, other) => text.slice(0, dice.below(text.length + 1)) + other.slice(dice.below(other.length + 1)),
  (text, dice) => {
    const [start, middle] = span(text, dice);
    const end = Math.min(text.length, middle + 1 + dice.below(8));
    return text.slice(0, start) + text.slice(middle, end) + text.slice(start, middle) + text.slice(end);
  },
  (text, dice) => {
    const [start, end] = span(text, dice);
    return `${text.slice(0, start)}(${text.slice(start, end)})${text.slice(end)}`;
  },
];

/** Inputs do not grow beyond this. */
const LONGEST = 4_000;

/** One to five changes. */
export function mutated(text: string, dice: Dice, words: readonly string[], other: string): string {
  let result = text;
  for (let left = 1 + dice.below(5); left > 0; left--) result = dice.pick(CHANGES)(result, dice, words, other);
  return result.slice(0, LONGEST);
}
