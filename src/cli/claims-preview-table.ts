/** A preview as tables for a terminal: one for each group of tokens that hold the same. */
import type { ClientCoverage } from "../claims/coverage.js";
import type { Preview, PreviewedClaim, PreviewedToken } from "../claims/preview.js";
import { TOKEN_WORDS } from "../claims/reserved.js";
import type { Reason, ReasonCode } from "../diagnostics/reasons.js";
import { type Cell, counted, cut, jsonText, plainText, tableLines } from "./claims-words.js";
import { MASKED } from "./show.js";
import { type Output, painter } from "./terminal.js";

/** Tokens that hold the same. */
export interface TokenGroup {
  /** The first of them. */
  readonly token: PreviewedToken;
  readonly clients: readonly string[];
  readonly grants: readonly string[];
}

/** Groups tokens that hold the same: first the grants of one client, then clients with the same grants. */
export function grouped(tokens: readonly PreviewedToken[]): TokenGroup[] {
  const byClient = mergeBy(
    tokens.map((token) => ({ token, clients: token.client === null ? [] : [token.client], grants: [token.grant] })),
    ({ token }) => JSON.stringify([token.client, token.token, contentOf(token)]),
  );
  return mergeBy(byClient, ({ token, grants }) => JSON.stringify([token.token, grants, contentOf(token)]));
}

function mergeBy(groups: readonly TokenGroup[], keyOf: (group: TokenGroup) => string): TokenGroup[] {
  const merged = new Map<string, TokenGroup>();
  for (const group of groups) {
    const key = keyOf(group);
    const before = merged.get(key);
    const union = (one: readonly string[], other: readonly string[]): string[] => [...new Set([...one, ...other])];
    merged.set(
      key,
      before
        ? { token: before.token, clients: union(before.clients, group.clients), grants: union(before.grants, group.grants) }
        : group,
    );
  }
  return [...merged.values()];
}

/** Everything a table shows of a token. */
function contentOf({ claims, ok, bytes, overBudget, warnings }: PreviewedToken): unknown {
  const rows = claims.map((claim) => [
    claim.name,
    ...(isExcluded(claim) ? [claim.reason?.code] : [claim.type, claim.bytes, wordsOf(claim)]),
  ]);
  return [rows, ok, bytes, overBudget, warnings.map(({ message }) => message)];
}

/** More names than this are only counted. */
const SHOWN_NAMES = 8;

/** Names with commas between them. */
export function namesText(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).map(plainText).join(", ");
  return names.length > SHOWN_NAMES ? `${shown} and ${names.length - SHOWN_NAMES} more` : shown;
}

/** The lines of a whole preview. */
export function previewLines(preview: Preview, output: Output): string[] {
  const paint = painter(output);
  const problems = preview.problems.map(({ message, hint }) => paint("error", `${message}${hint ? ` ${hint}` : ""}`));
  const groups = grouped(preview.tokens);
  return [
    ...problems,
    ...groups.flatMap((group, index) => [...(index > 0 ? [""] : []), ...groupLines(group, preview.budget, output)]),
  ];
}

function groupLines(group: TokenGroup, budget: number | undefined, output: Output): string[] {
  const { token, clients, grants } = group;
  const paint = painter(output);
  const about = [...(clients.length > 0 ? [namesText(clients)] : []), namesText(grants), TOKEN_WORDS[token.token]].join(" · ");
  const inside = (text: string): string[] => tableLines([[{ text }]], output.width, "  ").flat();
  return [
    ...tableLines([[{ text: `${about} · ${sizeText(token, budget)}` }]], output.width)
      .flat()
      .map((line) => paint("bold", line)),
    ...claimLines(token, output),
    ...excludedSentences(token).flatMap((sentence) => inside(sentence).map((line) => paint("dim", line))),
    ...(token.ok ? [] : inside(`This token is refused: ${refusals(token)}.`).map((line) => paint("error", line))),
    ...(token.overBudget ? [paint("error", `  These are ${token.bytes - (budget ?? 0)} bytes more than the budget.`)] : []),
    ...token.warnings.flatMap(({ message }) => inside(message).map((line) => paint("warning", line))),
  ];
}

const HEAD: readonly Cell[] = [
  { text: "CLAIM" },
  { text: "TYPE" },
  { text: "BYTES", align: "right" },
  { text: "SHARE", align: "right" },
  { text: "VALUE" },
];

/** The table of the claims whose conditions do not exclude the token. */
function claimLines(token: PreviewedToken, output: Output): string[] {
  const claims = token.claims.filter((claim) => !isExcluded(claim));
  if (claims.length === 0) return [];
  const rows = claims.map((claim) => cellsOf(claim, token, output.width));
  const [head = [], ...body] = tableLines([HEAD, ...rows], output.width, "  ");
  return [
    ...head.map((line) => painter(output)("dim", line)),
    ...body.flatMap((lines, index) => lines.map((line) => painted(line, claims[index] as PreviewedClaim, output))),
  ];
}

/** The reasons that a claim's own conditions give. */
const OF_CONDITIONS: ReadonlySet<string> = new Set<ReasonCode>([
  "client-not-selected",
  "grant-not-selected",
  "token-type",
  "scope-not-granted",
]);

/** Whether a claim is not meant for a token at all. */
export function isExcluded({ status, reason }: PreviewedClaim): boolean {
  return status === "absent" && OF_CONDITIONS.has(reason?.code ?? "");
}

/** The claims that are not meant for a token, one sentence for each reason. */
export function excludedSentences({ claims }: PreviewedToken): string[] {
  const byCode = new Map<string, string[]>();
  for (const claim of claims) {
    if (!isExcluded(claim) || !claim.reason) continue;
    byCode.set(claim.reason.code, [...(byCode.get(claim.reason.code) ?? []), claim.name]);
  }
  return [...byCode].map(([code, names]) => `not for this token (${code}): ${namesText(names)}`);
}

function sizeText({ bytes, claims }: PreviewedToken, budget: number | undefined): string {
  const more = claims.some(({ status }) => status === "depends") ? " and what depends on data" : "";
  return `${counted(bytes, "byte")}${budget === undefined ? "" : ` of ${budget}`}${more}`;
}

function refusals({ claims }: PreviewedToken): string {
  return namesText(claims.filter(({ fatal }) => fatal).map(({ name }) => name));
}

/** A longer value is cut. */
const SHOWN_VALUE = 400;

/** The longest name and type shown: on a terminal a part of its width. */
function longest(width: number | undefined): { name: number; type: number } {
  return width === undefined
    ? { name: 60, type: 40 }
    : { name: Math.max(16, Math.floor(width * 0.28)), type: Math.max(12, Math.floor(width * 0.15)) };
}

/** A name cut to a length; of a URI the end tells most. */
function nameText(name: string, most: number): string {
  const text = plainText(name);
  return text.length > most && text.includes("/") ? `…${text.slice(1 - most)}` : cut(text, most);
}

function cellsOf(claim: PreviewedClaim, { bytes }: PreviewedToken, width: number | undefined): Cell[] {
  const hasBytes = claim.status === "value";
  const most = longest(width);
  return [
    { text: nameText(claim.name, most.name) },
    { text: cut(claim.type, most.type) },
    { text: hasBytes ? String(claim.bytes) : "", align: "right" },
    { text: hasBytes ? shareText(claim.bytes, bytes) : "", align: "right" },
    { text: wordsOf(claim) },
  ];
}

/** A part of a whole, in per cent. */
export function shareText(part: number, whole: number): string {
  return `${Math.round((100 * part) / Math.max(1, whole))}%`;
}

/** What a claim comes to, in words. */
export function wordsOf(claim: PreviewedClaim): string {
  const { status, value, masked, by, reason, diagnostic, because = [] } = claim;
  if (status === "absent") return reason ? `absent (${reason.code}): ${placeOf(reason)}` : "absent";
  if (status === "error") return `error (${diagnostic?.code}): ${diagnostic?.message}`;
  if (status === "value") {
    const shown = masked ? MASKED : cut(jsonText(value), SHOWN_VALUE);
    return by ? `${shown} by ${by.policy} (${by.reason.code}): ${placeOf(by.reason)}` : shown;
  }
  const paths = [...new Set(because.flatMap(({ path }) => path ?? []))];
  return paths.length > 0 ? `depends on ${namesText(paths)}` : "depends on data that was not given";
}

/** What an absence hangs on: its path, or its sentence where it has none. */
function placeOf({ path, message }: Reason): string {
  return path ?? message.replace(/\.$/, "");
}

function painted(line: string, { status, fatal }: PreviewedClaim, output: Output): string {
  const paint = painter(output);
  if (status === "error") return paint(fatal ? "error" : "warning", line);
  return status === "value" ? line : paint("dim", line);
}

/** One sentence for each property of the clients that claims read. */
export function coverageSentences(coverage: readonly ClientCoverage[]): string[] {
  return coverage
    .filter(({ of }) => of > 0)
    .map(({ path, set, of, missing }) => {
      const some = `\`${path}\` is set on ${set} of ${counted(of, "client")}`;
      return missing.length === 0 ? `${some}.` : `${some}; missing on ${namesText(missing)}.`;
    });
}

/** The same as lines, what is missing in colour. */
export function coverageLines(coverage: readonly ClientCoverage[], output: Output): string[] {
  const paint = painter(output);
  const sentences = coverageSentences(coverage);
  const lines = sentences.flatMap((sentence) =>
    tableLines([[{ text: sentence }]], output.width)
      .flat()
      .map((line) => (sentence.includes("; missing on ") ? paint("warning", line) : line)),
  );
  return lines.length > 0 ? ["", ...lines] : [];
}
