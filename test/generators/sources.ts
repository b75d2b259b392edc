/** Source texts: trees in every spelling that means the same, soups of tokens, and valid sources with tokens damaged. */

import type { LiteralNode, Node } from "../../src/syntax/ast.js";
import { INFIX, type InfixOperator, LEVELS } from "../../src/syntax/operators.js";
import { INFIX_BY_SPELLING, TOKENS, type TokenRow, WORDS } from "../../src/syntax/tokens.js";
import fc from "../seeded.js";
import { trees } from "./trees.js";

/** Answers a number below `count`. */
type Pick = (count: number) => number;

/** How tightly things bind, written down once more, apart from the printer's own account. */
const CONDITIONAL = 0;
const UNARY = 6;
const POSTFIX = 7;

function bindingOf(node: Node): number {
  if (node.kind === "Conditional" || node.kind === "Elvis") return CONDITIONAL;
  if (node.kind === "Logical" || node.kind === "Binary") return 1 + LEVELS.indexOf(INFIX[node.operator].level);
  if (node.kind === "Unary" || (node.kind === "Literal" && typeof node.value === "number" && node.value < 0)) return UNARY;
  return POSTFIX;
}

/** Writes a tree as tokens; every choice that does not change the tree is left to `pick`. */
class Speller {
  readonly tokens: string[] = [];

  constructor(private readonly pick: Pick) {}

  write(node: Node, least = CONDITIONAL): void {
    const brackets = (bindingOf(node) < least ? 1 : 0) + (this.pick(8) === 0 ? 1 : 0);
    for (let count = 0; count < brackets; count++) this.tokens.push("(");
    this.plain(node);
    for (let count = 0; count < brackets; count++) this.tokens.push(")");
  }

  private one<T>(choices: readonly T[]): T {
    return choices[this.pick(choices.length)] as T;
  }

  private anyCase(word: string): string {
    return [...word].map((letter) => (this.pick(3) === 0 ? letter.toUpperCase() : letter)).join("");
  }

  private text(value: string): string {
    const quote = this.one(["'", '"']);
    return quote + value.replaceAll(quote, quote + quote) + quote;
  }

  private literal(node: LiteralNode): void {
    const { value } = node;
    if (typeof value === "string") this.tokens.push(this.text(value));
    else if (typeof value !== "number") this.tokens.push(this.anyCase(String(value)));
    else if (node.literal === "integer") {
      if (value < 0) this.tokens.push("-");
      this.tokens.push("0".repeat(this.pick(3) === 0 ? 2 : 0) + String(Math.abs(value)));
    } else {
      const plain = String(value);
      this.tokens.push(
        this.one([/^\d+$/.test(plain) ? `${plain}.0` : plain, value.toExponential(), value.toExponential().toUpperCase()]),
      );
    }
  }

  private infix(operator: InfixOperator): void {
    const spelling = this.one<string>(INFIX[operator].spellings);
    this.tokens.push(/^\w/.test(spelling) ? this.anyCase(spelling) : spelling);
  }

  private list(nodes: readonly Node[]): void {
    nodes.forEach((node, index) => {
      if (index > 0) this.tokens.push(",");
      this.write(node);
    });
  }

  private bracketed(opening: string, nodes: readonly Node[], closing: string): void {
    this.tokens.push(opening);
    this.list(nodes);
    this.tokens.push(closing);
  }

  private plain(node: Node): void {
    switch (node.kind) {
      case "Literal":
        this.literal(node);
        return;
      case "Name":
        this.tokens.push(node.name);
        return;
      case "List":
        this.bracketed("{", node.items, "}");
        return;
      case "Map":
        this.tokens.push("{");
        if (node.entries.length === 0) this.tokens.push(":");
        node.entries.forEach(({ key, value }, index) => {
          if (index > 0) this.tokens.push(",");
          const isName = /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key);
          this.tokens.push(isName && this.pick(2) === 0 ? key : this.text(key), ":");
          this.write(value);
        });
        this.tokens.push("}");
        return;
      case "Member":
        this.write(node.object, POSTFIX);
        this.tokens.push(node.safe ? "?." : ".", node.name);
        return;
      case "Index":
        // `x.$[0]` is a last-match selection, which is refused.
        this.write(node.object, node.object.kind === "Member" && node.object.name === "$" ? POSTFIX + 1 : POSTFIX);
        if (node.safe) this.tokens.push("?.");
        this.bracketed("[", [node.index], "]");
        return;
      case "Call":
        if (node.receiver) {
          this.write(node.receiver, POSTFIX);
          this.tokens.push(node.safe ? "?." : ".");
        }
        this.tokens.push(node.name);
        this.bracketed("(", node.args, ")");
        return;
      case "Unary":
        this.tokens.push(node.operator === "negate" ? "-" : this.one(["!", this.anyCase("not")]));
        this.write(node.operand, UNARY);
        return;
      case "Binary": {
        const level = bindingOf(node);
        this.write(node.left, INFIX[node.operator].level === "comparison" ? level + 1 : level);
        this.infix(node.operator);
        this.write(node.right, level + 1);
        return;
      }
      case "Logical":
        node.operands.forEach((operand, index) => {
          if (index > 0) this.infix(node.operator);
          this.write(operand, bindingOf(node) + 1);
        });
        return;
      case "Conditional":
        this.write(node.condition, 1);
        this.tokens.push("?");
        this.write(node.whenTrue);
        this.tokens.push(":");
        this.write(node.whenFalse);
        return;
      case "Elvis":
        this.write(node.value, 1);
        this.tokens.push("?:");
        this.write(node.fallback);
        return;
      case "Projection":
      case "Selection": {
        this.write(node.source, POSTFIX);
        const [opening, body] = node.kind === "Projection" ? [".![", node.body] : [".?[", node.test];
        this.bracketed((node.safe ? "?" : "") + opening, [body], "]");
        return;
      }
      case "Hole":
        throw new Error("A tree to be written has no holes.");
    }
  }
}

const FREE = /^[()[\]{},]$|\[$/;

/** Whether two tokens may touch without becoming others. */
function mayTouch(left: string, right: string): boolean {
  if (FREE.test(left) || FREE.test(right) || left === "." || left === "?." || right === "." || right === "?.") return true;
  // A word, number or text against a symbol.
  return /[\w$"']$/.test(left) !== /^[\w$"']/.test(right);
}

/** Tokens with layout between them. */
export function layOut(tokens: readonly string[], pick: Pick): string {
  let source = [" ", "", "\n"][pick(3)] as string;
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    const blanks = next === undefined || mayTouch(token, next) ? ["", " ", "\n", " \t\r\n "] : [" ", "\n", "\t", "  "];
    source += token + (blanks[pick(blanks.length)] as string);
  });
  return source;
}

/** Any number of choices; the simplest is always the first of each. */
const picks: fc.Arbitrary<Pick> = fc.array(fc.nat(0xffff), { maxLength: 200 }).map((choices) => {
  let at = 0;
  return (count: number): number => (choices.length === 0 ? 0 : (choices[at++ % choices.length] as number) % count);
});

/** A tree, its tokens in any spelling, and those with any layout. */
export interface Spelled {
  readonly tree: Node;
  readonly tokens: readonly string[];
  readonly source: string;
}

/** Any tree in any spelling. */
export function spelled(maxDepth = 4): fc.Arbitrary<Spelled> {
  return fc.tuple(trees(maxDepth), picks).map(([tree, pick]) => {
    const speller = new Speller(pick);
    speller.write(tree);
    return { tree, tokens: speller.tokens, source: layOut(speller.tokens, pick) };
  });
}

/** Every spelling that the tables know, right or mistaken, and one or more of each kind that has a pattern. */
export const DICTIONARY: readonly string[] = [
  ...(TOKENS as readonly TokenRow[]).flatMap((row) => row.spellings ?? []),
  ...WORDS.keys(),
  ...INFIX_BY_SPELLING.keys(),
  ...["a", "user", "T", "new", "instanceof", "between", "if", "then", "else", "f", "x1", "$", "#this", "__proto__", "é", "größe"],
  ...["0", "1", "2147483648", "1.5", "1e3", "1e999", ".5", "5.", "0x1F", "10L", "1_0", "1.2.3"],
  ...['"t"', "'t'", '""', '"', "'", "“t”", "‘t’", "“", "`t`", "`", '\\"t\\"', "\\'", "\\", '"\u202et"'],
  ...[
    "#v",
    "@b",
    "&@b",
    "@",
    "#",
    "${",
    "#{",
    "+=",
    ":=",
    "–",
    "//c\n",
    "/*c*/",
    "/*",
    "\u00a0",
    "\u200b",
    "\0",
    "\ud800",
    "€",
    "😀",
  ],
  ...[".^[", "?.^[", ".$[", "?.$[", " ", "\n", "\t"],
];

const word = fc.constantFrom(...DICTIONARY);

/** Tokens in no order. */
export const soup: fc.Arbitrary<string> = fc
  .tuple(fc.array(word, { maxLength: 30 }), fc.constantFrom("", " "))
  .map(([words, blank]) => words.join(blank));

/** A valid source with some of its tokens deleted, doubled, swapped or joined by others. */
export const damaged: fc.Arbitrary<string> = fc
  .record({
    tokens: spelled(3).map((each) => each.tokens),
    blank: fc.constantFrom("", " "),
    damages: fc.array(fc.record({ how: fc.nat(4), at: fc.nat(), other: fc.nat(), word }), { minLength: 1, maxLength: 4 }),
  })
  .map(({ tokens, blank, damages }) => {
    const all = [...tokens];
    for (const { how, at, other, word: inserted } of damages) {
      const place = at % Math.max(all.length, 1);
      if (how === 0) all.splice(place, 1);
      else if (how === 1) all.splice(place, 0, all[place] ?? inserted);
      else if (how === 2) all.splice(place, 0, inserted);
      else if (how === 3) all[place] = inserted;
      else {
        const partner = other % Math.max(all.length, 1);
        [all[place], all[partner]] = [all[partner] ?? "", all[place] ?? ""];
      }
    }
    return all.join(blank);
  });

/** Any UTF-16 text: units of the language, any units, halves of pairs. */
export const anySource: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc.array(fc.integer({ min: 0x20, max: 0x7e }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.constantFrom(...`()[]{}.,:?!"'\\+-*/%<>=&|#$@^ a1`), { maxLength: 40 }).map((units) => units.join("")),
);
