/** `claims-el fmt`: the canonical form of an expression. */
import { hasErrors } from "../diagnostics/diagnostic.js";
import { parse } from "../syntax/parse.js";
import { format } from "../syntax/print.js";
import { type Invocation, textOption } from "./arguments.js";
import { EXIT, UsageError } from "./exit.js";
import { readExpression, writeText } from "./input.js";
import { diagnosticsText } from "./show.js";
import type { Terminal } from "./terminal.js";

/** Runs the command. */
export async function runFmt({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const { source, name } = await readExpression(
    { file: textOption(options, "file"), positionals, positionalMayBeFile: true },
    terminal,
  );
  if (options.write && options.check) throw new UsageError("`--write` and `--check` do not go together", "Give one of them.");
  if (options.write && name === undefined) throw new UsageError("`--write` needs a file", "Name it, or give it with --file.");
  const { diagnostics } = parse(source);
  if (hasErrors(diagnostics)) {
    await terminal.stderr.write(diagnosticsText(source, diagnostics, terminal.stderr, name));
    return EXIT.failed;
  }
  const formatted = format(source);
  if (options.check) return checkForm(formatted === source, name, terminal);
  if (name === undefined || !options.write) await terminal.stdout.write(`${formatted}\n`);
  else if (formatted !== source) writeText(name, `${formatted}\n`);
  return EXIT.ok;
}

async function checkForm(isCanonical: boolean, name: string | undefined, terminal: Terminal): Promise<number> {
  if (isCanonical) return EXIT.ok;
  const advice = name === undefined ? "" : ` \`claims-el fmt ${name} --write\` writes it.`;
  await terminal.stderr.write(`claims-el: ${name ?? "the expression"} is not in its canonical form.${advice}\n`);
  return EXIT.failed;
}
