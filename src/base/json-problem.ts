/** Says where a text stops being JSON and what was wanted there; parsers quote the data instead, each in its own words. */
import { placeIn } from "./span.js";

/** The next scalar or mark. The alternatives of each part exclude one another, so that it stays linear. */
const TOKEN =
  /[ \t\r\n]*(?:("(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])|([{}[\],:]))/uy;

/** What may come next. */
type Wanted = "value" | "value or ]" | "key" | "key or }" | ":" | ", or ]" | ", or }" | "end";

const WORDS: Readonly<Record<Wanted, string>> = {
  value: "a value is wanted",
  "value or ]": "a value or `]` is wanted",
  key: "a name in double quotes is wanted",
  "key or }": "a name in double quotes or `}` is wanted",
  ":": "`:` is wanted",
  ", or ]": "`,` or `]` is wanted",
  ", or }": "`,` or `}` is wanted",
  end: "nothing more is wanted",
};

/** What follows a value inside the innermost brackets. */
function afterValue(open: readonly string[]): Wanted {
  const innermost = open.at(-1);
  return innermost === undefined ? "end" : innermost === "[" ? ", or ]" : ", or }";
}

/** What is wanted after a token, or undefined where the token is wrong. Opens and closes brackets on the way. */
function step(wanted: Wanted, token: string, open: string[]): Wanted | undefined {
  const isText = token.startsWith('"');
  if (wanted.startsWith("key") && isText) return ":";
  if (wanted === ":" && token === ":") return "value";
  if (wanted.startsWith(",") && token === ",") return open.at(-1) === "[" ? "value" : "key";
  const closes = wanted.endsWith(`or ${token}`);
  if (closes) open.pop();
  if (closes || (wanted.startsWith("value") && (isText || /^[-\dtfn]/.test(token)))) return afterValue(open);
  if (!wanted.startsWith("value") || (token !== "[" && token !== "{")) return undefined;
  open.push(token);
  return token === "[" ? "value or ]" : "key or }";
}

/** Where and why a text is not JSON. */
export interface JsonFault {
  /** The offset at which something else is wanted; the length of a text that ends too soon. */
  readonly at: number;
  /** In words that do not repeat the text. */
  readonly problem: string;
}

/** The first fault of a text that is not JSON. */
export function jsonFault(text: string): JsonFault {
  if (text.trim() === "") return { at: text.length, problem: "it is empty" };
  const open: string[] = [];
  let wanted: Wanted = "value";
  for (let at = 0; ; ) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    if (!token) return faultFrom(text, at, wanted);
    const next: Wanted | undefined = step(wanted, (token[1] ?? token[2] ?? token[3]) as string, open);
    if (!next) return faultFrom(text, at, wanted);
    at += token[0].length;
    wanted = next;
    if (wanted === "end" && text.slice(at).trim() === "") return { at: text.length, problem: "it is nested too deeply" };
  }
}

function faultFrom(text: string, from: number, wanted: Wanted): JsonFault {
  const at = from + (/^[ \t\r\n]*/.exec(text.slice(from))?.[0].length ?? 0);
  return { at, problem: at >= text.length ? `it ends where ${WORDS[wanted]}` : WORDS[wanted] };
}

/** The first problem of a text that is not JSON, with its place. */
export function jsonProblem(text: string): string {
  const { at, problem } = jsonFault(text);
  if (at >= text.length) return problem;
  return `${placeIn(text, at)}, ${problem}`;
}
