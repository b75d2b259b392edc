/** The grammar as data for printing: the parser's own rules, with the flat run of operators written out by levels, and without what only mistakes have. */
import type { ISerializedGast } from "chevrotain";
import { INFIX, LEVELS, PREFIX, UNCHAINED } from "../src/syntax/operators.js";
import { ClaimsParser } from "../src/syntax/parser.js";
import { CONSTANTS, TOKENS, type TokenRow } from "../src/syntax/tokens.js";
import { vocabulary } from "../src/syntax/vocabulary.js";

/** A part of a rule. */
export type Part =
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "rule"; readonly name: string }
  | { readonly kind: "described"; readonly text: string }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly Part[] }
  | { readonly kind: "optional"; readonly part: Part }
  | { readonly kind: "repeated"; readonly part: Part; readonly separator?: Part; readonly least: 0 | 1 };

/** One rule. */
export interface GrammarRule {
  readonly name: string;
  readonly part: Part;
}

/** What chevrotain's serialized rules are made of, as far as this grammar uses it. */
interface Serialized extends ISerializedGast {
  readonly name?: string;
  readonly definition?: Serialized[];
  readonly separator?: { readonly name: string };
}

const rows: ReadonlyMap<string, TokenRow> = new Map((TOKENS as readonly TokenRow[]).map((row) => [row.name, row]));

const word = (text: string): Part => ({ kind: "word", text });
const rule = (name: string): Part => ({ kind: "rule", name });
const optional = (part: Part): Part => ({ kind: "optional", part });

function group(kind: "sequence" | "choice", parts: readonly Part[]): Part {
  return parts.length === 1 ? (parts[0] as Part) : { kind, parts };
}

function repeated(part: Part, least: 0 | 1 = 0, separator?: Part): Part {
  return { kind: "repeated", part, least, ...(separator ? { separator } : {}) };
}

/** A token: what it writes, or the name of the rule that describes it. */
function terminal(name: string): Part {
  const row = rows.get(name);
  const [only, ...others] = row?.writes === undefined ? (row?.spellings ?? []) : [row.writes];
  return only !== undefined && others.length === 0 ? word(only) : rule(name);
}

/** Whether a part begins with a token that only mistakes have. */
function isMistaken(node: Serialized): boolean {
  if (node.type === "Terminal") return rows.get(node.name ?? "")?.mistake === true;
  return node.definition?.[0] !== undefined && isMistaken(node.definition[0]);
}

function partOf(node: Serialized): Part {
  const inner = (node.definition ?? []).filter((each) => !isMistaken(each)).map(partOf);
  const sequence = group("sequence", inner);
  const separator = node.separator && terminal(node.separator.name);
  switch (node.type) {
    case "Terminal":
      return terminal(node.name ?? "");
    case "NonTerminal":
      return rule(node.name ?? "");
    case "Alternation":
      return group("choice", inner);
    case "Option":
      return optional(sequence);
    case "Repetition":
      return repeated(sequence);
    case "RepetitionWithSeparator":
      return repeated(sequence, 0, separator);
    case "RepetitionMandatoryWithSeparator":
      return repeated(sequence, 1, separator);
    default:
      return sequence;
  }
}

/** The spellings of an operator, symbols and words alike. */
function spellings(operators: readonly { readonly spellings: readonly string[] }[]): Part {
  return group("choice", operators.flatMap((operator) => operator.spellings).map(word));
}

/** Each level over the next: `and = comparison , { ( "and" | "&&" ) , comparison }`. */
function levels(): GrammarRule[] {
  return LEVELS.map((level, index) => {
    const tighter = rule(LEVELS[index + 1] ?? "unary");
    const operators = spellings(Object.values(INFIX).filter((row) => row.level === level));
    const more = group("sequence", [operators, tighter]);
    return { name: level, part: group("sequence", [tighter, level === UNCHAINED ? optional(more) : repeated(more)]) };
  });
}

function find(serialized: readonly Serialized[], name: string): Serialized[] {
  const found = serialized.find((each) => each.name === name)?.definition;
  if (!found) throw new Error(`The parser has no rule "${name}".`);
  return found;
}

/** `?` and `?:` from the tails of the flat run; what stands behind them goes on as a conditional. */
function conditional(serialized: readonly Serialized[]): Part {
  const [, tails] = find(serialized, "expression");
  const alternatives = tails?.definition?.[0]?.definition ?? [];
  const infix = ["Infix", "Minus", "RefusedInfix"];
  const branches = alternatives.filter(({ definition }) => !infix.includes(definition?.[0]?.name ?? ""));
  if (alternatives.length !== infix.length + branches.length || branches.length !== 2)
    throw new Error("The tails of an expression are not those that this script knows.");
  const asConditional = (part: Part): Part => (part.kind === "rule" ? rule("conditional") : part);
  const parts = branches
    .map(partOf)
    .map((part) => (part.kind === "sequence" ? { ...part, parts: part.parts.map(asConditional) } : part));
  return group("sequence", [rule(LEVELS[0]), optional(group("choice", parts))]);
}

/** The operand of the flat run: prefixes, a primary, postfix forms. */
function operand(serialized: readonly Serialized[]): GrammarRule[] {
  const [prefixes, primary, postfixes, ...others] = find(serialized, "operand");
  if (!prefixes || !primary || !postfixes || others.length > 0 || primary.type !== "Alternation")
    throw new Error("An operand is not made of the parts that this script knows.");
  return [
    { name: "unary", part: group("sequence", [repeated(spellings(Object.values(PREFIX))), rule("postfix")]) },
    { name: "postfix", part: group("sequence", [rule("primary"), partOf(postfixes)]) },
    { name: "primary", part: partOf(primary) },
  ];
}

/** The rules that a part uses. */
export function uses(part: Part): string[] {
  switch (part.kind) {
    case "rule":
      return [part.name];
    case "sequence":
    case "choice":
      return part.parts.flatMap(uses);
    case "optional":
      return uses(part.part);
    case "repeated":
      return [...uses(part.part), ...(part.separator ? uses(part.separator) : [])];
    default:
      return [];
  }
}

/** Tokens that the rules use by name, as rules of their own. */
function tokenRules(rules: readonly GrammarRule[]): GrammarRule[] {
  const used = new Set(rules.flatMap(({ part }) => uses(part)));
  return [...used]
    .filter((name) => rows.has(name))
    .map((name) => {
      const { describes } = rows.get(name) as TokenRow;
      if (name === "Constant") return { name, part: group("choice", [...CONSTANTS.keys()].map(word)) };
      if (describes === undefined) throw new Error(`The token ${name} is used in the grammar and not described.`);
      return { name, part: { kind: "described", text: describes } };
    });
}

/** The whole grammar, the loosest rule first. */
export function grammar(): GrammarRule[] {
  const parser = new ClaimsParser(vocabulary(), true);
  const serialized = parser.getSerializedGastProductions() as Serialized[];
  const rules: GrammarRule[] = [
    { name: "expression", part: rule("conditional") },
    { name: "conditional", part: conditional(serialized) },
    ...levels(),
    ...operand(serialized),
    ...["arguments", "braces", "entry"].map((name) => ({ name, part: group("sequence", find(serialized, name).map(partOf)) })),
  ];
  return [...rules, ...tokenRules(rules)];
}
