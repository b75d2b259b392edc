/** The reference of functions, from their rows: what `docs/reference/functions.md` holds. */
import { KINDS, kindsWhere, knowsFunction } from "../src/context/kinds.js";
import { allFunctions } from "../src/library/all.js";
import { type FunctionRow, spellingOf } from "../src/library/define.js";
import { absencesOf, contextOf, failsOfRow, functionJson, importOf, nullPolicyOf, signaturesOf } from "../src/library/describe.js";

const code = (text: string): string => `\`${text}\``;
const codes = (texts: readonly string[]): string => texts.map(code).join(", ");

/** What a row belongs under: its family, or what its name is about. */
function groupOf(row: FunctionRow): string {
  const name = spellingOf(row);
  if (row.operator) return "Operators";
  if (name.startsWith(".")) return "Methods without a classic name";
  return name.includes(".") ? `${name.slice(0, name.indexOf("."))}` : "Bare names";
}

function valueText(value: unknown): string {
  if (value === null) return "no value";
  if (typeof value === "object" && value !== null && "error" in value) return code(String((value as { error: string }).error));
  return code(JSON.stringify(value));
}

function facts(row: FunctionRow): string[] {
  const kinds = kindsWhere((kind) => knowsFunction(kind, row));
  const entry = importOf(row);
  const lines: readonly (readonly [string, string])[] = [
    ["Nulls", nullPolicyOf(row)],
    ["Also written", codes(row.aliases ?? [])],
    ["Reads", codes(contextOf(row))],
    ["May be absent with", codes(absencesOf(row))],
    ["May fail with", codes(failsOfRow(row))],
    ["Known in", kinds.length === Object.keys(KINDS).length ? "" : codes(kinds)],
    ["Import", entry ? code(entry) : ""],
    [
      "Documented by Okta",
      row.documented === "okta" ? "" : row.documented === "ours" ? "no, it is an addition" : "no, but observed",
    ],
  ];
  return lines.filter(([, text]) => text !== "").map(([title, text]) => `- ${title}: ${text}`);
}

function page(row: FunctionRow): string {
  const examples = row.examples.map(
    ([source, expected, context]) =>
      `| ${code(source.replaceAll("|", "\\|"))}${context ? " ¹" : ""} | ${valueText(expected).replaceAll("|", "\\|")} |`,
  );
  const note = row.examples.some(([, , context]) => context)
    ? ["", "¹ With data; `claims-el functions` shows it with `--json`."]
    : [];
  return [
    `### ${spellingOf(row)}`,
    "",
    "```text",
    ...signaturesOf(row),
    "```",
    "",
    row.doc,
    "",
    ...facts(row),
    "",
    "| example | gives |",
    "|---|---|",
    ...examples,
    ...note,
  ].join("\n");
}

/** Every function, by family. */
export function functionReference(): string {
  const groups = new Map<string, FunctionRow[]>();
  for (const row of allFunctions) groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), row]);
  return [...groups]
    .map(([group, rows]) => [`## ${group}`, "", ...rows.map(page)].join("\n\n").replaceAll("\n\n\n\n", "\n\n"))
    .join("\n\n");
}

/** How many functions there are, by how they are written. */
export function functionCount(): string {
  const rows = allFunctions.map((row) => functionJson(row));
  const classic = rows.reduce((sum, row) => sum + (row.name ? 1 + row.aliases.length : 0), 0);
  const methods = new Set(rows.flatMap((row) => row.method ?? []));
  return `${rows.length} rows: ${classic} names of the classic dialect and ${methods.size} methods of the identity-engine dialect.`;
}
