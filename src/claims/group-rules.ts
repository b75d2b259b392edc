/** Group rules: kept beside the claims and held to the same schemas, so that neither is changed without the other. */
import { checkWithFacts } from "../check/check.js";
import type { Environment } from "../context/environment.js";
import { KINDS } from "../context/kinds.js";
import { Sights } from "../context/sights.js";
import type { GroupRuleDefinition } from "./document-types.js";
import type { DocumentProblems } from "./problem.js";
import type { Part } from "./usable.js";

/** Checks the expressions of a document's group rules. */
export function reviewGroupRules(parts: readonly Part<GroupRuleDefinition>[], env: Environment, problems: DocumentProblems): void {
  if (parts.length === 0) return;
  const rules = environmentOfRules(env);
  for (const { index, definition } of parts)
    if (definition.value !== undefined)
      problems.add(["groupRules", index, "value"], checkWithFacts(definition.value, rules).result.diagnostics);
}

/** The document's environment as the expression of a group rule sees it: no client, no token, and fewer functions. */
function environmentOfRules(env: Environment): Environment {
  const kind = KINDS["group-rule"];
  const names: readonly string[] = kind.roots;
  const roots = new Map([...env.roots].filter(([name]) => names.includes(name)));
  // Other grants read the same context otherwise, so what is remembered of it is another's.
  return { ...env, kind, grants: new Map(Object.entries(kind.grants)), roots, sights: new Sights(env.limits) };
}
