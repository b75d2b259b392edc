/** `claims-el export okta|terraform`: a claims document in Okta's own words. */
import { exportOkta } from "../okta/export-json.js";
import { exportTerraform } from "../okta/export-terraform.js";
import { type Invocation, textOption } from "./arguments.js";
import { documentPath, readClaimsFile } from "./claims-file.js";
import { openClaims } from "./claims-open.js";
import { EXIT, UsageError } from "./exit.js";
import { notesText } from "./okta-notes.js";
import { writeOut } from "./okta-out.js";
import type { Terminal } from "./terminal.js";

const USAGE = "claims-el export okta|terraform FILE";

/** Runs the command. */
export async function runExport({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const [target, ...rest] = positionals;
  if (target !== "okta" && target !== "terraform")
    throw new UsageError(
      target === undefined ? "nothing is said of what to export to" : `there is no export to \`${target}\``,
      `Write ${USAGE}.`,
    );
  const server = textOption(options, "server");
  if (target === "okta" && server !== undefined)
    throw new UsageError("`--server` is for Terraform", "The API's JSON names no server.");
  const set = await openClaims(await readClaimsFile(documentPath(rest, USAGE), terminal), options, terminal);
  if (!set) return EXIT.failed;
  const { document } = set;
  const made = target === "okta" ? exportOkta(document) : exportTerraform(document, server === undefined ? {} : { server });
  const { notes } = made;
  if (options.json) await terminal.stdout.write(`${JSON.stringify(made)}\n`);
  else {
    const text = "text" in made ? made.text : `${JSON.stringify(made.json, null, 2)}\n`;
    await writeOut(text, textOption(options, "out"), options, terminal);
    await terminal.stderr.write(notesText(notes, terminal.stderr));
  }
  return options["fail-on"] !== undefined && notes.some(({ outcome }) => outcome === "left-out") ? EXIT.failed : EXIT.ok;
}
