/** A parser written by hand, as small and fast as one for this grammar can be: the yardstick for ours. It reports nothing. */

/** A node with its place; what it holds depends on its kind. */
export interface PrattNode {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly value?: unknown;
  readonly parts?: readonly PrattNode[];
}

const BINARY: ReadonlyMap<string, number> = new Map([
  ["||", 1],
  ["or", 1],
  ["&&", 2],
  ["and", 2],
  ["==", 3],
  ["!=", 3],
  ["<", 3],
  ["<=", 3],
  [">", 3],
  [">=", 3],
  ["matches", 3],
  ["+", 4],
  ["-", 4],
  ["*", 5],
  ["/", 5],
  ["%", 5],
]);
/** How long the mark is that begins with these units. */
function markLength(first: number, second: number, third: number): number {
  switch (first) {
    case 63: // ?: ?. ?.[
      return second === 58 ? 2 : second === 46 ? (third === 91 ? 3 : 2) : 1;
    case 46: // .?[ .![
      return third === 91 && (second === 63 || second === 33) ? 3 : 1;
    case 61: // == != <= >=
    case 33:
    case 60:
    case 62:
      return second === 61 ? 2 : 1;
    case 124: // || &&
    case 38:
      return second === first ? 2 : 1;
    default:
      return 1;
  }
}

const isNameStart = (unit: number) => (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95 || unit === 36;
const isDigit = (unit: number) => unit >= 48 && unit <= 57;

class Pratt {
  private at = 0;
  private kind: "name" | "text" | "number" | "mark" | "end" = "end";
  private text = "";
  private start = 0;
  private end = 0;

  constructor(private readonly source: string) {
    this.next();
  }

  whole(): PrattNode {
    const node = this.conditional();
    if (this.kind !== "end") throw new SyntaxError(`unexpected ${this.text}`);
    return node;
  }

  private next(): void {
    const { source } = this;
    let { at } = this;
    let unit = source.charCodeAt(at);
    while (unit === 32 || unit === 10 || unit === 9 || unit === 13) unit = source.charCodeAt(++at);
    this.start = at;
    if (Number.isNaN(unit)) this.kind = "end";
    else if (isNameStart(unit)) {
      while (isNameStart(unit) || isDigit(unit)) unit = source.charCodeAt(++at);
      this.kind = "name";
    } else if (isDigit(unit)) {
      while (isDigit(unit)) unit = source.charCodeAt(++at);
      this.kind = "number";
    } else if (unit === 34 || unit === 39) {
      at = source.indexOf(unit === 34 ? '"' : "'", at + 1) + 1;
      if (at === 0) throw new SyntaxError("unterminated text");
      this.kind = "text";
    } else {
      at += markLength(unit, source.charCodeAt(at + 1), source.charCodeAt(at + 2));
      this.kind = "mark";
    }
    this.text = source.slice(this.start, at);
    this.end = at;
    this.at = at;
  }

  private is(mark: string): boolean {
    return this.text === mark;
  }

  private take(mark: string): void {
    if (this.text !== mark) throw new SyntaxError(`expected ${mark}`);
    this.next();
  }

  private conditional(): PrattNode {
    const first = this.binary(0);
    const { text } = this;
    if (text !== "?" && text !== "?:") return first;
    this.next();
    const second = this.conditional();
    if (text === "?:") return { kind: "elvis", start: first.start, end: second.end, parts: [first, second] };
    this.take(":");
    const third = this.conditional();
    return { kind: "conditional", start: first.start, end: third.end, parts: [first, second, third] };
  }

  private binary(least: number): PrattNode {
    let left = this.unary();
    for (;;) {
      const operator = this.text;
      if (this.kind === "end") return left;
      const level = BINARY.get(operator);
      if (level === undefined || level <= least) return left;
      this.next();
      const right = this.binary(level);
      left = { kind: "binary", start: left.start, end: right.end, value: operator, parts: [left, right] };
    }
  }

  private unary(): PrattNode {
    const { start, text } = this;
    if (text !== "!" && text !== "-") return this.postfix();
    this.next();
    const operand = this.unary();
    return { kind: "unary", start, end: operand.end, value: text, parts: [operand] };
  }

  private postfix(): PrattNode {
    let node = this.primary();
    for (;;) {
      const { text } = this;
      if (text === "." || text === "?.") {
        this.next();
        node = this.named(node, node.start);
      } else if (text === "[" || text === ".?[" || text === ".![") {
        this.next();
        const inside = this.conditional();
        node = { kind: text, start: node.start, end: this.end, parts: [node, inside] };
        this.take("]");
      } else return node;
    }
  }

  /** A name, or a call, behind a dot or alone. */
  private named(object: PrattNode | undefined, start: number): PrattNode {
    const { text: value, end } = this;
    this.next();
    if (this.text !== "(") {
      return object ? { kind: "member", start, end, value, parts: [object] } : { kind: "name", start, end, value };
    }
    this.next();
    const parts = object ? [object] : [];
    while (!this.is(")")) {
      parts.push(this.conditional());
      if (this.is(",")) this.next();
    }
    const closed = this.end;
    this.next();
    return { kind: "call", start, end: closed, value, parts };
  }

  private primary(): PrattNode {
    const { start, end, text } = this;
    switch (this.kind) {
      case "text":
        this.next();
        return { kind: "literal", start, end, value: text.slice(1, -1) };
      case "number":
        this.next();
        return { kind: "literal", start, end, value: Number(text) };
      case "name":
        if (text !== "null" && text !== "true" && text !== "false") return this.named(undefined, start);
        this.next();
        return { kind: "literal", start, end, value: text === "null" ? null : text === "true" };
      default: {
        this.take("(");
        const inside = this.conditional();
        this.take(")");
        return inside;
      }
    }
  }
}

/** Parses a text of the ten claims. */
export function pratt(text: string): PrattNode {
  return new Pratt(text).whole();
}
