/** A report of tests for a person. */
import type { EdgeReport } from "../claims/edge-tests.js";
import type { TestCoverage } from "../claims/test-coverage.js";
import type { TestReport } from "../claims/tests.js";
import { counted, cut, plainText, tableLines } from "./claims-words.js";
import { type Output, painter } from "./terminal.js";

/** More of a list than this is only counted. */
const SHOWN_MISSED = 10;
const SHOWN_SOURCE = 60;

/** The lines of a report. */
export function reportLines({ tests, passed, failed, coverage }: TestReport, output: Output): string[] {
  const paint = painter(output);
  const lines = tests.flatMap(({ number, title, failures }) => [
    `${failures.length === 0 ? "ok  " : paint("error", "FAIL")} ${number} ${plainText(title)}`,
    ...failures.flatMap((failure) => tableLines([[{ text: failureText(failure) }]], output.width, "       ").flat()),
  ]);
  const sum = tests.length === 0 ? "The document has no tests." : `${counted(passed, "test")} passed, ${failed} failed.`;
  const isMasked = tests.some(({ failures }) => failures.some(({ masked }) => masked));
  return [
    ...lines,
    ...(tests.length > 0 ? [""] : []),
    failed > 0 ? paint("error", sum) : sum,
    ...(isMasked ? ["--reveal shows the values that are masked."] : []),
    ...coverageLines(coverage, output),
  ];
}

/** One expectation that did not hold, as a line. */
export function failureText({ claim, expected, actual }: TestReport["tests"][number]["failures"][number]): string {
  return plainText(`${claim === undefined ? "" : `${claim}: `}expected ${expected}; got ${actual}`);
}

function coverageLines({ branches, grants }: TestCoverage, output: Output): string[] {
  const missedBranches = branches.missed.map(
    ({ claim, source }) => `\`${cut(plainText(source.replace(/\s+/g, " ")), SHOWN_SOURCE)}\` of ${plainText(claim)}`,
  );
  const byClaim = new Map<string, string[]>();
  for (const { claim, grant } of grants.missed) byClaim.set(claim, [...(byClaim.get(claim) ?? []), grant]);
  const missedGrants = [...byClaim].map(([claim, names]) => `${plainText(claim)} on ${names.join(", ")}`);
  return [
    ...(branches.of > 0 ? [`Branches: ${branches.reached} of ${branches.of}.`] : []),
    ...missedLines(missedBranches, output),
    ...(grants.of > 0 ? [`Claims on grants: ${grants.reached} of ${grants.of}.`] : []),
    ...missedLines(missedGrants, output),
  ];
}

function missedLines(missed: readonly string[], output: Output): string[] {
  const shown = missed.slice(0, SHOWN_MISSED).map((text) => `not reached: ${text}`);
  const all = missed.length > shown.length ? [...shown, `and ${missed.length - shown.length} more`] : shown;
  return all.flatMap((text) =>
    tableLines([[{ text }]], output.width, "  ")
      .flat()
      .map((line) => painter(output)("dim", line)),
  );
}

/** What trying the edges found. */
export function edgeLines({ tried, refused, findings }: EdgeReport, output: Output): string[] {
  const paint = painter(output);
  const lines = findings.flatMap(({ claim, code, fatal, count, example }) => {
    const where = [...(example.client === null ? [] : [example.client]), example.grant, example.token].join(", ");
    const end = fatal ? "takes the token with it" : "is left out";
    const head = `${plainText(claim || "every claim")} ${end} (${code}) in ${counted(count, "token")}: ${example.title}; ${where}`;
    return [
      ...tableLines([[{ text: head }]], output.width)
        .flat()
        .map((line) => paint(fatal ? "error" : "warning", line)),
      ...tableLines([[{ text: example.message }]], output.width, "  ").flat(),
    ];
  });
  return ["", `Edges: ${counted(tried, "token")} tried, ${refused} refused.`, ...lines];
}
