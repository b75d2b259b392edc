/** A text that holds data, as a tree: the data, and where in the text each part of it stands. */
import type { Span } from "../base/span.js";
import type { Json } from "./document-types.js";
import { setOwn } from "./json.js";

/** One value of the text. */
export interface TextNode {
  readonly span: Span;
  /** The members of a map, by key; of keys written twice the last. */
  readonly entries?: ReadonlyMap<string, TextEntry>;
  readonly items?: readonly TextNode[];
  /** What a scalar stands for. */
  readonly value?: Json;
}

/** One member of a map. */
export interface TextEntry {
  readonly key: Span;
  readonly node: TextNode;
}

/** A mistake of the text itself. */
export interface TextFault {
  readonly span: Span;
  readonly problem: string;
  readonly advice: string;
}

/** A key that is written twice in one map. */
export interface TwiceWritten {
  readonly key: string;
  readonly span: Span;
  readonly first: Span;
}

/** A text, read. */
export interface TextTree {
  readonly root: TextNode;
  readonly twice: readonly TwiceWritten[];
}

/** A text that is nested deeper than it may be. */
export class TooDeep {
  constructor(readonly span: Span) {}
}

/** A text that holds, its aliases written out, more than it may. */
export class TooLarge {}

/** What reading a text gives. */
export type TextReading = TextTree | TextFault | TooDeep | TooLarge;

/** The data of a tree. */
export function dataOf(node: TextNode): Json {
  if (node.items) return node.items.map(dataOf);
  if (!node.entries) return node.value ?? null;
  const map: { [key: string]: Json } = {};
  for (const [key, entry] of node.entries) setOwn(map, key, dataOf(entry.node));
  return map;
}

/** Where something is. */
export interface Located {
  readonly span: Span;
  /** The value that was asked for; undefined where the way ends before it. */
  readonly node: TextNode | undefined;
}

/** Finds what stands at some keys, or what is nearest above; with `ofKey` the key itself. */
export function locate(root: TextNode, keys: readonly (string | number)[], ofKey: boolean): Located {
  let node = root;
  let span = root.span;
  for (const [index, key] of keys.entries()) {
    const entry: TextEntry | undefined = node.entries?.get(String(key));
    const next: TextNode | undefined = entry?.node ?? (typeof key === "number" ? node.items?.[key] : undefined);
    if (!next) return { span, node: undefined };
    node = next;
    // An empty value has no place of its own.
    const isKey = node.span.start === node.span.end || (ofKey && index === keys.length - 1);
    span = entry && isKey ? entry.key : node.span;
  }
  return { span, node };
}
