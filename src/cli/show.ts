/** Prints diagnostics, outcomes, verdicts and explanations for people. */
import type { Verdict } from "../check/grants.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { type RenderOptions, renderDiagnostic } from "../diagnostics/render.js";
import type { Explanation, ExplainedNode } from "../run/explain.js";
import type { ClaimValue } from "../run/outcome.js";
import { columns, type Output, painter } from "./terminal.js";

/** Diagnostics with carets, a blank line between them. */
export function diagnosticsText(source: string, diagnostics: readonly Diagnostic[], output: Output, name?: string): string {
  const options: RenderOptions = { paint: painter(output), ...(name ? { name } : {}) };
  return `${diagnostics.map((entry) => renderDiagnostic(source, entry, options)).join("\n\n")}\n`;
}

/** A value for a person: a text as it is, anything else as JSON. */
export function valueText(value: ClaimValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** One line per grant: verdict, type, and what it hangs on. Grants that agree share a line. */
export function verdictTable(verdicts: Readonly<Record<string, Verdict>>, output: Output): string {
  const paint = painter(output);
  const groups = new Map<string, { grants: string[]; verdict: Verdict }>();
  for (const [grant, verdict] of Object.entries(verdicts)) {
    const key = JSON.stringify([verdict.verdict, verdict.type, verdict.because, verdict.mayFail, verdict.values]);
    const group = groups.get(key) ?? { grants: [], verdict };
    group.grants.push(grant);
    groups.set(key, group);
  }
  const rows = [...groups.values()].flatMap(({ grants, verdict }) => grants.map((grant, index) => [grant, verdict.verdict, verdict.type, index === 0 ? detailOf(verdict) : "same"]));
  const [head, ...body] = columns([["GRANT", "VERDICT", "TYPE", "WHY"], ...rows]).split("\n");
  return [paint("bold", head as string), ...body].join("\n");
}

function detailOf(verdict: Verdict): string {
  const parts = [...new Set(verdict.because.map((blame) => (blame.path ? `${blame.code} ${blame.path}` : blame.code)))];
  if (verdict.values) parts.push(`values: ${verdict.values.map((value) => JSON.stringify(value)).join(", ")}`);
  if (verdict.mayFail.length > 0) parts.push(`may fail: ${verdict.mayFail.join(", ")}`);
  return parts.length > 0 ? parts.join("; ") : "—";
}

/** The explanation as an indented tree with each part's outcome. */
export function explanationText(explanation: Explanation, output: Output): string {
  const paint = painter(output);
  const rows = explanation.nodes.map((node) => [`${"  ".repeat(node.depth)}${oneLine(node.source)}`, outcomeOf(node)]);
  const lines = columns(rows).split("\n");
  const painted = lines.map((line, index) => (explanation.nodes[index]?.status === "skipped" ? paint("dim", line) : line));
  return `${painted.join("\n")}\n${explanation.sentence}`;
}

function outcomeOf(node: ExplainedNode): string {
  const shown = node.status === "value" ? `= ${JSON.stringify(node.value)}` : node.status === "null" ? "= null" : node.status === "error" ? `! ${node.code}` : "skipped";
  return node.repeated && node.status !== "skipped" ? `${shown}  (last element)` : shown;
}

/** More of a part's source than this is cut. */
const SHOWN_SOURCE = 60;

function oneLine(source: string): string {
  const text = source.replace(/\s+/g, " ");
  return text.length > SHOWN_SOURCE ? `${text.slice(0, SHOWN_SOURCE - 1)}…` : text;
}
