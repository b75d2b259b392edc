/** Reads JSON text as a tree with places. The text was parsed before, so nothing in it can be wrong but keys written twice. */

import { jsonFault } from "../base/json-problem.js";
import { passStack } from "../diagnostics/stack.js";
import type { Json } from "./document-types.js";
import { type TextEntry, type TextNode, type TextReading, TooDeep, type TwiceWritten } from "./text-tree.js";

/** Reads JSON; lists and maps may stand `depth` deep in one another. */
export function readJsonText(text: string, depth: number): TextReading {
  try {
    JSON.parse(text);
  } catch (error) {
    passStack(error);
    // The parser's own words differ from version to version and quote the text.
    const { at, problem } = jsonFault(text);
    return { span: { start: at, end: Math.min(at + 1, text.length) }, problem, advice: "Correct the JSON at this place." };
  }
  const reader = new JsonReader(text, depth);
  const root = reader.value(0);
  return reader.tooDeep ?? { root, twice: reader.twice };
}

const NOTHING: TextNode = { span: { start: 0, end: 0 }, value: null };

class JsonReader {
  readonly twice: TwiceWritten[] = [];
  tooDeep: TooDeep | undefined;
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly depth: number,
  ) {}

  /** The value that begins at the next mark. */
  value(depth: number): TextNode {
    this.skip();
    const start = this.at;
    const mark = this.text[start];
    if (mark === "{" || mark === "[") {
      if (depth >= this.depth) {
        this.tooDeep = new TooDeep({ start, end: start + 1 });
        return NOTHING;
      }
      this.at++;
      return mark === "{" ? this.map(start, depth) : this.list(start, depth);
    }
    this.at = mark === '"' ? this.textEnd(start) : this.wordEnd(start);
    return { span: { start, end: this.at }, value: JSON.parse(this.text.slice(start, this.at)) as Json };
  }

  private map(start: number, depth: number): TextNode {
    const entries = new Map<string, TextEntry>();
    while (!this.closes("}") && !this.tooDeep) {
      this.skip();
      const key = { start: this.at, end: this.textEnd(this.at) };
      this.at = key.end;
      const name = JSON.parse(this.text.slice(key.start, key.end)) as string;
      this.skip();
      this.at++; // the colon
      const before = entries.get(name);
      if (before) this.twice.push({ key: name, span: key, first: before.key });
      entries.set(name, { key, node: this.value(depth + 1) });
    }
    return { span: { start, end: this.at }, entries };
  }

  private list(start: number, depth: number): TextNode {
    const items: TextNode[] = [];
    while (!this.closes("]") && !this.tooDeep) items.push(this.value(depth + 1));
    return { span: { start, end: this.at }, items };
  }

  /** Passes a comma; whether the bracket closes instead. */
  private closes(bracket: string): boolean {
    this.skip();
    const mark = this.text[this.at];
    if (mark === bracket || mark === ",") this.at++;
    return mark === bracket;
  }

  private skip(): void {
    for (let unit = this.text.charCodeAt(this.at); unit === 32 || (unit >= 9 && unit <= 13); unit = this.text.charCodeAt(this.at))
      this.at++;
  }

  private textEnd(start: number): number {
    let at = start + 1;
    while (this.text[at] !== '"') at += this.text[at] === "\\" ? 2 : 1;
    return at + 1;
  }

  private wordEnd(start: number): number {
    let at = start;
    while (at < this.text.length && !/[\s,\]}]/.test(this.text[at] as string)) at++;
    return at;
  }
}
