/** Prints the tables of the documents from the tables of the sources: `npm run docs`; a test fails when one is stale. */
import { readFileSync, writeFileSync } from "node:fs";
import { LIMIT_WORDS } from "../src/base/limit-words.js";
import { DEFAULT_LIMITS } from "../src/base/limits.js";
import { COMMAND_NAMES, COMMANDS } from "../src/cli/commands.js";
import { commandHelp, EXITS } from "../src/cli/help.js";
import { GRANTS, type Grant, type TokenKind } from "../src/context/grants.js";
import { type ContextKind, KINDS } from "../src/context/kinds.js";
import { ROOTS, type RootRow } from "../src/context/roots.js";
import { REASONS } from "../src/diagnostics/reasons.js";
import { INFIX, LEVELS, PREFIX, UNCHAINED } from "../src/syntax/operators.js";
import { printType } from "../src/types/print.js";
import { documents } from "./documents.js";
import { functionCount, functionReference } from "./print-functions.js";
import { noteRows, reservedRows, targetNames, targetRows } from "./print-targets.js";

type Rows = readonly (readonly string[])[];

function table(head: readonly string[], rows: Rows): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

const code = (text: string): string => `\`${text}\``;
const codes = (texts: readonly string[]): string => texts.map(code).join(" ");

function operators(): string {
  const infix = LEVELS.map((level) => {
    const rows = Object.values(INFIX).filter((row) => row.level === level);
    const note = level === UNCHAINED ? ", never two in a row" : "";
    return [level, `${rows.map(({ spellings }) => codes(spellings)).join(" · ")}${note}`];
  });
  return table(
    ["level", "operators"],
    [
      ["conditional", "`a ? b : c`, `a ?: b`; leans to the right"],
      ...infix,
      [
        "unary",
        Object.values(PREFIX)
          .map(({ spellings }) => codes(spellings))
          .join(" · "),
      ],
      ["postfix", "`.name` `.name(…)` `[index]` `.![…]` `.?[…]`, and with `?` before each the forms that stop at null"],
    ],
  );
}

function reasons(): string {
  const words = (message: string) =>
    message.replaceAll("`{path}`", "it").replaceAll("{path}", "it").replace("{grant}", "the grant");
  const rows = Object.entries(REASONS).map(([name, message]) => {
    const sentence = words(message)
      .replace("{sources}", "")
      .replace("{count}", "N")
      .replace("{length}", "N")
      .replace("{place}", "index M");
    return [code(name), sentence.charAt(0).toUpperCase() + sentence.slice(1)];
  });
  return table(["code", "says"], rows);
}

function roots(): string {
  const rows = Object.entries<RootRow>(ROOTS).map(([name, row]) => {
    const kinds = Object.values<ContextKind>(KINDS).filter((kind) => (kind.roots as readonly string[]).includes(name));
    const builtIn = Object.entries(row.builtIn).map(([key, type]) =>
      printType(type) === "text" ? code(key) : `${code(key)} (${code(printType(type))})`,
    );
    return [
      code(name),
      row.doc,
      builtIn.join(", ") || "—",
      kinds.length === Object.keys(KINDS).length ? "all" : kinds.map((kind) => kind.name).join(", "),
    ];
  });
  return table(["root", "is", "built in", "in"], rows);
}

const TOKEN_WORDS: Readonly<Record<TokenKind, string>> = { access_token: "access", id_token: "ID", userinfo: "userinfo" };

function grants(): string {
  const rows = Object.entries<Grant>(GRANTS).map(([name, { user, appuser, session, tokens }]) => [
    code(name),
    user,
    appuser,
    session,
    tokens.map((token) => TOKEN_WORDS[token]).join(", "),
  ]);
  return table(["grant", "`user`, `groups`", "`appuser`", "`session`", "tokens"], rows);
}

function kinds(): string {
  const rows = Object.values<ContextKind>(KINDS).map(({ name, roots, result }) => [
    code(name),
    codes(roots),
    result === "boolean" ? "true or false; null is no match" : "a value for a claim",
  ]);
  return table(["kind", "roots", "gives"], rows);
}

function limits(): string {
  const rows = Object.entries(LIMIT_WORDS).map(([name, row]) => [
    code(name),
    DEFAULT_LIMITS[name as keyof typeof LIMIT_WORDS].toLocaleString("en-US"),
    row.counts,
    code(row.code),
  ]);
  return table(["limit", "default", "counts", "code"], rows);
}

function commands(): string {
  return COMMAND_NAMES.map((name) => `### claims-el ${name}\n\n\`\`\`text\n${commandHelp(name)}\n\`\`\``).join("\n\n");
}

function commandTable(): string {
  return table(
    ["command", "does"],
    COMMAND_NAMES.map((name) => [code(name), COMMANDS[name].summary]),
  );
}

/** Marker → what is printed there. */
const PRINTED: Readonly<Record<string, () => string>> = {
  operators,
  reasons,
  roots,
  grants,
  kinds,
  limits,
  commands,
  "command-table": commandTable,
  functions: functionReference,
  "function-count": functionCount,
  targets: () => table(["target", "is", "tokens", "values", "size"], targetRows()),
  "target-names": targetNames,
  "reserved-names": () => table(["name", "says", "may be set in the", "source"], reservedRows()),
  "import-notes": () => table(["note", "outcome", "says"], noteRows("import")),
  "export-notes": () => table(["note", "outcome", "says"], noteRows("export")),
  "exit-codes": () => table(["exit", "means"], EXITS),
};

const MARKER = /<!-- printed: ([\w-]+) -->\n[^]*?<!-- \/printed -->/g;

/** A document with its printed parts as they should be. */
export function withPrintedParts(text: string): string {
  return text.replace(MARKER, (_whole, name: string) => {
    const print = PRINTED[name];
    if (!print) throw new Error(`nothing prints "${name}"`);
    return `<!-- printed: ${name} -->\n${print()}\n<!-- /printed -->`;
  });
}

if (process.argv[1]?.endsWith("print-docs.ts")) {
  for (const path of documents()) {
    const text = readFileSync(path, "utf8");
    const printed = withPrintedParts(text);
    if (printed !== text) writeFileSync(path, printed);
  }
}
