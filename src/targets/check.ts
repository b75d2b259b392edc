/** Holds a claim set to what a target can carry, before any token is made. */

import { closestName } from "../base/closest.js";
import type { Claim } from "../claims/claim.js";
import { POLICIES } from "../claims/policy.js";
import { type DocumentDiagnostic, type DocumentPath, DocumentProblems } from "../claims/problem.js";
import { TOKEN_WORDS } from "../claims/reserved.js";
import { type ClaimSet, partsOf } from "../claims/set.js";
import type { TokenKind } from "../context/grants.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { ClaimsElError } from "../diagnostics/error.js";
import { withinStack } from "../diagnostics/stack.js";
import { printType } from "../types/print.js";
import type { Type } from "../types/type.js";
import { describeHost } from "../values/own.js";
import { canCarry } from "./answer.js";
import { type CarriedKind, TARGETS, type Target, type TargetName, type TargetNames } from "./target.js";

/** Kinds of values in words. */
export const KIND_WORDS: Readonly<Record<CarriedKind, string>> = {
  text: "texts",
  boolean: "true and false",
  number: "numbers",
  null: "null",
  "list-of-texts": "lists of texts",
  list: "lists",
  map: "maps",
};

/**
 * Everything in a claim set that a target cannot carry: tokens, names, kinds of values, and tokens that are too large already
 * with the claims that need no user.
 *
 * @returns diagnostics with the path of each claim; none where all is well. A value whose type is unknown is looked at when it is there.
 * @example checkTarget(set, "entra")[0]?.message // "`admin` gives boolean, which Entra's tokenIssuanceStart cannot carry."
 */
export function checkTarget(set: ClaimSet, name: TargetName): readonly DocumentDiagnostic[] {
  return withinStack(() => {
    const problems = new DocumentProblems();
    if (typeof name !== "string" || !Object.hasOwn(TARGETS, name)) {
      const known = Object.keys(TARGETS);
      const asked = typeof name === "string" ? name : describeHost(name);
      const near = closestName(asked, known);
      const advice = near ? `Did you mean \`${near}\`?` : `The targets are: ${known.join(", ")}.`;
      problems.report([], "claims/unknown-target", { target: asked, advice });
      return problems.diagnostics;
    }
    const target: Target = TARGETS[name];
    for (const claim of partsOf(set).claims) {
      reviewPlaces(claim, target, problems);
      reviewValue(claim, target, problems);
      reviewPolicies(claim, target, problems);
    }
    reviewSizes(set, target, problems);
    return problems.diagnostics;
  });
}

/** Refuses a claim set that a target cannot carry. */
export function requireTarget(set: ClaimSet, name: TargetName): void {
  const diagnostics = checkTarget(set, name);
  if (hasErrors(diagnostics)) throw new ClaimsElError(diagnostics);
}

const placeOf = (claim: Claim): DocumentPath => ["claims", claim.index];

function reviewPlaces(claim: Claim, target: Target, problems: DocumentProblems): void {
  for (const token of claim.tokens) {
    const at = { name: claim.name, target: target.name };
    if (!target.tokens.includes(token)) {
      const allowed = target.tokens.map((each) => TOKEN_WORDS[each]).join(" and the ");
      problems.report([...placeOf(claim), "tokens"], "claims/target-token", { ...at, token: TOKEN_WORDS[token], allowed });
      continue;
    }
    const problem = nameProblem(claim.keys[0] as string, target.reserved[token], token);
    if (problem !== undefined) problems.report([...placeOf(claim), "name"], "claims/target-name", { ...at, problem });
  }
}

/** Why a name cannot be used in a token, in words. */
function nameProblem(name: string, reserved: TargetNames | undefined, token: TokenKind): string | undefined {
  if (!reserved) return undefined;
  const its = `its own in the ${TOKEN_WORDS[token]}`;
  if (reserved.names.includes(name)) return `the name is ${its}`;
  const prefix = reserved.prefixes?.find((each) => name.startsWith(each));
  if (prefix !== undefined) return `names that begin with \`${prefix}\` are ${its}`;
  const host = /^https?:\/\/([^/?#:]*)/i.exec(name)?.[1]?.toLowerCase();
  const taken = host === undefined ? undefined : reserved.hosts?.find((each) => host === each || host.endsWith(`.${each}`));
  return taken === undefined ? undefined : `addresses of ${taken} are ${its}`;
}

function reviewValue(claim: Claim, target: Target, problems: DocumentProblems): void {
  const nested = claim.keys.length > 1;
  const kind = nested ? "map" : carriedKind(claim.program.typed.type);
  const [name] = claim.keys as [string];
  if (kind === undefined || canCarry(target, name, kind)) return;
  const allowed = target.carries.filter((each) => canCarry(target, name, each));
  problems.report(
    [...placeOf(claim), nested ? "name" : claim.definition.value === undefined ? "groups" : "value"],
    "claims/target-value",
    {
      name: claim.name,
      actual: kind === "map" ? "a map" : printType(claim.program.typed.type),
      target: target.name,
      allowed: allowed.map((each) => KIND_WORDS[each]).join(", "),
    },
  );
}

/** A policy that writes null writes what the target may not know. */
function reviewPolicies(claim: Claim, target: Target, problems: DocumentProblems): void {
  if (target.carries.includes("null")) return;
  const allowed = target.carries.map((each) => KIND_WORDS[each]).join(", ");
  for (const policy of POLICIES) {
    const chosen = claim[policy];
    const writesNull = chosen === "null" || (typeof chosen === "object" && chosen.default === null);
    const data = { name: claim.name, actual: "null", target: target.name, allowed };
    if (writesNull) problems.report([...placeOf(claim), policy], "claims/target-value", data);
  }
}

/** The largest token of each client, with the claims that are known before there is a user. */
function reviewSizes(set: ClaimSet, target: Target, problems: DocumentProblems): void {
  const { size } = target;
  if (!size) return;
  const tokens = set.preview().tokens.filter(({ token, bytes }) => target.tokens.includes(token) && bytes > size.bytes);
  const clients = set.document.clients ?? [];
  for (const client of new Set(tokens.map((each) => each.client))) {
    const [largest] = tokens.filter((each) => each.client === client).sort((a, b) => b.bytes - a.bytes);
    if (!largest) continue;
    const index = clients.findIndex(({ clientId }) => clientId === client);
    const { token, grant, bytes } = largest;
    const data = { token: TOKEN_WORDS[token], grant, bytes, target: target.name, limit: size.bytes };
    problems.report(index < 0 ? ["claims"] : ["clients", index], "claims/target-size", data);
  }
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
      return carriedListKind(type.element.type, type.element.nullable);
    case "map":
    case "group":
      return "map";
    default:
      return undefined;
  }
}

function carriedListKind(element: Type, nullable: boolean): CarriedKind | undefined {
  const kind = carriedKind(element);
  if (kind === undefined) return undefined;
  return kind === "text" && !nullable ? "list-of-texts" : "list";
}
