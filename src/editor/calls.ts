/** Finds the brackets that a cursor stands in, and the call they are of, by tokens, so that what is unfinished is found too. */
import type { SourceToken } from "../syntax/tokenize.js";

/** A call around the cursor. */
export interface OpenCall {
  /** Where the called name begins. */
  readonly nameStart: number;
  /** Which argument the cursor is in, from 0. */
  readonly argument: number;
}

const OPENERS: ReadonlySet<string> = new Set([
  "LParen",
  "LSquare",
  "LCurly",
  "Project",
  "SafeProject",
  "Select",
  "SafeSelect",
  "Template",
  "Pick",
]);
const CLOSERS: ReadonlySet<string> = new Set(["RParen", "RSquare", "RCurly"]);

/** The index of the last bracket among tokens that is open behind them; undefined where none is. */
export function openerBefore(tokens: readonly SourceToken[]): number | undefined {
  let depth = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const { kind } = tokens[at] as SourceToken;
    if (CLOSERS.has(kind)) depth++;
    else if (OPENERS.has(kind) && depth-- === 0) return at;
  }
  return undefined;
}

/** The innermost call around an offset; undefined where there is none. */
export function callAround(tokens: readonly SourceToken[], offset: number): OpenCall | undefined {
  let depth = 0;
  let argument = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at] as SourceToken;
    if (token.start >= offset) continue;
    if (CLOSERS.has(token.kind) && token.end <= offset) depth++;
    else if (OPENERS.has(token.kind) && token.end <= offset) {
      if (depth > 0) depth--;
      else {
        const name = tokens[at - 1];
        if (token.kind === "LParen" && name?.kind === "Name") return { nameStart: name.start, argument };
        // Inside brackets that are no call: their commas are not those of a call around.
        argument = 0;
      }
    } else if (token.kind === "Comma" && depth === 0) argument++;
  }
  return undefined;
}
