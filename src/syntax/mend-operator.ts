/** Mends what stands where an operator is wanted. */
import type { IToken } from "chevrotain";
import { closestName } from "../base/closest.js";
import type { Bracket } from "./brackets.js";
import { OPERATOR_MISTAKES, OperandMender } from "./mend-operand.js";
import { FOREIGN_WORDS, INSTEAD } from "./mistakes.js";
import { insert, replace } from "./problems.js";
import { endOf, spanOf } from "./token-text.js";
import { INFIX_BY_SPELLING, isWord, type TokenRow } from "./tokens.js";
import { rowOf } from "./vocabulary.js";

const INFIX_WORDS = [...INFIX_BY_SPELLING.keys()].filter(isWord);

/** Writes one operator, postfix form or closing bracket, or what joins two operands that have none between them. */
export class OperatorMender extends OperandMender {
  /** An `if` was told; the words that go with it are part of the same mistake. */
  private saidIf = false;

  protected operator(token: IToken): void {
    const next = this.tokens[this.at + 1];
    const joined = this.joinedOperator(token, next);
    if (joined !== undefined) {
      this.splitOperator(joined, token, next as IToken);
      return;
    }
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
        this.pick(token);
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
        this.dash(token);
        return;
      case "Semicolon":
        this.semicolon(token);
        return;
      case "BadNumber":
        if (token.image.startsWith(".")) this.dotNumber(token);
        else this.join({ start: token.startOffset, end: token.startOffset });
        return;
      default:
        if (OPERATOR_MISTAKES.has(name)) this.mistakenOperator(token);
        else this.besideOperand(token);
    }
  }

  /** One operator written as two, `! =`. */
  private splitOperator(operator: string, first: IToken, second: IToken): void {
    const span = { start: first.startOffset, end: endOf(second) };
    const fixes = [replace(`Write \`${operator}\``, span, operator)];
    this.problems.report("syntax/split-operator", span, { operator }, { fixes });
    this.at++;
    if (operator === "?.") this.dot(this.make(this.t.SafeDot, operator, span));
    else this.push(this.make(this.t.Infix, operator, span), true);
  }

  /** A spelling that is an operator elsewhere, or a refused one, between two operands or behind one. */
  private mistakenOperator(token: IToken): void {
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

  /** `.^[…]` is `.?[…][0]`; for `.$[…]` there is nothing to write instead. */
  private pick(token: IToken): void {
    const first = token.image.includes("^");
    const closing = this.brackets.closerOf(this.at);
    const span = spanOf(token);
    const edits = closing && [
      { span, text: token.image.replace("^", "?") },
      { span: { start: endOf(closing), end: endOf(closing) }, text: "[0]" },
    ];
    this.refuse(first ? "first" : "last", span, first && edits ? [{ title: "Take the first that matches", edits }] : []);
    this.open(token, "index", this.make(this.t.Select, ".?[", span));
  }

  /** Two operands side by side: an operator is missing, or one of them is a word that stands for one. */
  private besideOperand(token: IToken): void {
    const previous = this.previous as IToken;
    const next = this.tokens[this.at + 1];
    const span = spanOf(token);
    const name = this.nameOf(token);
    const word = name === "Name" ? token.image.toLowerCase() : "";
    const touching = this.touch(previous, token);
    if (name === "Foreign" && previous.tokenType === this.t.Name && touching) {
      this.foreignName(token);
      return;
    }
    if (name !== "Text" && previous.tokenType === this.t.Text && touching && this.quoteInside(previous)) return;
    this.tellIf(previous);
    const ofIf = this.saidIf && (word === "then" || word === "else");
    if (word === "instanceof" || word === "between") {
      this.refuse(word, span);
      this.push(this.make(this.t.RefusedInfix, token.image, span), true);
      const operand = this.tokens[this.at];
      // The type is part of the same construct.
      if (operand?.image === "T") this.drop(operand, this.brackets.endOfGroup(this.at + 1));
    } else if (ofIf || (word !== "" && !this.isIf(previous) && this.startsOperand(next) && next?.tokenType !== this.t.LParen)) {
      if (!ofIf) this.unknownOperator(token);
      this.push(this.make(this.t.RefusedInfix, token.image, span), true);
    } else {
      if (!this.isIf(previous)) this.missingOperator(previous, token);
      this.join({ start: span.start, end: span.start });
    }
  }

  /** Whether a token is `if`, or closes an `if (…)` that was read as a call. */
  private isIf(token: IToken): boolean {
    return token === this.endOfIf?.closing || (token.tokenType === this.t.Name && /^if$/i.test(token.image));
  }

  /** Tells an `if` before an operand, once; `then` and `else` are part of it. */
  private tellIf(previous: IToken): void {
    if (!this.isIf(previous) || this.saidIf) return;
    this.unknownOperator(previous === this.endOfIf?.closing ? this.endOfIf.word : previous);
    this.saidIf = true;
  }

  /** `'it's'`, `"a "b" c"`: a text that ends where a quote was meant to be inside it goes on to the next such quote. */
  private quoteInside(previous: IToken): boolean {
    // One that was mended has other quotes in the source; and looking for more of those here would find none, again and again.
    if (previous !== this.tokens[this.at - 1]) return false;
    const quote = previous.image[0] as string;
    let at = this.at;
    while (at < this.tokens.length && this.tokens[at]?.image[0] !== quote) at++;
    const last = this.tokens[at];
    if (last === undefined || !this.touch(this.tokens[at - 1], last)) return false;
    const places = [endOf(previous), ...(this.nameOf(last) === "Text" ? [last.startOffset] : [])];
    const edits = places.map((place) => ({ span: { start: place, end: place }, text: quote }));
    const title = "Write the quote inside the text twice";
    const span = { start: endOf(previous) - 1, end: endOf(previous) };
    this.problems.report("syntax/quote-inside-text", span, { quote }, { fixes: [{ title, edits }] });
    const whole = { start: previous.startOffset, end: endOf(last) };
    this.out[this.out.length - 1] = this.make(this.t.Text, `${quote}${quote}`, whole);
    this.at = at + 1;
    return true;
  }

  private missingOperator(previous: IToken, token: IToken): void {
    const name = this.nameOf(token);
    if (name === "Text" && previous.tokenType === this.t.Text) {
      const fixes = [insert("Join them with `+`", endOf(previous), this.touch(previous, token) ? " + " : " +")];
      this.problems.report("syntax/adjacent-texts", spanOf(token), {}, { fixes });
    } else if ((rowOf(token) as TokenRow).mistake === undefined) {
      const foreign = name === "Name" ? FOREIGN_WORDS.get(token.image.toLowerCase()) : undefined;
      const advice = foreign ?? "Write an operator between the two, for example `+` to join texts or `and` to join conditions.";
      this.problems.report("syntax/missing-operator", spanOf(token), { found: token.image, advice });
    }
  }

  private unknownOperator(token: IToken): void {
    if (this.problems.isFull) return;
    const word = token.image;
    const foreign = FOREIGN_WORDS.get(word.toLowerCase());
    const near = foreign === undefined ? closestName(word, INFIX_WORDS) : undefined;
    const advice = foreign ?? (near ? `Did you mean \`${near}\`?` : "Write an operator such as `==`, `and`, `or`, `+`.");
    const fixes = near === undefined ? [] : [replace(`Write \`${near}\``, spanOf(token), near)];
    this.problems.report("syntax/unknown-operator", spanOf(token), { word, advice }, { fixes });
  }

  private colon(token: IToken): void {
    if (this.brackets.questions.length > 0) {
      this.brackets.questions.pop();
      this.push(token, true);
      return;
    }
    if (this.brackets.beyondUnclosed((questions) => questions.length > 0)) {
      this.closeUnclosed(this.brackets.current as Bracket, token.startOffset);
      return;
    }
    const { form } = this.brackets.current ?? {};
    const hint = "Every entry of a map has a key, and no member of a list has one: `{key: value}`, `{value}`.";
    if (form === "list" || form === "map") this.problems.report("syntax/bad-key", spanOf(token), {}, { hint });
    else this.problems.report("syntax/stray-colon", spanOf(token), {});
    this.push(this.make(this.t.RefusedInfix, ":", spanOf(token)), true);
  }

  private comma(token: IToken): void {
    const bracket = this.brackets.current;
    if (bracket?.commas !== true && this.brackets.beyondUnclosed((_questions, outer) => outer?.commas === true)) {
      this.closeUnclosed(bracket as Bracket, token.startOffset);
      return;
    }
    if (bracket?.commas !== true && this.commaInNumber()) return;
    this.settleQuestions(token.startOffset);
    if (bracket?.commas) {
      this.push(token, true);
      this.wantsKey = bracket.form === "map";
      return;
    }
    this.problems.report("syntax/stray-comma", spanOf(token), {});
    this.push(this.make(this.t.RefusedInfix, ",", spanOf(token)), true);
  }

  /** `1,000` and `1,5`: commas that are part of a number elsewhere. */
  private commaInNumber(): boolean {
    const first = this.tokens[this.at - 1];
    if (first === undefined || first !== this.previous || first.tokenType !== this.t.Integer) return false;
    let after = this.at;
    while (this.tokens[after]?.tokenType === this.t.Comma && this.isDigitsAround(after)) after += 2;
    if (after === this.at) return false;
    const span = { start: first.startOffset, end: endOf(this.tokens[after - 1] as IToken) };
    const text = this.text(span);
    const grouped = /^\d{1,3}(?:,\d{3})+$/.test(text);
    const fix = grouped ? text.replaceAll(",", "") : text.replace(",", ".");
    const advice = grouped ? `There are no separators. Write \`${fix}\`.` : "The decimal mark is a point.";
    const fixes = /^[\d.]+$/.test(fix) ? [replace(`Write \`${fix}\``, span, fix)] : [];
    this.problems.report("syntax/bad-number", span, { text, advice }, { fixes });
    this.out.pop();
    this.drop(first, after);
    return true;
  }

  private isDigitsAround(comma: number): boolean {
    const [before, here, after] = [this.tokens[comma - 1], this.tokens[comma], this.tokens[comma + 1]];
    return after?.tokenType === this.t.Integer && this.touch(before, here) && this.touch(here, after);
  }

  private callOrGroup(token: IToken): void {
    if (this.previous?.tokenType === this.t.Name) {
      this.open(token, "args");
      return;
    }
    const end = this.brackets.endOfGroup(this.at);
    this.problems.report("syntax/not-callable", { start: token.startOffset, end: endOf(this.tokens[end - 1] as IToken) }, {});
    this.at = end;
  }

  /** After a dot stands a name, after a safe one also `[`. */
  private dot(token: IToken): void {
    const next = this.tokens[this.at + 1];
    this.push(token, false);
    if (next?.tokenType === this.t.Name) this.push(next, false);
    else if (next && this.nameOf(next) === "Foreign") this.foreignName(next);
    else if (next?.tokenType === this.t.LSquare) {
      if (token.tokenType === this.t.Dot) {
        const fixes = [replace("Remove the dot", spanOf(token), "")];
        this.problems.report("syntax/dot-before-bracket", spanOf(token), {}, { fixes });
        this.out.pop();
      }
      this.open(next, "index");
    } else this.missingName(token, next);
  }

  /** A dot with no name behind it: a text in its place, half of `.![` or `.?[`, or nothing of the kind. */
  private missingName(dot: IToken, next: IToken | undefined): void {
    const text = next?.tokenType === this.t.Text && this.touch(dot, next) ? next : undefined;
    const half =
      (next?.tokenType === this.t.Not || next?.tokenType === this.t.Question) && this.touch(dot, next) ? next : undefined;
    const span = { start: dot.startOffset, end: endOf(text ?? half ?? dot) };
    const advice = text
      ? `Write \`[${text.image}]\`.`
      : half
        ? "Write `.![…]` to take a value of each element, `.?[…]` to select elements."
        : 'Write the name of an attribute; an unusual one goes in brackets, `x["cost-center"]`.';
    const index = text && `${dot.tokenType === this.t.SafeDot ? "?." : ""}[${text.image}]`;
    const fixes = index === undefined ? [] : [replace(`Write \`${index}\``, span, index)];
    this.problems.report("syntax/missing-name", span, { dot: this.text(spanOf(dot)), advice }, { fixes });
    if (text ?? half) this.at++;
    const after = this.tokens[this.at];
    if (half && after?.tokenType === this.t.Name && this.touch(half, after)) this.push(after, false);
    else this.out.push(this.make(this.t.Name, text ? text.image.slice(1, -1) : "", { start: endOf(dot), end: span.end }));
  }

  /** `.1` and `.1st` behind an operand. */
  private dotNumber(token: IToken): void {
    const name = token.image.slice(1);
    const index = /^\d+$/.test(name) ? `[${name}]` : `["${name}"]`;
    const fixes = [replace(`Write \`${index}\``, spanOf(token), index)];
    this.problems.report("syntax/dot-before-number", spanOf(token), { index }, { fixes });
    this.at++;
  }
}
