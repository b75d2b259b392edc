/** What every target's answer needs: the claims that may go into it, or the sentence that refuses the token. */
import type { FailedClaim, IssueResult } from "../claims/issue.js";
import { utf8Length } from "../claims/size.js";
import { badSetting } from "../diagnostics/error.js";
import type { ClaimValue } from "../run/outcome.js";
import { isHolder } from "../values/own.js";
import { type CarriedKind, TARGETS, type Target, type TargetName } from "./target.js";

/** A token's claims ready for a target, or why there is no token. The sentence names claims and never their data. */
export type Carried =
  | { readonly ok: true; readonly claims: { readonly [name: string]: ClaimValue } }
  | { readonly ok: false; readonly summary: string };

/** The results of the tokens that one answer is for. */
export interface Results {
  readonly access?: IssueResult;
  readonly identity?: IssueResult;
}

/**
 * Refuses what are no results: of a result given in their place no claim would be found.
 *
 * @throws ClaimsElError with `check/bad-setting`
 */
export function requireResults(given: unknown): asserts given is Results {
  if (isHolder(given) && Object.keys(given).every((key) => key === "access" || key === "identity")) return;
  throw badSetting("results", "they are not results by token", "Give `{ access, identity }`, each what `set.issue` returned.");
}

/**
 * Refuses what is no result.
 *
 * @throws ClaimsElError with `check/bad-setting`
 */
export function requireResult(given: unknown): asserts given is IssueResult {
  const { ok, claims, errors } = (isHolder(given) ? given : {}) as { readonly [key: string]: unknown };
  if (ok === true ? isHolder(claims) : ok === false && Array.isArray(errors) && errors.every(isHolder)) return;
  throw badSetting("result", "it is not a result", "Give what `set.issue` returned.");
}

/** Looks at a result as a target sees it: a value of unknown type is only known now. */
export function carry(result: IssueResult, name: TargetName): Carried {
  requireResult(result);
  const target: Target = TARGETS[name];
  if (!result.ok) return { ok: false, summary: failureSummary(result.errors) };
  const strange = Object.entries(result.claims).filter(([claim, value]) => !canCarry(target, claim, kindOf(value)));
  if (strange.length > 0)
    return {
      ok: false,
      summary: `The claim ${names(strange.map(([claim]) => claim))} has a value that ${target.name} cannot carry.`,
    };
  return { ok: true, claims: result.claims };
}

/** The sentence that refuses an answer which is larger than its target takes. */
export function sizeProblem(name: TargetName, sent: { readonly answer?: unknown; readonly claims?: unknown }): string | undefined {
  const { name: title, size }: Target = TARGETS[name];
  if (size === undefined) return undefined;
  const bytes = bytesOf(sent[size.of]);
  return bytes > size.bytes ? `The claims take ${bytes} bytes; ${title} takes ${size.bytes}.` : undefined;
}

/** The bytes of something as JSON. */
export function bytesOf(sent: unknown): number {
  return utf8Length(JSON.stringify(sent) ?? "");
}

function failureSummary(errors: readonly FailedClaim[]): string {
  return `The claim ${names([...new Set(errors.map(({ name }) => name))])} could not be made.`;
}

function names(claims: readonly string[]): string {
  const shown = claims
    .slice(0, 3)
    .map((claim) => `'${claim}'`)
    .join(", ");
  return claims.length > 3 ? `${shown} and ${claims.length - 3} more` : shown;
}

/** Whether a target can carry a kind of value under a name. */
export function canCarry(target: Target, name: string, kind: CarriedKind): boolean {
  const isPlain = kind !== "list" && kind !== "list-of-texts" && kind !== "map";
  if (!isPlain && target.plain?.includes(name)) return false;
  return target.carries.includes(kind) || (kind === "list-of-texts" && target.carries.includes("list"));
}

function kindOf(value: ClaimValue): CarriedKind {
  if (value === null) return "null";
  if (typeof value === "string") return "text";
  if (typeof value === "number" || typeof value === "boolean") return typeof value as "number" | "boolean";
  if (Array.isArray(value)) return value.every((item) => typeof item === "string") ? "list-of-texts" : "list";
  return "map";
}
