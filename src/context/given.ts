/** What callers give in the place of an environment: one that `defineEnvironment` made, or nothing that can be used. */
import { badSetting } from "../diagnostics/error.js";
import { isHolder } from "../values/own.js";
import type { Environment } from "./environment.js";

/** Whether something is an environment, and not the settings of one or anything else. */
export function isEnvironment(given: unknown): given is Environment {
  return isHolder(given) && "library" in given && "roots" in given;
}

/**
 * Refuses what is no environment in words.
 *
 * @throws ClaimsElError with `check/bad-setting`
 */
export function requireEnvironment(given: unknown): asserts given is Environment {
  if (isEnvironment(given)) return;
  const advice = "Give what `defineEnvironment` makes, as in `defineEnvironment({})`.";
  throw badSetting("env", "it is not an environment", advice);
}
