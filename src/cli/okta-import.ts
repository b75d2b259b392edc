/** `claims-el import okta`: from the files of a tenant to a claims document, and a report of what is not in it as it was. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { ClaimsDocument } from "../claims/document-types.js";
import { importOkta, type OktaFile, type OktaImport } from "../okta/import.js";
import { type Invocation, type Options, textOption } from "./arguments.js";
import { EXIT, UsageError } from "./exit.js";
import { formatOf } from "./file-format.js";
import { readText, reasonOf } from "./input.js";
import { notesText } from "./okta-notes.js";
import { writeOut } from "./okta-out.js";
import type { Terminal } from "./terminal.js";

const USAGE = "claims-el import okta PATH…";

/** Runs the command. */
export async function runImport({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const [source, ...paths] = positionals;
  if (source !== "okta")
    throw new UsageError(
      source === undefined ? "nothing is said of what to import" : `there is no import of \`${source}\``,
      `Write ${USAGE}.`,
    );
  if (paths.length === 0) throw new UsageError("no file is given", `Write ${USAGE}.`);
  const files: OktaFile[] = [];
  for (const path of paths.flatMap(filesAt))
    files.push({ name: path === "-" ? "standard input" : path, text: await readText(path, terminal) });
  const server = textOption(options, "server");
  const imported = importOkta(files, server === undefined ? {} : { server });
  const { document, notes, counts, diagnostics } = imported;
  if (options.json) await terminal.stdout.write(`${JSON.stringify({ document, notes, counts, diagnostics })}\n`);
  else {
    const out = textOption(options, "out");
    await writeOut(textOf(document, formatFor(options, out)), out, options, terminal);
    await terminal.stderr.write(reportText(imported, terminal));
  }
  return isFailed(imported, textOption(options, "fail-on")) ? EXIT.failed : EXIT.ok;
}

/** A file, or the files of a folder and the folders in it, that a tenant may be in. */
function filesAt(path: string): string[] {
  if (path === "-" || !existsSync(path) || !statSync(path).isDirectory()) return [path];
  try {
    const names = readdirSync(path, { recursive: true, encoding: "utf8" }).sort();
    const isHidden = (name: string) => name.split(/[/\\]/).some((part) => part.startsWith(".") || part === "node_modules");
    const found = names.filter((name) => /\.(?:json|tf)$/i.test(name) && !isHidden(name)).map((name) => join(path, name));
    if (found.length === 0) throw new UsageError(`there is no .json and no .tf file in ${path}`);
    return found;
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

function formatFor(options: Options, out: string | undefined): "json" | "yaml" {
  return (textOption(options, "format") ?? (out === undefined ? undefined : formatOf(out)) ?? "yaml") as "json" | "yaml";
}

function textOf(document: ClaimsDocument, format: "json" | "yaml"): string {
  // Two parts that are the same object are written twice: an alias would tie them together.
  return format === "json"
    ? `${JSON.stringify(document, null, 2)}\n`
    : stringify(document, { lineWidth: 132, aliasDuplicateObjects: false });
}

/** How much was carried, and the notes. */
function reportText({ counts, notes, diagnostics }: OktaImport, { stderr }: Terminal): string {
  const { claims, clients, groupRules } = counts;
  const parts = [
    `claims: ${claims.carried} of ${claims.found}`,
    `clients: ${clients.carried} of ${clients.found}`,
    `group rules: ${groupRules.carried} of ${groupRules.found}`,
  ];
  const warnings = diagnostics.filter(({ severity }) => severity !== "error").length;
  const doubts =
    warnings > 0
      ? `\n\`claims-el check\` of the document tells ${warnings} more that ${warnings === 1 ? "is" : "are"} doubtful.\n`
      : "";
  const told = notesText(notes, stderr);
  return `${parts.join(", ")}\n${told === "" ? "" : `\n${told}`}${doubts}`;
}

function isFailed({ set, notes }: OktaImport, failOn: string | undefined): boolean {
  const raised = failOn === "left-out" ? ["left-out", "to-check"] : failOn === undefined ? [] : [failOn];
  return set === undefined || notes.some(({ outcome }) => raised.includes(outcome));
}
