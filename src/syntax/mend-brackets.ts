/** Mends brackets: unclosed, unopened and wrong ones, lists in square brackets, templates, maps without keys, conditionals without a colon. */
import type { IToken } from "chevrotain";
import type { Span } from "../base/span.js";
import type { DiagnosticExtras } from "../diagnostics/diagnostic.js";
import type { Bracket } from "./brackets.js";
import { mendKey } from "./mend-literals.js";
import { MendWriter } from "./mend-writer.js";
import { insert, replace, rewrite } from "./problems.js";
import { endOf, spanOf } from "./token-text.js";
import type { TokenRow } from "./tokens.js";
import { rowOf } from "./vocabulary.js";

/** Opens and closes brackets, so that what is written always balances. */
export class BracketMender extends MendWriter {
  /** The key of an entry is wanted. */
  protected wantsKey = false;
  /** The closing bracket of an `if (…)` that was read as a call. */
  protected endOfIf: { readonly word: IToken; readonly closing: IToken } | undefined;

  protected open(token: IToken, form: Bracket["form"], written = token): void {
    this.brackets.push({
      open: written,
      source: token,
      at: this.at,
      closer: (rowOf(token) as TokenRow).opens as string,
      form,
      commas: form === "args" || form === "list" || form === "map",
    });
    this.push(written, true);
  }

  protected openBraces(token: IToken): void {
    const [first, second] = [this.tokens[this.at + 1], this.tokens[this.at + 2]];
    if (first?.tokenType === this.t.Colon && second?.tokenType === this.t.RCurly) {
      for (const each of [token, first, second]) this.push(each, false);
      return;
    }
    const isMap = this.colonOfEntry(this.at + 1) !== undefined;
    this.open(token, isMap ? "map" : "list");
    // `{:` and no more: an empty map whose closing bracket is missing.
    if (isMap && second === undefined) this.push(first as IToken, false);
    else this.wantsKey = isMap;
  }

  protected openSquareList(token: IToken): void {
    const closing = this.brackets.closerOf(this.at);
    const edits = closing && [
      { span: spanOf(token), text: "{" },
      { span: spanOf(closing), text: "}" },
    ];
    const fixes = edits ? { fixes: [rewrite("Write it in curly brackets", edits)] } : {};
    this.problems.report("syntax/square-list", spanOf(token), {}, fixes);
    this.open(token, "list", this.make(this.t.LCurly, "{", spanOf(token)));
  }

  protected openTemplate(token: IToken): void {
    this.problems.report("syntax/template", spanOf(token), { opener: token.image }, this.templateAdvice(token));
    this.open(token, "group", this.make(this.t.LParen, "(", spanOf(token)));
  }

  /** The marks around a whole source go; inside one they become brackets, unless what stands beside them must be joined first. */
  private templateAdvice(token: IToken): DiagnosticExtras {
    const closing = this.brackets.closerOf(this.at);
    const after = closing && this.tokens[(this.brackets.partnerOf(this.at) as number) + 1];
    const around = this.at === 0 && after === undefined;
    const [opening, closed] = around ? ["", ""] : ["(", ")"];
    const edits = [{ span: spanOf(token), text: opening }, ...(closing ? [{ span: spanOf(closing), text: closed }] : [])];
    const joined = this.previous?.tokenType === this.t.RefusedInfix || this.startsOperand(after);
    if (joined) return { hint: 'Join texts with `+`, for example `"Hello " + user.firstName`.' };
    return around || closing ? { fixes: [rewrite("Remove the template marks", edits)] } : {};
  }

  /** The place of the colon that ends the key which begins at a place; undefined where the entry has none. */
  private colonOfEntry(from: number): number | undefined {
    for (let at = from; at < this.tokens.length; at++) {
      const token = this.tokens[at] as IToken;
      const { tokenType: type } = token;
      if (type === this.t.Colon) return at;
      if (type === this.t.Comma || type === this.t.Question || this.isCloser(token)) return undefined;
      if ((rowOf(token) as TokenRow).opens) at = this.brackets.partnerOf(at) ?? this.tokens.length;
    }
    return undefined;
  }

  /** Reads `key:`, which every entry of a map begins with; puts one there where it is missing. */
  protected key(key: IToken): void {
    if (this.isCloser(key) && this.brackets.partnerOf(this.at) === undefined) {
      this.close(key);
      return;
    }
    this.wantsKey = false;
    if (this.isCloser(key)) return;
    const before = this.previous as IToken;
    const next = this.tokens[this.at + 1];
    const proper = next?.tokenType === this.t.Colon ? mendKey(key, this.problems) : undefined;
    if (proper && next) {
      this.out.push(proper, next);
      this.at += 2;
      return;
    }
    const colonAt = this.colonOfEntry(this.at);
    if (key.tokenType === this.t.Comma) this.missingEntry(before, key);
    else if (colonAt === undefined || colonAt === this.at) this.problems.report("syntax/missing-key", spanOf(key), {});
    else {
      const last = this.tokens[colonAt - 1] as IToken;
      this.problems.report("syntax/bad-key", { start: key.startOffset, end: endOf(last) }, {});
    }
    if (colonAt !== undefined) this.at = colonAt + 1;
    const place = { start: endOf(before), end: endOf(before) };
    this.out.push(this.make(this.t.Name, "", place), this.make(this.t.Colon, ":", place));
    if (key.tokenType === this.t.Comma) this.fill(endOf(before));
  }

  protected missingEntry(previous: IToken, comma: IToken): void {
    const span = { start: previous.startOffset, end: endOf(comma) };
    const place = `between \`${this.text(spanOf(previous))}\` and \`,\``;
    const fixes = [replace("Remove the comma", spanOf(comma), "")];
    this.problems.report("syntax/missing-operand", span, { place }, { fixes });
  }

  protected close(token: IToken): void {
    const opening = this.brackets.partnerOf(this.at);
    if (opening === undefined || !this.brackets.holds(opening)) {
      const fixes = [replace("Remove it", spanOf(token), "")];
      this.problems.report("syntax/unopened-bracket", spanOf(token), { closer: token.image }, { fixes });
      this.at++;
      return;
    }
    const bracket = this.brackets.current as Bracket;
    if (bracket.at !== opening) {
      this.closeUnclosed(bracket, token.startOffset);
      return;
    }
    if (bracket.closer !== token.image) {
      const data = { opener: bracket.source.image, closer: token.image, wanted: bracket.closer };
      const fixes = [replace(`Write \`${bracket.closer}\``, spanOf(token), bracket.closer)];
      this.problems.report("syntax/wrong-bracket", spanOf(token), data, { fixes });
    }
    this.settleQuestions(token.startOffset);
    this.brackets.pop();
    const right = bracket.open === bracket.source && bracket.closer === token.image;
    const closing = right ? token : this.closing(bracket, spanOf(token));
    const word = this.tokens[bracket.at - 1];
    if (bracket.form === "args" && word && /^if$/i.test(word.image)) this.endOfIf ??= { word, closing };
    this.push(closing, false);
  }

  /** Whether nothing at all may stand between a bracket and its closing. */
  protected mayBeEmpty(bracket: Bracket): boolean {
    return (bracket.form === "args" || bracket.form === "list") && this.previous === bracket.open;
  }

  /** The closing token that belongs to what was written for the opening one. */
  private closing(bracket: Bracket, span: Span): IToken {
    const closer = (rowOf(bracket.open) as TokenRow).opens;
    const type = closer === ")" ? this.t.RParen : closer === "]" ? this.t.RSquare : this.t.RCurly;
    return this.make(type, closer as string, span);
  }

  /** Closes a bracket that the source leaves open, at the place where that shows. */
  protected closeUnclosed(bracket: Bracket, at: number, silently = false): void {
    const previous = this.previous as IToken;
    const { closer } = bracket;
    const comma = bracket.commas && previous.tokenType === this.t.Comma;
    const gap = this.wanted && !comma && !this.mayBeEmpty(bracket);
    if (!silently) {
      const fix = comma
        ? replace(`Close it with \`${closer}\``, spanOf(previous), closer)
        : insert(`Close it with \`${closer}\``, endOf(previous), closer);
      const data = { opener: bracket.source.image, closer };
      this.problems.report("syntax/unclosed-bracket", spanOf(bracket.source), data, gap ? {} : { fixes: [fix] });
    }
    if (comma) this.out.pop();
    if (gap) this.fill(endOf(previous));
    this.settleQuestions(at, true);
    this.brackets.pop();
    this.out.push(this.closing(bracket, { start: at, end: at }));
    this.wanted = false;
  }

  /** Gives each `?` of the innermost bracket that still waits for its `:` one. */
  protected settleQuestions(at: number, silently = false): void {
    const { questions } = this.brackets;
    for (let question = questions.pop(); question; question = questions.pop()) {
      if (!silently) {
        const fixes = [insert("Leave the claim out otherwise", this.endOfOut(), " : null")];
        this.problems.report("syntax/missing-colon", spanOf(question), {}, { fixes });
      }
      this.out.push(this.make(this.t.Colon, ":", { start: at, end: at }), this.broken(at));
    }
  }
}
