/** The environment of a document: the one given, or one of the document's schemas and the settings given. */
import { DEFAULT_LIMITS, type Limits, limitsFrom } from "../base/limits.js";
import { defineEnvironment, type Environment, type EnvironmentSettings } from "../context/environment.js";
import { isEnvironment } from "../context/given.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { ClaimsElError } from "../diagnostics/error.js";
import { isHolder } from "../values/own.js";
import type { DocumentProblems } from "./problem.js";
import { schemaKeys } from "./schema-place.js";
import type { UsableParts } from "./usable.js";

/** The limits of a document; those that are none are reported by the environment. */
export function limitsOf(given: Environment | EnvironmentSettings | undefined): Limits {
  if (isEnvironment(given)) return given.limits;
  return isHolder(given) ? limitsFrom(given.limits).limits : DEFAULT_LIMITS;
}

/** Makes the environment. Where its parts are not usable, one with open roots, so that the rest of the document is looked at all the same. */
export function documentEnvironment(
  parts: UsableParts,
  given: Environment | EnvironmentSettings | undefined,
  problems: DocumentProblems,
): Environment {
  if (isEnvironment(given)) {
    if (parts.schemas.size > 0) problems.report(["schemas"], "claims/two-environments", { key: "schemas" });
    for (const key of ["dialect", "strict"] as const)
      if (parts[key] !== undefined) problems.report([key], "claims/two-environments", { key });
    return given;
  }
  const { dialect, strict } = parts;
  const settings = {
    ...usedSettings(given, problems),
    ...(dialect ? { dialect } : {}),
    ...(strict === undefined ? {} : { strict }),
  };
  return environmentWith(settings as EnvironmentSettings, schemasOf(parts, problems), problems);
}

/** The settings given; null is none, and what is no map is told. */
function usedSettings(given: EnvironmentSettings | undefined, problems: DocumentProblems): EnvironmentSettings {
  if (isHolder(given)) return given;
  if ((given ?? undefined) !== undefined) environmentWith(given as unknown as EnvironmentSettings, {}, problems);
  return {};
}

/** The schemas that are there; a file's name is none yet. */
function schemasOf(parts: UsableParts, problems: DocumentProblems): Record<string, object> {
  const schemas: Record<string, object> = {};
  for (const [root, schema] of parts.schemas) {
    if (typeof schema === "string")
      problems.report(["schemas", root], "claims/schema-file", {
        root,
        file: schema,
        problem: "the files of a document are read by the command and by `claims-el/claims/text`",
      });
    else schemas[root] = schema as object;
  }
  return schemas;
}

function environmentWith(settings: EnvironmentSettings, schemas: Record<string, object>, problems: DocumentProblems): Environment {
  const place = (entry: Diagnostic): readonly string[] => {
    const root = rootIn(entry);
    if (!Object.hasOwn(schemas, root)) return ["schemas"];
    return ["schemas", root, ...schemaKeys(schemas[root], String(entry.data.path ?? ""))];
  };
  const add = (entry: Diagnostic): void => problems.add(place(entry), [entry]);
  const env = definedOr(isHolder(settings) ? { ...settings, ...schemas } : settings);
  if ("warnings" in env) {
    env.warnings.forEach(add);
    return env;
  }
  env.diagnostics.forEach(add);
  const usable = usableSettings(settings);
  // Asked one by one: a fault may name a part of a schema alone, such as an application instance.
  const sound = Object.entries(schemas).filter(([root, schema]) => isSound({ ...usable, [root]: schema }));
  return defineEnvironment({ ...usable, ...Object.fromEntries(sound) });
}

/** The environment, or what is wrong with the settings. */
function definedOr(settings: EnvironmentSettings): Environment | ClaimsElError {
  try {
    return defineEnvironment(settings);
  } catch (error) {
    if ((error as Error).name !== "ClaimsElError") throw error;
    return error as ClaimsElError;
  }
}

function isSound(settings: EnvironmentSettings): boolean {
  return "warnings" in definedOr(settings);
}

/** What a diagnostic of an environment is about: a root, a setting or one that a part of it lies in, or neither, such as a function. */
function rootIn({ data }: Diagnostic): string {
  return String(data.root ?? data.setting ?? "").split(".", 1)[0] as string;
}

/** The settings of a host that are sound by themselves; a host's own mistake is reported as the document's, and ends there. */
function usableSettings(settings: EnvironmentSettings): EnvironmentSettings {
  return isSound(settings) ? settings : {};
}
