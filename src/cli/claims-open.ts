/** Opens a document for a command: its warnings go to stderr, its errors end the command. */

import type { ClaimSet } from "../claims/set.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import type { Options } from "./arguments.js";
import type { ClaimsFile } from "./claims-file.js";
import { documentDiagnosticsText } from "./claims-words.js";
import type { Terminal } from "./terminal.js";

/** The set of a document; undefined where the document has errors, which were told. */
export async function openClaims(file: ClaimsFile, options: Options, terminal: Terminal): Promise<ClaimSet | undefined> {
  const { set, diagnostics } = file;
  if (!set && options.json) await terminal.stdout.write(`${JSON.stringify({ ok: false, diagnostics })}\n`);
  else if (diagnostics.length > 0 && !options.json) {
    // What is doubtful is not repeated for each mistake beside it.
    const shown = hasErrors(diagnostics) ? diagnostics.filter((entry) => entry.severity === "error") : diagnostics;
    await terminal.stderr.write(documentDiagnosticsText(file, shown, terminal.stderr));
  }
  return set;
}
