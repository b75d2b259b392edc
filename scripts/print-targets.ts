/** The tables of targets, reserved names and notes, from their rows: what `docs/reference/targets.md` and the guide to Okta hold. */
import { RESERVED_NAMES, TOKEN_WORDS } from "../src/claims/reserved.js";
import type { TokenKind } from "../src/context/grants.js";
import { EXPORT_NOTES, IMPORT_NOTES } from "../src/okta/notes.js";
import { KIND_WORDS } from "../src/targets/check.js";
import { TARGETS, type Target } from "../src/targets/target.js";

const code = (text: string): string => `\`${text}\``;

/** A row as a Markdown table has it. */
type Rows = readonly (readonly string[])[];

/** What each target carries. */
export function targetRows(): Rows {
  return Object.entries<Target>(TARGETS).map(([key, { name, tokens, carries, size }]) => [
    code(key),
    name,
    tokens.map((token) => TOKEN_WORDS[token]).join(", "),
    carries.length === Object.keys(KIND_WORDS).length ? "any JSON" : carries.map((kind) => KIND_WORDS[kind]).join(", "),
    size ? `${size.bytes.toLocaleString("en-US")} bytes, the ${size.of}` : "—",
  ]);
}

/** The names each target keeps for itself, and what else is to be known. */
export function targetNames(): string {
  return Object.entries<Target>(TARGETS)
    .map(([key, { name, reserved, plain, note, source }]) => {
      const lists = (Object.keys(reserved) as TokenKind[]).map((token) => {
        const { names = [], prefixes = [], hosts = [] } = reserved[token] ?? {};
        const more = [...prefixes.map((each) => `${code(each)}…`), ...hosts.map((each) => `addresses of ${each}`)];
        return `- ${TOKEN_WORDS[token]}: ${[...names.map(code), ...more].join(", ")}`;
      });
      const plainly = plain ? [`- neither a list nor a map: ${plain.map(code).join(", ")}`] : [];
      return [`### ${key}`, "", `${name}: [the vendor's page](${source}).${note ? ` ${note}` : ""}`, "", ...lists, ...plainly].join(
        "\n",
      );
    })
    .join("\n\n");
}

/** The names that are reserved whatever the target. */
export function reservedRows(): Rows {
  return RESERVED_NAMES.map(({ name, allowed, source, about }) => [
    code(name),
    about,
    allowed.map((token) => TOKEN_WORDS[token]).join(", ") || "—",
    source,
  ]);
}

/** The notes of an import or an export. */
export function noteRows(table: "import" | "export"): Rows {
  return Object.entries(table === "import" ? IMPORT_NOTES : EXPORT_NOTES).map(([key, { outcome, message }]) => [
    code(key),
    outcome,
    message.replace(/\{(\w+)\}/g, "‹$1›"),
  ]);
}
