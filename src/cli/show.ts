/** Prints diagnostics, outcomes, verdicts and explanations for people. */

import type { Blame } from "../check/because.js";
import type { CheckResult } from "../check/check.js";
import type { Verdict } from "../check/grants.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { reasonBeforehand } from "../diagnostics/reasons.js";
import { diagnosticRenderer, type RenderOptions } from "../diagnostics/render.js";
import type { ExplainedNode, Explanation } from "../run/explain.js";
import type { Outcome } from "../run/outcome.js";
import { columns, NARROWEST, type Output, painter, wrap } from "./terminal.js";

/** More diagnostics than this are only counted: the first ones usually bring the others with them. */
const SHOWN_DIAGNOSTICS = 10;

/** Draws the diagnostics of one text for an output. */
export function rendererFor(source: string, output: Output, name?: string): (entry: Diagnostic) => string {
  const { width } = output;
  const options: RenderOptions = { paint: painter(output), ...(name ? { name } : {}), ...(width ? { width } : {}) };
  return diagnosticRenderer(source, options);
}

/** Diagnostics with carets, a blank line between them. */
export function diagnosticsText(source: string, diagnostics: readonly Diagnostic[], output: Output, name?: string): string {
  const shown = diagnostics.slice(0, SHOWN_DIAGNOSTICS).map(rendererFor(source, output, name));
  const more = diagnostics.length - shown.length;
  return `${[...shown, ...(more > 0 ? [`… and ${more} more.`] : [])].join("\n\n")}\n`;
}

/** An outcome for a person: a text as it is, any other value as JSON, an absence with its reason, an error's message. */
export function outcomeText(outcome: Outcome): string {
  if (outcome.status === "error") return outcome.diagnostic.message;
  if (outcome.status === "value") return typeof outcome.value === "string" ? outcome.value : JSON.stringify(outcome.value);
  const { code, message, hint } = outcome.reason;
  return `absent (${code}): ${message}${hint ? `\nhint: ${hint}` : ""}`;
}

/** The verdict on every grant, the reasons in words, and what is read. */
export function verdictText({ verdicts, reads }: CheckResult, output: Output): string {
  const parts = [verdictTable(verdicts, output)];
  const reasons = reasonLines(Object.values(verdicts).flatMap((verdict) => verdict.because));
  if (reasons.length > 0) parts.push(columns(reasons, output.width));
  if (reads.length > 0) parts.push(readsLine(reads, output.width));
  return parts.join("\n\n");
}

function readsLine(reads: readonly string[], width: number | undefined): string {
  const before = "reads: ";
  const text = reads.join(", ");
  const lines = width === undefined ? [text] : wrap(text, Math.max(NARROWEST, width - before.length));
  return before + lines.join(`\n${" ".repeat(before.length)}`);
}

/** One line per grant: verdict, type, and what it hangs on. */
function verdictTable(verdicts: Readonly<Record<string, Verdict>>, output: Output): string {
  const rows = Object.entries(verdicts).map(([grant, verdict]) => [grant, verdict.verdict, verdict.type, detailOf(verdict)]);
  const [head, ...body] = columns([["GRANT", "VERDICT", "TYPE", "WHY"], ...rows], output.width).split("\n");
  return [painter(output)("bold", head as string), ...body].join("\n");
}

function detailOf({ because, values, mayFail }: Verdict): string {
  const parts = [...new Set(because.map(({ code }) => code))] as string[];
  if (values) parts.push(`values: ${values.map((value) => JSON.stringify(value)).join(", ")}`);
  if (mayFail.length > 0) parts.push(`may fail: ${mayFail.join(", ")}`);
  return parts.length > 0 ? parts.join("; ") : "—";
}

/** More reasons than this are not spelt out. */
const SHOWN_REASONS = 12;

/** Each reason once, with its sentence. */
function reasonLines(because: readonly Blame[]): string[][] {
  const lines = new Map<string, string[]>();
  for (const { code, path, hint } of because) {
    const message = reasonBeforehand(code, path ?? "it");
    lines.set(`${code} ${path}`, [code, `${message}${hint ? ` ${hint}` : ""}`]);
  }
  const shown = [...lines.values()].slice(0, SHOWN_REASONS);
  return lines.size > shown.length ? [...shown, ["…", `and ${lines.size - shown.length} more`]] : shown;
}

/** The explanation as an indented tree with each part's outcome. */
export function explanationText(explanation: Explanation, output: Output): string {
  return `${treeText(explanation.nodes, output)}\n${explanation.sentence}`;
}

/** What stands in the place of a value that is not shown. */
export const MASKED = "(masked; --reveal shows it)";

/** The parts of an expression, indented, each with its outcome. */
export function treeText(nodes: readonly ExplainedNode[], output: Output): string {
  const paint = painter(output);
  const room = (output.width ?? Number.POSITIVE_INFINITY) - ROOM_FOR_VALUES;
  const rows = nodes.map((node) => {
    const indent = "  ".repeat(node.depth);
    return [
      `${indent}${oneLine(node.source, Math.max(SHOWN_LEAST, Math.min(SHOWN_SOURCE, room - indent.length)))}`,
      outcomeOf(node),
    ];
  });
  const lines = columns(rows).split("\n");
  return lines.map((line, index) => (nodes[index]?.status === "skipped" ? paint("dim", line) : line)).join("\n");
}

function outcomeOf(node: ExplainedNode): string {
  const shown = {
    value: () => (node.masked ? MASKED : `= ${JSON.stringify(node.value)}`),
    null: () => "= null",
    error: () => `! ${node.code}`,
    skipped: () => "skipped",
  }[node.status]();
  return node.repeated && node.status !== "skipped" ? `${shown}  (last element)` : shown;
}

/** More of a part's source than this is cut, on a narrow terminal more still. */
const SHOWN_SOURCE = 60;
const SHOWN_LEAST = 16;
/** What a narrow terminal keeps for values. */
const ROOM_FOR_VALUES = 24;

function oneLine(source: string, most: number): string {
  const text = source.replace(/\s+/g, " ");
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
