/** `claims-el eval`: one expression over one context, or a whole batch. */
import { type CheckResult, check } from "../check/check.js";
import type { Environment } from "../context/environment.js";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { compile } from "../run/compile-source.js";
import type { ShownOutcome } from "../run/masking.js";
import { parseIso } from "../values/time.js";
import { type Invocation, type Options, textOption } from "./arguments.js";
import { Batch, runBatch, withNow } from "./batch.js";
import { type EnvironmentRequest, environmentFor, prepared } from "./environment.js";
import { EXIT, UsageError } from "./exit.js";
import { readExpression, readObject } from "./input.js";
import { diagnosticsText, explanationText, outcomeText } from "./show.js";
import type { Terminal } from "./terminal.js";

/** The time an evaluation runs at. */
export function nowFrom(options: Options, terminal: Terminal): string {
  const given = textOption(options, "now");
  if (given === undefined) return terminal.now().toISOString();
  if (!parseIso(given)) throw new UsageError(`\`--now\` cannot be \`${given}\``, "Write it as 2026-01-31T09:30:00Z.");
  return given;
}

/** What the flags say of the environment, schemas read. */
export async function requestFrom(options: Options, terminal: Terminal): Promise<EnvironmentRequest> {
  const path = textOption(options, "schemas");
  return {
    kind: textOption(options, "kind"),
    dialect: textOption(options, "dialect"),
    strict: options.strict === true,
    schemas: path === undefined ? undefined : await readObject(path, "a file of schemas", terminal),
  };
}

/** Runs the command. */
export async function runEval({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const now = nowFrom(options, terminal);
  if (options.ndjson) return runLines({ options, positionals, now }, terminal);
  if (options.reveal && !options.explain)
    throw new UsageError("`--reveal` is for `--explain`", "Without `--explain` the value is printed as it is.");
  const contextPath = textOption(options, "context");
  if (contextPath === "-" && (options.file === "-" || (options.file === undefined && (positionals[0] ?? "-") === "-"))) {
    throw new UsageError("the expression and the context cannot both come from standard input");
  }
  const request = await requestFrom(options, terminal);
  const { source, name } = await readExpression(
    { file: textOption(options, "file"), positionals, positionalMayBeFile: false },
    terminal,
  );
  const context = contextPath === undefined ? {} : await readObject(contextPath, "a context", terminal);
  return evaluateOne({ source, name, context, now, options, request }, terminal);
}

interface Lines {
  readonly options: Options;
  readonly positionals: readonly string[];
  readonly now: string;
}

async function runLines({ options, positionals, now }: Lines, terminal: Terminal): Promise<number> {
  const misplaced = ["context", "file", "explain", "reveal", "fail-on"].find((name) => options[name] !== undefined);
  if (misplaced) throw new UsageError(`\`--ndjson\` and \`--${misplaced}\` do not go together`, "Each line brings its own.");
  if (positionals.length > 0) throw new UsageError("`--ndjson` reads expressions from standard input", "Leave the expression out.");
  if (terminal.stdinIsTerminal) {
    throw new UsageError("`--ndjson` reads lines from standard input", "Give it a file: claims-el eval --ndjson < cases.ndjson.");
  }
  const request = await requestFrom(options, terminal);
  await runBatch(terminal, new Batch({ ...request, grant: textOption(options, "grant"), now }));
  return EXIT.ok;
}

/** An expression and what it is evaluated with. */
export interface One {
  readonly source: string;
  /** What it is called in messages. */
  readonly name: string | undefined;
  readonly context: Record<string, unknown>;
  readonly now: string;
  readonly options: Options;
  readonly request: EnvironmentRequest;
}

/** Evaluates an expression and prints what comes of it. */
export async function evaluateOne(one: One, terminal: Terminal): Promise<number> {
  const { source, options } = one;
  const context = withNow(options.now === undefined ? one.context : { ...one.context, now: undefined }, one.now);
  const grant = textOption(options, "grant");
  const given = one.context.grant;
  const env = prepared(() => environmentFor({ ...one.request, context }));
  if (Array.isArray(env)) return showInvalid(one, env, terminal, { source: "", name: textOption(options, "schemas") });
  if (grant !== undefined && typeof given === "string" && given !== grant) {
    const mismatch = diagnostic("context/grant-mismatch", { start: 0, end: 0 }, { asked: grant, given });
    return showInvalid(one, [mismatch], terminal, { source: "", name: textOption(options, "context") });
  }
  const checked = check(source, env);
  if (!checked.ok) return showInvalid(one, checked.diagnostics, terminal, one);
  return showEvaluation(one, checked, evaluation(one, env, context, grant), terminal);
}

interface Evaluation {
  readonly outcome: ShownOutcome;
  /** What `--json` prints. */
  readonly data: unknown;
  readonly text: (terminal: Terminal) => string;
}

function evaluation({ source, options }: One, env: Environment, context: unknown, grant: string | undefined): Evaluation {
  const program = compile(source, env);
  const settings = grant === undefined ? {} : { grant };
  if (options.explain) {
    const explanation = program.explain(context, { ...settings, reveal: options.reveal === true });
    return { outcome: explanation.outcome, data: explanation, text: ({ stdout }) => explanationText(explanation, stdout) };
  }
  const outcome = program.evaluate(context, settings);
  return { outcome, data: outcome, text: () => outcomeText(outcome) };
}

/** A value or an absence goes to stdout; what is wrong or doubtful to stderr. */
async function showEvaluation(
  one: One,
  checked: CheckResult,
  { outcome, data, text }: Evaluation,
  terminal: Terminal,
): Promise<number> {
  const failed = outcome.status === "error";
  if (one.options.json) await terminal.stdout.write(`${JSON.stringify(data)}\n`);
  else {
    // How it ended says more than the warning that it would.
    const expected = failed ? checked.diagnostics.filter(({ code }) => code !== "lint/always-fails") : checked.diagnostics;
    const notes = [...expected, ...(failed ? [outcome.diagnostic] : [])];
    if (notes.length > 0) await terminal.stderr.write(diagnosticsText(one.source, notes, terminal.stderr, one.name));
    if (!failed || one.options.explain) await terminal.stdout.write(`${text(terminal)}\n`);
  }
  const warned = one.options["fail-on"] === "warning" && checked.diagnostics.some((entry) => entry.severity === "warning");
  const absent = one.options["fail-on"] === "absent" && outcome.status === "absent";
  return failed || warned || absent ? EXIT.failed : EXIT.ok;
}

interface Named {
  readonly source: string;
  readonly name: string | undefined;
}

async function showInvalid(
  one: One,
  diagnostics: readonly Diagnostic[],
  terminal: Terminal,
  { source, name }: Named,
): Promise<number> {
  if (one.options.json) await terminal.stdout.write(`${JSON.stringify({ status: "invalid", diagnostics })}\n`);
  else await terminal.stderr.write(diagnosticsText(source, diagnostics, terminal.stderr, name));
  return EXIT.failed;
}
