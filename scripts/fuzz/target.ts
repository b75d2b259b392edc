/** The shape of a fuzz target, and the words that inputs are made of. */
import { allFunctions } from "../../src/library/all.js";
import { TOKENS, type TokenRow } from "../../src/syntax/tokens.js";

/** Something that takes a text and must keep a law for any text. */
export interface Target {
  readonly name: string;
  readonly seeds: readonly string[];
  readonly words: readonly string[];
  /** What is wrong, in words; undefined where all is well. What it throws is wrong too. */
  readonly run: (input: string) => string | undefined;
}

/** A text as JSON; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const spellings = (TOKENS as readonly TokenRow[]).flatMap((row) => row.spellings ?? []);
const functions = allFunctions.flatMap(({ name, method }) => [...(name ? [`${name}(`] : []), ...(method ? [`.${method}(`] : [])]);

/** Pieces of expressions. */
export const PIECES: readonly string[] = [
  ...spellings,
  ...functions,
  ...[
    "app.x",
    "user.email",
    "app.list",
    "app.m",
    "appuser.role",
    "#this",
    "groups",
    "null",
    "true",
    "'a'",
    '"a"',
    "''",
    "1",
    "2147483647",
  ],
  ...[
    "1.5",
    "1e308",
    "__proto__",
    "constructor",
    "{}",
    "{:}",
    "{a: 1}",
    "app['a']",
    ".![",
    ".?[",
    "?:",
    "\n",
    "\ud800",
    "\u202e",
    "😀",
    "${",
    "'",
  ],
];

/** Pieces of JSON. */
export const JSON_PIECES: readonly string[] = [
  ...[
    '"',
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "null",
    "true",
    "1",
    "-0",
    "1e400",
    "2147483648",
    '"a"',
    '"__proto__"',
    '"constructor"',
    "{}",
    "[]",
  ],
  ...[
    '"app"',
    '"profile"',
    '"user"',
    '"groups"',
    '"x"',
    '"grant"',
    '"client_credentials"',
    '"2026-01-31"',
    '"\\ud800"',
    '"type"',
    '"properties"',
  ],
  ...[
    '"string"',
    '"object"',
    '"array"',
    '"items"',
    '"$ref"',
    '"#"',
    '"enum"',
    '"required"',
    '"claims"',
    '"name"',
    '"value"',
    '"id"',
    '"text?"',
  ],
];
