/** `claims-el fmt`: the canonical form of an expression. */
import { writeFileSync } from "node:fs";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { parse } from "../syntax/parse.js";
import { format } from "../syntax/print.js";
import { type Invocation, textOption } from "./arguments.js";
import { EXIT, UsageError } from "./exit.js";
import { readExpression } from "./input.js";
import { diagnosticsText } from "./show.js";
import type { Terminal } from "./terminal.js";

/** Runs the command. */
export async function runFmt({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const { source, name } = await readExpression({ file: textOption(options, "file"), positionals, positionalMayBeFile: true }, terminal);
  if (options.write && name === undefined) throw new UsageError("--write needs a file", "Name it, or give it with --file.");
  const { diagnostics } = parse(source);
  if (hasErrors(diagnostics)) {
    await terminal.stderr.write(diagnosticsText(source, diagnostics, terminal.stderr, name));
    return EXIT.failed;
  }
  const formatted = format(source);
  if (options.check) return formatted === source ? EXIT.ok : EXIT.failed;
  if (options.write && name !== undefined) writeFileSync(name, `${formatted}\n`);
  else await terminal.stdout.write(`${formatted}\n`);
  return EXIT.ok;
}
