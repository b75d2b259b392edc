/** `claims-el check`: diagnostics and the verdict on each grant. */
import { check } from "../check/check.js";
import { choice, type Invocation, textOption } from "./arguments.js";
import { environmentFor } from "./environment.js";
import { prepared, schemasFrom } from "./eval.js";
import { EXIT } from "./exit.js";
import { readExpression } from "./input.js";
import { diagnosticsText, verdictTable } from "./show.js";
import type { Terminal } from "./terminal.js";

/** Runs the command. */
export async function runCheck({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const failOn = choice(options, "fail-on", ["never", "warning"]);
  const schemas = await schemasFrom(options, terminal);
  const { source, name } = await readExpression({ file: textOption(options, "file"), positionals, positionalMayBeFile: true }, terminal);
  const env = prepared(() => environmentFor({ kind: textOption(options, "kind"), dialect: textOption(options, "dialect"), strict: options.strict === true, schemas }));
  if (Array.isArray(env)) {
    if (options.json) await terminal.stdout.write(`${JSON.stringify({ ok: false, diagnostics: env })}\n`);
    else await terminal.stderr.write(diagnosticsText("", env, terminal.stderr, textOption(options, "schemas")));
    return EXIT.failed;
  }
  const result = check(source, env);
  if (options.json) await terminal.stdout.write(`${JSON.stringify(result)}\n`);
  else {
    if (result.diagnostics.length > 0) await terminal.stderr.write(diagnosticsText(source, result.diagnostics, terminal.stderr, name));
    if (result.ok) {
      const reads = result.reads.length > 0 ? `reads: ${result.reads.join(", ")}\n` : "";
      await terminal.stdout.write(`${verdictTable(result.verdicts, terminal.stdout)}\n${reads}`);
    }
  }
  const never = failOn === "never" && Object.values(result.verdicts).some((verdict) => verdict.verdict === "never");
  const warned = failOn === "warning" && result.diagnostics.some((entry) => entry.severity === "warning");
  return result.ok && !never && !warned ? EXIT.ok : EXIT.failed;
}
