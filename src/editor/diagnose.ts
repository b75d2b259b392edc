/** `diagnose`: what is wrong or doubtful in a text, and whether it gives the type that the field wants. */

import { checkWithFacts } from "../check/check.js";
import type { Environment } from "../context/environment.js";
import { requireEnvironment } from "../context/given.js";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { badSetting } from "../diagnostics/error.js";
import { NO_STACK, withinStack } from "../diagnostics/stack.js";
import { parseTyped, printType } from "../types/print.js";
import { fits } from "../types/relate.js";
import type { Type } from "../types/type.js";

/** What a field may want besides. */
export interface DiagnoseOptions {
  /** The type that the result must have, as schemas write it: `boolean`, `list<text>`. Whether it may be null is not looked at. */
  readonly resultType?: string | undefined;
}

/**
 * Everything that is wrong or doubtful, in source order, each with its span, hint and fixes.
 *
 * @example diagnose("app.system_hom", env)[0]?.hint // "Did you mean `app.system_home`?"
 */
export function diagnose(text: string, env: Environment, options: DiagnoseOptions = {}): readonly Diagnostic[] {
  return withinStack(() => diagnosed(text, env, options), [NO_STACK]);
}

/** `diagnose`, where the stack is somebody else's care. */
export function diagnosed(text: string, env: Environment, options: DiagnoseOptions | null): readonly Diagnostic[] {
  requireEnvironment(env);
  const wanted = options?.resultType === undefined ? undefined : typeWanted(options.resultType);
  const { result, facts } = checkWithFacts(text, env);
  const actual = facts.typed[result.ast.id]?.type;
  if (!wanted || !actual || !result.ok || fits(actual, wanted)) return result.diagnostics;
  return [...result.diagnostics, mismatch(text, env, wanted, actual)];
}

function typeWanted(text: string): Type {
  const typed = parseTyped(text);
  if (typed) return typed.type;
  const advice = "Write a type as in a schema, such as `boolean` or `list<text>`.";
  throw badSetting("resultType", `\`${text}\` is not a type`, advice);
}

function mismatch(text: string, env: Environment, wanted: Type, actual: Type): Diagnostic {
  const advice =
    wanted.kind === "boolean"
      ? "Compare it with something, for example with `==`."
      : `Write an expression that gives ${printType(wanted)}.`;
  const data = { kind: env.kind.name, wanted: printType(wanted), actual: printType(actual), advice };
  return diagnostic("check/result-type", { start: 0, end: text.length }, data);
}
