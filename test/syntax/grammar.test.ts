/** grammar/: the printed files are fresh and hang together, and the corpus parses, or does not, as its folders say. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { grammar, uses } from "../../scripts/grammar-model.js";
import { grammarFiles } from "../../scripts/print-grammar.js";
import { hasErrors } from "../../src/diagnostics/diagnostic.js";
import { parse } from "../../src/syntax/parse.js";
import { format } from "../../src/syntax/print.js";
import { INFIX_BY_SPELLING, TOKENS, type TokenRow, WORDS } from "../../src/syntax/tokens.js";
import { referenceTree } from "./reference.js";

describe("the printed files", () => {
  it.each(Object.entries(grammarFiles()))("%s is what `npm run grammar` prints", (path, text) => {
    expect(readFileSync(path, "utf8")).toBe(text);
  });
});

const rules = grammar();
const ebnf = grammarFiles()["grammar/claims-el.ebnf"] as string;

describe("the rules", () => {
  it("use what is defined, and all are used", () => {
    const names = rules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const used = new Set(rules.flatMap(({ part }) => uses(part)));
    expect([...used].filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => !used.has(name) && name !== "expression")).toEqual([]);
  });
  it("hold every token that is not for mistakes only, and no other", () => {
    const drawn = ebnf.replace(/\(\*[^]*?\*\)/g, "");
    const quoted = new Set(
      [...drawn.replace(/= \? .* \? ;/g, "").matchAll(/"([^"]+)"|'([^']+)'/g)].map(([, double, single]) => double ?? single),
    );
    const rows = (TOKENS as readonly TokenRow[]).filter((row) => row.name !== "Blank");
    const spellingsOf = (row: TokenRow): readonly string[] => (row.writes === undefined ? (row.spellings ?? []) : [row.writes]);
    const valid = rows.filter((row) => row.mistake !== true);
    for (const spelling of valid.flatMap(spellingsOf)) expect(quoted).toContain(spelling);
    for (const spelling of [...WORDS.keys(), ...INFIX_BY_SPELLING.keys()]) expect(quoted).toContain(spelling);
    for (const row of valid.filter((each) => each.describes)) expect(drawn).toContain(`? ${row.describes} ?`);
    for (const row of rows.filter((each) => each.mistake)) {
      expect(drawn).not.toMatch(new RegExp(`\\b${row.name}\\b`));
      for (const spelling of row.spellings ?? []) expect(quoted).not.toContain(spelling);
    }
  });
});

describe("the diagrams", () => {
  const page = grammarFiles()["grammar/diagram.html"] as string;
  it("need nothing from outside and run nothing", () => {
    expect(page).not.toMatch(/<script|https?:|src=|@import|url\(|\son\w+=/i);
  });
  it("draw every rule, and lead only to rules", () => {
    const ids = [...page.matchAll(/<h2 id="(\w+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(rules.map(({ name }) => name));
    for (const [, target] of page.matchAll(/href="#(\w+)"/g)) expect(ids).toContain(target);
  });
  it("have no place that is no number", () => expect(page).not.toMatch(/NaN|undefined|Infinity/));
});

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Record<string, { name: string }>;
}

describe("the TextMate grammar", () => {
  const { patterns } = JSON.parse(grammarFiles()["grammar/claims-el.tmLanguage.json"] as string) as { patterns: Pattern[] };

  /** The scopes of one line, as the engine of an editor finds them: the first pattern that matches at each place. */
  function scopes(line: string): string {
    const found: string[] = [];
    const say = (text: string, name = ""): void => void found.push(`${text}:${name.split(".")[0]}`);
    // Letter case is a mark inside the pattern there, and a flag here.
    const at = (source: string, place: number): RegExpExecArray | null => {
      const pattern = new RegExp(source.replaceAll("(?i:", "(?:"), source.includes("(?i:") ? "iy" : "y");
      pattern.lastIndex = place;
      return pattern.exec(line);
    };
    for (let place = 0; place < line.length; ) {
      const hit = patterns.flatMap((pattern) => {
        const match = at(pattern.match ?? pattern.begin ?? "", place);
        return match ? [{ pattern, match }] : [];
      })[0];
      if (!hit) {
        if (line[place] !== " ") say(line[place] ?? "", "none");
        place++;
        continue;
      }
      const { pattern, match } = hit;
      let end = place + match[0].length;
      if (pattern.end !== undefined) {
        const quote = pattern.begin ?? "";
        while (end < line.length && !at(pattern.end, end)) end += line.startsWith(quote + quote, end) ? 2 : 1;
        end += 1;
      }
      if (pattern.captures) for (const [index, { name }] of Object.entries(pattern.captures)) say(match[Number(index)] ?? "", name);
      else say(line.slice(place, end), pattern.name);
      place = end;
    }
    return found.join(" ");
  }

  it.each([
    ["user.email == 'x'", "user:variable .:punctuation email:variable ==:keyword 'x':string"],
    [
      "String.len(a) ?: 1.5",
      "String:variable .:punctuation len:entity (:punctuation a:variable ):punctuation ?::keyword 1.5:constant",
    ],
    ["f(TRUE) And Null", "f:entity (:punctuation TRUE:constant ):punctuation And:keyword Null:constant"],
    ["a.and.not", "a:variable .:punctuation and:variable .:punctuation not:variable"],
    [
      "{and: android, not : 1}",
      "{:punctuation and:variable ::keyword android:variable ,:punctuation not:variable ::keyword 1:constant }:punctuation",
    ],
    ["a?.[0]?.b", "a:variable ?.:punctuation [:punctuation 0:constant ]:punctuation ?.:punctuation b:variable"],
    ["a.![#this]?.?[b]", "a:variable .![:punctuation #this:constant ]:punctuation ?.?[:punctuation b:variable ]:punctuation"],
    ["!a!=b", "!:keyword a:variable !=:keyword b:variable"],
    ["a ? -1 : b", "a:variable ?:keyword -:keyword 1:constant ::keyword b:variable"],
    ['"say ""hi""" + \'it\'\'s\'', '"say ""hi""":string +:keyword \'it\'\'s\':string'],
    ["1.toInteger()", "1:constant .:punctuation toInteger:entity (:punctuation ):punctuation"],
    ["a ; b = `c`", "a:variable ;:none b:variable =:none `:none c:variable `:none"],
  ])("%s", (line, expected) => expect(scopes(line)).toBe(expected));

  it("has no class of characters that takes other alphabets", () => expect(JSON.stringify(patterns)).not.toMatch(/\\\\[dw]/));
});

/** The expressions of a folder: one a line in `.txt`, one a file in `.claims`. */
function corpus(folder: string): (readonly [string, string])[] {
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(`${folder}/${name}`, "utf8");
    const lines = name.endsWith(".txt") ? text.split("\n").filter((line) => line !== "") : [text];
    return lines.map((line) => [name, line] as const);
  });
}

describe("the corpus", () => {
  it.each(corpus("grammar/corpus/valid"))("%s: %s parses", (_name, source) => {
    expect(parse(source).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(referenceTree(source)).toBeDefined();
    expect(hasErrors(parse(format(source)).diagnostics)).toBe(false);
  });
  it.each(corpus("grammar/corpus/invalid"))("%s: %s does not parse", (_name, source) => {
    expect(hasErrors(parse(source).diagnostics)).toBe(true);
    expect(referenceTree(source)).toBeUndefined();
  });
  it("is there", () => {
    expect(corpus("grammar/corpus/valid").length).toBeGreaterThan(150);
    expect(corpus("grammar/corpus/invalid").length).toBeGreaterThan(150);
  });
});
