/** Hover: type, documentation and verdicts of the word under the cursor. */
import { describe, expect, it } from "vitest";
import { defineEnvironment } from "../../src/context/environment.js";
import { hover } from "../../src/editor/index.js";

const env = defineEnvironment({
  app: { system_home: { type: "text?", title: "Home", description: "Where its systems are." }, level: "integer" },
  appuser: { role: { enum: ["admin", "reader"], nullable: true } },
  user: {
    email: { type: "text", sensitivity: "personal" },
    devices: { type: "list", items: { type: "map", attributes: { name: "text" } } },
  },
});

/** Text with `|` for the cursor → the word, the title and the type. */
const cases: readonly (readonly [marked: string, word: string, title: string, type: string | undefined])[] = [
  ["app.sys|tem_home", "system_home", "app.profile.system_home", "text?"],
  ["app.system_home|", "system_home", "app.profile.system_home", "text?"],
  ["ap|p.system_home", "app", "app", "app?"],
  ["app.level| + 1", "level", "app.profile.level", "integer"],
  ['appuser.role| == "admin"', "role", "appuser.role", '("admin"|"reader")?'],
  ["app.level |+ 1", "+", "+", undefined],
  ["app.level |EQ 1", "EQ", "== · eq", undefined],
  ['app.system_home == "H|Q"', '"HQ"', '"HQ"', "text"],
  ["app.level + 4|2", "42", "42", "integer"],
  ["String.l|en(user.email)", "len", "String.len(input: text) → integer\ninput.length() → integer", undefined],
  ["Str|ing.len(user.email)", "String", "String.len(input: text) → integer\ninput.length() → integer", undefined],
  ["user.devices.![na|me]", "name", "name", "text"],
  ["app.level + user.em|", "em", "user.em", "unknown?"],
];

describe("hover", () => {
  it.each(cases)("%s", (marked, word, title, type) => {
    const text = marked.replace("|", "");
    const found = hover(text, marked.indexOf("|"), env);
    expect(found && [text.slice(found.from, found.to), found.title, found.type]).toEqual([word, title, type]);
  });
  it.each(["|", "   |", "app.level |  ", "|(1)"])("%s has nothing to say", (marked) => {
    expect(hover(marked.replace("|", ""), marked.indexOf("|"), env)).toBeUndefined();
  });
  it("says what a schema says", () => {
    expect(hover("app.system_home", 6, env)?.doc).toBe("Home. Where its systems are.");
    expect(hover("user.email", 6, env)?.doc).toBe("Sensitivity: personal.");
  });
  it("says on which grants there is a value", () => {
    const verdicts = hover("appuser.role", 9, env)?.verdicts ?? {};
    expect([verdicts.authorization_code?.verdict, verdicts.client_credentials?.verdict]).toEqual(["sometimes", "never"]);
  });
  it("of a part inside brackets has no verdict: it is no expression of its own", () => {
    expect(hover("user.devices.![name]", 16, env)?.verdicts).toBeUndefined();
  });
  it("of a function tells what nulls do", () => {
    expect(hover("String.len(user.email)", 8, env)?.doc).toMatch(/Nulls: .+\.$/);
  });
});
