/** Every row of the table of codes: one sentence that says what is, one that says what to write, no word of the implementation. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CODES, type Code, isCode } from "../../src/diagnostics/codes.js";
import type { CodeRow } from "../../src/diagnostics/define.js";

const codes = Object.keys(CODES) as Code[];
const rowOf = (code: Code): CodeRow => CODES[code];

/** What people write in backticks is theirs; the rules are about our own words. */
const ownWords = (text: string): string => text.replace(/`[^`]*`/g, "`x`").replace(/"[^"]*"/g, '"x"');

/** Words of TypeScript and JavaScript; an administrator knows texts, lists, maps and null. */
const foreign =
  /\b(?:strings?|undefined|arrays?|objects?|NaN|typeof|instanceof|regexp?|prototypes?|promises?|exceptions?|TypeError|RangeError|SyntaxError|bigint|symbols?|callbacks?|enumerable|nullish|falsy|truthy|booleans?)\b/i;

/** A message that ends in another message, `…: {problem}`, has that one's full stop. */
const closed = (text: string): string => text.replace(/: \{problem\}$/, ".");
const isOneSentence = (text: string): boolean =>
  /^[^a-z\s].*[.?]$/s.test(closed(text)) && !/[.?!]\s+["'(`A-Z{]/.test(closed(text).slice(0, -1).replace(/…/g, ""));
const isAdviceAlone = (text: string): boolean => /^\{\w+\}$/.test(text);

describe.each(codes)("%s", (code) => {
  const { message, hint, severity } = rowOf(code);
  it("begins with the room that raises it", () => expect(code).toMatch(/^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/));
  it("has a severity", () => expect(["error", "warning", "hint"]).toContain(severity));
  it("says what is in one sentence", () => expect(isOneSentence(ownWords(message)), message).toBe(true));
  it("says what to write in one sentence", () => {
    expect(hint).toBeTypeOf("string");
    expect(isAdviceAlone(hint ?? "") || isOneSentence(ownWords(hint ?? "")), hint).toBe(true);
  });
  it("uses no word of the implementation", () => expect(foreign.exec(ownWords(`${message} ${hint}`))?.[0]).toBeUndefined());
  it("closes its backticks", () => expect(`${message}${hint}`.split("`").length % 2).toBe(1));
  it("writes its arguments as {name}", () =>
    expect(ownWords(`${message} ${hint}`).replace(/\{[a-z]\w*\}/gi, "")).not.toMatch(/[{}$%]/));
});

/** Room → the codes that its file of rows holds. */
async function rowsByFile(): Promise<Map<string, string[]>> {
  const folder = new URL("../../src/diagnostics/codes/", import.meta.url);
  const entries = readdirSync(folder).map(async (name): Promise<[string, string[]]> => {
    const { href } = new URL(name, folder);
    const tables = Object.values((await import(href)) as Record<string, object>);
    return [name.replace(/\.ts$/, ""), tables.flatMap((table) => Object.keys(table))];
  });
  return new Map(await Promise.all(entries));
}

describe("the table", () => {
  it("keeps the rows of a room in that room's file", async () => {
    for (const [file, rows] of await rowsByFile()) for (const code of rows) expect(code.split("/")[0]).toBe(file);
  });
  it("has every row of every file", async () =>
    expect([...(await rowsByFile()).values()].flat().sort()).toEqual([...codes].sort()));
  it("says the same thing under one code only", () => {
    const messages = codes.map((code) => `${rowOf(code).message} ${rowOf(code).hint}`);
    expect(messages.filter((message, index) => messages.indexOf(message) !== index)).toEqual([]);
  });
});

describe("the rules of this test", () => {
  it.each(["A text is wanted.", "Did you mean `x`?", "`x.y` is not here.", "{actual} has none.", "Write it as `2026. Or so.`."])(
    "%s is one sentence",
    (text) => expect(isOneSentence(ownWords(text))).toBe(true),
  );
  it.each(["A text. Is wanted.", "no capital.", "No end", "What? Nothing.", " A space."])("%s is not", (text) =>
    expect(isOneSentence(ownWords(text))).toBe(false),
  );
  it.each(["an Array here", "is undefined", "two objects", "the string"])("%s has a foreign word", (text) =>
    expect(foreign.test(text)).toBe(true),
  );
  it.each(["objectClass", "the substring", "a `string` of theirs"])("%s has none", (text) =>
    expect(foreign.test(ownWords(text))).toBe(false),
  );
});

describe("isCode", () => {
  it("knows the codes", () => expect(codes.every(isCode)).toBe(true));
  it.each(["", "run", "run/", "toString", "__proto__", "constructor", "run/nothing"])("%j is none", (text) =>
    expect(isCode(text)).toBe(false),
  );
});
