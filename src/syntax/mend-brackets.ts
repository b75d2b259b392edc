/** Mends brackets: unclosed, unopened and wrong ones, lists in square brackets, templates, maps without keys, conditionals without a colon. */
import type { IToken } from "chevrotain";
import type { Span } from "../base/span.js";
import type { Bracket } from "./brackets.js";
import { mendKey } from "./mend-literals.js";
import { MendWriter } from "./mend-writer.js";
import { insert, replace, rewrite } from "./problems.js";
import { endOf, spanOf } from "./token-text.js";
import type { TokenRow } from "./tokens.js";
import { rowOf } from "./vocabulary.js";

/** Opens and closes brackets, so that what is written always balances. */
export class BracketMender extends MendWriter {
  protected open(token: IToken, form: Bracket["form"], written = token): void {
    this.brackets.push({
      open: written,
      source: token,
      closer: (rowOf(token) as TokenRow).opens as string,
      form,
      commas: form === "args",
    });
    this.push(written, true);
  }

  protected openBraces(token: IToken): void {
    const [first, second] = [this.tokens[this.at + 1], this.tokens[this.at + 2]];
    if (first?.tokenType === this.t.Colon && second?.tokenType === this.t.RCurly) {
      for (const each of [token, first, second]) this.push(each, false);
      return;
    }
    const isMap =
      first?.tokenType === this.t.Colon ||
      (first && second?.tokenType === this.t.Colon && mendKey(first, this.problems, true) !== undefined);
    this.brackets.push({ open: token, source: token, closer: "}", form: isMap ? "map" : "list", commas: true });
    this.push(token, true);
    if (isMap) this.key(token);
  }

  protected openSquareList(token: IToken): void {
    const closing = this.brackets.closerOf(this.at);
    const edits = closing
      ? [
          { span: spanOf(token), text: "{" },
          { span: spanOf(closing), text: "}" },
        ]
      : [];
    this.problems.report(
      "syntax/square-list",
      spanOf(token),
      {},
      closing ? { fixes: [rewrite("Write it in curly brackets", edits)] } : {},
    );
    const written = this.make(this.t.LCurly, "{", spanOf(token));
    this.brackets.push({ open: written, source: token, closer: "]", form: "list", commas: true });
    this.push(written, true);
  }

  protected openTemplate(token: IToken): void {
    const closing = this.brackets.closerOf(this.at);
    const edits = [token, ...(closing ? [closing] : [])].map((each) => ({ span: spanOf(each), text: "" }));
    this.problems.report(
      "syntax/template",
      spanOf(token),
      { opener: token.image },
      { fixes: [rewrite("Remove the template marks", edits)] },
    );
    this.open(token, "group", this.make(this.t.LParen, "(", spanOf(token)));
  }

  /** Reads `key:`, which every entry of a map begins with; puts one there where it is missing. */
  protected key(before: IToken): void {
    const [key, colon] = [this.tokens[this.at], this.tokens[this.at + 1]];
    const written = key && colon?.tokenType === this.t.Colon ? mendKey(key, this.problems, false) : undefined;
    if (written && colon) {
      this.out.push(written, colon);
      this.at += 2;
      this.wanted = true;
      return;
    }
    if (key === undefined || ((rowOf(key) as TokenRow).ends === true && this.isCloser(key))) return;
    const at = key.tokenType === this.t.Colon ? key : before;
    this.problems.report("syntax/missing-key", spanOf(key.tokenType === this.t.Colon ? key : key), {});
    this.out.push(
      this.make(this.t.Name, "", { start: endOf(at), end: endOf(at) }),
      this.make(this.t.Colon, ":", { start: endOf(at), end: endOf(at) }),
    );
    if (key.tokenType === this.t.Colon) this.at++;
    this.wanted = true;
  }

  protected isCloser(token: IToken): boolean {
    return token.tokenType === this.t.RParen || token.tokenType === this.t.RSquare || token.tokenType === this.t.RCurly;
  }

  protected close(token: IToken): void {
    const bracket = this.brackets.current;
    const image = token.image;
    if (!bracket || !this.brackets.closes(image, this.at)) {
      this.problems.report(
        "syntax/unopened-bracket",
        spanOf(token),
        { closer: image },
        { fixes: [replace("Remove it", spanOf(token), "")] },
      );
      this.at++;
      return;
    }
    if (bracket.closer !== image && this.brackets.isOpen(image)) {
      this.closeUnclosed(bracket, token.startOffset);
      return;
    }
    if (bracket.closer !== image) {
      const data = { opener: bracket.source.image, closer: image, wanted: bracket.closer };
      this.problems.report("syntax/wrong-bracket", spanOf(token), data, {
        fixes: [replace(`Write \`${bracket.closer}\``, spanOf(token), bracket.closer)],
      });
    }
    this.settleQuestions(token.startOffset);
    this.brackets.pop();
    this.push(this.closing(bracket, spanOf(token)), false);
  }

  /** Whether nothing at all may stand between a bracket and its closing. */
  protected mayBeEmpty(bracket: Bracket, previous: IToken | undefined): boolean {
    return (bracket.form === "args" || bracket.form === "list") && previous === bracket.open;
  }

  /** The closing token that belongs to what was written for the opening one. */
  protected closing(bracket: Bracket, span: Span): IToken {
    const closer = (rowOf(bracket.open) as TokenRow).opens;
    const type = closer === ")" ? this.t.RParen : closer === "]" ? this.t.RSquare : this.t.RCurly;
    return this.make(type, closer as string, span);
  }

  /** Closes a bracket that the source leaves open, at the place where that shows. */
  protected closeUnclosed(bracket: Bracket, at: number): void {
    const previous = this.out[this.out.length - 1] as IToken;
    const data = { opener: bracket.source.image, closer: bracket.closer };
    this.problems.report("syntax/unclosed-bracket", spanOf(bracket.source), data, {
      fixes: [insert(`Close it with \`${bracket.closer}\``, endOf(previous), bracket.closer)],
    });
    if (this.wanted && !this.mayBeEmpty(bracket, previous)) this.fill(endOf(previous));
    this.settleQuestions(at, true);
    this.brackets.pop();
    this.out.push(this.closing(bracket, { start: at, end: at }));
    this.wanted = false;
  }

  /** Gives each `?` of the innermost bracket that still waits for its `:` one. */
  protected settleQuestions(at: number, silently = false): void {
    const { questions } = this.brackets;
    for (let question = questions.pop(); question; question = questions.pop()) {
      if (!silently)
        this.problems.report(
          "syntax/missing-colon",
          spanOf(question),
          {},
          { fixes: [insert("Leave the claim out otherwise", this.endOfOut(), " : null")] },
        );
      this.out.push(this.make(this.t.Colon, ":", { start: at, end: at }), this.broken(at));
    }
  }
}
