/** Reads the claims of a document: names, expressions and filters, conditions, policies; and claims that no token can hold. */
import type { Verdict } from "../check/grants.js";
import type { Environment } from "../context/environment.js";
import type { Grant, TokenKind } from "../context/grants.js";
import { printTyped } from "../types/print.js";
import type { Typed } from "../types/type.js";
import { admit } from "../values/admit.js";
import { describeHost } from "../values/own.js";
import { isFault } from "../values/value.js";
import { type Claim, DEFAULT_TOKENS, grantsOf, makeClaim } from "./claim.js";
import { type DocumentClients, reviewClient, reviewGrants } from "./clients.js";
import type { ClaimDefinition } from "./document-types.js";
import { groupLimit, groupsProgram } from "./groups-claim.js";
import { keysOf, nameProblem, reservations } from "./names.js";
import { POLICIES } from "./policy.js";
import type { DocumentPath, DocumentProblems } from "./problem.js";
import { expressionProgram, type ProgramResult } from "./program.js";
import { TOKEN_WORDS } from "./reserved.js";
import type { Part } from "./usable.js";

/** A claim with a program, and which keys of its definition are wrong. */
export interface ReadDefinition {
  readonly claim: Claim;
  readonly wrong: ReadonlySet<string>;
}

/** Reads the claims; one without a program is left out. */
export function readDefinitions(
  parts: readonly Part<ClaimDefinition>[],
  clients: DocumentClients,
  env: Environment,
  problems: DocumentProblems,
): ReadDefinition[] {
  return parts.flatMap(({ index, definition, wrong }) => {
    const at: DocumentPath = ["claims", index];
    const { name = "", nested = false } = definition;
    const keys = keysOf(name, nested);
    if (definition.name !== undefined) reviewName(name, keys, at, problems);
    reviewGrants(definition.grants, at, env, problems);
    if (Array.isArray(definition.clients))
      definition.clients.forEach((client, place) => {
        reviewClient(client, [...at, "clients", place], clients, problems);
      });
    if (!wrong.has("name") && !wrong.has("tokens")) reportReserved(keys, definition.tokens ?? DEFAULT_TOKENS, at, problems);
    const program = programOf({ definition, wrong }, at, { env, clients }, problems);
    if (!program) return [];
    const claim = makeClaim({ ...definition, name }, index, keys, program);
    reviewDefaults(claim, at, env, problems);
    if (wrong.size === 0 && definition.status !== "inactive") reviewReach(claim, at, env, problems);
    return [{ claim, wrong }];
  });
}

function reviewName(name: string, keys: readonly string[], at: DocumentPath, problems: DocumentProblems): void {
  const problem = nameProblem(keys);
  if (problem) problems.report([...at, "name"], "claims/unsafe-name", { name, problem });
}

function programOf(
  { definition, wrong }: Omit<Part<ClaimDefinition>, "index">,
  at: DocumentPath,
  { env, clients }: { readonly env: Environment; readonly clients: DocumentClients },
  problems: DocumentProblems,
): ProgramResult["program"] {
  const { value, groups, limit } = definition;
  if (value !== undefined) {
    const grants = reachable(definition, wrong, env);
    const { program, diagnostics } = expressionProgram(value, env, grants, usedGrants(grants, definition, wrong, clients));
    problems.add([...at, "value"], diagnostics);
    return program;
  }
  if (groups === undefined) return undefined;
  const { program, diagnostics } = groupsProgram(groups, limit, env);
  problems.add([...at, "groups", ...Object.keys(groups)], diagnostics);
  return program;
}

/** Of those grants the ones that some listed client of the claim may use; undefined where there are no clients. */
function usedGrants(
  names: ReadonlySet<string> | undefined,
  { clients }: Partial<ClaimDefinition>,
  wrong: ReadonlySet<string>,
  { definitions }: DocumentClients,
): ReadonlySet<string> | undefined {
  if (!names || wrong.has("clients") || definitions.size === 0) return undefined;
  const users = [...definitions.values()].filter(({ clientId }) => !Array.isArray(clients) || clients.includes(clientId));
  return new Set([...names].filter((name) => users.some((client) => client.grants?.includes(name) ?? true)));
}

/** The grants on which some token can hold a claim; undefined where its conditions cannot be read. */
function reachable(
  { grants, tokens: given }: Partial<ClaimDefinition>,
  wrong: ReadonlySet<string>,
  env: Environment,
): ReadonlySet<string> | undefined {
  if (wrong.has("grants") || wrong.has("tokens")) return undefined;
  const tokens: readonly TokenKind[] = given ?? DEFAULT_TOKENS;
  const names = [...env.grants.keys()].filter((name) => !Array.isArray(grants) || grants.includes(name));
  return new Set(names.filter((name) => tokens.some((token) => env.grants.get(name)?.tokens.includes(token))));
}

function reportReserved(keys: readonly string[], tokens: readonly TokenKind[], at: DocumentPath, problems: DocumentProblems): void {
  const found = reservations(keys, tokens);
  const [first] = found;
  if (!first) return;
  const { row } = first;
  const elsewhere = row.allowed.map((allowed) => TOKEN_WORDS[allowed]).join(" and the ");
  const advice = `It says ${row.about}. ${elsewhere ? `It may be set in the ${elsewhere} only.` : "Choose another name."}`;
  const token = found.map((each) => TOKEN_WORDS[each.token]).join(" and the ");
  problems.report([...at, "name"], "claims/reserved-name", { name: row.name, token, source: row.source, advice });
}

/** A default is held to the type of the claim's own value. */
function reviewDefaults(claim: Claim, at: DocumentPath, env: Environment, problems: DocumentProblems): void {
  const wanted: Typed = { type: claim.program.typed.type, nullable: false };
  for (const policy of POLICIES) {
    const chosen = claim[policy];
    if (typeof chosen !== "object") continue;
    const value = chosen.default;
    if (value !== null && !isFault(admit(value, wanted, "default", env.limits))) continue;
    problems.report([...at, policy, "default"], "claims/default-type", { actual: describeHost(value), wanted: printTyped(wanted) });
  }
}

/** A claim that no token can ever hold is a mistake that nobody sees in a token. */
function reviewReach(claim: Claim, at: DocumentPath, env: Environment, problems: DocumentProblems): void {
  const grants = grantsOf(claim, env.grants);
  const reached = grants.filter((name) => grantGives(env.grants.get(name) as Grant, claim));
  if (grants.length > 0 && reached.length === 0) {
    const given = [...new Set(grants.flatMap((name) => (env.grants.get(name) as Grant).tokens))];
    const tokens = given.map((token) => TOKEN_WORDS[token]).join(" and the ") || "nothing";
    problems.report([...at, "tokens"], "claims/no-token", { name: claim.name, grants: grants.join(", "), tokens });
    return;
  }
  reviewLimit(claim, reached, at, env, problems);
  const silent = reached.filter((name) => isSilent(claim, name));
  if (reached.length === 0 || silent.length < reached.length) return;
  const codes = silent.flatMap((name) => (claim.program.verdicts[name] as Verdict).because.map((blame) => blame.code));
  const reasons = [...new Set(codes)].join(", ") || "always an error";
  problems.report(at, "claims/never", { name: claim.name, grants: silent.join(", "), reasons });
}

function grantGives(grant: Grant, claim: Claim): boolean {
  return grant.tokens.some((token) => claim.tokens.has(token));
}

function isSilent(claim: Claim, grant: string): boolean {
  const { verdict, because } = claim.program.verdicts[grant] as Verdict;
  if (verdict !== "never") return false;
  const policies = because.map((blame) => (blame.code === "needs-user" ? claim.whenNoUser : claim.whenAbsent));
  return policies.every((policy) => policy === "omit");
}

/** More groups than a function may answer are for some grants alone. */
function reviewLimit(
  claim: Claim,
  reached: readonly string[],
  at: DocumentPath,
  env: Environment,
  problems: DocumentProblems,
): void {
  const { limit, groups } = claim.definition;
  if (limit === undefined || groups === undefined) return;
  const held = reached.filter((name) => {
    const grant = env.grants.get(name);
    return grant?.user !== "absent" && groupLimit(limit, grant) < limit;
  });
  if (held.length === 0) return;
  const most = groupLimit(limit, env.grants.get(held[0] as string));
  const allowed = reached.filter((name) => !held.includes(name) && env.grants.get(name)?.user !== "absent");
  const advice = `Narrow the filter${allowed.length > 0 ? `, or limit the claim to ${allowed.join(", ")}` : ""}.`;
  problems.report([...at, "limit"], "claims/limit-not-allowed", { limit, most, grants: held.join(", "), advice });
}
