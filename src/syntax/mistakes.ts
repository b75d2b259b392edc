/** Tables of what people write instead of the language: operators of other languages, refused constructs, characters pasted along. */
import { roomForPattern } from "../base/room.js";

/** Spellings of operators that mean something elsewhere, with the one that means it here. */
export const INSTEAD: ReadonlyMap<string, string> = new Map([
  ["=", "=="],
  ["===", "=="],
  ["!==", "!="],
  ["<>", "!="],
  ["=>", ">="],
  ["=<", "<="],
  ["=~", "matches"],
  ["&", "and"],
  ["|", "or"],
  ["??", "?:"],
]);

/** Words that are operators elsewhere, with what to write here. */
export const FOREIGN_WORDS: ReadonlyMap<string, string> = new Map([
  ["in", "Write `Arrays.contains(list, value)`."],
  ["contains", "Write `String.stringContains(text, part)` or `Arrays.contains(list, value)`."],
  ["startswith", "Write `String.startsWith(text, start)`."],
  ["is", "Write `==`."],
  ["equals", "Write `==`."],
  ["like", "Write `matches` with a pattern, or `String.stringContains(text, part)`."],
  ["xor", "Write `!=` between two conditions."],
  ["then", "Write `condition ? a : b`."],
  ["else", "Write `condition ? a : b`."],
  ["if", "Write `condition ? a : b`."],
]);

/** A construct of SpEL that claims expressions refuse: its name, and what to do instead. */
export interface Refused {
  readonly construct: string;
  readonly advice: string;
}

/** The refused constructs by what recognises them. */
export const REFUSED = {
  assignment: { construct: "an assignment", advice: "An expression only reads; write `==` to compare." },
  step: { construct: "an increment or decrement", advice: "An expression only reads; write `+ 1` or `- 1`." },
  power: { construct: "the power operator", advice: "Multiply instead." },
  instanceof: { construct: "a type test (`instanceof`)", advice: "Declare the type in a schema; the checker then knows it." },
  between: { construct: "a range test (`between`)", advice: "Write two comparisons joined with `and`." },
  new: { construct: "a constructor (`new`)", advice: "Use a literal, or a function of the language." },
  type: { construct: "a type reference (`T(…)`)", advice: "Use a function of the language; `claims-el functions` lists them." },
  bean: { construct: "a bean reference (`@…`)", advice: "Read the data from a root such as `user` or `app`." },
  variable: { construct: "a variable (`#…`)", advice: "Name a root without `#`; only `#this` exists, inside `.![…]` and `.?[…]`." },
  first: { construct: "a first-match selection (`.^[…]`)", advice: "Write `.?[…]`, and `[0]` behind it." },
  last: { construct: "a last-match selection (`.$[…]`)", advice: "Write `.?[…]`; it keeps all that match, in order." },
} as const satisfies Record<string, Refused>;

/** The name of a refused construct. */
export type RefusedName = keyof typeof REFUSED;

/** Characters that show as a blank, or not at all, by their code. */
const BLANK_NAMES: ReadonlyMap<number, string> = new Map([
  [0x0b, "vertical tab"],
  [0x0c, "form feed"],
  [0xa0, "no-break space"],
  [0xad, "soft hyphen"],
  [0x061c, "Arabic letter mark"],
  [0x200b, "zero-width space"],
  [0x200e, "left-to-right mark"],
  [0x200f, "right-to-left mark"],
  [0x202a, "left-to-right embedding"],
  [0x202b, "right-to-left embedding"],
  [0x202c, "end of embedding"],
  [0x202d, "left-to-right override"],
  [0x202e, "right-to-left override"],
  [0x2060, "word joiner"],
  [0x2066, "left-to-right isolate"],
  [0x2067, "right-to-left isolate"],
  [0x2068, "first strong isolate"],
  [0x2069, "end of isolate"],
  [0xfeff, "byte order mark"],
]);

/** A character by its code, and by its name where it has one that tells more. */
export function nameOfCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const name = BLANK_NAMES.get(code);
  return name ? `${number}, ${name}` : number;
}

/** Characters that do not show, or make a text look other than it is; the joiners of emoji and of some scripts are left out. */
const HIDDEN = /(?![\t\n\r])[\p{Cc}\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** The place of the first character of a text that does not show; -1 for none. */
export function hiddenIn(text: string): number {
  if (isPlain(text)) return -1;
  roomForPattern();
  return text.search(HIDDEN);
}

/** Whether a text is all of printable ASCII, as nearly every text is: a pattern would take longer, and room on the stack. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit > 0x7e) return false;
  }
  return true;
}

/** Whether every character of a text has no width. */
export function isInvisible(text: string): boolean {
  return /^[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+$/.test(text);
}
