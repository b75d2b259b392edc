/** Holds a claim set to what a target can carry, before any token is made. */
import { type DocumentDiagnostic, DocumentProblems } from "../claims/problem.js";
import { TOKEN_WORDS } from "../claims/reserved.js";
import type { ClaimSet } from "../claims/set.js";
import { partsOf } from "../claims/set.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { ClaimsElError } from "../diagnostics/error.js";
import { printType } from "../types/print.js";
import type { Type } from "../types/type.js";
import { type CarriedKind, TARGETS, type Target, type TargetName } from "./target.js";

/** Kinds of values in words. */
const KIND_WORDS: Readonly<Record<CarriedKind, string>> = {
  text: "texts",
  boolean: "true and false",
  number: "numbers",
  null: "null",
  "list-of-texts": "lists of texts",
  list: "lists",
  map: "maps",
};

/**
 * Everything in a claim set that a target cannot carry.
 *
 * @returns diagnostics with the path of each claim; none where all is well. A value whose type is unknown is looked at when it is there.
 * @example checkTarget(set, "entra")[0]?.message // "`admin` gives boolean, which Entra's tokenIssuanceStart cannot carry."
 */
export function checkTarget(set: ClaimSet, name: TargetName): readonly DocumentDiagnostic[] {
  const target: Target = TARGETS[name];
  const problems = new DocumentProblems();
  for (const claim of partsOf(set).claims) {
    const at = ["claims", claim.index];
    for (const token of claim.tokens) {
      if (!target.tokens.includes(token)) {
        const allowed = target.tokens.map((each) => TOKEN_WORDS[each]).join(" and the ");
        problems.report([...at, "tokens"], "claims/target-token", {
          name: claim.name,
          token: TOKEN_WORDS[token],
          target: target.name,
          allowed,
        });
      } else if (target.reserved[token]?.includes(claim.keys[0] as string)) {
        problems.report([...at, "name"], "claims/target-name", {
          name: claim.name,
          target: target.name,
          problem: `the name is its own in the ${TOKEN_WORDS[token]}`,
        });
      }
    }
    const kind = claim.keys.length > 1 ? "map" : carriedKind(claim.program.typed.type);
    if (kind === undefined || target.carries.includes(kind)) continue;
    const allowed = target.carries.map((each) => KIND_WORDS[each]).join(", ");
    problems.report([...at, "value"], "claims/target-value", {
      name: claim.name,
      actual: kind === "map" ? "a map" : printType(claim.program.typed.type),
      target: target.name,
      allowed,
    });
  }
  return problems.diagnostics;
}

/** Refuses a claim set that a target cannot carry. */
export function requireTarget(set: ClaimSet, name: TargetName): void {
  const diagnostics = checkTarget(set, name);
  if (hasErrors(diagnostics)) throw new ClaimsElError(diagnostics);
}

/** What a type becomes in JSON; undefined where that is not known. */
function carriedKind(type: Type): CarriedKind | undefined {
  switch (type.kind) {
    case "text":
    case "timestamp":
    case "country":
      return "text";
    case "boolean":
      return "boolean";
    case "integer":
    case "number":
      return "number";
    case "list":
      return carriedKind(type.element.type) === "text" && !type.element.nullable ? "list-of-texts" : "list";
    case "map":
    case "group":
      return "map";
    default:
      return undefined;
  }
}
