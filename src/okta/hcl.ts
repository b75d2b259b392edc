/** Reads Terraform's HCL as blocks with values: literals, lists, maps, calls, references and templates. What else a value is made of is kept as text. */

import { type Position, positionsOf } from "../base/span.js";

/** A value. */
export type HclValue =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "list"; readonly items: readonly HclValue[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [key: string, value: HclValue])[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly HclValue[] }
  | { readonly kind: "reference"; readonly path: string }
  | { readonly kind: "template"; readonly parts: readonly (string | HclValue)[] }
  | { readonly kind: "other"; readonly text: string };

/** A block: `resource "type" "name" { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: ReadonlyMap<string, HclValue>;
  readonly blocks: readonly HclBlock[];
  /** The line on which it begins, from 1. */
  readonly line: number;
}

/** Where a text stops being HCL. */
export class HclFault {
  constructor(
    readonly line: number,
    readonly problem: string,
  ) {}
}

/** Blocks and brackets stand at most this deep in one another. */
const MOST_DEPTH = 100;

const NAME = /[A-Za-z_][\w-]*/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PATH = /[A-Za-z_][\w-]*(?:\.(?:[A-Za-z_][\w-]*|\d+)|\["[^"\\$%\n]*"\]|\[\d+\])*/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Reads a text. */
export function readHcl(text: string): readonly HclBlock[] | HclFault {
  const reader = new HclReader(text);
  try {
    return reader.body(0, undefined).blocks;
  } catch (error) {
    if (error instanceof HclFault) return error;
    throw error;
  }
}

class HclReader {
  private at = 0;
  private positions: ((offset: number) => Position) | undefined;

  constructor(private readonly text: string) {}

  /** Attributes and blocks up to a closing bracket, or the end of the text. */
  body(depth: number, closer: string | undefined): Pick<HclBlock, "attributes" | "blocks"> {
    if (depth > MOST_DEPTH) throw this.fault(`blocks stand more than ${MOST_DEPTH} deep in one another`);
    const attributes = new Map<string, HclValue>();
    const blocks: HclBlock[] = [];
    for (;;) {
      this.blanks(true);
      if (this.at >= this.text.length) {
        if (closer === undefined) return { attributes, blocks };
        throw this.fault(`a \`${closer}\` is missing at the end`);
      }
      if (closer !== undefined && this.text[this.at] === closer) {
        this.at++;
        return { attributes, blocks };
      }
      const { at: start } = this;
      const name = this.take(NAME) ?? this.unexpected();
      this.blanks(false);
      if (this.text[this.at] === "=" && this.text[this.at + 1] !== "=") {
        if (attributes.has(name)) throw this.fault(`\`${name}\` is set twice`, start);
        this.at++;
        attributes.set(name, this.expression(depth + 1, true));
      } else blocks.push(this.block(name, start, depth));
    }
  }

  private block(type: string, start: number, depth: number): HclBlock {
    const labels: string[] = [];
    for (this.blanks(false); this.text[this.at] !== "{"; this.blanks(false)) {
      const quoted = this.text[this.at] === '"' ? this.quoted(depth) : undefined;
      const label = quoted === undefined ? this.take(NAME) : quoted.kind === "literal" ? String(quoted.value) : undefined;
      labels.push(label ?? this.unexpected());
    }
    this.at++;
    return { type, labels, ...this.body(depth + 1, "}"), line: this.lineOf(start) };
  }

  /** A value up to the end of its line, a comma or a closing bracket. Inside round and square brackets lines do not end it. */
  private expression(depth: number, lineEnds: boolean): HclValue {
    if (depth > MOST_DEPTH) throw this.fault(`brackets stand more than ${MOST_DEPTH} deep in one another`);
    this.blanks(!lineEnds);
    const start = this.at;
    const value = this.primary(depth);
    this.blanks(!lineEnds);
    if (value !== undefined && this.isEnd(lineEnds)) return value;
    if (value === undefined) this.at = start;
    this.skipRest(depth, lineEnds);
    const text = this.text.slice(start, this.at).trim();
    return text === "" ? this.unexpected() : { kind: "other", text };
  }

  private primary(depth: number): HclValue | undefined {
    const mark = this.text[this.at] ?? "";
    if (mark === '"') return this.quoted(depth);
    if (mark === "[") return this.list(depth);
    if (mark === "{") return this.map(depth);
    if (this.text.startsWith("<<", this.at)) return this.heredoc(depth);
    const number = this.take(NUMBER);
    if (number !== undefined) return { kind: "literal", value: Number(number) };
    const path = this.take(PATH);
    if (path === undefined) return undefined;
    if (this.text[this.at] === "(") return { kind: "call", name: path, args: this.items(")", depth) };
    if (path === "true" || path === "false") return { kind: "literal", value: path === "true" };
    return path === "null" ? { kind: "literal", value: null } : { kind: "reference", path };
  }

  private list(depth: number): HclValue | undefined {
    return this.isFor() ? undefined : { kind: "list", items: this.items("]", depth) };
  }

  /** `[for x in …]` and `{for …}` are no literals. */
  private isFor(): boolean {
    return /^[[{]\s*for\s/.test(this.text.slice(this.at, this.at + 40));
  }

  private items(closer: string, depth: number): HclValue[] {
    const items: HclValue[] = [];
    this.at++;
    for (this.blanks(true); this.text[this.at] !== closer; this.blanks(true)) {
      items.push(this.expression(depth + 1, false));
      this.separator(closer);
    }
    this.at++;
    return items;
  }

  /** A comma, or the closing bracket ahead. */
  private separator(closer: string): void {
    this.blanks(true);
    if (this.text[this.at] === ",") this.at++;
    else if (this.text[this.at] !== closer) this.unexpected();
  }

  private map(depth: number): HclValue | undefined {
    if (this.isFor()) return undefined;
    const entries: [string, HclValue][] = [];
    this.at++;
    for (this.blanks(true); this.text[this.at] !== "}"; this.blanks(true)) {
      const key = this.text[this.at] === '"' ? this.quoted(depth) : undefined;
      const name = key === undefined ? this.take(NAME) : key.kind === "literal" ? String(key.value) : undefined;
      this.blanks(false);
      if (name === undefined) return undefined;
      if (!/[=:]/.test(this.text[this.at] ?? "")) this.unexpected();
      this.at++;
      entries.push([name, this.expression(depth + 1, true)]);
      this.blanks(true);
      if (this.text[this.at] === ",") this.at++;
    }
    this.at++;
    return { kind: "map", entries };
  }

  /** A quoted text, with its escapes and its `${…}`. */
  private quoted(depth: number): HclValue {
    const start = this.at++;
    return this.template(depth, start, () => {
      const mark = this.text[this.at];
      if (mark === undefined || mark === "\n") throw this.fault('a text has no closing `"`', start);
      if (mark !== '"') return false;
      this.at++;
      return true;
    });
  }

  /** `<<EOT … EOT`; with `<<-` the indentation that all lines share goes. */
  private heredoc(depth: number): HclValue {
    const start = this.at;
    const [opening, indented, name] = /^<<(-?)([A-Za-z_][\w-]*)[ \t]*\r?\n/.exec(this.text.slice(start, start + 300)) ?? [];
    if (opening === undefined || name === undefined) return this.unexpected();
    const from = start + opening.length;
    const end = closingLine(this.text, from, name);
    if (end === undefined) throw this.fault(`the text \`<<${name}\` has no line \`${name}\` at its end`, start);
    const lines = this.text.slice(from, end.from).replaceAll("\r\n", "\n");
    const inner = new HclReader(indented === "-" ? outdented(lines) : lines);
    this.at = end.to;
    try {
      return inner.template(depth, 0, () => inner.at >= inner.text.length, true);
    } catch (error) {
      // The inner text counts its own lines.
      throw error instanceof HclFault ? new HclFault(this.lineOf(start) + error.line, error.problem) : error;
    }
  }

  /** Text with templates in it, up to where `ends` says. */
  private template(depth: number, start: number, ends: () => boolean, raw = false): HclValue {
    if (depth > MOST_DEPTH) throw this.fault(`templates stand more than ${MOST_DEPTH} deep in one another`, start);
    const parts: (string | HclValue)[] = [];
    let plain = "";
    let from = this.at;
    const flush = (): void => {
      plain += this.text.slice(from, this.at);
    };
    for (;;) {
      const end = this.at;
      if (ends()) {
        plain += this.text.slice(from, end);
        break;
      }
      const mark = this.text[this.at];
      const opens = (mark === "$" || mark === "%") && this.text[this.at + 1] === "{";
      if ((mark === "$" || mark === "%") && this.text[this.at + 1] === mark && this.text[this.at + 2] === "{") {
        flush();
        plain += `${mark}{`;
        this.at += 3;
      } else if (opens) {
        flush();
        if (plain !== "") parts.push(plain);
        plain = "";
        parts.push(this.interpolation(depth, mark === "%"));
      } else if (mark === "\\" && !raw) {
        flush();
        plain += this.escape();
      } else {
        this.at++;
        continue;
      }
      from = this.at;
    }
    if (parts.length === 0) return { kind: "literal", value: plain };
    return { kind: "template", parts: plain === "" ? parts : [...parts, plain] };
  }

  /** What stands in `${…}`; a `%{…}` decides what the text is, so it is no value. */
  private interpolation(depth: number, isDirective: boolean): HclValue {
    const start = this.at;
    this.at += 2;
    if (this.text[this.at] === "~") this.at++;
    const value = this.expression(depth + 1, false);
    if (this.text[this.at] !== "}") this.unexpected();
    this.at++;
    return isDirective ? { kind: "other", text: this.text.slice(start, this.at) } : value;
  }

  private escape(): string {
    const mark = this.text[this.at + 1] ?? "";
    const known = ESCAPES[mark];
    this.at += 2;
    if (known !== undefined) return known;
    const length = mark === "u" ? 4 : mark === "U" ? 8 : 0;
    const digits = this.text.slice(this.at, this.at + length);
    const code = length > 0 && digits.length === length && /^[\da-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : -1;
    if (code < 0 || code > 0x10ffff) throw this.fault("a `\\` stands before a character that has no such meaning");
    this.at += length;
    return String.fromCodePoint(code);
  }

  private isEnd(lineEnds: boolean): boolean {
    const mark = this.text[this.at];
    return mark === undefined || ",)]}".includes(mark) || (lineEnds && (mark === "\n" || mark === "\r"));
  }

  /** Passes what is left of a value that is no literal, its brackets and texts whole. */
  private skipRest(depth: number, lineEnds: boolean): void {
    const open: string[] = [];
    for (; this.at < this.text.length; ) {
      const mark = this.text[this.at] as string;
      if (open.length === 0 && this.isEnd(lineEnds)) return;
      if (mark === '"') this.quoted(depth + 1);
      else if (/^<<-?[A-Za-z_]/.test(this.text.slice(this.at, this.at + 4))) this.heredoc(depth + 1);
      else if (/[#/\s]/.test(mark) && this.blanks(open.length > 0 || !lineEnds)) continue;
      else {
        if (CLOSERS[mark] !== undefined) open.push(CLOSERS[mark]);
        else if (")]}".includes(mark) && open.pop() !== mark) this.unexpected();
        if (open.length > MOST_DEPTH) throw this.fault(`brackets stand more than ${MOST_DEPTH} deep in one another`);
        this.at++;
      }
    }
    if (open.length > 0) throw this.fault(`a \`${open.at(-1)}\` is missing at the end`);
  }

  /** Passes blanks and comments, and line breaks where they mean nothing; whether there was anything. */
  private blanks(breaks: boolean): boolean {
    const start = this.at;
    for (; this.at < this.text.length; ) {
      const mark = this.text[this.at] as string;
      const next = this.text[this.at + 1];
      if (mark === " " || mark === "\t" || (breaks && (mark === "\n" || mark === "\r")) || mark === "\ufeff") this.at++;
      else if (mark === "#" || (mark === "/" && next === "/")) this.at = indexOr(this.text, "\n", this.at);
      else if (mark === "/" && next === "*") this.at = indexOr(this.text, "*/", this.at + 2, 2);
      else break;
    }
    return this.at > start;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private unexpected(): never {
    const mark = this.text[this.at];
    throw this.fault(
      mark === undefined ? "it ends too early" : `\`${mark === "\n" ? "the end of the line" : mark}\` does not belong here`,
    );
  }

  private fault(problem: string, at = this.at): HclFault {
    return new HclFault(this.lineOf(at), problem);
  }

  private lineOf(at: number): number {
    this.positions ??= positionsOf(this.text);
    return this.positions(at).line;
  }
}

/** Where a mark stands, or the end of the text. */
function indexOr(text: string, mark: string, from: number, beyond = 0): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + beyond;
}

/** The line that ends a heredoc: where its content ends, and where the name does. */
function closingLine(text: string, from: number, name: string): { readonly from: number; readonly to: number } | undefined {
  for (let start = from; start <= text.length; ) {
    const end = indexOr(text, "\n", start);
    if (text.slice(start, end).trim() === name) return { from: start, to: start + text.slice(start, end).trimEnd().length };
    start = end + 1;
  }
  return undefined;
}

/** Lines without the indentation that all of them share. */
function outdented(text: string): string {
  const lines = text.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const shared = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => line.slice(Math.min(shared, line.length - line.trimStart().length))).join("\n");
}
