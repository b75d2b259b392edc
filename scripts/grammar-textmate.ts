/** The tokens as a TextMate grammar, which editors colour by: printed from the table of tokens, without what only mistakes have. */
import { INFIX_BY_SPELLING, isWord, NAME, TOKENS, type TokenClass, type TokenRow, WORDS } from "../src/syntax/tokens.js";

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly Pattern[];
}

/** What themes call the classes of the table. */
const SCOPES: Readonly<Record<TokenClass, string>> = {
  keyword: "constant.language",
  operator: "keyword.operator",
  number: "constant.numeric",
  text: "string.quoted",
  name: "variable.other",
  bracket: "punctuation.section",
  punctuation: "punctuation.separator",
};

const rows = (TOKENS as readonly TokenRow[]).filter((row) => row.mistake !== true);

const scope = (name: string): string => `${name}.claims-el`;

/** A pattern of ours for the engine of editors, where the short classes take letters and digits of every alphabet. */
function portable(pattern: RegExp): string {
  return pattern.source
    .replaceAll("\\d", "[0-9]")
    .replace(/\[([^\]]*)\[0-9\]/g, "[$10-9")
    .replaceAll("\\w", "A-Za-z0-9_");
}

function literally(spelling: string): string {
  return spelling.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function anyOf(spellings: readonly string[]): string {
  return [...spellings]
    .sort((a, b) => b.length - a.length)
    .map(literally)
    .join("|");
}

const name = portable(NAME);
const call = "(?=\\s*\\()";

/** A whole word in any letter case. */
function words(spellings: readonly string[]): string {
  return `(?<![A-Za-z0-9_$])(?i:${anyOf(spellings)})(?![A-Za-z0-9_$])`;
}

function wordsOf(kinds: readonly string[]): string[] {
  return [...WORDS].filter(([, kind]) => kinds.includes(kind)).map(([spelling]) => spelling);
}

/** Texts go over line ends, so that they have a beginning and an end; a quote written twice is neither. */
function texts(): Pattern[] {
  const kinds = { double: '"', single: "'" };
  return Object.entries(kinds).map(([kind, quote]) => ({
    name: scope(`${SCOPES.text}.${kind}`),
    begin: quote,
    end: `${quote}(?!${quote})`,
    patterns: [{ name: scope("constant.character.escape"), match: quote + quote }],
  }));
}

/** Kinds with a pattern of their own, or with spellings, in the order the lexer tries them. */
function others(): Pattern[] {
  const special = ["Blank", "Text", "Name", "Infix"];
  return rows
    .filter((row) => !special.includes(row.name))
    .flatMap((row) => {
      const match = row.spellings ? anyOf(row.spellings) : row.pattern && portable(row.pattern);
      return match === undefined ? [] : [{ name: scope(SCOPES[row.class]), match }];
    });
}

function patterns(): Pattern[] {
  const dot = "(\\?\\.|\\.)(?=\\s*[A-Za-z_$])\\s*";
  const dotted = (what: string, ahead: string): Pattern => ({
    match: `${dot}(${name})${ahead}`,
    captures: { 1: { name: scope(SCOPES.punctuation) }, 2: { name: scope(what) } },
  });
  const symbols = [...INFIX_BY_SPELLING.keys()].filter((spelling) => !isWord(spelling));
  return [
    ...texts(),
    dotted("entity.name.function.member", call),
    dotted("variable.other.member", ""),
    // Right behind `{` or `,` and before `:` a word is a key.
    { match: `(?<=[{,])\\s*(${name})(?=\\s*:)`, captures: { 1: { name: scope("variable.other.member") } } },
    { name: scope(SCOPES.keyword), match: words(wordsOf(["Constant"])) },
    { name: scope(`${SCOPES.operator}.word`), match: words(wordsOf(["Infix", "Not"])) },
    { name: scope("entity.name.function"), match: `${name}${call}` },
    { name: scope(SCOPES.name), match: name },
    { name: scope(SCOPES.operator), match: anyOf(symbols) },
    ...others(),
  ];
}

/** The grammar of the editor as a file. */
export function textmateFile(): string {
  const file = {
    information_for_contributors: "Printed from the table of tokens: npm run grammar.",
    name: "Claims expression",
    scopeName: "source.claims-el",
    fileTypes: ["claims"],
    patterns: patterns(),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
