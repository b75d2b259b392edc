/** `claims-el preview`: every token of a document before it is live, as a table. */
import type { ClientCoverage } from "../claims/coverage.js";
import type { Preview, PreviewedToken } from "../claims/preview.js";
import type { ClaimSet } from "../claims/set.js";
import { type Invocation, type Options, textOption } from "./arguments.js";
import { documentPath, readClaimsFile } from "./claims-file.js";
import { openClaims } from "./claims-open.js";
import { markdownLines } from "./claims-preview-markdown.js";
import { coverageLines, isExcluded, previewLines } from "./claims-preview-table.js";
import { withProgress } from "./claims-progress.js";
import { type TokenOptions, tokenOptions } from "./claims-request.js";
import { EXIT, UsageError } from "./exit.js";
import type { Terminal } from "./terminal.js";

/** Runs the command. */
export async function runPreview({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  if (options.json && options.markdown) throw new UsageError("`--json` and `--markdown` do not go together", "Give one of them.");
  const budget = budgetFrom(options);
  const file = await readClaimsFile(documentPath(positionals, "claims-el preview claims.json"), terminal);
  const opened = await openClaims(file, options, terminal);
  if (!opened) return EXIT.failed;
  const asked = await tokenOptions(options, opened, terminal);
  const preview = previewOf(opened, asked, options, budget, terminal);
  const coverage = asked.client === undefined ? opened.clientCoverage() : [];
  await terminal.stdout.write(textOf(preview, coverage, options, terminal));
  return isRaised(preview, file.diagnostics.length > 0, options) ? EXIT.failed : EXIT.ok;
}

function budgetFrom(options: Options): number | undefined {
  const text = textOption(options, "budget");
  if (text === undefined) return undefined;
  const budget = Number(text);
  if (!Number.isInteger(budget) || budget < 1)
    throw new UsageError(`\`--budget\` cannot be \`${text}\``, "Write a number of bytes, such as 4096.");
  return budget;
}

function previewOf(set: ClaimSet, asked: TokenOptions, options: Options, budget: number | undefined, terminal: Terminal): Preview {
  const { client, grant, token, scopes, context } = asked;
  const request = {
    context,
    reveal: options.reveal === true,
    ...(client === undefined ? {} : { client }),
    ...(grant === undefined ? {} : { grant }),
    ...(token === undefined ? {} : { token }),
    ...(scopes === undefined ? {} : { scopes }),
  };
  const tokens: PreviewedToken[] = [];
  const most = budget ?? set.document.budget;
  withProgress("Previewing", set.previewTokens(request), terminal.stderr, undefined, (made) => {
    tokens.push(most === undefined ? made : { ...made, overBudget: made.bytes > most });
  });
  const problems = tokens.length > 0 ? [] : set.preview(request).problems;
  return { tokens, ...(most === undefined ? {} : { budget: most }), problems };
}

function textOf(preview: Preview, coverage: readonly ClientCoverage[], options: Options, terminal: Terminal): string {
  if (options.json) return `${JSON.stringify({ ...preview, coverage })}\n`;
  const lines = options.markdown
    ? markdownLines(preview, coverage)
    : [...previewLines(preview, terminal.stdout), ...coverageLines(coverage, terminal.stdout)];
  return `${lines.join("\n")}\n`;
}

function isRaised({ tokens, problems }: Preview, isDoubtful: boolean, options: Options): boolean {
  if (problems.length > 0 || tokens.some(({ ok, overBudget }) => !ok || overBudget)) return true;
  const raised = options["fail-on"];
  if (raised === "warning") return isDoubtful || tokens.some(({ warnings }) => warnings.length > 0);
  return (
    raised === "absent" &&
    // A claim that its own conditions exclude is where it should be.
    tokens.some(({ claims }) => claims.some((claim) => claim.status === "absent" && !isExcluded(claim)))
  );
}
