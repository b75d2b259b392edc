/** Which bracket closes which, decided once over all tokens, and the brackets that are open while tokens are mended. */
import type { IToken } from "chevrotain";
import type { TokenRow } from "./tokens.js";
import { rowOf } from "./vocabulary.js";

/** An open bracket. */
export interface Bracket {
  /** The token that was written for it. */
  readonly open: IToken;
  /** The token in the source, and its place. */
  readonly source: IToken;
  readonly at: number;
  /** What closes it in the source. */
  readonly closer: string;
  readonly form: "group" | "args" | "index" | "list" | "map";
  /** Commas may stand in it. */
  readonly commas: boolean;
  /** Conditionals right inside it that wait for their colon. */
  readonly questions: IToken[];
}

const NONE = -1;

/** For each bracket, the place of its partner: an opening one's closing one and the reverse; -1 where there is none. */
function pair(tokens: readonly IToken[]): Int32Array {
  const partner = new Int32Array(tokens.length).fill(NONE);
  const lastAt = new Map<string, number>();
  tokens.forEach((token, at) => void lastAt.set(token.image, at));
  const waiting: { at: number; closer: string }[] = [];
  const open = new Map<string, number>([
    [")", 0],
    ["]", 0],
    ["}", 0],
  ]);
  const count = (closer: string, by: number): void => void open.set(closer, (open.get(closer) as number) + by);
  tokens.forEach((token, at) => {
    const { opens } = rowOf(token) as TokenRow;
    if (opens) {
      waiting.push({ at, closer: opens });
      count(opens, 1);
      return;
    }
    const opened = open.get(token.image);
    if (opened === undefined) return;
    // A closing bracket closes the nearest of its kind, and what is open inside that stays unclosed. Where none of its kind is
    // open it is a misspelling of the innermost, if that one's own never comes.
    if (opened > 0) {
      const innermost = () => waiting[waiting.length - 1] as { closer: string };
      while (innermost().closer !== token.image) count((waiting.pop() as { closer: string }).closer, -1);
    } else {
      const inner = waiting[waiting.length - 1];
      if (!inner || (lastAt.get(inner.closer) ?? NONE) > at) return;
    }
    const inner = waiting.pop() as { at: number; closer: string };
    count(inner.closer, -1);
    partner[inner.at] = at;
    partner[at] = inner.at;
  });
  return partner;
}

/** The stack of open brackets; the outermost is the source itself. */
export class Brackets {
  private readonly stack: Bracket[] = [];
  private readonly partner: Int32Array;
  private readonly outermost: IToken[] = [];

  constructor(private readonly tokens: readonly IToken[]) {
    this.partner = pair(tokens);
  }

  get current(): Bracket | undefined {
    return this.stack[this.stack.length - 1];
  }

  /** Conditionals of the innermost bracket that wait for their colon. */
  get questions(): IToken[] {
    return this.current?.questions ?? this.outermost;
  }

  push(bracket: Omit<Bracket, "questions">): void {
    this.stack.push({ ...bracket, questions: [] });
  }

  pop(): void {
    this.stack.pop();
  }

  /** The place of the bracket that the one at a place belongs to; undefined for none. */
  partnerOf(at: number): number | undefined {
    const place = this.partner[at] ?? NONE;
    return place === NONE ? undefined : place;
  }

  /** Whether the bracket opened at a place is open. */
  holds(at: number): boolean {
    return this.stack.some((bracket) => bracket.at === at);
  }

  /** The token that closes the bracket at a place. */
  closerOf(at: number): IToken | undefined {
    return this.tokens[this.partnerOf(at) ?? NONE];
  }

  /** The place after the bracketed group that begins at a place; the place itself where none of these begins. */
  endOfGroup(at: number, opening = "("): number {
    if (this.tokens[at]?.image !== opening) return at;
    return (this.partnerOf(at) ?? this.tokens.length - 1) + 1;
  }

  /** Whether one of the brackets around, reached through unclosed ones only, has what is asked. Undefined stands for the source. */
  beyondUnclosed(has: (questions: readonly IToken[], bracket: Bracket | undefined) => boolean): boolean {
    for (let depth = this.stack.length - 1; depth >= 0; depth--) {
      const bracket = this.stack[depth] as Bracket;
      if (has(bracket.questions, bracket)) return depth < this.stack.length - 1;
      if (this.partnerOf(bracket.at) !== undefined) return false;
    }
    return has(this.outermost, undefined) && this.stack.length > 0;
  }
}
