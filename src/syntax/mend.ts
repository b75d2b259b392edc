/** Turns the tokens of a source with mistakes into tokens that parse: names each mistake once, and puts a hole where something is missing. */
import type { IToken } from "chevrotain";
import type { Limits } from "../base/limits.js";
import { OperatorMender } from "./mend-operator.js";
import { isInvisible, nameOfCharacter } from "./mistakes.js";
import { type Problems, replace } from "./problems.js";
import { endOf, spanOf } from "./token-text.js";
import type { TokenRow } from "./tokens.js";
import { rowOf } from "./vocabulary.js";

/** Mends settled tokens. The result always parses; everything that had to be changed is in `problems`. */
export function mend(tokens: readonly IToken[], limits: Limits, problems: Problems): IToken[] {
  return new Mender(tokens, limits, problems).run();
}

/** Texts that go on to the end of the source. */
const UNENDING: ReadonlySet<string> = new Set(["Unterminated", "HalfCurly", "HalfBacktick"]);

/** Tokens that are left out wherever they stand. */
const NOISE: ReadonlySet<string> = new Set(["Comment", "OddBlank", "Unknown"]);

/** Walks the tokens with two questions at each: is an operand wanted here, and which bracket is open. */
class Mender extends OperatorMender {
  run(): IToken[] {
    if (this.tokens.every((token) => NOISE.has(this.nameOf(token)))) {
      for (const token of this.tokens) this.noise(token);
      if (this.problems.diagnostics.length === 0)
        this.problems.report("syntax/empty", { start: 0, end: this.problems.source.length }, {});
      return [this.broken(0)];
    }
    while (this.at < this.tokens.length) {
      const token = this.tokens[this.at] as IToken;
      if (NOISE.has(this.nameOf(token))) this.dropNoise(token);
      else if (this.wantsKey) this.key(token);
      else if (this.wanted) this.operand(token);
      else this.operator(token);
    }
    this.finish();
    return this.out;
  }

  private dropNoise(token: IToken): void {
    const next = this.tokens[this.at + 1];
    const before = this.tokens[this.at - 1];
    // A blank that is none still separates; any other character between two operands takes the place of their operator.
    const between =
      !this.wanted && this.startsOperand(next) && next?.tokenType !== this.t.LParen && next?.tokenType !== this.t.Minus;
    this.noise(token, between);
    this.at++;
    if (between && this.nameOf(token) === "Unknown") this.join(spanOf(token));
    // What has no width was inside one name.
    else if (between && isInvisible(token.image) && this.touch(before, token) && this.touch(token, next))
      this.join({ start: endOf(token), end: endOf(token) });
  }

  private noise(token: IToken, between = false): void {
    const span = spanOf(token);
    const kind = this.nameOf(token);
    if (kind === "Comment") {
      const inside = span.start > 0 && span.end < this.problems.source.length;
      this.problems.report("syntax/comment", span, {}, { fixes: [replace("Remove the comment", span, inside ? " " : "")] });
    } else if (kind === "OddBlank") {
      const extras = isInvisible(token.image)
        ? { hint: "Remove it.", fixes: [replace("Remove it", span, "")] }
        : { fixes: [replace("Write an ordinary space", span, " ")] };
      this.problems.report("syntax/odd-space", span, { name: nameOfCharacter(token.image) }, extras);
    } else {
      const [character] = token.image as unknown as [string];
      const shown = isPrintable(character) ? character : nameOfCharacter(character);
      const fixes = between ? [] : [replace("Remove it", span, "")];
      this.problems.report("syntax/unexpected-character", span, { character: shown }, { fixes });
    }
  }

  private finish(): void {
    const { length } = this.problems.source;
    const last = this.tokens[this.tokens.length - 1] as IToken;
    // What a text without an end took along may hold the closing brackets.
    const cut = UNENDING.has(this.nameOf(last));
    for (let bracket = this.brackets.current; bracket; bracket = this.brackets.current) this.closeUnclosed(bracket, length, cut);
    if (this.wanted) {
      const { previous } = this;
      if (previous) this.reportTrailing(previous);
      this.fill(length);
    }
    this.settleQuestions(length, cut);
  }

  private reportTrailing(previous: IToken): void {
    const span = spanOf(previous);
    const operator = this.text(span);
    const { tokenType: type } = previous;
    let from = this.out.length - 1;
    while (type !== this.t.Question && this.isOperator(this.out[from - 1])) from--;
    const before = this.out[from - 1];
    const fixes =
      before && (rowOf(before) as TokenRow).ends
        ? [replace(`Remove \`${operator}\``, { start: endOf(before), end: span.end }, "")]
        : [];
    this.problems.report("syntax/trailing-operator", span, { operator }, type === this.t.Colon ? {} : { fixes });
    // The same `?` would be told again as one without its other branch.
    if (type === this.t.Question) {
      this.brackets.questions.pop();
      this.out[this.out.length - 1] = this.make(this.t.RefusedInfix, "?", span);
    }
  }

  private isOperator(token: IToken | undefined): boolean {
    const type = token?.tokenType;
    return type === this.t.Infix || type === this.t.Minus || type === this.t.Not || type === this.t.Elvis;
  }
}

/** Whether a character shows as itself: no control character and no half of a pair. */
function isPrintable(character: string): boolean {
  const code = character.codePointAt(0) as number;
  return code >= 0x20 && !(code >= 0x7f && code <= 0x9f) && !(code >= 0xd800 && code <= 0xdfff);
}
