/** Reads YAML text as a tree with places: bounded before the parser builds anything, aliases written out, each key once. */
import {
  Composer,
  type CST,
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  type Node,
  Parser,
  type Range,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Limits } from "../base/limits.js";
import type { Span } from "../base/span.js";
import { type TextEntry, type TextNode, type TextReading, TooDeep, TooLarge, type TwiceWritten } from "./text-tree.js";

/** Reads YAML. */
export function readYamlText(text: string, limits: Limits): TextReading {
  const tokens = [...new Parser().parse(text)];
  const deep = deeperThan(tokens, limits.documentDepth);
  if (deep) return deep;
  // A text of nothing is a document too.
  const [document, second] = [...new Composer(SETTINGS).compose(tokens, true, text.length)] as [Document.Parsed, Document.Parsed?];
  if (second) return fault("MULTIPLE_DOCS", second.range[0], second.range[0] + 1);
  const [wrong] = [...document.errors, ...document.warnings];
  if (wrong) return fault(wrong.code, wrong.pos[0], Math.max(wrong.pos[1], wrong.pos[0] + 1));
  return new YamlReader(limits).read(document);
}

/** Keys are compared here, because the parser compares each with all others; it would have to be asked anyway where the first one stands. */
const SETTINGS = { prettyErrors: false, uniqueKeys: false, stringKeys: true, logLevel: "silent" } as const;

/** Looks how deep tokens stand in one another, without recursion. */
function deeperThan(tokens: readonly CST.Token[], depth: number): TooDeep | undefined {
  const waiting: { readonly token: CST.Token | null | undefined; readonly depth: number }[] = tokens.map((token) => ({
    token,
    depth: 0,
  }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { token } = next;
    if (!token) continue;
    if ("value" in token && token.type === "document") waiting.push({ token: token.value, depth: next.depth });
    if (!("items" in token)) continue;
    if (next.depth >= depth) return new TooDeep({ start: token.offset, end: token.offset + 1 });
    for (const item of token.items) {
      waiting.push({ token: item.key, depth: next.depth + 1 }, { token: item.value, depth: next.depth + 1 });
    }
  }
  return undefined;
}

const QUOTE = "Put the text in quotes.";
const FINITE = "Write another number, or put it in quotes where a text is meant.";

/** What the parser calls a mistake, in words, and what to do. */
const WORDS: Partial<Readonly<Record<ErrorCode, readonly [problem: string, advice: string]>>> = {
  BAD_ALIAS: ["an alias has no proper name", QUOTE],
  BAD_DIRECTIVE: ["a directive is not known", "Remove the line."],
  BAD_DQ_ESCAPE: [
    "a `\\` in double quotes stands before a character that has no such meaning",
    "Write it twice, or use single quotes.",
  ],
  BAD_INDENT: ["the indentation does not fit the lines around it", "Indent the members of one map or list alike, with blanks."],
  BAD_SCALAR_START: ["a text begins with a character that has another meaning in YAML", QUOTE],
  BLOCK_AS_IMPLICIT_KEY: ["a text with `: ` in it is read as a map", QUOTE],
  BLOCK_IN_FLOW: ["lines of a map or list stand inside brackets", "Write all of it with brackets, or none."],
  MISSING_CHAR: ["a quote, a bracket, a comma or a colon is missing", "Look at the lines above too: the mistake may begin there."],
  MULTILINE_IMPLICIT_KEY: [
    "a key is not followed by a colon on its line",
    "Write `key: value`, and put a text of several lines in quotes.",
  ],
  MULTIPLE_DOCS: ["a second document begins", "A file holds one document; remove the line `---`."],
  NON_STRING_KEY: ["a key is a list or a map", "Write a text as the key, in quotes if it begins with a bracket."],
  TAB_AS_INDENT: ["a tab indents a line", "Indent with blanks."],
  TAG_RESOLVE_FAILED: ["a tag, which begins with `!`, is not known here", QUOTE],
  UNEXPECTED_TOKEN: ["something stands here that does not belong", "Look at the quotes and brackets before it."],
};

function fault(code: ErrorCode, start: number, end: number): TextReading {
  const [problem, advice] = WORDS[code] ?? [
    "it is not well-formed YAML",
    "Look at the quotes, brackets and blanks around this place.",
  ];
  return { span: { start, end }, problem, advice };
}

class YamlReader {
  private readonly twice: TwiceWritten[] = [];
  private readonly anchors = new Map<string, Node>();
  private wrong: TextReading | undefined;
  private left: number;

  constructor(private readonly limits: Limits) {
    this.left = limits.documentSize;
  }

  read(document: Document.Parsed): TextReading {
    const root = this.node(document.contents, 0, { start: 0, end: 0 });
    return this.wrong ?? { root, twice: this.twice };
  }

  /** @param nowhere where to say that a node is which is not written */
  private node(node: Node | null, depth: number, nowhere: Span): TextNode {
    const span = spanOf(node) ?? nowhere;
    if (this.wrong || this.left-- <= 0) return this.stop(new TooLarge());
    if (node === null) return { span, value: null };
    if (isAlias(node)) return this.aliased(node.source, depth, span);
    if (node.anchor) this.anchors.set(node.anchor, node);
    if (isScalar(node)) return this.scalar(node.value, span);
    if (depth >= this.limits.documentDepth) return this.stop(new TooDeep(span));
    if (isMap(node)) return { span, entries: this.entries(node, depth) };
    return { span, items: this.items(node as YAMLSeq, depth) };
  }

  private scalar(value: unknown, span: Span): TextNode {
    if (typeof value === "number" && !Number.isFinite(value))
      return this.stop({ span, problem: "a number is infinite or none, which no token can carry", advice: FINITE });
    return { span, value: isJsonScalar(value) ? value : String(value) };
  }

  private aliased(name: string, depth: number, span: Span): TextNode {
    const target = this.anchors.get(name);
    if (!target) return this.stop({ span, problem: `there is no anchor \`&${name}\` before this alias`, advice: QUOTE });
    // What it holds is there, but it stands here.
    return { ...this.node(target, depth, span), span };
  }

  private entries(map: YAMLMap, depth: number): Map<string, TextEntry> {
    const entries = new Map<string, TextEntry>();
    for (const pair of map.items) {
      // Keys are texts, as the settings of the parser have it, be it one that is not written.
      const { range, value: name } = pair.key as Scalar.Parsed & { value: string };
      const key = { start: range[0], end: range[1] };
      const before = entries.get(name);
      if (before) this.twice.push({ key: name, span: key, first: before.key });
      entries.set(name, { key, node: this.node(pair.value as Node | null, depth + 1, { start: key.end, end: key.end }) });
    }
    return entries;
  }

  private items(list: YAMLSeq, depth: number): TextNode[] {
    const [start] = list.range as Range;
    return list.items.map((item) => this.node(item as Node, depth + 1, { start, end: start }));
  }

  private stop(why: TextReading): TextNode {
    this.wrong ??= why;
    return { span: { start: 0, end: 0 }, value: null };
  }
}

function isJsonScalar(value: unknown): value is null | string | boolean | number {
  return value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number";
}

function spanOf(node: Node | null): Span | undefined {
  const range = node?.range;
  return range ? { start: range[0], end: range[1] } : undefined;
}
