/** Completion against the table of cursors: the expected name is first, and the range it replaces is the word at the cursor. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defineEnvironment, type EnvironmentSettings } from "../../src/context/environment.js";
import { complete } from "../../src/editor/index.js";

interface CursorCase {
  readonly env?: string;
  readonly text: string;
  readonly first: string | null;
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
  readonly replaces?: string;
  readonly insert?: string;
}

const table = JSON.parse(readFileSync("test/editor/cursors.json", "utf8")) as {
  readonly environments: Readonly<Record<string, EnvironmentSettings>>;
  readonly cases: readonly CursorCase[];
};
const environments = new Map(Object.entries(table.environments).map(([name, settings]) => [name, defineEnvironment(settings)]));

function environmentOf(name = "claim") {
  const env = environments.get(name);
  if (!env) throw new Error(`No environment ${name}.`);
  return env;
}

describe("the table of cursors", () => {
  it("has at least 120 cases, each once, each with one cursor", () => {
    expect(table.cases.length).toBeGreaterThanOrEqual(120);
    expect(new Set(table.cases.map(({ env, text }) => `${env}\n${text}`)).size).toBe(table.cases.length);
    expect(table.cases.filter(({ text }) => text.split("|").length !== 2).map(({ text }) => text)).toEqual([]);
  });

  it.each(table.cases.map((entry) => [entry.env ?? "claim", entry.text, entry] as const))("%s: %s", (_env, marked, entry) => {
    const offset = marked.indexOf("|");
    const text = marked.replace("|", "");
    const { from, to, options } = complete(text, offset, environmentOf(entry.env));
    const labels = options.map(({ label }) => label);
    expect(labels[0] ?? null).toBe(entry.first);
    expect((entry.has ?? []).filter((label) => !labels.includes(label))).toEqual([]);
    expect((entry.lacks ?? []).filter((label) => labels.includes(label))).toEqual([]);
    if (entry.first === null) return;
    expect(text.slice(from, to)).toBe(entry.replaces ?? "");
    expect(from <= offset && offset <= to).toBe(true);
    if (entry.insert !== undefined) expect(options[0]?.insert ?? labels[0]).toBe(entry.insert);
  });
});

describe("an option", () => {
  const optionOf = (text: string, label: string) =>
    complete(text, text.length, environmentOf()).options.find((option) => option.label === label);

  it("shows the title of its schema and its type", () => {
    expect(optionOf("app.sys", "system_home")).toEqual({
      label: "system_home",
      kind: "attribute",
      type: "text?",
      detail: "Where its systems are",
    });
  });
  it("says on which grants its root is missing", () => {
    expect(optionOf("appuser.b", "badge")?.detail).toContain("client_credentials");
    expect(optionOf("us", "user")?.detail).toBe("not on client_credentials");
    expect(optionOf("or", "org")?.detail).toBeUndefined();
  });
  it("of a function shows the signature, what it gives and what it does", () => {
    const option = optionOf("String.le", "len");
    expect([option?.detail, option?.type, option?.kind]).toEqual(["len(input: text)", "integer", "function"]);
    expect(option?.info).toBeTruthy();
  });
  it("of a method leaves out the receiver", () => {
    expect(optionOf("user.email.substringB", "substringBefore")?.detail).toBe("substringBefore(search: text)");
  });
});
