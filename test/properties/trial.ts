/** Runs one scenario: what the checker says of it, how the evaluator ends, how the oracle does. */
import { checkWithFacts } from "../../src/check/check.js";
import type { Facts } from "../../src/check/facts.js";
import type { GrantPass } from "../../src/check/grants.js";
import type { CheckResult, Environment, FunctionRow, Outcome, Program } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import { makeProgram } from "../../src/run/program.js";
import { TrapSprung } from "../generators/faults.js";
import type { Scenario } from "../generators/scenario.js";
import { mapKindOf } from "../oracle/from-types.js";
import { WAYS } from "../oracle/functions.js";
import { type Answer, answer } from "../oracle/interpreter.js";

/** The rows that the oracle knows too. */
export const SHARED_ROWS: readonly FunctionRow[] = allFunctions.filter(({ name, method }) =>
  WAYS.some((way) => (name === undefined ? way.method === method : way.names.includes(name))),
);

/** A scenario whose expression passed the checker. */
export interface Trial {
  readonly scenario: Scenario;
  readonly env: Environment;
  readonly result: CheckResult;
  readonly facts: Facts;
  readonly passes: readonly GrantPass[];
  readonly program: Program;
}

/** Checks and compiles a scenario's expression; undefined where the checker refuses it. */
export function trialOf(scenario: Scenario): Trial | undefined {
  const env = scenario.environment(allFunctions);
  const { result, facts, passes } = checkWithFacts(scenario.source, env);
  if (!result.ok) return undefined;
  const { source } = scenario;
  const tree = { root: result.ast, facts, reads: result.reads, verdicts: result.verdicts };
  const program = makeProgram({ source, ...tree, env, again: () => tree });
  return { scenario, env, result, facts, passes, program };
}

/** How the evaluator ends. */
export function evaluated({ program, scenario }: Trial, context: object = scenario.context): Outcome {
  return program.evaluate(context, scenario.grant ? { grant: scenario.grant } : {});
}

/** How the law says it must end. */
export function lawful({ scenario, result }: Trial): Answer {
  const schemas = Object.fromEntries(Object.entries(scenario.schemas).map(([root, map]) => [root, mapKindOf(map)]));
  const { context, grant, bounds } = scenario;
  return answer({ root: result.ast, context, schemas, grant, bounds, isThrownByData: (error) => error instanceof TrapSprung });
}

/** An outcome in the words of the oracle. */
export function inShort(outcome: Outcome): Answer {
  if (outcome.status === "value") return outcome;
  return { status: outcome.status, code: outcome.status === "absent" ? outcome.reason.code : outcome.diagnostic.code };
}
