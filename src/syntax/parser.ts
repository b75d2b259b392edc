/** The grammar: few rules that build nodes directly. One flat rule takes operands and operators; `Fold` gives them their levels. */
import { EmbeddedActionsParser, type IOrAlt, type IToken, type TokenType } from "chevrotain";
import type { LiteralNode, MapEntry, Node } from "./ast.js";
import { Fold, type Operator } from "./fold.js";
import { hiddenIn, nameOfCharacter } from "./mistakes.js";
import { foldReports } from "./parser-reports.js";
import { Problems, replace } from "./problems.js";
import { endOf, infixOf, spanOf, textValue } from "./token-text.js";
import { CONSTANTS } from "./tokens.js";
import { Tree } from "./tree.js";
import type { Vocabulary } from "./vocabulary.js";

const LARGEST_INTEGER = 2_147_483_647;

/** The parser; one instance serves every parse. */
export class ClaimsParser extends EmbeddedActionsParser {
  private tree = new Tree();
  private problems = new Problems("");
  /** The run of operands and operators being read; undefined while it has only one operand. */
  private fold: Fold | undefined;
  /** The operand read last, with the brackets around it in its extent. */
  private last: Node | undefined;
  private lastStart = 0;
  private lastEnd = 0;
  /** What the next postfix form applies to, and where that starts. */
  private target: Node | undefined;
  private targetStart = 0;
  /** The prefix operators read and not applied yet, of the operands around this one too. */
  private readonly prefixes: IToken[] = [];
  /** How many projections and selections are around this place. */
  private elementDepth = 0;
  /** The literal just read, where it is too large unless it is the smallest integer's magnitude with a minus before it. */
  private oversized: LiteralNode | undefined;
  private readonly t: Vocabulary["types"];
  // Alternatives are made once: making them at every call costs more than choosing among them.
  private prefixAlternatives: IOrAlt<IToken>[] | undefined;
  private primaryAlternatives: IOrAlt<Node>[] | undefined;
  private postfixAlternatives: IOrAlt<Node>[] | undefined;
  private tailAlternatives: IOrAlt<void>[] | undefined;

  constructor(words: Vocabulary, skipValidations: boolean) {
    super(words.all as TokenType[], { maxLookahead: 1, skipValidations, recoveryEnabled: false });
    this.t = words.types;
    this.performSelfAnalysis();
  }

  /** Parses tokens; undefined when they are no expression, which `mend` is there to change. */
  run(tokens: IToken[], tree: Tree, problems: Problems): Node | undefined {
    this.tree = tree;
    this.problems = problems;
    this.fold = undefined;
    if (this.prefixes.length > 0) this.prefixes.length = 0;
    this.elementDepth = 0;
    this.oversized = undefined;
    this.input = tokens;
    const root = this.expression();
    const failed = this.errors.length > 0;
    this.last = undefined;
    this.target = undefined;
    return failed ? undefined : root;
  }

  private readonly expression = this.RULE("expression", (): Node => {
    const outer = this.fold;
    this.fold = undefined;
    const first = this.SUBRULE(this.operand);
    this.MANY(this.tail);
    const fold = this.fold as Fold | undefined;
    this.fold = outer;
    return fold === undefined || this.RECORDING_PHASE ? first : fold.finish();
  });

  private readonly operand = this.RULE("operand", (): Node => {
    const start = this.LA(1).startOffset;
    const outside = this.prefixes.length;
    this.MANY(this.onePrefix);
    const primaryStart = this.prefixes.length === outside ? start : this.LA(1).startOffset;
    const primary = this.OR1((this.primaryAlternatives ??= this.primaries()));
    const oversized = this.oversized;
    this.oversized = undefined;
    this.target = primary;
    this.targetStart = primaryStart;
    this.MANY1(this.onePostfix);
    const end = endOf(this.LA(0));
    if (!this.RECORDING_PHASE) this.last = this.applyPrefixes(this.target, oversized, outside, end);
    this.lastStart = start;
    this.lastEnd = end;
    return this.last as Node;
  });

  private readonly args = this.RULE("arguments", (): Node[] => {
    const args: Node[] = [];
    this.CONSUME(this.t.LParen);
    this.MANY_SEP({ SEP: this.t.Comma, DEF: () => args.push(this.SUBRULE(this.expression)) });
    this.CONSUME(this.t.RParen);
    return args;
  });

  /** A list or a map: a key with a colon behind it decides. */
  private readonly braces = this.RULE("braces", (): Node => {
    const open = this.CONSUME(this.t.LCurly).startOffset;
    const items: Node[] = [];
    let entries: MapEntry[] | undefined;
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(this.t.Colon);
            entries = [];
          },
        },
        {
          // A gate also tells chevrotain that the two alternatives may begin alike.
          GATE: () => this.LA(2).tokenType === this.t.Colon,
          ALT: () => {
            const read: MapEntry[] = [];
            this.AT_LEAST_ONE_SEP({ SEP: this.t.Comma, DEF: () => void read.push(this.SUBRULE(this.entry)) });
            entries = read;
          },
        },
        {
          ALT: () => void this.AT_LEAST_ONE_SEP1({ SEP: this.t.Comma, DEF: () => void items.push(this.SUBRULE(this.expression)) }),
        },
      ]);
    });
    const end = endOf(this.CONSUME(this.t.RCurly));
    if (this.RECORDING_PHASE) return undefined as unknown as Node;
    return entries === undefined ? this.tree.list(items, open, end) : this.tree.map(this.distinct(entries), open, end);
  });

  private readonly entry = this.RULE("entry", (): MapEntry => {
    const key = this.OR([{ ALT: () => this.CONSUME(this.t.Name) }, { ALT: () => this.CONSUME(this.t.Text) }]);
    this.CONSUME(this.t.Colon);
    const value = this.SUBRULE(this.expression);
    if (this.RECORDING_PHASE) return { key: "", keySpan: { start: 0, end: 0 }, value };
    const text = key.tokenType === this.t.Text ? textValue(key.image) : key.image;
    return { key: text, keySpan: spanOf(key), value };
  });

  private readonly onePrefix = (): void => {
    this.prefixes.push(
      this.OR((this.prefixAlternatives ??= [{ ALT: () => this.CONSUME(this.t.Not) }, { ALT: () => this.CONSUME(this.t.Minus) }])),
    );
  };

  private readonly onePostfix = (): void => {
    const start = this.targetStart;
    this.target = this.OR2((this.postfixAlternatives ??= this.postfixForms()));
    this.targetStart = start;
  };

  private readonly tail = (): void => {
    this.OR3((this.tailAlternatives ??= this.tails()));
  };

  private primaries(): IOrAlt<Node>[] {
    const { t } = this;
    const one = (type: TokenType, make: (token: IToken) => Node): IOrAlt<Node> => ({ ALT: () => make(this.CONSUME(type)) });
    return [
      {
        ALT: () => {
          const token = this.CONSUME(t.Name);
          const args = this.OPTION1(() => this.SUBRULE(this.args)) as Node[] | undefined;
          const { startOffset: start } = token;
          return args === undefined
            ? this.tree.name(token.image, start, endOf(token))
            : this.tree.call(null, token.image, spanOf(token), args, false, start, endOf(this.LA(0)));
        },
      },
      one(t.Text, (token) => this.literalText(token)),
      one(t.Integer, (token) => this.integer(token)),
      one(t.Number, (token) => this.number(token)),
      one(t.Constant, (token) => {
        const value = CONSTANTS.get(token.image.toLowerCase()) as null | boolean;
        return this.tree.literal(value === null ? "null" : "boolean", value, token.startOffset, endOf(token));
      }),
      one(t.This, (token) => {
        if (this.elementDepth === 0 && !this.RECORDING_PHASE) this.problems.report("syntax/this-outside", spanOf(token), {});
        return this.tree.name(token.image, token.startOffset, endOf(token));
      }),
      {
        ALT: () => {
          this.CONSUME(t.LParen);
          const inner = this.SUBRULE(this.expression);
          this.CONSUME(t.RParen);
          return inner;
        },
      },
      { ALT: () => this.SUBRULE(this.braces) },
      one(t.Broken, (token) => this.tree.hole(token.startOffset, endOf(token))),
    ];
  }

  private postfixForms(): IOrAlt<Node>[] {
    const { t } = this;
    // One closure for each place, made once: the number is the place's own in this rule, as chevrotain wants it.
    const named = (place: number, safe: boolean): (() => Node) => {
      const args = (): Node[] => this.subrule(place, this.args);
      return () => this.named(place, safe, args);
    };
    const dotted = named(1, false);
    const safeForms = [{ ALT: named(2, true) }, { ALT: () => this.index(1, true) }];
    return [
      {
        ALT: () => {
          this.CONSUME(t.Dot);
          return dotted();
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.SafeDot);
          return this.OR4(safeForms);
        },
      },
      { ALT: () => this.index(2, false) },
      { ALT: () => this.overElements(3, t.Project, "projection", false) },
      { ALT: () => this.overElements(4, t.SafeProject, "projection", true) },
      { ALT: () => this.overElements(5, t.Select, "selection", false) },
      { ALT: () => this.overElements(6, t.SafeSelect, "selection", true) },
    ];
  }

  /** `name` or `name(args)` behind a dot. */
  private named(place: number, safe: boolean, args: () => Node[]): Node {
    const object = this.target as Node;
    const start = this.targetStart;
    const token = this.consume(place, this.t.Name);
    const given = this.option(place + 1, args) as Node[] | undefined;
    return given === undefined
      ? this.tree.member(object, token.image, spanOf(token), safe, start)
      : this.tree.call(object, token.image, spanOf(token), given, safe, start, endOf(this.LA(0)));
  }

  private index(place: number, safe: boolean): Node {
    const object = this.target as Node;
    const start = this.targetStart;
    this.consume(place, this.t.LSquare);
    const index = this.subrule(place, this.expression);
    return this.tree.index(object, index, safe, start, endOf(this.consume(place, this.t.RSquare)));
  }

  private overElements(place: number, open: TokenType, form: "projection" | "selection", safe: boolean): Node {
    const source = this.target as Node;
    const start = this.targetStart;
    this.consume(0, open);
    this.elementDepth++;
    const body = this.subrule(place, this.expression);
    this.elementDepth--;
    return this.tree[form](source, body, safe, start, endOf(this.consume(place, this.t.RSquare)));
  }

  private tails(): IOrAlt<void>[] {
    const { t } = this;
    return [
      { ALT: () => this.joined(1, t.Infix, infixOf) },
      { ALT: () => this.joined(2, t.Minus, () => "subtract") },
      { ALT: () => this.joined(3, t.RefusedInfix, () => "refused") },
      {
        ALT: () => {
          this.CONSUME(t.Question);
          const fold = this.RECORDING_PHASE ? undefined : this.begun();
          fold?.question();
          const middle = this.SUBRULE(this.expression);
          fold?.middle(middle);
          this.CONSUME(t.Colon);
          this.SUBRULE4(this.operand);
          fold?.operand(this.last as Node, this.lastStart, this.lastEnd);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Elvis);
          const fold = this.RECORDING_PHASE ? undefined : this.begun();
          fold?.elvis();
          this.SUBRULE5(this.operand);
          fold?.operand(this.last as Node, this.lastStart, this.lastEnd);
        },
      },
    ];
  }

  /** An infix operator and its right operand. */
  private joined(place: number, type: TokenType, operatorOf: (token: IToken) => Operator): void {
    const token = this.consume(0, type);
    const fold = this.RECORDING_PHASE ? undefined : this.begun();
    fold?.infix(operatorOf(token), spanOf(token));
    this.subrule(place, this.operand);
    fold?.operand(this.last as Node, this.lastStart, this.lastEnd);
  }

  /** The fold of this run, with the first operand in it. */
  private begun(): Fold {
    if (this.fold === undefined) {
      this.fold = new Fold(this.tree, foldReports(this.problems));
      this.fold.operand(this.last as Node, this.lastStart, this.lastEnd);
    }
    return this.fold;
  }

  /** Applies the prefix operators of this operand, the innermost first. */
  private applyPrefixes(operand: Node, oversized: LiteralNode | undefined, outside: number, end: number): Node {
    let node = oversized === undefined ? operand : this.settleOversized(operand, oversized, outside, end);
    while (this.prefixes.length > outside) {
      const token = this.prefixes.pop() as IToken;
      node = this.tree.unary(token.tokenType === this.t.Minus ? "negate" : "not", spanOf(token), node, end);
    }
    return node;
  }

  /** `-2147483648` is one literal; any other integer beyond 32 bits is a mistake. */
  private settleOversized(node: Node, literal: LiteralNode, outside: number, end: number): Node {
    const minus = this.prefixes[this.prefixes.length - 1];
    const negated = this.prefixes.length > outside && minus?.tokenType === this.t.Minus;
    if (negated && node === literal && literal.value === LARGEST_INTEGER + 1) {
      this.prefixes.pop();
      this.tree.hasStrays = true;
      return this.tree.literal("integer", -LARGEST_INTEGER - 1, (minus as IToken).startOffset, end);
    }
    const text = this.problems.source.slice(literal.span.start, literal.span.end);
    this.problems.report(
      "syntax/integer-too-large",
      literal.span,
      { text },
      { fixes: [replace("Write it as a number", literal.span, `${text}.0`)] },
    );
    return node;
  }

  private literalText(token: IToken): Node {
    const at = hiddenIn(token.image);
    // A text that was mended is told already, and its places are not those of the source.
    if (at >= 0 && token.endOffset === undefined) {
      const start = token.startOffset + at;
      const span = { start, end: start + 1 };
      const fixes = [replace("Remove it", span, "")];
      this.problems.report("syntax/hidden-character", span, { name: nameOfCharacter(token.image.charAt(at)) }, { fixes });
    }
    return this.tree.literal("text", textValue(token.image), token.startOffset, endOf(token));
  }

  private integer(token: IToken): Node {
    const value = Number(token.image);
    const node = this.tree.literal("integer", value, token.startOffset, endOf(token));
    this.oversized = value > LARGEST_INTEGER ? node : undefined;
    return node;
  }

  private number(token: IToken): Node {
    const value = Number(token.image);
    if (!Number.isFinite(value) && !this.RECORDING_PHASE)
      this.problems.report("syntax/number-too-large", spanOf(token), { text: token.image });
    return this.tree.literal("number", value, token.startOffset, endOf(token));
  }

  /** Reports keys that are there twice or never allowed. */
  private distinct(entries: MapEntry[]): MapEntry[] {
    const seen = new Set<string>();
    for (const { key, keySpan } of entries) {
      if (key === "__proto__") this.problems.report("syntax/refused-key", keySpan, {});
      else if (seen.has(key)) this.problems.report("syntax/duplicate-key", keySpan, { key });
      seen.add(key);
    }
    return entries;
  }
}
