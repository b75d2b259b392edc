/** What a claim may be called: a safe name, as one key or as a path of keys, and free in the tokens it goes into. */
import type { TokenKind } from "../context/grants.js";
import { isWellFormed } from "../values/text.js";
import { type ReservedName, reservedIn } from "./reserved.js";

/** The longest name, in UTF-16 units. */
const LONGEST_NAME = 256;

/** Names that every object of the host has: a consumer that reads them from a token may read the host's instead. */
const INHERITED: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), "prototype"]);

/** The keys under which a claim is written: one, or, where the document says `nested`, one for each part between dots. */
export function keysOf(name: string, nested: boolean): readonly string[] {
  return nested ? name.split(".") : [name];
}

/** What is wrong with a name in itself, in words; undefined where nothing is. */
export function nameProblem(keys: readonly string[]): string | undefined {
  if (keys.some((key) => key === "")) return keys.length === 1 ? "it is empty" : "a part between its dots is empty";
  if (keys.join(".").length > LONGEST_NAME) return `it has more than ${LONGEST_NAME} characters`;
  const inherited = keys.find((key) => INHERITED.has(key));
  if (inherited !== undefined) return `\`${inherited}\` is a name that programs confuse with their own`;
  if (!keys.every(isWellFormed)) return "it holds half of a character pair";
  if (keys.some((key) => !isPlain(key))) return "it has a character that nobody sees, or blanks at its ends";
  return undefined;
}

/** What nobody sees in a name, or what turns the direction of writing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function isPlain(key: string): boolean {
  return key.trim() === key && !UNSEEN.test(key);
}

/** The rows that reserve a claim's top key in some of its tokens. */
export function reservations(keys: readonly string[], tokens: readonly TokenKind[]): { token: TokenKind; row: ReservedName }[] {
  return tokens.flatMap((token) => {
    const row = reservedIn(keys[0] as string, token);
    return row ? [{ token, row }] : [];
  });
}
