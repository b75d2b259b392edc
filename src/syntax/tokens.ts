/** The table of tokens: what the lexer recognises, in the order it tries, and how an editor colours it. */
import { INFIX, type InfixOperator, PREFIX } from "./operators.js";

/** What an editor colours alike. */
export type TokenClass = "keyword" | "operator" | "number" | "text" | "name" | "bracket" | "punctuation";

/** One kind of token. */
export interface TokenRow {
  readonly name: string;
  readonly class: TokenClass;
  /** Recognised by this pattern or by one of the spellings; a row with neither is given to a token afterwards. */
  readonly pattern?: RegExp;
  readonly spellings?: readonly string[];
  /** What a pattern matches: its only spelling, where it merely looks ahead, or a description for the printed grammar. */
  readonly writes?: string;
  readonly describes?: string;
  /** May be the first token of an operand. */
  readonly starts?: true;
  /** May be the last token of an operand. */
  readonly ends?: true;
  /** Opens a bracket that this spelling closes. */
  readonly opens?: ")" | "]" | "}";
  /** Never part of a valid expression: recognised so that the mistake can be named. */
  readonly mistake?: true;
}

/** Whether a spelling is a word, which goes in any letter case. */
export function isWord(spelling: string): boolean {
  return /^[a-z]+$/i.test(spelling);
}

/** The infix operators written with symbols, longest first; `-` has a row of its own because it is a prefix too. */
const INFIX_SYMBOLS = Object.values(INFIX)
  .flatMap((row): readonly string[] => row.spellings)
  .filter((spelling) => !isWord(spelling) && spelling !== "-")
  .sort((a, b) => b.length - a.length);

/** A name of the language; any other attribute is reached by index. */
export const NAME = /[A-Za-z_$][\w$]*/;

/** Text in either quote; the quote itself is written twice. */
const TEXT = /"[^"]*(?:""[^"]*)*"(?!")|'[^']*(?:''[^']*)*'(?!')/;

/** Letters of other alphabets, which no name has. */
const FOREIGN =
  String.raw`\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u061b\u061d-\u167f\u1681-\u180d\u180f-\u1fff` +
  String.raw`\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdfb\uff21-\uff3a\uff41-\uff5a`;

/** After the dot of `1.` a name makes it a call and a bracket form a mistake with its own name; anything else is a number cut short. */
const CUT_SHORT = /\.(?!\s*[A-Za-z_$]|[?!^$]\[)/.source;

/** A number ends before letters, digits and further points; what goes on is one malformed number. */
const NUMBER_ENDS = /(?![\w$]|\.\d)/.source;

/** Letters, digits, points and signed exponents that run on after a digit. */
const RUN_ON = /(?:[eE][+-]\d|[\w$]|\.\d)*/.source;

/** The kinds of token, in the order the lexer tries them: the longer of two that start alike comes first. */
export const TOKENS = [
  { name: "Blank", class: "punctuation", pattern: /[ \t\r\n]+/ },
  { name: "Comment", class: "punctuation", pattern: /\/\/[^\r\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?/, mistake: true },
  { name: "Template", class: "bracket", pattern: /[$#]\{/, starts: true, opens: "}", mistake: true },
  {
    name: "Text",
    class: "text",
    pattern: TEXT,
    describes: "any characters between two \" or two ', the quote itself written twice",
    starts: true,
    ends: true,
  },
  {
    // A text that begins with a straight quote may end with a typographic one, unless that is an apostrophe. No straight quote may
    // follow: each would be looked at as the beginning of a text, all the way to the end.
    name: "Curly",
    class: "text",
    pattern: /[“”„‟«][^“”„‟»"]*[“”„‟»"]|[‘’‚‛][^‘’‚‛']*[‘’‚‛']|"[^"“”„‟]*[“”„‟](?![^]*")|'[^'‘’‚‛]*[‘’‚‛](?!\w)(?![^]*')/,
    starts: true,
    ends: true,
    mistake: true,
  },
  { name: "Unterminated", class: "text", pattern: /["'][^]*/, starts: true, ends: true, mistake: true },
  {
    name: "Escaped",
    class: "text",
    pattern: /\\"[^"\\]*(?:\\(?!")[^"\\]*)*\\"|\\'[^'\\]*(?:\\(?!')[^'\\]*)*\\'/,
    starts: true,
    ends: true,
    mistake: true,
  },
  { name: "Backtick", class: "text", pattern: /`[^`]*`/, starts: true, ends: true, mistake: true },
  { name: "HalfCurly", class: "text", pattern: /[“”„‟«‘’‚‛][^]*/, starts: true, ends: true, mistake: true },
  { name: "HalfBacktick", class: "text", pattern: /`[^]*/, starts: true, ends: true, mistake: true },
  // Before whatever else begins with a point, which is rare: numbers cut short, projections, selections.
  { name: "Dot", class: "punctuation", pattern: /\.(?!\d|[!?^$]\[)/, writes: "." },
  {
    name: "Number",
    class: "number",
    pattern: new RegExp(`\\d+(?:\\.\\d+(?:[eE][+-]?\\d+)?|[eE][+-]?\\d+)${NUMBER_ENDS}`),
    describes: "digits with a point and more digits, an exponent, or both",
    starts: true,
    ends: true,
  },
  {
    name: "Integer",
    class: "number",
    pattern: new RegExp(`\\d+${NUMBER_ENDS}(?!${CUT_SHORT})`),
    describes: "digits, up to 2147483647",
    starts: true,
    ends: true,
  },
  {
    name: "BadNumber",
    class: "number",
    pattern: new RegExp(`\\d${RUN_ON}(?:${CUT_SHORT})?|\\.\\d${RUN_ON}`),
    starts: true,
    ends: true,
    mistake: true,
  },
  {
    name: "Name",
    class: "name",
    pattern: NAME,
    describes: "a letter A to Z, _ or $, then letters, digits, _ and $",
    starts: true,
    ends: true,
  },
  {
    name: "Foreign",
    class: "name",
    pattern: new RegExp(String.raw`[${FOREIGN}][\w$\u0300-\u036f${FOREIGN}]*`),
    starts: true,
    ends: true,
    mistake: true,
  },
  { name: "This", class: "keyword", pattern: /#this(?![\w$])/, writes: "#this", starts: true, ends: true },
  { name: "Variable", class: "name", pattern: /#[A-Za-z_$][\w$]*/, starts: true, ends: true, mistake: true },
  { name: "Bean", class: "name", pattern: /&?@(?:[A-Za-z_$][\w$]*|"[^"]*"|'[^']*')/, starts: true, ends: true, mistake: true },
  { name: "Misspelt", class: "operator", spellings: ["===", "!==", "<>", "=>", "=<", "=~", "??"], mistake: true },
  { name: "Assign", class: "operator", pattern: /(?:[-+*/%^:]|\*\*)=(?!=)/, mistake: true },
  { name: "Step", class: "operator", spellings: ["++", "--"], mistake: true },
  { name: "Power", class: "operator", spellings: ["**", "^"], mistake: true },
  { name: "Infix", class: "operator", spellings: INFIX_SYMBOLS },
  { name: "Half", class: "operator", spellings: ["=", "&", "|"], mistake: true },
  { name: "Dash", class: "operator", pattern: /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/, mistake: true },
  { name: "Minus", class: "operator", spellings: ["-"], starts: true },
  { name: "Not", class: "operator", spellings: ["!"], starts: true },
  { name: "SafeProject", class: "bracket", spellings: ["?.!["], opens: "]" },
  { name: "SafeSelect", class: "bracket", spellings: ["?.?["], opens: "]" },
  { name: "Pick", class: "bracket", pattern: /\??\.[\^$]\[/, opens: "]", mistake: true },
  { name: "Project", class: "bracket", spellings: [".!["], opens: "]" },
  { name: "Select", class: "bracket", spellings: [".?["], opens: "]" },
  { name: "Elvis", class: "operator", spellings: ["?:"] },
  { name: "SafeDot", class: "punctuation", pattern: /\?\.(?!\d)/, writes: "?." },
  { name: "Question", class: "operator", spellings: ["?"] },
  { name: "Colon", class: "operator", spellings: [":"] },
  { name: "Comma", class: "punctuation", spellings: [","] },
  { name: "Semicolon", class: "punctuation", spellings: [";"], mistake: true },
  { name: "LParen", class: "bracket", spellings: ["("], starts: true, opens: ")" },
  { name: "RParen", class: "bracket", spellings: [")"], ends: true },
  { name: "LSquare", class: "bracket", spellings: ["["], opens: "]" },
  { name: "RSquare", class: "bracket", spellings: ["]"], ends: true },
  { name: "LCurly", class: "bracket", spellings: ["{"], starts: true, opens: "}" },
  { name: "RCurly", class: "bracket", spellings: ["}"], ends: true },
  {
    name: "OddBlank",
    class: "punctuation",
    pattern: /[\v\f\u0085\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+/,
    mistake: true,
  },
  // Given to a token after the lexer has run: words by their spelling, and what takes the place of a mistake.
  { name: "Constant", class: "keyword", starts: true, ends: true },
  { name: "Unknown", class: "punctuation", mistake: true },
  { name: "Broken", class: "punctuation", starts: true, ends: true, mistake: true },
  { name: "RefusedInfix", class: "operator", mistake: true },
] as const satisfies readonly TokenRow[];

/** The name of a kind of token. */
export type TokenName = (typeof TOKENS)[number]["name"];

/** The words that are constants, with their values. */
export const CONSTANTS: ReadonlyMap<string, null | boolean> = new Map<string, null | boolean>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** Every spelling of an infix operator, words in lower case, with the operator it writes. */
export const INFIX_BY_SPELLING: ReadonlyMap<string, InfixOperator> = new Map(
  (Object.keys(INFIX) as InfixOperator[]).flatMap((operator) =>
    INFIX[operator].spellings.map((spelling) => [spelling, operator] as const),
  ),
);

/** The words, in lower case, that are not names where they stand alone, with the kind of token they are. */
export const WORDS: ReadonlyMap<string, "Constant" | "Infix" | "Not"> = new Map([
  ...[...CONSTANTS.keys()].map((word) => [word, "Constant"] as const),
  ...[...INFIX_BY_SPELLING.keys()].filter(isWord).map((word) => [word, "Infix"] as const),
  ...PREFIX.not.spellings.filter(isWord).map((word) => [word, "Not"] as const),
]);

/** No word is longer, so that longer names are not looked up. */
export const LONGEST_WORD = Math.max(...[...WORDS.keys()].map((word) => word.length));
