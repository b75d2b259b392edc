/** The brackets that are open while tokens are mended, and which closing bracket belongs to which. */
import type { IToken } from "chevrotain";
import type { TokenRow } from "./tokens.js";
import { rowOf } from "./vocabulary.js";

/** An open bracket. */
export interface Bracket {
  /** The token that was written for it. */
  readonly open: IToken;
  /** The token in the source. */
  readonly source: IToken;
  /** What closes it in the source. */
  readonly closer: string;
  readonly form: "group" | "args" | "index" | "list" | "map";
  /** Commas may stand in it. */
  readonly commas: boolean;
}

const CLOSERS = [")", "]", "}"];

/** The stack of open brackets. Each has its own conditionals that wait for a colon. */
export class Brackets {
  private readonly stack: Bracket[] = [];
  private readonly outerQuestions: IToken[][] = [];
  /** Open brackets by their closing spelling. */
  private readonly open = new Map<string, number>();
  /** For each closing spelling, the place of its last token. */
  private readonly lastAt = new Map<string, number>();
  /** For each opening token, the place of the closing one that balances it; -1 for none. */
  private readonly partner: Int32Array;
  /** Conditionals of the innermost bracket that wait for their colon. */
  questions: IToken[] = [];

  constructor(private readonly tokens: readonly IToken[]) {
    this.partner = new Int32Array(tokens.length).fill(-1);
    const waiting: number[] = [];
    tokens.forEach((token, index) => {
      const opens = (rowOf(token) as TokenRow).opens;
      if (opens) waiting.push(index);
      else if (CLOSERS.includes(token.image)) {
        this.lastAt.set(token.image, index);
        const opener = waiting.pop();
        if (opener !== undefined) this.partner[opener] = index;
      }
    });
  }

  get current(): Bracket | undefined {
    return this.stack[this.stack.length - 1];
  }

  push(bracket: Bracket): void {
    this.stack.push(bracket);
    this.outerQuestions.push(this.questions);
    this.questions = [];
    this.open.set(bracket.closer, (this.open.get(bracket.closer) ?? 0) + 1);
  }

  pop(): void {
    const bracket = this.stack.pop();
    if (!bracket) return;
    this.questions = this.outerQuestions.pop() ?? [];
    this.open.set(bracket.closer, (this.open.get(bracket.closer) ?? 1) - 1);
  }

  /** Whether some open bracket is closed by this spelling. */
  isOpen(closer: string): boolean {
    return (this.open.get(closer) ?? 0) > 0;
  }

  /** Whether a closing bracket at a place closes anything: one that is open, or, misspelt, the innermost, whose own never comes. */
  closes(closer: string, at: number): boolean {
    const { current } = this;
    if (!current) return false;
    return this.isOpen(closer) || (this.lastAt.get(current.closer) ?? -1) < at;
  }

  /** The token that balances the opening one at a place. */
  closerOf(at: number): IToken | undefined {
    return this.tokens[this.partner[at] ?? -1];
  }

  /** The place after a bracketed group that begins at a place; the place itself where none begins. */
  endOfGroup(at: number): number {
    const token = this.tokens[at];
    if (token?.image !== "(") return at;
    const closing = this.partner[at] as number;
    return closing < 0 ? this.tokens.length : closing + 1;
  }
}
