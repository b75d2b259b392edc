/** The generators reach everything there is: every function through every spelling, every operator, every kind of node, every fault of data. */

import { describe, expect, it } from "vitest";
import { raised } from "../../scripts/error-examples.js";
import { GRANTS } from "../../src/context/grants.js";
import { CODES } from "../../src/diagnostics/codes.js";
import { allFunctions } from "../../src/library/all.js";
import type { Node, NodeKind } from "../../src/syntax/ast.js";
import { INFIX, PREFIX } from "../../src/syntax/operators.js";
import { parse } from "../../src/syntax/parse.js";
import { eachChild } from "../../src/syntax/walk.js";
import fc from "../seeded.js";
import { FAULTS } from "./faults.js";
import { type Scenario, scenarios } from "./scenario.js";
import { slips, WRITTEN } from "./slips.js";

const sample = (typed: boolean, runs: number): Scenario[] =>
  fc.sample(scenarios({ rows: allFunctions, typed, data: "spoiled" }), { numRuns: runs, seed: 20260131 });

const untyped = sample(false, 2_500);
const all = [...sample(true, 1_000), ...untyped];
const text = all.map(({ source }) => source).join("\n");

const kinds = new Set<NodeKind>();
const operators = new Set<string>();
function look(node: Node): void {
  kinds.add(node.kind);
  if (node.kind === "Binary" || node.kind === "Unary" || node.kind === "Logical") operators.add(node.operator);
  eachChild(node, look);
}
for (const { source } of all) look(parse(source).ast);

describe("the generators reach", () => {
  it("every function, by its name, its older names and as a method", () => {
    const spellings = allFunctions.flatMap(({ name, aliases = [], method }) => [
      ...[...(name ? [name] : []), ...aliases].map((each) => `${each}(`),
      ...(method ? [`${method}(`] : []),
    ]);
    expect(spellings.length).toBeGreaterThan(100);
    expect(spellings.filter((spelling) => !text.includes(spelling))).toEqual([]);
  });

  it("every operator", () => expect([...operators].sort()).toEqual([...Object.keys(INFIX), ...Object.keys(PREFIX)].sort()));

  it("every kind of node that a whole tree has", () => {
    const every: readonly NodeKind[] = [
      ...(["Literal", "List", "Map", "Name", "Member", "Index", "Call", "Unary", "Binary", "Logical"] as const),
      ...(["Conditional", "Elvis", "Projection", "Selection"] as const),
    ];
    expect([...kinds].filter((kind) => kind !== "Hole").sort()).toEqual([...every].sort());
  });

  it("every fault of data and every grant", () => {
    expect([...new Set(all.map(({ fault }) => fault))].sort()).toEqual([...FAULTS].sort());
    expect([...new Set(all.map(({ grant }) => grant ?? "none"))].sort()).toEqual([...Object.keys(GRANTS), "none"].sort());
  });
});

/** Codes of mistakes of a whole text, which are none inside another. */
const OF_A_WHOLE: Readonly<Record<string, string>> = {
  "syntax/empty": "there is nothing in the text",
  "syntax/json-text": "the whole text is a JSON text",
  "syntax/trailing-operator": "nothing follows",
  "lint/whole-profile": "the value of the claim is a whole profile",
};

/** Codes that no expression raises, whatever its data. */
const OF_HOSTS: Readonly<Record<string, string>> = {
  "syntax/not-text": "the host gives something else than a text",
  "check/bad-function": "the host defines a function wrongly",
  "context/root-ignored": "a warning of `issue`, which names what a request carries in vain",
  "run/stack": "the host leaves no stack, or a function of its own never ends",
};

describe("expressions with a slip reach", () => {
  const reached = new Set<string>();
  const alone = new Set<string>();
  const outside: string[] = [];
  for (const { whole, around } of fc.sample(slips, { numRuns: 6_000, seed: 20260131 })) {
    for (const { code, span } of raised(whole)) {
      (around.length > 0 ? reached : alone).add(code);
      if (span.start < 0 || span.end > (whole.expr as string).length || span.start > span.end)
        outside.push(`${code}: ${whole.expr}`);
    }
  }
  const codes = Object.keys(CODES).filter((code) => /^(?:syntax|check|context|run|lint)\//.test(code));
  const written = new Set<string>(WRITTEN.map(({ code }) => code));

  it.each(codes.filter((code) => !Object.hasOwn(OF_HOSTS, code)))("%s", (code) =>
    expect(Object.hasOwn(OF_A_WHOLE, code) ? alone : reached).toContain(code),
  );

  it("all but what no expression raises, for which there is a reason", () => {
    expect(codes.length).toBeGreaterThan(150);
    expect(codes.filter((code) => !written.has(code)).sort()).toEqual(Object.keys(OF_HOSTS).sort());
    expect(Object.keys(OF_A_WHOLE).filter((code) => reached.has(code))).toEqual([]);
  });

  it("places in the expression", () => expect(outside).toEqual([]));
});
