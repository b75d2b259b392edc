/** `eval --ndjson`: one JSON object a line in, one a line out, in the same order; a bad line answers for itself. */
import { check } from "../check/check.js";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { compile } from "../run/compile-source.js";
import type { Outcome } from "../run/outcome.js";
import type { Program } from "../run/program.js";
import { describeHost } from "../values/own.js";
import { type EnvironmentRequest, environmentFor, environmentKey, prepared } from "./environment.js";
import { decodeUtf8, stdinChunks } from "./input.js";
import type { Terminal } from "./terminal.js";

/** What a line answers. */
export type Answer = { readonly id: unknown } & (
  | Outcome
  | { readonly status: "invalid"; readonly diagnostics: readonly Diagnostic[] }
);

/** How many compiled programs are kept; batches often repeat an expression over many contexts. */
const KEPT_PROGRAMS = 200;

const NOWHERE = { start: 0, end: 0 };

/** A line nested deeper than this is refused before it is parsed: writing its `id` back could exhaust the stack. */
const MOST_NESTING = 500;

/** Whether lists and maps of a JSON text stand deeper inside one another. */
function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length && depth <= most; at++) {
    const unit = text[at];
    if (unit === '"') inText = !inText;
    else if (inText) at += unit === "\\" ? 1 : 0;
    else if (unit === "[" || unit === "{") depth++;
    else if (unit === "]" || unit === "}") depth--;
  }
  return depth > most;
}

/** Defaults for lines that do not say. */
export interface BatchDefaults {
  readonly kind?: string | undefined;
  readonly dialect?: string | undefined;
  readonly strict?: boolean | undefined;
  readonly grant?: string | undefined;
  readonly schemas?: Readonly<Record<string, unknown>> | undefined;
  /** ISO text put into a context that has no `now`. */
  readonly now: string;
}

/** Answers batch lines, keeping what it compiled for the next ones. */
export class Batch {
  private readonly programs = new Map<string, Program | readonly Diagnostic[]>();

  constructor(private readonly defaults: BatchDefaults) {}

  /** Answers one line; it is UTF-8, or its bytes are. */
  answer(line: string | Uint8Array): Answer {
    const text = typeof line === "string" ? line : decodeUtf8(line);
    if (text === undefined) return invalid(null, [diagnostic("cli/not-utf8", NOWHERE, {})]);
    if (isDeeper(text, MOST_NESTING)) return invalid(null, [diagnostic("cli/too-deep", NOWHERE, { limit: MOST_NESTING })]);
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      // The answer says so; the reason in the parser's words would repeat the data.
      return invalid(null, [diagnostic("cli/not-json", NOWHERE, {})]);
    }
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
      return invalid(null, [
        diagnostic("cli/bad-field", NOWHERE, { field: "line", actual: describeHost(parsed), wanted: "a map" }),
      ]);
    }
    const request = parsed as Record<string, unknown>;
    const problems = fieldProblems(request);
    return problems.length > 0 ? invalid(request.id ?? null, problems) : this.evaluate(request);
  }

  private evaluate(request: Record<string, unknown>): Answer {
    const id = request.id ?? null;
    const context = withNow(request.context, this.defaults.now);
    const own = (context as { grant?: unknown } | null)?.grant;
    const grant = (request.grant ?? undefined) as string | undefined;
    if (grant !== undefined && own !== undefined && own !== null && own !== grant) {
      const given = typeof own === "string" ? own : describeHost(own);
      return invalid(id, [diagnostic("context/grant-mismatch", NOWHERE, { asked: grant, given })]);
    }
    const program = this.program(request.expr as string, {
      kind: (request.kind ?? this.defaults.kind) as string | undefined,
      dialect: (request.dialect ?? this.defaults.dialect) as string | undefined,
      strict: this.defaults.strict,
      schemas: (request.schemas ?? this.defaults.schemas) as Readonly<Record<string, unknown>> | undefined,
      context,
    });
    if (!("evaluate" in program)) return invalid(id, program);
    const asked = grant ?? (own === undefined || own === null ? this.defaults.grant : undefined);
    return { id, ...program.evaluate(context, asked === undefined ? {} : { grant: asked }) };
  }

  private program(source: string, request: EnvironmentRequest): Program | readonly Diagnostic[] {
    const key = `${environmentKey(request)} ${source}`;
    const known = this.programs.get(key);
    if (known) return known;
    const made = compileFor(source, request);
    if (this.programs.size >= KEPT_PROGRAMS) this.programs.delete(this.programs.keys().next().value as string);
    this.programs.set(key, made);
    return made;
  }
}

/** A program, or why there is none. */
function compileFor(source: string, request: EnvironmentRequest): Program | readonly Diagnostic[] {
  const env = prepared(() => environmentFor(request));
  if (Array.isArray(env)) return env;
  const checked = check(source, env);
  return checked.ok ? compile(source, env) : checked.diagnostics;
}

function invalid(id: unknown, diagnostics: readonly Diagnostic[]): Answer {
  return { id, status: "invalid", diagnostics };
}

const FIELDS: readonly { field: string; wanted: string; fits: (value: unknown) => boolean; required?: true }[] = [
  { field: "expr", wanted: "a text", fits: (value) => typeof value === "string", required: true },
  { field: "context", wanted: "a map", fits: isObject },
  { field: "grant", wanted: "a text", fits: (value) => typeof value === "string" },
  { field: "dialect", wanted: "a text", fits: (value) => typeof value === "string" },
  { field: "kind", wanted: "a text", fits: (value) => typeof value === "string" },
  { field: "schemas", wanted: "a map", fits: isObject },
];

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldProblems(request: Record<string, unknown>): Diagnostic[] {
  return FIELDS.filter(({ field, fits, required }) => {
    const value = request[field] ?? undefined;
    return value === undefined ? required : !fits(value);
  }).map(({ field, wanted }) =>
    diagnostic("cli/bad-field", NOWHERE, {
      field,
      actual: request[field] === undefined ? "missing" : describeHost(request[field]),
      wanted,
    }),
  );
}

/** The context with a clock; the library itself never reads one. */
export function withNow(context: unknown, now: string): unknown {
  if (!isObject(context)) return { now };
  const given = context as Record<string, unknown>;
  return given.now === undefined || given.now === null ? { ...given, now } : given;
}

/** Runs a whole batch. Blank lines are passed over. */
export async function runBatch(terminal: Terminal, batch: Batch): Promise<void> {
  for await (const line of lines(stdinChunks(terminal))) {
    if (!isBlank(line)) await terminal.stdout.write(`${JSON.stringify(batch.answer(line))}\n`);
  }
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 32 || byte === 9 || byte === 13);
}

const LINE_BREAK = 10;

/** The lines of a stream of chunks, as bytes: no character is longer than a line, so none is halved. */
async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let at = chunk.indexOf(LINE_BREAK); at >= 0; at = chunk.indexOf(LINE_BREAK, start)) {
      yield Buffer.concat([...waiting, chunk.subarray(start, at)]);
      waiting = [];
      start = at + 1;
    }
    if (start < chunk.length) waiting.push(chunk.subarray(start));
  }
  if (waiting.length > 0) yield Buffer.concat(waiting);
}
