/** The String family: `String.*`, its bare legacy names, and its method spellings. */
import { BOOLEAN, INTEGER, TEXT } from "../types/type.js";
import { startsWith } from "../values/text.js";
import { INTEGER_MAX } from "../values/value.js";
import { defineFunction, type FunctionRow, fail, integer, overload, receiving, text } from "./define.js";
import { atMostAsLong, between, inLetterCase, oneOf, replaced, replacedOnce, together } from "./foretell.js";
import { lengthOf, lengthOrNone } from "./known.js";
import { isUncounted, LOOKS_OF_MAKING } from "./looking.js";
import { plain } from "./plain-text.js";

const looks = (): number => LOOKS_OF_MAKING;

/** Replacing may take a text apart at each unit. */
const takesApart = (): number => 9;

/** What of a text lies before the first occurrence of a separator; the whole text where there is none (as Commons Lang does). */
function before(input: string, separator: string): string {
  const at = input.indexOf(separator);
  return at < 0 ? input : input.slice(0, at);
}

/** What of a text lies after the first occurrence of a separator; empty where there is none. */
function after(input: string, separator: string): string {
  const at = input.indexOf(separator);
  return at < 0 ? "" : input.slice(at + separator.length);
}

/** Literal replacement of every occurrence; an empty match changes nothing. */
function replaceAll(input: string, match: string, replacement: string): string {
  if (match === "") return input;
  // Taking a short text apart and joining it takes longer than going from one occurrence to the next, above all where there is none.
  if (!isUncounted(input.length)) return input.split(match).join(replacement);
  let [made, from] = ["", 0];
  for (let at = input.indexOf(match); at >= 0; at = input.indexOf(match, from)) {
    made += input.slice(from, at);
    for (from = at; input.startsWith(match, from); from += match.length) made += replacement;
  }
  return made + input.slice(from);
}

function replaceFirst(input: string, match: string, replacement: string): string {
  const at = match === "" ? -1 : input.indexOf(match);
  return at < 0 ? input : input.slice(0, at) + replacement + input.slice(at + match.length);
}

/** How often a text that is not empty occurs. */
function occurrences(input: string, match: string): number {
  let count = 0;
  for (let at = input.indexOf(match); at >= 0; at = input.indexOf(match, at)) {
    at += match.length;
    count++;
    // A text may be nothing but one unit; an `indexOf` for each takes five times as long as looking at the next.
    while (input[at] === match) {
      at++;
      count++;
    }
  }
  return count;
}

/** The length after replacing every occurrence, found without building the text. */
function replacedLength(input: string, match: string, replacement: string): number {
  if (match === "" || replacement.length <= match.length) return input.length;
  return input.length + occurrences(input, match) * (replacement.length - match.length);
}

/** Positions count UTF-16 units; the end is exclusive and clamped, a start beyond the text gives empty text. */
function cut(input: string, start: number, end: number) {
  if (start < 0 || end < 0) return fail("run/negative-position", { function: "String.substring" });
  return input.slice(start, Math.max(start, end));
}

const total = (...parts: (string | null)[]): number => parts.reduce((sum, part) => sum + (part?.length ?? 0), 0);

/** The length of the texts with a separator between any two; nulls are skipped. */
function joinedLength(separator: string, parts: readonly (string | null)[]): number {
  const count = parts.filter((part) => part !== null).length;
  return total(...parts) + separator.length * Math.max(0, count - 1);
}

/** The rows of the String family. */
export const stringFunctions: readonly FunctionRow[] = [
  defineFunction({
    name: "String.append",
    dialect: "classic",
    documented: "okta",
    doc: "Writes the second text behind the first.",
    overloads: [
      overload({
        params: [text("input"), text("suffix")],
        returns: TEXT,
        size: total,
        foretell: (input, suffix) => ({ length: together(input, suffix) }),
        run: (input, suffix) => input + suffix,
      }),
    ],
    examples: [
      ['String.append("This is", " a test")', "This is a test"],
      ['String.append(null, "x")', null],
    ],
  }),
  defineFunction({
    name: "String.join",
    dialect: "classic",
    documented: "okta",
    doc: "Writes the texts one after another with the separator between them; a null among them is skipped.",
    overloads: [
      overload({
        params: [text("separator")],
        rest: receiving(text("part")),
        restAtLeast: 1,
        returns: TEXT,
        size: (separator, ...parts) => joinedLength(separator, parts),
        steps: 10,
        foretell: (separator, ...parts) => ({ length: { ...together(...parts, ...parts.map(() => separator)), least: 0 } }),
        run: (separator, ...parts) => parts.filter((part) => part !== null).join(separator),
      }),
    ],
    examples: [
      ['String.join(",", "This", "is", "a", "test")', "This,is,a,test"],
      ['String.join("-", "a", null, "b")', "a-b"],
      ['String.join(null, "a")', null],
    ],
  }),
  defineFunction({
    name: "String.len",
    dialect: "classic",
    method: "length",
    documented: "okta",
    doc: "The length of a text in UTF-16 units; 0 for null.",
    overloads: [
      overload({
        params: [receiving(text("input"))],
        returns: INTEGER,
        measures: "length",
        foretell: (input) => ({ range: lengthOrNone(input, INTEGER_MAX) }),
        run: (input) => input?.length ?? 0,
      }),
    ],
    examples: [
      ['String.len("This")', 4],
      ["String.len(null)", 0],
    ],
  }),
  defineFunction({
    name: "String.removeSpaces",
    dialect: "classic",
    method: "removeSpaces",
    documented: "okta",
    doc: "Removes every space (U+0020); other white space stays.",
    overloads: [
      overload({
        params: [text("input")],
        returns: TEXT,
        looks: takesApart,
        // Even a short text takes longer to replace in than to look at.
        steps: 20,
        foretell: atMostAsLong,
        run: (input) => replaceAll(input, " ", ""),
      }),
    ],
    examples: [
      ['String.removeSpaces("This is a test")', "Thisisatest"],
      ["String.removeSpaces(null)", null],
    ],
  }),
  defineFunction({
    name: "String.replace",
    dialect: "classic",
    method: "replace",
    documented: "okta",
    doc: "Replaces every occurrence of a literal text; an empty text to look for changes nothing.",
    overloads: [
      overload({
        params: [text("input"), plain("match"), text("replacement")],
        returns: TEXT,
        size: replacedLength,
        looks: takesApart,
        // Even a short text takes longer to replace in than to look at.
        steps: 28,
        foretell: replaced,
        run: replaceAll,
      }),
    ],
    examples: [
      ['String.replace("This is a test", "is", "at")', "That at a test"],
      ['String.replace(null, "a", "b")', null],
    ],
  }),
  defineFunction({
    name: "String.replaceFirst",
    dialect: "classic",
    method: "replaceFirst",
    documented: "okta",
    doc: "Replaces the first occurrence of a literal text; an empty text to look for changes nothing.",
    overloads: [
      overload({
        params: [text("input"), plain("match"), text("replacement")],
        returns: TEXT,
        size: (input, match, replacement) =>
          match === "" || !input.includes(match) ? input.length : input.length - match.length + replacement.length,
        steps: 12,
        foretell: replacedOnce,
        run: replaceFirst,
      }),
    ],
    examples: [
      ['String.replaceFirst("This is a test", "is", "at")', "That is a test"],
      ['String.replaceFirst(null, "a", "b")', null],
    ],
  }),
  defineFunction({
    name: "String.startsWith",
    dialect: "classic",
    method: "startsWith",
    documented: "okta",
    doc: "Whether a text begins with another, letter case included.",
    overloads: [overload({ params: [text("input"), plain("prefix")], returns: BOOLEAN, run: startsWith })],
    examples: [
      ['String.startsWith("This is a test", "This")', true],
      ['String.startsWith(null, "This")', null],
    ],
  }),
  defineFunction({
    name: "String.stringContains",
    dialect: "classic",
    method: "contains",
    documented: "okta",
    doc: "Whether a text holds another, letter case included.",
    overloads: [
      overload({ params: [text("input"), plain("search")], returns: BOOLEAN, run: (input, search) => input.includes(search) }),
    ],
    examples: [
      ['String.stringContains("This is a test", "test")', true],
      ['String.stringContains("This is a test", "Test")', false],
      ['String.stringContains(null, "test")', null],
    ],
  }),
  defineFunction({
    name: "String.stringSwitch",
    dialect: "classic",
    documented: "okta",
    doc: "The value behind the first key, in the order written, that the text contains; the default where it contains none.",
    overloads: [
      overload({
        params: [text("input"), text("default")],
        rest: text("key, value"),
        restAtLeast: 2,
        restStep: 2,
        returns: TEXT,
        fails: ["run/empty-key"],
        looks: (args) => 1 + Math.ceil(args / 2),
        steps: 10,
        foretell: (_input, otherwise, ...pairs) => {
          const keys = pairs.filter((_pair, index) => index % 2 === 0);
          const told = oneOf([otherwise, ...pairs.filter((_pair, index) => index % 2 === 1)].filter((text) => text !== undefined));
          return { ...told, never: keys.every((key) => (lengthOf(key)?.least ?? 0) > 0) ? ["run/empty-key"] : [] };
        },
        run: (input, otherwise, ...pairs) => {
          if (pairs.some((key, index) => index % 2 === 0 && key === ""))
            return fail("run/empty-key", { function: "String.stringSwitch" });
          const key = pairs.findIndex((candidate, index) => index % 2 === 0 && input.includes(candidate));
          return key < 0 ? otherwise : (pairs[key + 1] as string);
        },
      }),
    ],
    examples: [
      ['String.stringSwitch("This is a test", "default", "key1", "value1")', "default"],
      ['String.stringSwitch("This is a test", "default", "test", "value1", "This", "value2")', "value1"],
      ['String.stringSwitch(null, "default", "a", "b")', null],
      ['String.stringSwitch("a", "default", "", "b")', { error: "run/empty-key" }],
    ],
  }),
  defineFunction({
    name: "String.substring",
    aliases: ["substring"],
    dialect: "classic",
    method: "substring",
    documented: "okta",
    doc: "The part of a text from a position up to, but not including, another; positions count UTF-16 units from 0, and an end beyond the text is its end.",
    overloads: [
      overload({
        params: [text("input"), integer("start"), integer("end")],
        returns: TEXT,
        fails: ["run/negative-position", "run/ill-formed-text"],
        steps: 5,
        foretell: between,
        run: cut,
      }),
      overload({
        params: [text("input"), integer("start")],
        returns: TEXT,
        fails: ["run/negative-position", "run/ill-formed-text"],
        steps: 5,
        foretell: (input, start) => between(input, start),
        run: (input, start) => cut(input, start, input.length),
      }),
    ],
    examples: [
      ['String.substring("This is a test", 2, 9)', "is is a"],
      ['String.substring("This is a test", 10)', "test"],
      ['String.substring("abc", 1, 99)', "bc"],
      ['String.substring("abc", -1, 2)', { error: "run/negative-position" }],
      ["String.substring(null, 0, 1)", null],
    ],
  }),
  defineFunction({
    name: "String.substringAfter",
    aliases: ["substringAfter"],
    dialect: "classic",
    method: "substringAfter",
    documented: "okta",
    doc: "What follows the first occurrence of a text; empty where it does not occur.",
    overloads: [overload({ params: [text("input"), plain("search")], returns: TEXT, foretell: atMostAsLong, run: after })],
    examples: [
      ['String.substringAfter("abc@okta.com", "@")', "okta.com"],
      ['String.substringAfter("abc", "@")', ""],
      ['String.substringAfter(null, "@")', null],
    ],
  }),
  defineFunction({
    name: "String.substringBefore",
    aliases: ["substringBefore"],
    dialect: "classic",
    method: "substringBefore",
    documented: "okta",
    doc: "What precedes the first occurrence of a text; the whole text where it does not occur.",
    overloads: [overload({ params: [text("input"), plain("search")], returns: TEXT, foretell: atMostAsLong, run: before })],
    examples: [
      ['String.substringBefore("abc@okta.com", "@")', "abc"],
      ['String.substringBefore("abc", "@")', "abc"],
      ['String.substringBefore(null, "@")', null],
    ],
  }),
  defineFunction({
    name: "String.toLowerCase",
    letterCase: "lower",
    aliases: ["toLowerCase"],
    dialect: "classic",
    method: "toLowerCase",
    documented: "okta",
    doc: "The text in lower case, by the rules of Unicode and of no language in particular.",
    overloads: [
      overload({
        params: [text("input")],
        returns: TEXT,
        fails: ["run/text-too-long"],
        looks,
        foretell: inLetterCase,
        run: (input) => input.toLowerCase(),
      }),
    ],
    examples: [
      ['String.toLowerCase("ThiS")', "this"],
      ["String.toLowerCase(null)", null],
    ],
  }),
  defineFunction({
    name: "String.toUpperCase",
    letterCase: "upper",
    aliases: ["toUpperCase"],
    dialect: "classic",
    method: "toUpperCase",
    documented: "okta",
    doc: "The text in upper case, by the rules of Unicode and of no language in particular.",
    overloads: [
      overload({
        params: [text("input")],
        returns: TEXT,
        fails: ["run/text-too-long"],
        looks,
        foretell: inLetterCase,
        run: (input) => input.toUpperCase(),
      }),
    ],
    examples: [
      ['String.toUpperCase("This")', "THIS"],
      ["String.toUpperCase(null)", null],
    ],
  }),
];
