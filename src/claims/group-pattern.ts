/** The pattern of a groups claim, matched by the engine that the environment's rows bring. */
import type { Environment } from "../context/environment.js";
import { fieldOf, type GroupTest } from "../library/group-fields.js";
import { Fault, isFault, type Value } from "../values/value.js";

/**
 * A test that holds for groups whose whole name matches a pattern: what `name matches pattern` would say.
 *
 * @returns a maker of tests, each with a budget of its own; a fault where the pattern is none, or nothing can match it
 */
export function patternTest(pattern: string, env: Environment): (() => GroupTest) | Fault {
  const overload = env.library.operators.get("matches")?.overloads[0];
  const prepare = overload?.params[1]?.prepare;
  if (!overload || !prepare) return new Fault("run/pattern-rows-missing", { name: "groups.pattern" });
  const made = prepare(pattern, env.limits);
  if (isFault(made as Value | Fault)) return made as Fault;
  const { steps } = env.limits;
  const cost = overload.cost as (...args: readonly unknown[]) => number;
  const matches = overload.run as (...args: readonly unknown[]) => boolean;
  return () => {
    let left = steps;
    return (group) => {
      const name = fieldOf("name")(group);
      if (typeof name !== "string") return name ?? false;
      left -= cost(name, made);
      return left < 0 ? new Fault("run/budget", { limit: steps }) : matches(name, made);
    };
  };
}
