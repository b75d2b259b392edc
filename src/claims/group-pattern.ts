/** The pattern of a groups claim, matched by the engine that the environment's rows bring. */
import { asChecked } from "../check/arguments.js";
import type { Environment } from "../context/environment.js";
import { type Diagnostic, diagnosticOf } from "../diagnostics/diagnostic.js";
import type { FunctionRow } from "../library/define.js";
import { type GroupTest, nameOf } from "../library/group-fields.js";
import { Fault, isFault, type Value } from "../values/value.js";

/** A maker of tests, each with a budget of its own; undefined where the pattern is none, or nothing can match it. */
export interface PatternTest {
  readonly makeTest: (() => GroupTest) | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const NOWHERE = { start: 0, end: 0 };

/** A test that holds for groups whose whole name matches a pattern: what `name matches "pattern"` would say. */
export function patternTest(pattern: string, env: Environment): PatternTest {
  const overload = env.library.operators.get("matches")?.overloads[0];
  const param = overload?.params[1];
  if (!overload || !param?.prepare) return refused(new Fault("run/pattern-rows-missing", { name: "groups.pattern" }));
  const made = param.prepare(pattern, env.limits);
  if (isFault(made as Value | Fault)) return refused(made as Fault);
  const lints = param.written?.({ span: NOWHERE, value: pattern }, { grants: [...env.grants.values()] }) ?? [];
  return {
    makeTest: () => testWith(overload, made, env.limits.steps),
    diagnostics: lints.map(({ code, data }) => diagnosticOf(code, NOWHERE, data)),
  };
}

function refused({ code, data }: Fault): PatternTest {
  return { makeTest: undefined, diagnostics: [diagnosticOf(asChecked(code), NOWHERE, data)] };
}

/** The row's own code, with the pattern it made of the text. */
function testWith(overload: FunctionRow["overloads"][number], made: unknown, steps: number): GroupTest {
  const cost = overload.cost as ((...args: readonly unknown[]) => number) | undefined;
  const matches = overload.run as (...args: readonly unknown[]) => boolean;
  let left = steps;
  return (group) => {
    const name = nameOf(group);
    if (typeof name !== "string") return name ?? false;
    left -= cost?.(name, made) ?? 1;
    return left < 0 ? new Fault("run/budget", { limit: steps }) : matches(name, made);
  };
}
