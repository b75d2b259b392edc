/** What a person sees of every code of the checker and of the lints: source, caret, message, hint and fix, as printed. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { raised, readExamples } from "../../scripts/error-examples.js";
import { CODES } from "../../src/diagnostics/codes.js";
import { renderDiagnostic } from "../../src/diagnostics/render.js";

const ROOMS = ["check/", "lint/"];
const isOurs = (code: string) => ROOMS.some((room) => code.startsWith(room));
const examples = readExamples().filter(({ code, expr }) => isOurs(code) && expr !== undefined);
const fileOf = (code: string) => `${code.replace("/", "-")}.txt`;

/** The examples of a code, each with what it is checked in. */
function page(code: string): string {
  const parts = examples
    .filter((example) => example.code === code)
    .map((example) => {
      const { code: _code, expr = "", why: _why, ...settings } = example;
      const given = Object.keys(settings).length > 0 ? `${JSON.stringify(settings)}\n\n` : "";
      const shown = raised(example).filter((entry) => entry.code === code);
      return given + shown.map((entry) => renderDiagnostic(expr, entry)).join("\n\n");
    });
  return `${parts.join("\n\n\n")}\n`;
}

const codes = [...new Set(examples.map(({ code }) => code))];

describe("what is printed", () => {
  it.each(codes)("of %s", async (code) => {
    await expect(page(code)).toMatchFileSnapshot(`./check/${fileOf(code)}`);
  });

  it("is there for every code that an expression can raise, and for no other", () => {
    const files = readdirSync(new URL("./check/", import.meta.url)).sort();
    expect(files).toEqual(codes.map(fileOf).sort());
    const without = Object.keys(CODES).filter((code) => isOurs(code) && !codes.includes(code));
    // The mistakes of a host's own rows are made in code, where there is no expression to print.
    expect(without).toEqual(["check/bad-function"]);
  });
});
