/** The grammar in the notation of ISO/IEC 14977. */
import type { GrammarRule, Part } from "./grammar-model.js";

const HEADING = `(* The grammar of claims expressions, in the notation of ISO/IEC 14977. Printed from the tables and the parser: npm run grammar.
   Words go in any letter case. Behind a dot, and as a key, a word is a name. Blanks and line ends stand between any two tokens. *)
`;

/** A part; a choice goes into brackets inside a sequence. */
export function ebnf(part: Part, inside = false): string {
  switch (part.kind) {
    case "word":
      return part.text.includes('"') ? `'${part.text}'` : `"${part.text}"`;
    case "rule":
      return part.name;
    case "described":
      return `? ${part.text} ?`;
    case "sequence":
      return part.parts.map((each) => ebnf(each, true)).join(" , ");
    case "choice": {
      const choice = part.parts.map((each) => ebnf(each)).join(" | ");
      return inside ? `( ${choice} )` : choice;
    }
    case "optional":
      return `[ ${ebnf(part.part)} ]`;
    case "repeated": {
      if (!part.separator) return `{ ${ebnf(part.part)} }`;
      const list = `${ebnf(part.part, true)} , { ${ebnf(part.separator)} , ${ebnf(part.part, true)} }`;
      return part.least === 0 ? `[ ${list} ]` : list;
    }
  }
}

const LONGEST = 110;

/** A rule; a long one has each alternative of its last part on a line of its own. */
function written({ name, part }: GrammarRule, width: number): string {
  const head = `${name.padEnd(width)} = `;
  const line = `${head}${ebnf(part)} ;`;
  if (line.length <= LONGEST) return line;
  const margin = " ".repeat(width + 3);
  const broken = (choice: Part, opening: string, closing: string): string =>
    choice.kind === "choice"
      ? `${opening} ${choice.parts.map((each) => ebnf(each)).join(`\n${margin}| `)}\n${margin}${closing}`
      : `${opening} ${ebnf(choice)} ${closing}`;
  if (part.kind === "choice") return `${head}${part.parts.map((each) => ebnf(each)).join(`\n${margin.slice(0, -2)}| `)} ;`;
  if (part.kind !== "sequence") return line;
  const [last, ...before] = [...part.parts].reverse() as [Part, ...Part[]];
  const start = before.reverse().map((each) => `${ebnf(each, true)} ,\n${margin}`);
  if (last.kind === "repeated" && !last.separator) return `${head}${start.join("")}${broken(last.part, "{", "}")} ;`;
  return `${head}${start.join("")}${last.kind === "optional" ? broken(last.part, "[", "]") : ebnf(last, true)} ;`;
}

/** The whole grammar as a file. */
export function ebnfFile(rules: readonly GrammarRule[]): string {
  const width = Math.max(...rules.map(({ name }) => name.length));
  return `${HEADING}\n${rules.map((each) => written(each, width)).join("\n")}\n`;
}
