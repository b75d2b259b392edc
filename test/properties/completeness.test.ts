/** P5: what is generated for a type passes the checker; and generation reaches every production, operator, row and way to call one. */

import { describe, expect, it } from "vitest";
import { check } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { spellingOf } from "../../src/library/define.js";
import type { Node } from "../../src/syntax/ast.js";
import { INFIX, PREFIX } from "../../src/syntax/operators.js";
import { eachChild } from "../../src/syntax/walk.js";
import { scenarios } from "../generators/scenario.js";
import { PRODUCTION_NAMES } from "../generators/typed.js";
import fc from "../seeded.js";
import { forAll } from "./for-all.js";

const typed = scenarios({ rows: allFunctions, typed: true, data: "fitting" });

describe("the generator of typed expressions", () => {
  it("makes what the checker accepts", () => {
    forAll(typed, 1000, (scenario) => {
      const { diagnostics } = check(scenario.source, scenario.environment(allFunctions));
      const error = diagnostics.find(({ severity }) => severity === "error");
      return error && `${error.code}: ${error.message}`;
    });
  });

  const samples = fc.sample(typed, { numRuns: 12_000, seed: 1 });
  const used = new Set(samples.flatMap((scenario) => scenario.used));
  const seen = new Set<string>();
  for (const scenario of samples.slice(0, 4000)) noteNodes(check(scenario.source, scenario.environment(allFunctions)).ast, seen);

  it.each(PRODUCTION_NAMES)("reaches the production %s", (name) => expect(used).toContain(name));

  it.each(["call by name", "call by alias", "call by method", "call by element's method", "criterion", "inner expression"])(
    "reaches a %s",
    (name) => expect(used).toContain(name),
  );

  const named = allFunctions.filter(({ operator }) => operator === undefined);
  const callable = named.filter(({ overloads }) => overloads.some((overload) => !overload.stands));
  it.each(callable.map(spellingOf))("reaches the row %s", (name) =>
    expect([...used].some((entry) => entry === `row ${name}`) || seen.has(`call ${name}`)).toBe(true),
  );

  it.each(named.filter((row) => !callable.includes(row)).map(spellingOf))("reaches the path of %s", (name) =>
    expect(seen).toContain(`call ${name}`),
  );

  it.each([...Object.keys(INFIX), ...Object.keys(PREFIX)])("reaches the operator %s", (operator) =>
    expect(seen).toContain(operator),
  );

  it.each([
    ...["Literal", "List", "Map", "Name", "Member", "Index", "Call", "Unary", "Binary", "Logical", "Conditional", "Elvis"],
    ...["Projection", "Selection", "Member?", "Index?", "Call?", "Projection?", "Selection?"],
  ])("reaches the node %s", (kind) => expect(seen).toContain(kind));
});

/** Notes the kinds, operators and called names of a tree. */
function noteNodes(node: Node, seen: Set<string>): void {
  seen.add("safe" in node && node.safe ? `${node.kind}?` : node.kind);
  if ("operator" in node) seen.add(node.operator);
  if (node.kind === "Call") {
    const family = node.receiver?.kind === "Name" ? `${node.receiver.name}.` : "";
    seen.add(`call ${family}${node.name}`);
  }
  eachChild(node, (child) => noteNodes(child, seen));
}
