/** A second parser, written from the text of the language alone: slow, plain, without recovery. It tells a tree in `notation`, or that there is none. */

const TOKEN =
  /([ \t\r\n]+)|("(?:[^"]|"")*"(?!")|'(?:[^']|'')*'(?!'))|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w$])|(#this(?![\w$])|[A-Za-z_$][\w$]*)|(\?\.!\[|\?\.\?\[|\.!\[|\.\?\[|\??\.[\^$]\[|\?:|\?\.|==|!=|<=|>=|&&|\|\||--|[-+*/%<>!?:.,()[\]{}])/y;

const WORDS: Record<string, string> = {
  and: "and",
  or: "or",
  not: "not",
  eq: "eq",
  ne: "ne",
  lt: "lt",
  le: "le",
  gt: "gt",
  ge: "ge",
  matches: "matches",
  div: "divide",
  mod: "remainder",
  true: "true",
  false: "false",
  null: "null",
};

/** The levels of binary operators, loosest first. */
const LEVELS: readonly Record<string, string>[] = [
  { "||": "or", or: "or" },
  { "&&": "and", and: "and" },
  {
    "==": "eq",
    "!=": "ne",
    "<": "lt",
    "<=": "le",
    ">": "gt",
    ">=": "ge",
    eq: "eq",
    ne: "ne",
    lt: "lt",
    le: "le",
    gt: "gt",
    ge: "ge",
    matches: "matches",
  },
  { "+": "add", "-": "subtract" },
  { "*": "multiply", "/": "divide", "%": "remainder", divide: "divide", remainder: "remainder" },
];
const COMPARISON = 2;

interface Token {
  readonly kind: "text" | "number" | "name" | "word" | "symbol" | "end";
  readonly text: string;
}

/** Raised where the source is no expression. */
class Refusal extends Error {}

const END: Token = { kind: "end", text: "" };

function lex(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const found = TOKEN.exec(source);
    if (!found) throw new Refusal("characters");
    const [, blank, text, number, name, symbol] = found;
    if (text !== undefined) tokens.push({ kind: "text", text });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol });
    else if (blank === undefined) throw new Refusal("characters");
  }
  return tokens.map((token, at) => {
    const before = tokens[at - 1]?.text;
    const word = token.kind === "name" ? WORDS[token.text.toLowerCase()] : undefined;
    const isKey = (before === "{" || before === ",") && tokens[at + 1]?.text === ":";
    return typeof word !== "string" || before === "." || before === "?." || isKey ? token : { kind: "word", text: word };
  });
}

class Reader {
  private at = 0;
  private inside = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  private get next(): Token {
    return this.tokens[this.at] ?? END;
  }

  private is(text: string): boolean {
    return this.next.text === text && (this.next.kind === "symbol" || this.next.kind === "word");
  }

  private take(text: string): boolean {
    const taken = this.is(text);
    if (taken) this.at++;
    return taken;
  }

  private need(text: string): void {
    if (!this.take(text)) throw new Refusal(text);
  }

  private name(): string {
    const { kind, text } = this.next;
    if (kind !== "name" || text === "#this") throw new Refusal("a name");
    this.at++;
    return text;
  }

  whole(): string {
    const tree = this.conditional();
    if (this.next !== END) throw new Refusal("the end");
    return tree;
  }

  private conditional(): string {
    const first = this.binary(0);
    if (this.take("?")) {
      const middle = this.conditional();
      this.need(":");
      return `(if ${first} ${middle} ${this.conditional()})`;
    }
    return this.take("?:") ? `(or-else ${first} ${this.conditional()})` : first;
  }

  private operatorOf(level: number): string | undefined {
    const { kind, text } = this.next;
    if (kind !== "symbol" && kind !== "word") return undefined;
    const row = LEVELS[level] as Record<string, string>;
    return Object.hasOwn(row, text) ? row[text] : undefined;
  }

  private binary(level: number): string {
    if (level === LEVELS.length) return this.unary();
    const operands = [this.binary(level + 1)];
    const operators: string[] = [];
    for (let operator = this.operatorOf(level); operator !== undefined; operator = this.operatorOf(level)) {
      this.at++;
      operators.push(operator);
      operands.push(this.binary(level + 1));
    }
    if (operators.length === 0) return operands[0] as string;
    if (level === COMPARISON && operators.length > 1) throw new Refusal("chaining");
    if (level < COMPARISON) {
      const chain = `(${operators[0]} `;
      // A chain in brackets inside a chain of the same operator is part of it.
      return `${chain}${operands.map((operand) => (operand.startsWith(chain) ? operand.slice(chain.length, -1) : operand)).join(" ")})`;
    }
    return operands.reduce((left, right, index) => `(${operators[index - 1]} ${left} ${right})`);
  }

  private unary(): string {
    if (this.take("!") || this.take("not")) return `(not ${this.unary()})`;
    if (!this.take("-")) return this.postfix();
    const lonely = this.tokens[this.at + 1]?.text ?? "";
    if (
      this.next.kind === "number" &&
      Number(this.next.text) === 2 ** 31 &&
      /^\d+$/.test(this.next.text) &&
      !/^[.[]|^\?\./.test(lonely)
    ) {
      this.at++;
      return "-2147483648";
    }
    return `(neg ${this.unary()})`;
  }

  private postfix(): string {
    let tree = this.primary();
    for (;;) {
      const { text } = this.next;
      const safe = text.startsWith("?.") ? "?" : "";
      if (this.take(".") || this.take("?.")) {
        if (safe && this.is("[")) tree = this.index(tree, safe);
        else {
          const name = this.name();
          tree = this.is("(") ? this.call(`${safe}.${name}()`, tree) : `(${safe}.${name} ${tree})`;
        }
      } else if (this.is("[")) tree = this.index(tree, "");
      else if (this.take(".![") || this.take("?.![")) tree = `(${safe}project ${tree} ${this.body()})`;
      else if (this.take(".?[") || this.take("?.?[")) tree = `(${safe}select ${tree} ${this.body()})`;
      else return tree;
    }
  }

  private index(tree: string, safe: string): string {
    this.need("[");
    const index = this.conditional();
    this.need("]");
    return `(${safe}[] ${tree} ${index})`;
  }

  private body(): string {
    this.inside++;
    const body = this.conditional();
    this.inside--;
    this.need("]");
    return body;
  }

  private call(head: string, receiver: string | undefined): string {
    this.need("(");
    const args = this.is(")") ? [] : this.list();
    this.need(")");
    return `(${[head, ...(receiver === undefined ? [] : [receiver]), ...args].join(" ")})`;
  }

  private list(): string[] {
    const items = [this.conditional()];
    while (this.take(",")) items.push(this.conditional());
    return items;
  }

  private primary(): string {
    const { kind, text } = this.next;
    if (this.is("(")) return this.group();
    if (this.is("{")) return this.braces();
    if (kind === "word" && ["true", "false", "null"].includes(text)) {
      this.at++;
      return text;
    }
    if (kind === "text" || kind === "number") {
      this.at++;
      return kind === "text" ? JSON.stringify(content(text)) : numeral(text);
    }
    if (text === "#this" && this.inside > 0) {
      this.at++;
      return text;
    }
    const name = this.name();
    if (!this.is("(")) return name;
    if (name === "T") throw new Refusal("a type");
    return this.call(`${name}()`, undefined);
  }

  private group(): string {
    this.need("(");
    const tree = this.conditional();
    this.need(")");
    return tree;
  }

  private braces(): string {
    this.need("{");
    if (this.take("}")) return "{}";
    if (this.take(":")) {
      this.need("}");
      return "{:}";
    }
    const isMap = (this.next.kind === "name" || this.next.kind === "text") && this.tokens[this.at + 1]?.text === ":";
    const inner = isMap ? this.entries() : this.list();
    this.need("}");
    return `{${inner.join(" ")}}`;
  }

  private entries(): string[] {
    const keys = new Set<string>();
    const entries: string[] = [];
    do {
      const { kind, text } = this.next;
      const key = kind === "text" ? content(text) : this.name();
      if (kind === "text") this.at++;
      if (keys.has(key) || key === "__proto__") throw new Refusal("a key");
      keys.add(key);
      this.need(":");
      entries.push(`${JSON.stringify(key)}:${this.conditional()}`);
    } while (this.take(","));
    return entries;
  }
}

function content(literal: string): string {
  const quote = literal.charAt(0);
  return literal
    .slice(1, -1)
    .split(quote + quote)
    .join(quote);
}

function numeral(text: string): string {
  const value = Number(text);
  if (/^\d+$/.test(text)) {
    if (value > 2 ** 31 - 1) throw new Refusal("32 bits");
    return String(value);
  }
  if (!Number.isFinite(value)) throw new Refusal("finite");
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** The tree of a source; undefined where it is no expression. */
export function referenceTree(source: string): string | undefined {
  try {
    return new Reader(lex(source)).whole();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
