/** Whatever is typed, and wherever the cursor is, the functions of the editor answer, soon, with ranges inside the text. */

import { describe, expect, it } from "vitest";
import { defineEnvironment, type Environment } from "../../src/context/environment.js";
import { complete, diagnose, fixes, format, hover, signature, tokens } from "../../src/editor/index.js";
import { timeOf } from "../clock.js";
import { forAll } from "../properties/for-all.js";
import fc from "../seeded.js";
import { halfTyped } from "./half-typed.js";

const env = defineEnvironment({
  app: { system_home: "text?", level: "integer" },
  appuser: { role: { enum: ["admin", "reader"], nullable: true } },
  user: { email: "text", devices: { type: "list", items: { type: "map", attributes: { name: "text", managed: "boolean" } } } },
});
const rule = defineEnvironment({ kind: "group-rule", dialect: "identity-engine" });

const outside = (text: string, from: number, to: number) => from < 0 || to < from || to > text.length;

/** Asks everything at one place; what is wrong with an answer. */
function askAll(text: string, offset: number, asked: Environment): string | undefined {
  const completion = complete(text, offset, asked);
  if (outside(text, completion.from, completion.to)) return "a completion replaces what is not there";
  const labels = completion.options.map(({ kind, label }) => `${kind} ${label}`);
  if (new Set(labels).size < labels.length) return `proposed twice: ${labels.find((each, at) => labels.indexOf(each) < at)}`;
  if (labels.some((label) => label.includes("$cursor$"))) return "the mark is proposed";
  const shown = hover(text, offset, asked);
  if (shown && outside(text, shown.from, shown.to)) return "a hover is outside the text";
  const help = signature(text, offset, asked);
  if (help && (help.active < -1 || help.active >= (help.signatures[0]?.parameters.length ?? 0))) return "no such parameter";
  if (fixes(text, offset, asked).some(({ edits }) => edits.some(({ span }) => outside(text, span.start, span.end))))
    return "a fix changes what is not there";
  if (diagnose(text, asked).some(({ span }) => outside(text, span.start, span.end))) return "a diagnostic is outside the text";
  if (tokens(text).some(({ from, to }) => outside(text, from, to))) return "a token is outside the text";
  if (format(format(text)) !== format(text)) return "what is formatted is formatted again";
  return undefined;
}

describe("any text", () => {
  it("half typed, at any offset", () => {
    const scenario = fc.record({ text: halfTyped, at: fc.nat(80), asked: fc.constantFrom(env, rule) });
    forAll(scenario, 1500, ({ text, at, asked }) => askAll(text, at % (text.length + 1), asked));
  });
  it("of any characters, at offsets that are not in it", () => {
    const scenario = fc.record({ text: fc.string({ unit: "binary", maxLength: 30 }), at: fc.integer({ min: -5, max: 50 }) });
    forAll(scenario, 500, ({ text, at }) => askAll(text, at, env));
  });
  it.each([
    ["deep brackets", "(".repeat(3000)],
    ["a long sum", `${"app.level + ".repeat(800)}app.`],
    ["many calls", "String.len(".repeat(500)],
    ["many texts", `{${'"a", '.repeat(1500)}`],
    ["nothing but dots", ".".repeat(5000)],
    ["longer than the limit", "a ".repeat(6000)],
    ["open projections", "user.devices.![".repeat(400)],
  ])("%s is answered within seconds", (_name, text) => {
    expect(timeOf(() => expect(askAll(text, text.length, env)).toBeUndefined())).toBeLessThan(6000);
  });
});
