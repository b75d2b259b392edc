/** What is only to be run is refused exactly where a check refuses it, with the same diagnostics: its doubts are not looked for, its errors are. */
import { describe, expect, it } from "vitest";
import { checkToRun, checkWithFacts } from "../../src/check/check.js";
import { defineEnvironment, type EnvironmentSettings } from "../../src/index.js";

const SCHEMAS = { user: { email: "text?" }, app: { home: "text?", tags: "list<text>?" } } as const;

const CASES: readonly (readonly [what: string, source: string, settings: EnvironmentSettings, code: string | undefined])[] = [
  ["something sound", "app.home", SCHEMAS, undefined],
  ["something doubtful", 'user.email == "a" ? "x" : "y"', SCHEMAS, undefined],
  ["a mistake of syntax", "app.home +", SCHEMAS, "syntax/"],
  ["an unknown attribute", "app.hom", SCHEMAS, "check/unknown-attribute"],
  ["what a strict environment takes", "app.home", { ...SCHEMAS, strict: true }, undefined],
  ["what a strict environment refuses", 'app.home == "a" ? "x" : "y"', { ...SCHEMAS, strict: true }, "lint/decided-by-absence"],
  [
    "what costs too much",
    "app.tags.![app.tags.![#this]]",
    { app: { tags: { type: "list", items: "text", maxItems: 9999 } } } as never,
    "check/too-costly",
  ],
];

describe("what is only to be run", () => {
  it.each(CASES)("is refused as a check refuses it: %s", (_what, source, settings, code) => {
    const env = defineEnvironment(settings);
    const { result, facts } = checkWithFacts(source, env);
    const checked = checkToRun(source, env);
    if (code === undefined) expect(checked).toEqual({ root: result.ast, facts });
    else {
      expect(checked).toEqual({ diagnostics: result.diagnostics });
      expect(result.diagnostics.map((entry) => entry.code).join()).toContain(code);
    }
  });
});
