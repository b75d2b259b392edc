/** Mends what stands where an operand is wanted. */
import type { IToken } from "chevrotain";
import { BracketMender } from "./mend-brackets.js";
import { mendText, numberAdvice } from "./mend-literals.js";
import { INSTEAD } from "./mistakes.js";
import { replace } from "./problems.js";
import { endOf, spanOf } from "./token-text.js";

/** Kinds of token that may be the operator of a mistaken spelling. */
export const OPERATOR_MISTAKES: ReadonlySet<string> = new Set(["Misspelt", "Half", "Assign", "Power", "Step"]);

/** Writes one operand, or a hole where there is none. */
export class OperandMender extends BracketMender {
  protected operand(token: IToken): void {
    switch (this.nameOf(token)) {
      case "Name":
        this.name(token);
        return;
      case "Text":
      case "Unterminated":
      case "Curly":
      case "HalfCurly":
      case "Backtick":
        this.push(mendText(token, this.limits, this.problems), false);
        return;
      case "Number":
      case "Integer":
      case "Constant":
      case "This":
        this.push(token, false);
        return;
      case "Not":
      case "Minus":
        this.push(token, true);
        return;
      case "Dash":
        this.problems.report("syntax/typographic-dash", spanOf(token), {}, { fixes: [replace("Write `-`", spanOf(token), "-")] });
        this.push(this.make(this.t.Minus, "-", spanOf(token)), true);
        return;
      case "LParen":
        this.open(token, "group");
        return;
      case "LCurly":
        this.openBraces(token);
        return;
      case "LSquare":
        this.openSquareList(token);
        return;
      case "Template":
        this.openTemplate(token);
        return;
      case "BadNumber":
        this.badNumber(token);
        return;
      case "Variable":
      case "Bean":
        this.refuse(this.nameOf(token) === "Bean" ? "bean" : "variable", spanOf(token));
        this.dropOperand(token, this.at + 1);
        return;
      case "Semicolon":
        this.semicolon(token);
        return;
      default:
        this.missingOperand(token);
    }
  }

  /** A name, unless it is a word that SpEL reads as the start of something refused. */
  protected name(token: IToken): void {
    const next = this.tokens[this.at + 1];
    if (token.image === "T" && next?.tokenType === this.t.LParen) {
      this.refuse("type", spanOf(token));
      this.dropOperand(token, this.at + 1);
    } else if (token.image === "new" && next?.tokenType === this.t.Name) {
      this.refuse("new", spanOf(token));
      let after = this.at + 1;
      while (this.tokens[after]?.tokenType === this.t.Name || this.tokens[after]?.tokenType === this.t.Dot) after++;
      this.dropOperand(token, after);
    } else this.push(token, false);
  }

  /** Replaces an operand by a hole, with the brackets that follow at `after`. */
  protected dropOperand(token: IToken, after: number): void {
    const end = this.brackets.endOfGroup(after);
    this.out.push(this.broken(token.startOffset, endOf(this.tokens[end - 1] as IToken)));
    this.wanted = false;
    this.at = end;
  }

  protected badNumber(token: IToken): void {
    const { advice, fix } = numberAdvice(token.image);
    this.problems.report(
      "syntax/bad-number",
      spanOf(token),
      { text: token.image, advice },
      fix ? { fixes: [replace(`Write \`${fix}\``, spanOf(token), fix)] } : {},
    );
    this.out.push(this.broken(token.startOffset, endOf(token)));
    this.wanted = false;
    this.at++;
  }

  /** A token that cannot begin an operand. */
  protected missingOperand(token: IToken): void {
    const bracket = this.brackets.current;
    const name = this.nameOf(token);
    const previous = this.out[this.out.length - 1];
    if (OPERATOR_MISTAKES.has(name)) {
      this.operatorMistake(token);
      this.at++;
      this.wanted = true;
    } else if (token.image === "+" && name === "Infix" && this.startsOperand(this.tokens[this.at + 1])) {
      this.problems.report("syntax/leading-plus", spanOf(token), {}, { fixes: [replace("Remove the `+`", spanOf(token), "")] });
      this.at++;
    } else if (this.isCloser(token) && (!bracket || this.mayBeEmpty(bracket, previous))) this.close(token);
    else if (this.isCloser(token) && bracket?.commas && previous?.tokenType === this.t.Comma) {
      this.problems.report(
        "syntax/trailing-comma",
        spanOf(previous),
        {},
        { fixes: [replace("Remove the comma", spanOf(previous), "")] },
      );
      this.out.pop();
      this.wanted = false;
    } else if (name === "Colon" && previous?.tokenType === this.t.Question) {
      const span = { start: previous.startOffset, end: endOf(token) };
      this.problems.report("syntax/split-elvis", span, {}, { fixes: [replace("Write `?:`", span, "?:")] });
      this.out[this.out.length - 1] = this.make(this.t.Elvis, "?:", span);
      this.brackets.questions.pop();
      this.at++;
    } else {
      this.reportMissing(previous, token);
      this.fill(previous ? endOf(previous) : token.startOffset);
    }
  }

  protected reportMissing(previous: IToken | undefined, next: IToken): void {
    const before = previous && this.text(spanOf(previous));
    const place = before ? `between \`${before}\` and \`${next.image}\`` : `before \`${next.image}\``;
    this.problems.report(
      "syntax/missing-operand",
      { start: previous?.startOffset ?? next.startOffset, end: endOf(next) },
      { place },
    );
  }

  protected operatorMistake(token: IToken): void {
    const span = spanOf(token);
    const instead = INSTEAD.get(token.image);
    if (instead) {
      const code = token.image.includes("=") && instead.includes("=") ? "syntax/wrong-equality" : "syntax/wrong-operator";
      this.problems.report(
        code,
        span,
        { operator: token.image, instead },
        { fixes: [replace(`Write \`${instead}\``, span, instead)] },
      );
    } else this.refuse(this.nameOf(token) === "Power" ? "power" : this.nameOf(token) === "Step" ? "step" : "assignment", span);
  }
}
