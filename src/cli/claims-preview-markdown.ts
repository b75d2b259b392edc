/** A preview as Markdown, for a review or a wiki. */
import type { ClientCoverage } from "../claims/coverage.js";
import type { Preview, PreviewedClaim, PreviewedToken } from "../claims/preview.js";
import { TOKEN_WORDS } from "../claims/reserved.js";
import {
  coverageSentences,
  excludedSentences,
  grouped,
  isExcluded,
  namesText,
  shareText,
  type TokenGroup,
  wordsOf,
} from "./claims-preview-table.js";
import { counted } from "./claims-words.js";

/** The lines of a whole preview. */
export function markdownLines(preview: Preview, coverage: readonly ClientCoverage[]): string[] {
  const problems = preview.problems.map(({ message, hint }) => inert(`${message}${hint ? ` ${hint}` : ""}`));
  const tables = grouped(preview.tokens).flatMap((group) => [...groupLines(group, preview.budget), ""]);
  const sentences = coverageSentences(coverage);
  const clients = sentences.length > 0 ? ["## Clients", "", ...sentences.map((sentence) => `- ${inert(sentence)}`)] : [];
  return [...problems, ...tables, ...clients].join("\n").trimEnd().split("\n");
}

function groupLines({ token, clients, grants }: TokenGroup, budget: number | undefined): string[] {
  const about = [...(clients.length > 0 ? [namesText(clients)] : []), namesText(grants), TOKEN_WORDS[token.token]];
  return [
    `## ${inert(about.join(", "))}`,
    "",
    `${counted(token.bytes, "byte")}${budget === undefined ? "" : ` of ${budget}`}${token.ok ? "" : "; this token is refused"}${token.overBudget ? "; over the budget" : ""}.`,
    "",
    ...tableOf(token),
    ...excludedSentences(token).flatMap((sentence) => ["", inert(sentence)]),
    ...token.warnings.flatMap(({ message }) => ["", inert(message)]),
  ];
}

function tableOf({ claims, bytes }: PreviewedToken): string[] {
  const shown = claims.filter((claim) => !isExcluded(claim));
  const rows = shown.map((claim) => rowOf(claim, bytes));
  return rows.length === 0 ? [] : ["| claim | type | bytes | share | value |", "|---|---|---:|---:|---|", ...rows];
}

function rowOf(claim: PreviewedClaim, whole: number): string {
  const { name, type, status, bytes, masked, by } = claim;
  const size = status === "value" ? [String(bytes), shareText(bytes, whole)] : ["", ""];
  const words = wordsOf(claim);
  return `| ${[code(name), code(type), ...size, status === "value" && !masked && !by ? code(words) : inert(words)].join(" | ")} |`;
}

/** Text in which nothing is Markdown but its own backticks. */
function inert(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : part.replace(/[\\*_{}[\]<>#|~!]/g, "\\$&")))
    .join("");
}

/** Text as code; a fence longer than any run of backticks in it. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const blank = longest > 0 || text === "" ? " " : "";
  return `${fence}${blank}${text.replace(/\|/g, "\\|")}${blank}${fence}`;
}
