/** Turns the tokens of a source with mistakes into tokens that parse: names each mistake once, and puts a hole where something is missing. */
import type { IToken } from "chevrotain";
import type { Limits } from "../base/limits.js";
import { OperatorMender } from "./mend-operator.js";
import { nameOfCharacter } from "./mistakes.js";
import { type Problems, replace } from "./problems.js";
import { endOf, spanOf } from "./token-text.js";

/** Mends settled tokens. The result always parses; everything that had to be changed is in `problems`. */
export function mend(tokens: readonly IToken[], limits: Limits, problems: Problems): IToken[] {
  return new Mender(tokens, limits, problems).run();
}

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
      else if (this.wanted) this.operand(token);
      else this.operator(token);
    }
    this.finish();
    return this.out;
  }

  private dropNoise(token: IToken): void {
    this.noise(token);
    this.at++;
    // A blank that is none still separates; any other character between two operands takes the place of their operator.
    const next = this.tokens[this.at];
    if (
      !this.wanted &&
      this.nameOf(token) === "Unknown" &&
      next &&
      this.startsOperand(next) &&
      next.tokenType !== this.t.LParen &&
      next.tokenType !== this.t.Minus
    )
      this.join(spanOf(token));
  }

  private noise(token: IToken): void {
    const span = spanOf(token);
    if (this.nameOf(token) === "Comment")
      this.problems.report("syntax/comment", span, {}, { fixes: [replace("Remove the comment", span, "")] });
    else if (this.nameOf(token) === "OddBlank") {
      this.problems.report(
        "syntax/odd-space",
        span,
        { name: nameOfCharacter(token.image) },
        { fixes: [replace("Write an ordinary space", span, " ")] },
      );
    } else {
      const [character = ""] = token.image;
      const shown = isPrintable(character) ? character : nameOfCharacter(character);
      this.problems.report("syntax/unexpected-character", span, { character: shown }, { fixes: [replace("Remove it", span, "")] });
    }
  }

  private finish(): void {
    const { length } = this.problems.source;
    for (let bracket = this.brackets.current; bracket; bracket = this.brackets.current) this.closeUnclosed(bracket, length);
    if (this.wanted) {
      const previous = this.out[this.out.length - 1];
      if (previous) this.reportTrailing(previous);
      this.fill(length);
    }
    this.settleQuestions(length);
  }

  private reportTrailing(previous: IToken): void {
    const span = spanOf(previous);
    const before = this.out[this.out.length - 2];
    const cut = { start: before ? endOf(before) : span.start, end: span.end };
    this.problems.report(
      "syntax/trailing-operator",
      span,
      { operator: this.text(span) },
      // Without its colon a conditional would be cut short in its turn.
      previous.tokenType === this.t.Colon ? {} : { fixes: [replace(`Remove \`${this.text(span)}\``, cut, "")] },
    );
    // The same `?` would be told again as one without its other branch.
    if (previous.tokenType === this.t.Question) {
      this.brackets.questions.pop();
      this.out[this.out.length - 1] = this.make(this.t.RefusedInfix, "?", span);
    }
  }
}

/** Whether a character shows as itself: no control character and no half of a pair. */
function isPrintable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x20 && !(code >= 0x7f && code <= 0x9f) && !(code >= 0xd800 && code <= 0xdfff);
}
