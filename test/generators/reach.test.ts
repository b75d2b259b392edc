/** The generators reach everything there is: every function through every spelling, every operator, every kind of node, every fault of data. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GRANTS } from "../../src/context/grants.js";
import { allFunctions } from "../../src/library/all.js";
import type { Node, NodeKind } from "../../src/syntax/ast.js";
import { INFIX, PREFIX } from "../../src/syntax/operators.js";
import { parse } from "../../src/syntax/parse.js";
import { eachChild } from "../../src/syntax/walk.js";
import { FAULTS } from "./faults.js";
import { type Scenario, scenarios } from "./scenario.js";

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
