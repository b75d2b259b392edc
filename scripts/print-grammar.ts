/** Prints grammar/ from the tables and the parser: `npm run grammar`; a test fails when a file is stale. */
import { readFileSync, writeFileSync } from "node:fs";
import { INFIX, PREFIX } from "../src/syntax/operators.js";
import { CONSTANTS, isWord } from "../src/syntax/tokens.js";
import { diagramFile } from "./grammar-diagram.js";
import { ebnfFile } from "./grammar-ebnf.js";
import { grammar } from "./grammar-model.js";
import { textmateFile } from "./grammar-textmate.js";

/** The words of the language, as a table of the README. */
function words(): string {
  const code = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``;
  const operators = [...Object.values(PREFIX), ...Object.values(INFIX)].flatMap((row) => {
    const [word] = row.spellings.filter(isWord);
    const symbols = row.spellings.filter((spelling) => !isWord(spelling));
    return word === undefined ? [] : [`| ${code(word)} | ${symbols.map(code).join(" ")} | ${row.name} |`];
  });
  const constants = [...CONSTANTS.keys()].map((word) => `| ${code(word)} | | constant |`);
  return ["| word | symbol | is |", "|---|---|---|", ...operators, ...constants].join("\n");
}

const MARKER = /(<!-- printed: words -->\n)[^]*?(\n<!-- \/printed -->)/;

/** The README with its table of words as it should be. */
function readme(): string {
  const text = readFileSync("grammar/README.md", "utf8");
  if (!MARKER.test(text)) throw new Error("grammar/README.md has no place for the words.");
  return text.replace(MARKER, (_whole, before: string, after: string) => before + words() + after);
}

/** Every printed file: path → text. */
export function grammarFiles(): Record<string, string> {
  const rules = grammar();
  return {
    "grammar/README.md": readme(),
    "grammar/claims-el.ebnf": ebnfFile(rules),
    "grammar/diagram.html": diagramFile(rules),
    "grammar/claims-el.tmLanguage.json": textmateFile(),
  };
}

if (process.argv[1]?.endsWith("print-grammar.ts"))
  for (const [path, text] of Object.entries(grammarFiles())) writeFileSync(path, text);
