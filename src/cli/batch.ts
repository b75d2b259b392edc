/** `eval --ndjson`: one JSON object a line in, one a line out, in the same order; a bad line answers for itself. */
import { check } from "../check/check.js";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import type { ClaimsElError } from "../diagnostics/error.js";
import { compile } from "../run/compile-source.js";
import type { Outcome } from "../run/outcome.js";
import type { Program } from "../run/program.js";
import { describeHost } from "../values/own.js";
import { type EnvironmentRequest, environmentFor, environmentKey } from "./environment.js";
import type { Terminal } from "./terminal.js";

/** What a line answers. */
export type Answer = { readonly id: unknown } & (
  | Outcome
  | { readonly status: "invalid"; readonly diagnostics: readonly Diagnostic[] }
);

/** How many compiled programs are kept; batches often repeat an expression over many contexts. */
const KEPT_PROGRAMS = 200;

const NOWHERE = { start: 0, end: 0 };

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

  answer(line: string): Answer {
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
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
  try {
    const env = environmentFor(request);
    const checked = check(source, env);
    return checked.ok ? compile(source, env) : checked.diagnostics;
  } catch (error) {
    if ((error as Error).name === "ClaimsElError") return (error as ClaimsElError).diagnostics;
    throw error;
  }
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
  for await (const line of lines(terminal.stdin)) {
    if (line.trim() !== "") await terminal.stdout.write(`${JSON.stringify(batch.answer(line))}\n`);
  }
}

/** The lines of a stream of chunks. */
async function* lines(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const parts = (rest + (typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }))).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
