/** An explanation tells the outcome of the evaluation, reads nothing that the evaluation does not, and no skipped branch ran. */
import { isDeepStrictEqual } from "node:util";
import { describe, it } from "vitest";
import type { ExplainedNode } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import type { Node } from "../../src/syntax/ast.js";
import { eachChild } from "../../src/syntax/walk.js";
import { scenarios } from "../generators/scenario.js";
import { forAll } from "./for-all.js";
import { spied, uncovered } from "./spy.js";
import { evaluated, type Trial, trialOf } from "./trial.js";

type Shown = ReadonlyMap<number, ExplainedNode>;

/** The branch that the explained tests of a node leave out, where they were run and say so. */
function leftOut(node: Node, shown: Shown): readonly Node[] {
  const of = (child: Node) => shown.get(child.id);
  if (node.kind === "Conditional") {
    const condition = of(node.condition);
    if (condition?.status === "value") return [condition.value === true ? node.whenFalse : node.whenTrue];
    return condition ? [node.whenTrue, node.whenFalse] : [];
  }
  if (node.kind === "Elvis") {
    const value = of(node.value);
    return value && (value.status === "error" || (value.status === "value" && value.value !== "")) ? [node.fallback] : [];
  }
  if (node.kind !== "Logical") return [];
  const stop = node.operands.findIndex((operand) => {
    const part = of(operand);
    return part?.status === "error" || (part?.status === "value" && part.value === (node.operator === "or"));
  });
  return stop < 0 ? [] : node.operands.slice(stop + 1);
}

/** The first node inside brackets or not that ran although what is around it was left out. */
function ranAnyway(node: Node, shown: Shown, skipped: boolean): string | undefined {
  const own = shown.get(node.id);
  if (skipped && own && own.status !== "skipped" && !own.repeated) return own.source;
  const out = own?.repeated ? [] : leftOut(node, shown);
  let found: string | undefined;
  eachChild(node, (child) => {
    found ??= ranAnyway(child, shown, skipped || out.includes(child));
  });
  return found;
}

function wrong(trial: Trial): string | undefined {
  const { scenario, program, result } = trial;
  const options = scenario.grant ? { grant: scenario.grant } : {};
  const outcome = evaluated(trial);
  const explanation = program.explain(scenario.context, { ...options, reveal: true });
  if (!isDeepStrictEqual(explanation.outcome, outcome)) return `explain ends with ${JSON.stringify(explanation.outcome)}`;
  const shown = new Map(explanation.nodes.map((node) => [node.id, node]));
  const root = shown.get(result.ast.id);
  const status = outcome.status === "absent" ? "null" : outcome.status;
  // A result that no token can carry fails after its node was done.
  if (root?.status !== status) return `the root is told as ${root?.status}`;
  if (outcome.status === "value" && !isDeepStrictEqual(root.value, outcome.value))
    return `the root is told as ${JSON.stringify(root.value)}`;
  const anyway = ranAnyway(result.ast, shown, false);
  if (anyway !== undefined) return `${anyway} ran although its branch was not taken`;
  const [touched, again] = [new Set<string>(), new Set<string>()];
  program.evaluate(spied(scenario.context, touched), options);
  program.explain(spied(scenario.context, again), options);
  // A group is shown with its name although nobody asked for it: that much more is told of what is read anyway.
  const more = new Set([...again].filter((entry) => !touched.has(entry)));
  const other = uncovered(more, result.reads, Object.keys(scenario.schemas.vars?.attributes ?? {}));
  return other && `explain touches ${other}`;
}

describe.each([true, false])("explanations, typed %s", (typed) => {
  it("tell what evaluation does", () => {
    forAll(scenarios({ rows: allFunctions, typed, data: "fitting" }), 600, (scenario) => {
      const trial = trialOf(scenario);
      return trial && wrong(trial);
    });
  });
});
