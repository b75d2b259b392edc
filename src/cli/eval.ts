/** `claims-el eval`: one expression over one context, or a whole batch. */
import { check } from "../check/check.js";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import type { ClaimsElError } from "../diagnostics/error.js";
import { compile } from "../run/compile-source.js";
import type { Outcome } from "../run/outcome.js";
import { parseIso } from "../values/time.js";
import { choice, type Invocation, type Options, textOption } from "./arguments.js";
import { Batch, runBatch, withNow } from "./batch.js";
import { environmentFor } from "./environment.js";
import { EXIT, UsageError } from "./exit.js";
import { readExpression, readObject } from "./input.js";
import { diagnosticsText, explanationText, valueText } from "./show.js";
import type { Terminal } from "./terminal.js";

/** The time an evaluation runs at. */
function nowFrom(options: Options, terminal: Terminal): string {
  const given = textOption(options, "now");
  if (given === undefined) return terminal.now().toISOString();
  if (!parseIso(given)) throw new UsageError(`--now is \`${given}\`, which is not an ISO-8601 time`, "Write it as 2026-01-31T09:30:00Z.");
  return given;
}

/** Schemas from `--schemas`. */
export async function schemasFrom(options: Options, terminal: Terminal): Promise<Record<string, unknown> | undefined> {
  const path = textOption(options, "schemas");
  return path === undefined ? undefined : readObject(path, "a schemas file", terminal);
}

/** Runs the command. */
export async function runEval({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const failOn = choice(options, "fail-on", ["absent", "warning"]);
  const now = nowFrom(options, terminal);
  const schemas = await schemasFrom(options, terminal);
  const shared = { kind: textOption(options, "kind"), dialect: textOption(options, "dialect"), strict: options.strict === true, schemas };
  if (options.ndjson) {
    if (positionals.length > 0) throw new UsageError("--ndjson reads its expressions from standard input", "Leave the expression out.");
    await runBatch(terminal, new Batch({ ...shared, grant: textOption(options, "grant"), now }));
    return EXIT.ok;
  }
  const contextPath = textOption(options, "context");
  if (contextPath === "-" && (options.file === "-" || positionals.length === 0)) throw new UsageError("the expression and the context cannot both come from standard input");
  const { source, name } = await readExpression({ file: textOption(options, "file"), positionals, positionalMayBeFile: false }, terminal);
  const context = contextPath === undefined ? {} : await readObject(contextPath, "a context", terminal);
  return evaluateOne({ source, name, context, now, options, failOn, shared }, terminal);
}

interface One {
  readonly source: string;
  readonly name: string | undefined;
  readonly context: Record<string, unknown>;
  readonly now: string;
  readonly options: Options;
  readonly failOn: "absent" | "warning" | undefined;
  readonly shared: Omit<Parameters<typeof environmentFor>[0], "context">;
}

async function evaluateOne(one: One, terminal: Terminal): Promise<number> {
  const { source, options } = one;
  const context = withNow(textOption(options, "now") === undefined ? one.context : { ...one.context, now: undefined }, one.now);
  const grant = textOption(options, "grant");
  const given = one.context.grant;
  if (grant !== undefined && typeof given === "string" && given !== grant) {
    return showInvalid(one, [diagnostic("context/grant-mismatch", { start: 0, end: 0 }, { asked: grant, given })], terminal);
  }
  const env = prepared(() => environmentFor({ ...one.shared, context }));
  if (Array.isArray(env)) return showInvalid(one, env, terminal);
  const checked = check(source, env);
  if (!checked.ok) return showInvalid(one, checked.diagnostics, terminal);
  const program = compile(source, env);
  const settings = grant === undefined ? {} : { grant };
  const explanation = options.explain ? program.explain(context, settings) : undefined;
  const outcome = explanation?.outcome ?? program.evaluate(context, settings);
  if (options.json) await terminal.stdout.write(`${JSON.stringify(explanation ?? outcome)}\n`);
  else {
    if (checked.diagnostics.length > 0) await terminal.stderr.write(diagnosticsText(source, checked.diagnostics, terminal.stderr, one.name));
    if (explanation) await terminal.stdout.write(`${explanationText(explanation, terminal.stdout)}\n`);
    else await showOutcome(one, outcome, terminal);
  }
  if (outcome.status === "error") return EXIT.failed;
  const warned = one.failOn === "warning" && checked.diagnostics.some((entry) => entry.severity === "warning");
  return warned || (one.failOn === "absent" && outcome.status === "absent") ? EXIT.failed : EXIT.ok;
}

/** What a function gives, or the diagnostics of the refusal it throws. */
export function prepared<T>(make: () => T): T | Diagnostic[] {
  try {
    return make();
  } catch (error) {
    if ((error as Error).name === "ClaimsElError") return [...(error as ClaimsElError).diagnostics];
    throw error;
  }
}

async function showInvalid(one: One, diagnostics: readonly Diagnostic[], terminal: Terminal): Promise<number> {
  if (one.options.json) await terminal.stdout.write(`${JSON.stringify({ status: "invalid", diagnostics })}\n`);
  else await terminal.stderr.write(diagnosticsText(one.source, diagnostics, terminal.stderr, one.name));
  return EXIT.failed;
}

async function showOutcome(one: One, outcome: Outcome, terminal: Terminal): Promise<void> {
  if (outcome.status === "value") await terminal.stdout.write(`${valueText(outcome.value)}\n`);
  else if (outcome.status === "absent") await terminal.stdout.write(`absent (${outcome.reason.code}): ${outcome.reason.message}\n`);
  else await terminal.stderr.write(diagnosticsText(one.source, [outcome.diagnostic], terminal.stderr, one.name));
}
