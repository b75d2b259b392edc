/** Mends what stands where an operator is wanted. */
import type { IToken } from "chevrotain";
import { closestName } from "../base/closest.js";
import { OPERATOR_MISTAKES, OperandMender } from "./mend-operand.js";
import { FOREIGN_WORDS, INSTEAD } from "./mistakes.js";
import { insert, replace } from "./problems.js";
import { endOf, spanOf } from "./token-text.js";
import { INFIX_BY_SPELLING, type TokenRow, WORDS } from "./tokens.js";
import { rowOf } from "./vocabulary.js";

/** Writes one operator, postfix form or closing bracket, or what joins two operands that have none between them. */
export class OperatorMender extends OperandMender {
  protected operator(token: IToken): void {
    const name = this.nameOf(token);
    switch (name) {
      case "Infix":
      case "Minus":
      case "Elvis":
        this.push(token, true);
        return;
      case "Question":
        this.brackets.questions.push(token);
        this.push(token, true);
        return;
      case "Colon":
        this.colon(token);
        return;
      case "Comma":
        this.comma(token);
        return;
      case "LParen":
        this.callOrGroup(token);
        return;
      case "LSquare":
      case "Project":
      case "SafeProject":
      case "Select":
      case "SafeSelect":
        this.open(token, "index");
        return;
      case "Pick":
        this.refuse(token.image.includes("^") ? "first" : "last", spanOf(token));
        this.open(token, "index", this.make(this.t.Select, ".?[", spanOf(token)));
        return;
      case "Dot":
      case "SafeDot":
        this.dot(token);
        return;
      case "RParen":
      case "RSquare":
      case "RCurly":
        this.close(token);
        return;
      case "Dash":
        this.problems.report("syntax/typographic-dash", spanOf(token), {}, { fixes: [replace("Write `-`", spanOf(token), "-")] });
        this.push(this.make(this.t.Minus, "-", spanOf(token)), true);
        return;
      case "Semicolon":
        this.semicolon(token);
        return;
      case "BadNumber":
        if (token.image.startsWith(".")) this.dotNumber(token);
        else this.join(spanOf(token));
        return;
      default:
        if (OPERATOR_MISTAKES.has(name)) this.mistakenOperator(token);
        else this.besideOperand(token);
    }
  }

  /** A spelling that is an operator elsewhere, or a refused one, between two operands or behind one. */
  protected mistakenOperator(token: IToken): void {
    this.operatorMistake(token);
    const instead = INSTEAD.get(token.image);
    const span = spanOf(token);
    this.at++;
    if (instead === "?:") this.out.push(this.make(this.t.Elvis, instead, span));
    else if (instead && INFIX_BY_SPELLING.has(instead)) this.out.push(this.make(this.t.Infix, instead, span));
    else if (this.startsOperand(this.tokens[this.at])) this.out.push(this.make(this.t.RefusedInfix, token.image, span));
    else return;
    this.wanted = true;
  }

  /** An `if` was told; the words that go with it are part of the same mistake. */
  private saidIf = false;

  /** Two operands side by side: an operator is missing, or the second is a word that stands for one. */
  protected besideOperand(token: IToken): void {
    const previous = this.out[this.out.length - 1] as IToken;
    const next = this.tokens[this.at + 1];
    const span = spanOf(token);
    const name = this.nameOf(token);
    if (name === "Name" && (token.image === "instanceof" || token.image === "between")) {
      this.refuse(token.image, span);
      this.push(this.make(this.t.RefusedInfix, token.image, span), true);
      const operand = this.tokens[this.at];
      if (operand?.image === "T") this.dropOperand(operand, this.at + 1);
    } else if (previous.tokenType === this.t.Name && previous.image.toLowerCase() === "if") {
      this.saidIf = true;
      this.unknownOperator(previous);
      this.join({ start: span.start, end: span.start });
    } else if (name === "Name" && this.startsOperand(next) && next?.tokenType !== this.t.LParen) {
      this.unknownOperator(token);
      this.push(this.make(this.t.RefusedInfix, token.image, span), true);
    } else {
      if (name === "Text" && previous.tokenType === this.t.Text) {
        const fix = insert("Join them with `+`", endOf(previous), " +");
        this.problems.report("syntax/adjacent-texts", span, {}, { fixes: [fix] });
      } else if ((rowOf(token) as TokenRow).mistake === undefined) {
        const foreign = name === "Name" ? FOREIGN_WORDS.get(token.image.toLowerCase()) : undefined;
        const advice = foreign ?? "Write an operator between the two, for example `+` to join texts or `and` to join conditions.";
        this.problems.report("syntax/missing-operator", span, { found: token.image, advice });
      }
      this.join({ start: span.start, end: span.start });
    }
  }

  protected unknownOperator(token: IToken): void {
    const word = token.image;
    if (this.saidIf && /^(?:then|else)$/i.test(word)) return;
    const near = closestName(
      word,
      [...WORDS].filter(([, kind]) => kind === "Infix").map(([spelling]) => spelling),
    );
    const advice =
      FOREIGN_WORDS.get(word.toLowerCase()) ??
      (near ? `Did you mean \`${near}\`?` : "Write an operator such as `==`, `and`, `or`, `+`.");
    const fixes =
      near && !FOREIGN_WORDS.has(word.toLowerCase()) ? { fixes: [replace(`Write \`${near}\``, spanOf(token), near)] } : {};
    this.problems.report("syntax/unknown-operator", spanOf(token), { word, advice }, fixes);
  }

  protected colon(token: IToken): void {
    if (this.brackets.questions.length > 0) {
      this.brackets.questions.pop();
      this.push(token, true);
      return;
    }
    const inList = this.brackets.current?.form === "list" || this.brackets.current?.form === "map";
    this.problems.report(inList ? "syntax/bad-key" : "syntax/stray-colon", spanOf(token), {});
    this.push(this.make(this.t.RefusedInfix, ":", spanOf(token)), true);
  }

  protected comma(token: IToken): void {
    this.settleQuestions(token.startOffset);
    const bracket = this.brackets.current;
    if (bracket?.commas) {
      this.push(token, true);
      if (bracket.form === "map") this.key(token);
      return;
    }
    this.problems.report("syntax/stray-comma", spanOf(token), {});
    this.push(this.make(this.t.RefusedInfix, ",", spanOf(token)), true);
  }

  protected callOrGroup(token: IToken): void {
    const previous = this.out[this.out.length - 1] as IToken;
    if (previous.tokenType === this.t.Name) {
      this.open(token, "args");
      return;
    }
    const end = this.brackets.endOfGroup(this.at);
    this.problems.report("syntax/not-callable", { start: token.startOffset, end: endOf(this.tokens[end - 1] as IToken) }, {});
    this.at = end;
  }

  /** After a dot stands a name, after a safe one also `[`. */
  protected dot(token: IToken): void {
    const next = this.tokens[this.at + 1];
    if (next?.tokenType === this.t.Name) {
      this.push(token, false);
      this.push(next, false);
      return;
    }
    if (next?.tokenType === this.t.LSquare) {
      if (token.tokenType === this.t.SafeDot) this.push(token, false);
      else {
        this.problems.report(
          "syntax/dot-before-bracket",
          spanOf(token),
          {},
          { fixes: [replace("Remove the dot", spanOf(token), "")] },
        );
        this.at++;
      }
      this.open(next, "index");
      return;
    }
    const text = next?.tokenType === this.t.Text && endOf(token) === next.startOffset ? next : undefined;
    const advice = text
      ? `Write \`[${text.image}]\`.`
      : 'Write the name of an attribute; an unusual one goes in brackets, `x["cost-center"]`.';
    const span = { start: token.startOffset, end: endOf(text ?? token) };
    this.problems.report(
      "syntax/missing-name",
      span,
      { dot: token.image, advice },
      text ? { fixes: [replace(`Write \`[${text.image}]\``, span, `[${text.image}]`)] } : {},
    );
    this.push(token, false);
    this.out.push(this.make(this.t.Name, text ? text.image.slice(1, -1) : "", { start: endOf(token), end: endOf(text ?? token) }));
    if (text) this.at++;
  }

  protected dotNumber(token: IToken): void {
    const index = token.image.slice(1);
    const fixes = /^\d+$/.test(index) ? [replace(`Write \`[${index}]\``, spanOf(token), `[${index}]`)] : [];
    this.problems.report("syntax/dot-before-number", spanOf(token), { index }, { fixes });
    this.at++;
  }
}
