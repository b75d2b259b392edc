/** A report of tests for programs: JUnit's XML, and the Test Anything Protocol. */
import type { EdgeFinding, EdgeReport } from "../claims/edge-tests.js";
import type { TestReport } from "../claims/tests.js";
import { failureText } from "./claims-test-report.js";

/** What one case says. */
interface Case {
  readonly title: string;
  readonly failures: readonly string[];
}

/** The tests, and the edges that refuse a token, as cases. */
function casesOf({ tests }: TestReport, edges: EdgeReport | undefined): Case[] {
  const cases = tests.map(({ number, title, failures }) => ({ title: `${number} ${title}`, failures: failures.map(failureText) }));
  if (!edges) return cases;
  return [
    ...cases,
    {
      title: `no made context refuses a token (${edges.tried} tried)`,
      failures: edges.findings.filter(({ fatal }) => fatal).map(findingText),
    },
  ];
}

function findingText({ claim, code, count, example }: EdgeFinding): string {
  return `${claim || "every claim"}: ${code} in ${count} tokens, such as ${[example.client, example.grant, example.token, example.title].filter((word) => word !== null).join(", ")}: ${example.message}`;
}

/** What XML cannot carry at all, or not as it is. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

function xml(text: string): string {
  return text.replace(NOT_XML, "\uFFFD").replace(/[&<>"\n\r\t]/g, (found) => ENTITIES[found] as string);
}

/** JUnit's XML, as pipelines read it. */
export function junitText(name: string, report: TestReport, edges?: EdgeReport): string {
  const cases = casesOf(report, edges);
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  const counts = `tests="${cases.length}" failures="${failed}" errors="0" skipped="0"`;
  const lines = cases.flatMap(({ title, failures }) => {
    const start = `    <testcase name="${xml(title)}" classname="${xml(name)}"`;
    if (failures.length === 0) return [`${start}/>`];
    return [`${start}>`, ...failures.map((text) => `      <failure message="${xml(text)}"/>`), "    </testcase>"];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${xml(name)}" ${counts}>`,
    ...lines,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

/** One line; `#` would begin a directive. */
function tapWords(text: string): string {
  return text.replace(/[\\#]/g, "\\$&").replace(/\s+/g, " ");
}

/** The Test Anything Protocol, version 14. */
export function tapText(report: TestReport, edges?: EdgeReport): string {
  const cases = casesOf(report, edges);
  const lines = cases.flatMap(({ title, failures }, index) => {
    const line = `${failures.length === 0 ? "ok" : "not ok"} ${index + 1} - ${tapWords(title.replace(/^\d+ /, ""))}`;
    return failures.length === 0
      ? [line]
      : [line, "  ---", "  failures:", ...failures.map((text) => `    - ${JSON.stringify(text)}`), "  ..."];
  });
  return ["TAP version 14", `1..${cases.length}`, ...lines, ""].join("\n");
}
