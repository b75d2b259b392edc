/** `compile`: from source text to a program. */

import { checkToRun, checkWithFacts } from "../check/check.js";
import type { Environment } from "../context/environment.js";
import { requireEnvironment } from "../context/given.js";
import { ClaimsElError } from "../diagnostics/error.js";
import { withinStack } from "../diagnostics/stack.js";
import { type CheckedTree, makeProgram, type Program } from "./program.js";

/**
 * Checks and compiles an expression once, to be evaluated many times.
 *
 * @param source the expression
 * @param env from `defineEnvironment`
 * @returns the program
 * @throws ClaimsElError with every diagnostic when the check is not ok
 * @example
 * const program = compile("app.system_home", env);
 * program.evaluate({ app: { profile: { system_home: "HDQ" } } }) // { status: "value", value: "HDQ" }
 */
export function compile(source: string, env: Environment): Program {
  requireEnvironment(env);
  return withinStack(() => compiled(source, env));
}

function compiled(source: string, env: Environment): Program {
  const checked = checkToRun(source, env);
  if (checked.diagnostics) throw new ClaimsElError(checked.diagnostics);
  const { root, facts } = checked;
  return makeProgram({ source, root, facts, env, again });
}

function again(source: string, env: Environment): CheckedTree {
  const { result, facts } = checkWithFacts(source, env);
  return { root: result.ast, facts, reads: result.reads, verdicts: result.verdicts };
}
