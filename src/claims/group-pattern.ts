/** The pattern of a groups claim, matched by the engine that the environment's rows bring. */
import { asChecked } from "../check/arguments.js";
import type { Environment } from "../context/environment.js";
import { type Diagnostic, diagnosticOf } from "../diagnostics/diagnostic.js";
import type { FunctionRow } from "../library/define.js";
import { type GroupTest, nameOf, testing } from "../library/group-fields.js";
import { Fault, isFault, type Value } from "../values/value.js";
import type { Look, MakeTest } from "./group-names.js";

/** A maker of tests; undefined where the pattern is none, or nothing can match it. */
export interface PatternTest {
  readonly makeTest: MakeTest | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const NOWHERE = { start: 0, end: 0 };

/** A test that holds for groups whose whole name matches a pattern: what `name matches "pattern"` would say. */
export function patternTest(pattern: string, env: Environment): PatternTest {
  const overload = env.library.operators.get("matches")?.overloads[0];
  const param = overload?.params[1];
  if (!overload || !param?.prepare) return refused(new Fault("run/pattern-rows-missing", { name: "groups.pattern" }));
  const made = param.prepare(pattern, env.limits, true);
  if (isFault(made as Value | Fault)) return refused(made as Fault);
  const lints = param.written?.({ span: NOWHERE, value: pattern }, { grants: [...env.grants.values()] }) ?? [];
  return {
    makeTest: (look) => testWith(overload, made, env.limits.steps, look),
    diagnostics: lints.map(({ code, data }) => diagnosticOf(code, NOWHERE, data)),
  };
}

function refused({ code, data }: Fault): PatternTest {
  return { makeTest: undefined, diagnostics: [diagnosticOf(asChecked(code), NOWHERE, data)] };
}

/** The row's own code, with the pattern it made of the text. Each test has the steps of an evaluation. */
function testWith(overload: FunctionRow["overloads"][number], made: unknown, steps: number, look: Look): GroupTest {
  const cost = overload.cost as ((...args: readonly unknown[]) => number) | undefined;
  const matches = overload.run as (...args: readonly unknown[]) => boolean;
  let left = steps;
  return testing(nameOf, (name) => {
    left -= cost?.(name, made) ?? 1;
    return left < 0 ? new Fault("run/budget", { limit: steps }) : (look(name.length) ?? matches(name, made));
  });
}
