/** `claims-el check`: diagnostics and the verdict on each grant. */
import { type CheckResult, check } from "../check/check.js";
import { type Invocation, type Options, textOption } from "./arguments.js";
import { type EnvironmentRequest, environmentFor, prepared } from "./environment.js";
import { requestFrom } from "./eval.js";
import { EXIT } from "./exit.js";
import { formatOf } from "./file-format.js";
import { readExpression } from "./input.js";
import { diagnosticsText, verdictText } from "./show.js";
import type { Terminal } from "./terminal.js";

/** Runs the command. */
export async function runCheck({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const [path] = positionals;
  if (path !== undefined && positionals.length === 1 && formatOf(path) !== undefined) {
    const { runClaimsCheck } = await import("./claims-check.js");
    return runClaimsCheck(path, options, terminal);
  }
  const request = await requestFrom(options, terminal);
  const { source, name } = await readExpression(
    { file: textOption(options, "file"), positionals, positionalMayBeFile: true },
    terminal,
  );
  return checkOne({ source, name, request, options }, terminal);
}

/** An expression to check. */
export interface ToCheck {
  readonly source: string;
  /** What it is called in messages. */
  readonly name: string | undefined;
  readonly request: EnvironmentRequest;
  readonly options: Options;
}

/** Checks an expression and prints what comes of it. */
export async function checkOne({ source, name, request, options }: ToCheck, terminal: Terminal): Promise<number> {
  const env = prepared(() => environmentFor(request));
  const schemas = textOption(options, "schemas");
  if (Array.isArray(env)) {
    if (options.json) await terminal.stdout.write(`${JSON.stringify({ ok: false, diagnostics: env })}\n`);
    else await terminal.stderr.write(diagnosticsText("", env, terminal.stderr, schemas));
    return EXIT.failed;
  }
  const result = check(source, env);
  if (options.json) await terminal.stdout.write(`${JSON.stringify(result)}\n`);
  else {
    if (env.warnings.length > 0) await terminal.stderr.write(diagnosticsText("", env.warnings, terminal.stderr, schemas));
    if (result.diagnostics.length > 0) {
      await terminal.stderr.write(diagnosticsText(source, result.diagnostics, terminal.stderr, name));
    }
    if (result.ok) await terminal.stdout.write(`${verdictText(result, terminal.stdout)}\n`);
  }
  return result.ok && !isRaised(result, options) ? EXIT.ok : EXIT.failed;
}

/** Whether `--fail-on` makes a failure of what is none by itself. */
function isRaised({ verdicts, diagnostics }: CheckResult, options: Options): boolean {
  if (options["fail-on"] === "never") return Object.values(verdicts).some(({ verdict }) => verdict === "never");
  return options["fail-on"] === "warning" && diagnostics.some(({ severity }) => severity === "warning");
}
