/** A diagnostic: what is wrong or doubtful at a span, made from a row of the table of codes. */
import { roomForPattern } from "../base/room.js";
import type { Span } from "../base/span.js";
import { type ArgumentsOf, CODES, type Code } from "./codes.js";
import type { CodeRow, Severity } from "./define.js";

/** One replacement of source text. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A change that would mend the mistake, offered to the person who writes. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** A second place that belongs to the story. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** What is wrong, where, and what to write instead. Plain JSON-safe data; `data` keeps the arguments for translation. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  readonly hint?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly data: Readonly<Record<string, string | number>>;
}

/** What may accompany a diagnostic besides its arguments. */
export interface DiagnosticExtras {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** Replaces the row's hint where the place knows something better to say. */
  readonly hint?: string;
  /** Replaces the row's severity where the environment is stricter. */
  readonly severity?: Severity;
}

/** The longest argument printed in backticks, where somebody's text stands; a longer one ends in an ellipsis. */
const PRINTED_TEXT = 120;

/** The longest argument printed in our own words, such as advice or a list of names. */
const PRINTED_WORDS = 1000;

/** The start of a text, one unit shorter where the cut would halve a character. */
function wholeStart(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** A `{name}` in a template, and what stands before it. */
interface Gap {
  readonly before: string;
  readonly name: string;
  /** The longest argument printed here. */
  readonly most: number;
}

/** A template taken apart. */
interface Template {
  readonly gaps: readonly Gap[];
  readonly end: string;
}

/** The templates of our tables, each taken apart once. */
const TEMPLATES = new Map<string, Template>();

function templateOf(text: string): Template {
  const known = TEMPLATES.get(text);
  if (known) return known;
  roomForPattern();
  let at = 0;
  const gaps = [...text.matchAll(/(`?)\{(\w+)\}/g)].map((match): Gap => {
    const [whole, quote, name] = match as unknown as [string, string, string];
    const before = text.slice(at, match.index) + quote;
    at = match.index + whole.length;
    return { before, name, most: quote === "" ? PRINTED_WORDS : PRINTED_TEXT };
  });
  const made = { gaps, end: text.slice(at) };
  TEMPLATES.set(text, made);
  return made;
}

/** Puts arguments into a template's `{names}`. */
export function fillTemplate(template: string, data: Readonly<Record<string, string | number>>): string {
  const { gaps, end } = templateOf(template);
  let filled = "";
  for (const { before, name, most } of gaps)
    filled += before + (Object.hasOwn(data, name) ? printed(data[name], most) : `{${name}}`);
  return filled + end;
}

function printed(argument: string | number | undefined, most: number): string {
  const text = String(argument);
  return text.length > most ? `${wholeStart(text, most)}…` : text;
}

/** No extras; it inherits nothing, so that nobody can add some by `Object.prototype`. */
const NOTHING_MORE: DiagnosticExtras = Object.freeze(Object.create(null));

/**
 * Makes a diagnostic from its row.
 *
 * @example diagnostic("check/unknown-root", { start: 0, end: 4 }, { name: "usr" })
 */
export function diagnostic<C extends Code>(
  code: C,
  span: Span,
  data: ArgumentsOf<C>,
  extras: DiagnosticExtras = NOTHING_MORE,
): Diagnostic {
  const row: CodeRow = CODES[code];
  const hint = extras.hint ?? fillTemplate(row.hint ?? "", data);
  const severity = extras.severity ?? row.severity;
  const message = fillTemplate(row.message, data);
  const { start, end } = span;
  // An expression may have hundreds; most are like this, and written out they are made faster.
  if (hint !== "" && !extras.related && !extras.fixes)
    return { code, severity, span: { start, end }, message, hint, data: { ...data } };
  return {
    code,
    severity,
    span: { start, end },
    message,
    ...(hint === "" ? {} : { hint }),
    ...(extras.related ? { related: extras.related } : {}),
    ...(extras.fixes ? { fixes: extras.fixes } : {}),
    data: { ...data },
  };
}

/** Makes a diagnostic whose code is known only at run time, such as one that a row of the function table declares. */
export function diagnosticOf(code: Code, span: Span, data: Readonly<Record<string, string | number>>): Diagnostic {
  return diagnostic(code, span, data as never);
}

/** From one text into another that holds it: where a span is, and how what a fix writes is written there. */
export interface Move {
  readonly place: (span: Span) => Span;
  readonly write: (text: string) => string;
}

/** A diagnostic of one text, told in another that holds it. */
export function moved(entry: Diagnostic, { place, write }: Move): Diagnostic {
  const { related, fixes } = entry;
  const moveEdits = (edits: readonly Edit[]) => edits.map(({ span, text }) => ({ span: place(span), text: write(text) }));
  return {
    ...entry,
    span: place(entry.span),
    ...(related ? { related: related.map((other) => ({ ...other, span: place(other.span) })) } : {}),
    ...(fixes ? { fixes: fixes.map((fix) => ({ ...fix, edits: moveEdits(fix.edits) })) } : {}),
  };
}

/** Whether any of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((entry) => entry.severity === "error");
}
