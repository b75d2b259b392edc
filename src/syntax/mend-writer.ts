/** The tokens that mending writes, and where it stands in those it reads. */
import type { IToken, TokenType } from "chevrotain";
import type { Limits } from "../base/limits.js";
import type { Span } from "../base/span.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { Brackets } from "./brackets.js";
import { REFUSED, type RefusedName } from "./mistakes.js";
import { type Problems, replace } from "./problems.js";
import { endOf, spanOf } from "./token-text.js";
import type { TokenName, TokenRow } from "./tokens.js";
import { madeToken, rowOf, vocabulary } from "./vocabulary.js";

/** Reading, writing, and the holes and joints that keep what is written an expression. */
export class MendWriter {
  protected readonly t = vocabulary().types;
  protected readonly out: IToken[] = [];
  protected readonly brackets: Brackets;
  protected at = 0;
  /** An operand is wanted; otherwise an operator, a postfix form or a closing bracket. */
  protected wanted = true;

  constructor(
    protected readonly tokens: readonly IToken[],
    protected readonly limits: Limits,
    protected readonly problems: Problems,
  ) {
    this.brackets = new Brackets(tokens);
  }

  protected nameOf(token: IToken): TokenName {
    return (rowOf(token) as TokenRow).name as TokenName;
  }

  protected startsOperand(token: IToken | undefined): boolean {
    return token !== undefined && (rowOf(token) as TokenRow).starts === true;
  }

  protected isCloser(token: IToken | undefined): boolean {
    const type = token?.tokenType;
    return type === this.t.RParen || type === this.t.RSquare || type === this.t.RCurly;
  }

  /** Whether nothing, not even a blank, stands between two tokens. */
  protected touch(first: IToken | undefined, second: IToken | undefined): boolean {
    return first !== undefined && second !== undefined && endOf(first) === second.startOffset;
  }

  protected text(span: Span): string {
    return this.problems.source.slice(span.start, span.end);
  }

  /** The token written last. */
  protected get previous(): IToken | undefined {
    return this.out[this.out.length - 1];
  }

  /** Where what was written ends, once something is. */
  protected endOfOut(): number {
    return endOf(this.previous as IToken);
  }

  protected push(token: IToken, wanted: boolean): void {
    this.out.push(token);
    this.wanted = wanted;
    this.at++;
  }

  protected make(type: TokenType, image: string, span: Span): IToken {
    return madeToken(type, image, span.start, span.end);
  }

  protected broken(at: number, end = at): IToken {
    return madeToken(this.t.Broken, "", at, end);
  }

  /** Puts a hole where an operand is missing, without moving on. */
  protected fill(at: number): void {
    this.out.push(this.broken(at));
    this.wanted = false;
  }

  /** Whether a token is a hole where something is missing. */
  protected isGap(token: IToken | undefined): boolean {
    return token?.tokenType === this.t.Broken && endOf(token) === token.startOffset;
  }

  /** Puts a hole in the place of tokens of the source, and goes on at `after`. */
  protected drop(from: IToken, after: number): void {
    this.out.push(this.broken(from.startOffset, endOf(this.tokens[after - 1] as IToken)));
    this.wanted = false;
    this.at = after;
  }

  /** Puts an operator that joins into a hole, without moving on. */
  protected join(span: Span): void {
    this.out.push(this.make(this.t.RefusedInfix, this.text(span), span));
    this.wanted = true;
  }

  protected refuse(name: RefusedName, span: Span, fixes: readonly Fix[] = []): void {
    const { construct, advice } = REFUSED[name];
    this.problems.report("syntax/refused-construct", span, { construct, advice }, { fixes });
  }

  protected semicolon(token: IToken): void {
    const span = spanOf(token);
    this.at++;
    const beside = !this.wanted && this.startsOperand(this.tokens[this.at]);
    this.problems.report(
      "syntax/semicolon",
      span,
      {},
      beside ? { hint: "Make a claim of each expression." } : { fixes: [replace("Remove it", span, "")] },
    );
    if (beside) this.join(span);
  }
}
