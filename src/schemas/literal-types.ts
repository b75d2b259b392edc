/** What a person meant by type text that is none: the words and signs of other languages in ours. */
import { closestName } from "../base/closest.js";
import { FOREIGN_TYPE_NAMES, parseTyped, TYPE_NAMES } from "../types/print.js";

/** Longer text is not worth a guess. */
const GUESSED_LENGTH = 200;

/** Advice for type text that cannot be read. */
export function adviceForType(text: string): string {
  const guess = text.length <= GUESSED_LENGTH ? inOurWords(text) : undefined;
  if (guess !== undefined && parseTyped(guess)) return `Did you mean \`${guess}\`?`;
  return "Types are text, boolean, integer, number, timestamp, country, group, list<…>, map{…}, map<…>, unknown; a `?` at the end allows null.";
}

/** `string[]`, `text | null`, `Array<string>`, `optional text` in our spelling. */
function inOurWords(text: string): string {
  const bare = text.replaceAll(/\s+/g, " ").trim();
  const maybe =
    /\|\s*(?:null|undefined)$/i.test(bare) ||
    /^(?:null|undefined)\s*\|/i.test(bare) ||
    /^(?:optional|nullable|maybe) /i.test(bare) ||
    /[?]/.test(bare.charAt(0) + bare.charAt(bare.length - 1));
  const core = bare
    .replace(/\s*\|\s*(?:null|undefined)$/i, "")
    .replace(/^(?:null|undefined)\s*\|\s*/i, "")
    .replace(/^(?:optional|nullable|maybe) /i, "")
    .replace(/^[?]+|[?]+$/g, "");
  return `${lists(core)}${maybe ? "?" : ""}`;
}

/** `T[]` is `list<T>`. */
function lists(text: string): string {
  const core = text.trim();
  return core.endsWith("[]") ? `list<${lists(core.slice(0, -2))}>` : names(core);
}

/** Each type name in our spelling; the names of a map's attributes are left as they are. */
function names(text: string): string {
  return text.replaceAll(/([A-Za-z_$][\w$-]*)(\s*[:<])?/g, (whole, word: string, sign = "") => {
    if (sign.includes(":")) return whole;
    const known = TYPE_NAMES.has(word) ? word : ourName(word.toLowerCase(), sign.includes("<"));
    return `${known ?? word}${sign}`;
  });
}

function ourName(word: string, withParts: boolean): string | undefined {
  const foreign = FOREIGN_TYPE_NAMES.get(word);
  if (withParts) return foreign?.replace(/<.*/, "") ?? closestName(word, ["list", "map"]);
  if (TYPE_NAMES.has(word) || foreign !== undefined) return foreign ?? word;
  const near = closestName(word, [...TYPE_NAMES.keys(), ...FOREIGN_TYPE_NAMES.keys()]);
  return near === undefined ? undefined : (FOREIGN_TYPE_NAMES.get(near) ?? near);
}
