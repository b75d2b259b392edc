/** Mends what stands where an operand is wanted. */
import type { IToken } from "chevrotain";
import { BracketMender } from "./mend-brackets.js";
import { mendText, numberAdvice } from "./mend-literals.js";
import { INSTEAD } from "./mistakes.js";
import { replace } from "./problems.js";
import { endOf, spanOf } from "./token-text.js";
import { INFIX_BY_SPELLING } from "./tokens.js";

/** Kinds of token that may be the operator of a mistaken spelling. */
export const OPERATOR_MISTAKES: ReadonlySet<string> = new Set(["Misspelt", "Half", "Assign", "Power", "Step"]);

/** Writes one operand, or a hole where there is none. */
export class OperandMender extends BracketMender {
  protected operand(token: IToken): void {
    switch (this.nameOf(token)) {
      case "Name":
        this.name(token);
        return;
      case "Foreign":
        this.foreignName(token);
        return;
      case "Text":
      case "Unterminated":
      case "Curly":
      case "HalfCurly":
      case "Backtick":
      case "HalfBacktick":
      case "Escaped":
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
        this.dash(token);
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
        this.drop(token, this.brackets.endOfGroup(this.at + 1));
        return;
      case "Semicolon":
        this.semicolon(token);
        return;
      default:
        this.missingOperand(token);
    }
  }

  /** A name, unless it is a word that SpEL reads as the start of something refused. */
  private name(token: IToken): void {
    const next = this.tokens[this.at + 1];
    if (token.image === "T" && next?.tokenType === this.t.LParen) {
      this.refuse("type", spanOf(token));
      this.drop(token, this.brackets.endOfGroup(this.at + 1));
    } else if (/^new$/i.test(token.image) && next?.tokenType === this.t.Name) {
      this.refuse("new", spanOf(token));
      this.drop(token, this.endOfConstructor(this.at + 1));
    } else this.push(token, false);
  }

  /** The place after `java.util.Date(…)` or `int[]{…}`. */
  private endOfConstructor(from: number): number {
    let after = from;
    while (this.tokens[after]?.tokenType === this.t.Name || this.tokens[after]?.tokenType === this.t.Dot) after++;
    for (const opening of ["(", "[", "{"]) after = this.brackets.endOfGroup(after, opening);
    return after;
  }

  /** A name with letters that no name has, or the rest of one whose beginning is written already. */
  protected foreignName(token: IToken): void {
    const begun = this.previous?.tokenType === this.t.Name && this.touch(this.previous, token) ? this.out.pop() : undefined;
    const { previous } = this;
    const span = { start: begun ? begun.startOffset : token.startOffset, end: endOf(token) };
    const name = this.text(span);
    const dotted = previous?.tokenType === this.t.Dot || previous?.tokenType === this.t.SafeDot ? previous : undefined;
    const index = `${dotted?.tokenType === this.t.SafeDot ? "?." : ""}["${name}"]`;
    const fixes = dotted ? [replace(`Write \`${index}\``, { start: dotted.startOffset, end: span.end }, index)] : [];
    this.problems.report("syntax/foreign-name", span, { name }, { fixes });
    this.push(this.make(this.t.Name, name, span), false);
  }

  protected dash(token: IToken): void {
    this.problems.report("syntax/typographic-dash", spanOf(token), {}, { fixes: [replace("Write `-`", spanOf(token), "-")] });
    this.push(this.make(this.t.Minus, "-", spanOf(token)), true);
  }

  private badNumber(token: IToken): void {
    const { advice, fix } = numberAdvice(token.image);
    const fixes = fix === undefined ? [] : [replace(`Write \`${fix}\``, spanOf(token), fix)];
    this.problems.report("syntax/bad-number", spanOf(token), { text: token.image, advice }, { fixes });
    this.drop(token, this.at + 1);
  }

  /** A token that cannot begin an operand. */
  private missingOperand(token: IToken): void {
    const bracket = this.brackets.current;
    const name = this.nameOf(token);
    const { previous } = this;
    if (OPERATOR_MISTAKES.has(name)) {
      this.operatorMistake(token);
      this.at++;
    } else if (token.image === "+" && name === "Infix" && this.startsOperand(this.tokens[this.at + 1])) {
      this.problems.report("syntax/leading-plus", spanOf(token), {}, { fixes: [replace("Remove the `+`", spanOf(token), "")] });
      this.at++;
    } else if (this.isCloser(token) && (!bracket || this.mayBeEmpty(bracket) || this.brackets.partnerOf(this.at) === undefined))
      this.close(token);
    else if (this.isCloser(token) && bracket?.commas && previous?.tokenType === this.t.Comma) this.trailingComma(previous);
    else if (name === "Colon" && previous?.tokenType === this.t.Question) {
      const span = { start: previous.startOffset, end: endOf(token) };
      this.problems.report("syntax/split-elvis", span, {}, { fixes: [replace("Write `?:`", span, "?:")] });
      this.out[this.out.length - 1] = this.make(this.t.Elvis, "?:", span);
      this.brackets.questions.pop();
      this.at++;
    } else {
      if (previous && name === "Comma" && bracket?.commas) this.missingEntry(previous, token);
      else this.reportMissing(previous, token);
      this.fill(previous ? endOf(previous) : token.startOffset);
    }
  }

  /** A comma with nothing behind it, told unless nothing was before it either. */
  private trailingComma(comma: IToken): void {
    const fixes = [replace("Remove the comma", spanOf(comma), "")];
    if (!this.isGap(this.out[this.out.length - 2])) this.problems.report("syntax/trailing-comma", spanOf(comma), {}, { fixes });
    this.out.pop();
    this.wanted = false;
  }

  private reportMissing(previous: IToken | undefined, next: IToken): void {
    const place = previous ? `between \`${this.text(spanOf(previous))}\` and \`${next.image}\`` : `before \`${next.image}\``;
    const span = { start: previous?.startOffset ?? next.startOffset, end: endOf(next) };
    this.problems.report("syntax/missing-operand", span, { place });
  }

  /** A spelling that is no operator here. */
  protected operatorMistake(token: IToken): void {
    const span = spanOf(token);
    const instead = INSTEAD.get(token.image);
    if (token.image === "=") {
      this.problems.report("syntax/wrong-equality", span, {}, { fixes: [replace("Write `==`", span, "==")] });
    } else if (instead) {
      const fixes = [replace(`Write \`${instead}\``, span, instead)];
      this.problems.report("syntax/wrong-operator", span, { operator: token.image, instead }, { fixes });
    } else this.refuse(this.nameOf(token) === "Power" ? "power" : this.nameOf(token) === "Step" ? "step" : "assignment", span);
  }

  /** What two neighbouring operators would be without the blank between them. */
  protected joinedOperator(first: IToken, second: IToken | undefined): string | undefined {
    if (second === undefined) return undefined;
    const joined = first.image + second.image;
    if (joined === "?.") return joined;
    if (joined === "<>") return INSTEAD.get(joined);
    return first.image.length === 1 && INFIX_BY_SPELLING.has(joined) && !/\w/.test(joined) ? joined : undefined;
  }
}
