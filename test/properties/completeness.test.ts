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

/** So many are generated at a time, until all that is asked for was seen; at most so many times. */
const BATCH = { runs: 500, most: 24 } as const;

const CALLS = ["call by name", "call by alias", "call by method", "call by element's method", "criterion", "inner expression"];
const OPERATORS = [...Object.keys(INFIX), ...Object.keys(PREFIX)];
/** A `?` where it is reached by `?.`. */
const KINDS = [
  ...["Literal", "List", "Map", "Name", "Member", "Index", "Call", "Unary", "Binary", "Logical", "Conditional", "Elvis"],
  ...["Projection", "Selection", "Member?", "Index?", "Call?", "Projection?", "Selection?"],
];

describe("the generator of typed expressions", () => {
  it("makes what the checker accepts", () => {
    forAll(typed, 1000, (scenario) => {
      const { diagnostics } = check(scenario.source, scenario.environment(allFunctions));
      const error = diagnostics.find(({ severity }) => severity === "error");
      return error && `${error.code}: ${error.message}`;
    });
  });

  const used = new Set<string>();
  const seen = new Set<string>();
  const named = allFunctions.filter(({ operator }) => operator === undefined);
  const callable = named.filter(({ overloads }) => overloads.some((overload) => !overload.stands));
  const rows = callable.map(spellingOf);
  const paths = named.filter((row) => !callable.includes(row)).map(spellingOf);
  const isCalled = (name: string) => used.has(`row ${name}`) || seen.has(`call ${name}`);
  const isWhole = () =>
    [...PRODUCTION_NAMES, ...CALLS].every((name) => used.has(name)) &&
    [...OPERATORS, ...KINDS, ...paths.map((name) => `call ${name}`)].every((name) => seen.has(name)) &&
    rows.every(isCalled);
  for (let seed = 1; seed <= BATCH.most && !isWhole(); seed++)
    for (const scenario of fc.sample(typed, { numRuns: BATCH.runs, seed })) {
      for (const part of scenario.used) used.add(part);
      noteNodes(check(scenario.source, scenario.environment(allFunctions)).ast, seen);
    }

  it.each(PRODUCTION_NAMES)("reaches the production %s", (name) => expect(used).toContain(name));
  it.each(CALLS)("reaches a %s", (name) => expect(used).toContain(name));
  it.each(rows)("reaches the row %s", (name) => expect(isCalled(name)).toBe(true));
  it.each(paths)("reaches the path of %s", (name) => expect(seen).toContain(`call ${name}`));
  it.each(OPERATORS)("reaches the operator %s", (operator) => expect(seen).toContain(operator));
  it.each(KINDS)("reaches the node %s", (kind) => expect(seen).toContain(kind));
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
