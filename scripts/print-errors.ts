/** Prints docs/errors from the table of codes and the failing examples: `npm run docs`; a test fails when a page is stale. */
import { mkdirSync, writeFileSync } from "node:fs";
import { CODES, type Code } from "../src/diagnostics/codes.js";
import type { CodeRow } from "../src/diagnostics/define.js";
import type { Diagnostic } from "../src/diagnostics/diagnostic.js";
import { renderDiagnostic } from "../src/diagnostics/render.js";
import { type Example, raised, readExamples } from "./error-examples.js";

/** What each room's errors are about. */
const ROOMS: Readonly<Record<string, string>> = {
  syntax: "Mistakes in the text of an expression. They are found before anything else is looked at.",
  check: "Mistakes that are found before there is any data: names, types, arguments, settings.",
  lint: "What is allowed and likely not meant. A warning stops nothing.",
  context: "Faults in the data of one evaluation. They name the path and never show the value.",
  run: "What ends an evaluation. None of it shows a value of the data.",
  claims: "Mistakes in a claims document or in a token request.",
  cli: "Lines of a batch that cannot be evaluated at all.",
};

const codes = Object.keys(CODES) as Code[];
const roomOf = (code: string): string => code.split("/")[0] as string;
const anchorOf = (code: string): string => code.split("/")[1] as string;
const fenced = (language: string, text: string): string => {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
};

/** `{name}` as a reader sees an argument. */
const withArguments = (template: string): string => template.replace(/\{(\w+)\}/g, "‹$1›");

/** JSON on one line where that is short, indented otherwise. */
function json(value: unknown): string {
  const line = JSON.stringify(value);
  return line.length <= 100 ? line : JSON.stringify(value, null, 2);
}

/** Longer texts than this are cut; a page is read by people. */
const SHOWN = 400;

function cut(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)} …` : text;
}

/** What an example is made of, each part under its name. */
function parts(example: Example): string[] {
  const { expr, text, line, bytes, host, document, request, preview, context, schemas, limits } = example;
  const flags = (["grant", "kind", "dialect", "strict", "rows", "target"] as const).flatMap((key) =>
    example[key] === undefined ? [] : [`${key} ${example[key]}`],
  );
  const shown: [string, string][] = [];
  if (expr !== undefined) shown.push(["expression", expr]);
  if (text !== undefined) shown.push(["document", text]);
  if (line !== undefined) shown.push(["line", line]);
  if (bytes !== undefined) shown.push(["bytes", bytes]);
  if (document !== undefined) shown.push(["document", json(document)]);
  if (request !== undefined) shown.push(["request", json(request)]);
  if (preview !== undefined) shown.push(["preview", json(preview)]);
  if (schemas !== undefined) shown.push(["schemas", json(schemas)]);
  if (context !== undefined) shown.push(["context", json(context)]);
  if (limits !== undefined) shown.push(["limits", json(limits)]);
  if (host !== undefined) shown.push([expr === undefined ? "given" : "context", host]);
  if (flags.length > 0) shown.push(["with", flags.join(", ")]);
  return shown.map(
    ([name, value]) =>
      `${`${name}:`.padEnd(12)}${cut(value)
        .split("\n")
        .join(`\n${" ".repeat(12)}`)}`,
  );
}

/** The diagnostic of an example as the command draws it. */
function drawn(example: Example, entry: Diagnostic): string {
  const source =
    example.document === undefined && example.text === undefined && example.line === undefined && !isAtNoPlace(entry)
      ? (example.expr ?? "")
      : "";
  return renderDiagnostic(source, entry);
}

/** A span of nothing at the start is what a diagnostic without a place in the expression has. */
const isAtNoPlace = ({ span, code }: Diagnostic): boolean => span.start === 0 && span.end === 0 && roomOf(code) !== "syntax";

function section(code: Code, examples: readonly Example[]): string {
  const { severity, message, hint = "" }: CodeRow = CODES[code];
  const shown = examples
    .filter((example) => example.code === code)
    .map((example) => {
      const entry = raised(example).find((each) => each.code === code);
      if (!entry) throw new Error(`the example of ${code} does not raise it`);
      const why = example.why === undefined ? [] : [example.why, ""];
      return [...why, fenced("text", [...parts(example), "", ...drawn(example, entry).split("\n")].join("\n"))].join("\n");
    });
  const says = [withArguments(message), ...(hint === "" || /^\{\w+\}$/.test(hint) ? [] : [withArguments(hint)])];
  return [`<a id="${anchorOf(code)}"></a>`, "", `## ${code}`, "", `${severity}: ${says.join(" ")}`, "", ...shown].join("\n");
}

/** Path → text of every page. */
export function errorPages(): ReadonlyMap<string, string> {
  const examples = readExamples();
  const rooms = Object.keys(ROOMS).filter((room) => codes.some((code) => roomOf(code) === room));
  const pages = rooms.map((room): [string, string] => {
    const sections = codes.filter((code) => roomOf(code) === room).map((code) => section(code, examples));
    return [
      `docs/errors/${room}.md`,
      `${[`# ${room} errors`, "", ROOMS[room], "", ...sections.join("\n\n").split("\n")].join("\n")}\n`,
    ];
  });
  const index = rooms.map((room) => {
    const rows = codes
      .filter((code) => roomOf(code) === room)
      .map(
        (code) =>
          `| [${code}](${room}.md#${anchorOf(code)}) | ${CODES[code].severity} | ${withArguments(CODES[code].message).replaceAll("|", "\\|")} |`,
      );
    return [`## ${room}`, "", ROOMS[room], "", "| code | severity | says |", "|---|---|---|", ...rows].join("\n");
  });
  const opening =
    "Every code that a diagnostic can have, each with an example that raises it. Codes are stable; what a message says may get better.";
  return new Map([["docs/errors/README.md", `# Errors\n\n${opening}\n\n${index.join("\n\n")}\n`], ...pages]);
}

if (process.argv[1]?.endsWith("print-errors.ts")) {
  mkdirSync("docs/errors", { recursive: true });
  for (const [path, text] of errorPages()) writeFileSync(path, text);
}
