/** Types of trees with holes, as an editor has them while somebody writes: a hole may be anything, and nothing is said of it. */
import { describe, expect, it } from "vitest";
import { emptyFacts } from "../../src/check/facts.js";
import { type CheckState, makingIn } from "../../src/check/state.js";
import { typeNodes } from "../../src/check/typing.js";
import { defineEnvironment } from "../../src/index.js";
import { parseSource } from "../../src/syntax/parse.js";
import { printTyped } from "../../src/types/print.js";
import type { Typed } from "../../src/types/type.js";

const env = defineEnvironment({ app: { active: "boolean", home: "text", level: "integer" } });

function typed(source: string): { readonly type: string; readonly codes: readonly string[] } {
  const parsed = parseSource(source, env.limits);
  const facts = emptyFacts(parsed.nodes);
  expect(parsed.nodes.some(({ kind }) => kind === "Hole")).toBe(true);
  const state: CheckState = { source: parsed.source, env, facts, diagnostics: [], making: makingIn(env, facts.nodes), typeNodes };
  typeNodes(state);
  return { type: printTyped(facts.typed[parsed.root.id] as Typed), codes: state.diagnostics.map(({ code }) => code) };
}

describe("a tree with a hole", () => {
  it.each([
    ["app.active ? app.home : ", "unknown?"],
    ["app.active ? ", "unknown?"],
    ["app.home ?: ", "unknown?"],
    ["app.level > ", "boolean?"],
    ["app.active and ", "boolean?"],
  ])("%s is %s, and nothing is said", (source, type) => expect(typed(source)).toEqual({ type, codes: [] }));
  it("still tells mistakes of the rest", () => expect(typed("app.hom == ").codes).toEqual(["check/unknown-attribute"]));
});
