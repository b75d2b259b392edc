/** `defineClaims`: from a document to a claim set, or to everything that is wrong with it at once. */
import { closestName } from "../base/closest.js";
import { defineEnvironment, type Environment, type EnvironmentSettings } from "../context/environment.js";
import type { Grant } from "../context/grants.js";
import { rootPath } from "../context/paths.js";
import { diagnosticOf, hasErrors } from "../diagnostics/diagnostic.js";
import { ClaimsElError } from "../diagnostics/error.js";
import { printTyped } from "../types/print.js";
import type { Typed } from "../types/type.js";
import { admit } from "../values/admit.js";
import { describeHost } from "../values/own.js";
import { isFault } from "../values/value.js";
import { type Claim, grantsOf, makeClaim } from "./claim.js";
import {
  type ClaimDefinition,
  type ClaimsDocument,
  type ClientDefinition,
  documentShape,
  type TestDefinition,
} from "./document.js";
import { groupsProgram } from "./groups-claim.js";
import { collide, keysOf, nameProblem, reservations } from "./names.js";
import { type DocumentDiagnostic, type DocumentPath, DocumentProblems } from "./problem.js";
import { type ClaimProgram, expressionProgram } from "./program.js";
import { TOKEN_WORDS } from "./reserved.js";
import { type ClaimSet, makeClaimSet } from "./set.js";
import { completeContext, tokenReader } from "./token-reader.js";

/**
 * Makes a claim set of a document.
 *
 * @param document a claims document as data: see `docs/guides/claims-documents.md` and the published JSON Schema
 * @param env an environment for its expressions, or settings such as `functions` that go with the document's own schemas
 * @returns the claim set; its `warnings` are what is doubtful
 * @throws ClaimsElError whose `diagnostics` are every mistake of the document, each with the `path` of the part it is about
 * @example
 * const set = defineClaims({
 *   schemas: { app: { system_home: "text?" } },
 *   clients: [{ clientId: "app1", grants: ["client_credentials"], profile: { system_home: "HDQ" } }],
 *   claims: [{ name: "system_home", value: "app.system_home" }],
 * });
 * set.issue({ grant: "client_credentials", token: "access_token", client: "app1" }) // { ok: true, claims: { system_home: "HDQ" }, … }
 */
export function defineClaims(document: unknown, env?: Environment | EnvironmentSettings): ClaimSet {
  const { set, diagnostics } = readClaims(document, env);
  if (!set) throw new ClaimsElError(diagnostics);
  return set;
}

/** A claim set, or undefined where an error is among the diagnostics. */
export interface ClaimsReading {
  readonly set: ClaimSet | undefined;
  readonly diagnostics: readonly DocumentDiagnostic[];
}

/** `defineClaims` without the exception. */
export function readClaims(document: unknown, given?: Environment | EnvironmentSettings): ClaimsReading {
  const problems = new DocumentProblems();
  const shape = documentShape.safeParse(document, { reportInput: true });
  if (!shape.success) problems.addIssues(shape.error.issues);
  const parts = usableParts(document);
  const env = environmentOf(parts, given, problems);
  const clients = readClients(parts.clients, env, problems);
  const claims = readDefinitions(parts.claims, clients, parts.hasClients, env, problems);
  checkCollisions(claims, env.grants, problems);
  checkTests(parts.tests, env, clients, parts.hasClients, problems);
  const { diagnostics } = problems;
  if (!shape.success || hasErrors(diagnostics)) return { set: undefined, diagnostics };
  const active = claims.filter((claim) => claim.definition.status !== "inactive");
  return { set: makeClaimSet({ document: shape.data, env, claims: active, clients, warnings: diagnostics }), diagnostics };
}

/** The parts of a document that are of their shape, each with its place: what is wrong elsewhere hides nothing in them. */
interface UsableParts {
  readonly settings: Pick<ClaimsDocument, "dialect" | "strict" | "schemas">;
  readonly claims: readonly { readonly index: number; readonly definition: ClaimDefinition }[];
  readonly clients: readonly { readonly index: number; readonly definition: ClientDefinition }[];
  readonly tests: readonly { readonly index: number; readonly definition: TestDefinition }[];
  readonly hasClients: boolean;
}

function usableParts(document: unknown): UsableParts {
  const top = (typeof document === "object" && document !== null ? document : {}) as Record<string, unknown>;
  const { shape } = documentShape;
  const items = <Definition>(
    list: unknown,
    item: { safeParse(value: unknown): { success: boolean; data?: unknown } },
  ): { index: number; definition: Definition }[] =>
    (Array.isArray(list) ? list : []).flatMap((value, index) => {
      const read = item.safeParse(value);
      return read.success ? [{ index, definition: read.data as Definition }] : [];
    });
  const setting = <Key extends "dialect" | "strict" | "schemas">(key: Key): Pick<ClaimsDocument, Key> | object => {
    const read = shape[key].safeParse(top[key]);
    return read.success && read.data !== undefined ? { [key]: read.data } : {};
  };
  return {
    settings: { ...setting("dialect"), ...setting("strict"), ...setting("schemas") },
    claims: items(top.claims, shape.claims.element),
    clients: items(top.clients, shape.clients.unwrap().element),
    tests: items(top.tests, shape.tests.unwrap().element),
    hasClients: Array.isArray(top.clients),
  };
}

/** The environment: the one given, or one of the document's schemas and the settings given. Where those are not usable, one with open roots, so that the rest of the document is looked at all the same. */
function environmentOf(
  { settings }: UsableParts,
  given: Environment | EnvironmentSettings | undefined,
  problems: DocumentProblems,
): Environment {
  if (given !== undefined && "library" in given && "roots" in given) {
    for (const key of ["schemas", "dialect", "strict"] as const) {
      if (settings[key] !== undefined) problems.report([key], "claims/two-environments", { key });
    }
    return given;
  }
  const schemas: Record<string, object> = {};
  for (const [root, schema] of Object.entries(settings.schemas ?? {})) {
    if (typeof schema === "string")
      problems.report(["schemas", root], "claims/schema-file", {
        root,
        file: schema,
        problem: "the files of a document are read by the command and by `claims-el/claims/text`",
      });
    else schemas[root] = schema;
  }
  const { dialect, strict } = settings;
  const base = { ...given, ...(dialect ? { dialect } : {}), ...(strict === undefined ? {} : { strict }) } as EnvironmentSettings;
  try {
    return defineEnvironment({ ...base, ...schemas });
  } catch (error) {
    if ((error as Error).name !== "ClaimsElError") throw error;
    const faulty = new Set<string>();
    for (const entry of (error as ClaimsElError).diagnostics) {
      const root = String(entry.data.root ?? entry.data.setting ?? "");
      faulty.add(root);
      problems.add(Object.hasOwn(schemas, root) ? ["schemas", root] : ["schemas"], [entry]);
    }
    return defineEnvironment({ ...base, ...Object.fromEntries(Object.entries(schemas).filter(([root]) => !faulty.has(root))) });
  }
}

function readClients(
  parts: UsableParts["clients"],
  env: Environment,
  problems: DocumentProblems,
): ReadonlyMap<string, ClientDefinition> {
  const clients = new Map<string, ClientDefinition>();
  for (const { index, definition } of parts) {
    const at: DocumentPath = ["clients", index];
    if (clients.has(definition.clientId))
      problems.report([...at, "clientId"], "claims/duplicate-client", { client: definition.clientId });
    else clients.set(definition.clientId, definition);
    checkGrants(definition.grants, at, env, problems);
    checkProfile(definition, at, env, problems);
  }
  return clients;
}

function checkGrant(grant: string, at: DocumentPath, env: Environment, problems: DocumentProblems): void {
  if (!env.grants.has(grant))
    problems.report(at, "claims/unknown-grant", { grant, advice: suggestion(grant, [...env.grants.keys()], "The grants are") });
}

function checkGrants(grants: readonly string[] | undefined, at: DocumentPath, env: Environment, problems: DocumentProblems): void {
  for (const [place, grant] of (grants ?? []).entries()) checkGrant(grant, [...at, "grants", place], env, problems);
}

function suggestion(name: string, known: readonly string[], list: string): string {
  const near = closestName(name, known);
  if (near) return `Did you mean \`${near}\`?`;
  return known.length > 0 ? `${list}: ${known.slice(0, 12).join(", ")}.` : "There is none.";
}

/** A client of the document is data of `app`, so it is held to the schema before any token is. */
function checkProfile(client: ClientDefinition, at: DocumentPath, env: Environment, problems: DocumentProblems): void {
  const app = env.roots.get("app");
  const [grant] = env.grants.keys();
  if (!app || grant === undefined) return;
  const reader = tokenReader(completeContext(null, client, []), grant, env, env.limits);
  const value = isFault(reader as never) ? reader : (reader as { read(path: unknown): unknown }).read(rootPath(app));
  if (!isFault(value as never)) return;
  const { code, data } = value as { code: Parameters<typeof diagnosticOf>[0]; data: Record<string, string> };
  problems.report([...at, "profile"], "claims/client-profile", {
    client: client.clientId,
    problem: diagnosticOf(code, { start: 0, end: 0 }, data).message,
  });
}

function readDefinitions(
  parts: UsableParts["claims"],
  clients: ReadonlyMap<string, ClientDefinition>,
  hasClients: boolean,
  env: Environment,
  problems: DocumentProblems,
): Claim[] {
  return parts.flatMap(({ index, definition }) => {
    const at: DocumentPath = ["claims", index];
    const keys = keysOf(definition.name, definition.nested === true);
    const problem = nameProblem(keys);
    if (problem) problems.report([...at, "name"], "claims/unsafe-name", { name: definition.name, problem });
    if (Array.isArray(definition.grants)) checkGrants(definition.grants, at, env, problems);
    if (Array.isArray(definition.clients) && hasClients) {
      definition.clients.forEach((client, place) => {
        if (!clients.has(client))
          problems.report([...at, "clients", place], "claims/unknown-client", {
            client,
            advice: suggestion(client, [...clients.keys()], "The clients are"),
          });
      });
    }
    const program = programOf(definition, at, env, problems);
    if (!program) return [];
    const claim = makeClaim(definition, index, keys, program);
    reportReserved(claim, at, problems);
    checkDefaults(claim, at, env, problems);
    if (definition.status !== "inactive") warnOfSilence(claim, at, env, problems);
    return [claim];
  });
}

function programOf(
  definition: ClaimDefinition,
  at: DocumentPath,
  env: Environment,
  problems: DocumentProblems,
): ClaimProgram | undefined {
  const isGroups = definition.groups !== undefined;
  const { program, diagnostics } = isGroups
    ? groupsProgram(definition.groups, definition.limit, env)
    : expressionProgram(definition.value as string, env);
  problems.add([...at, isGroups ? "groups" : "value"], diagnostics);
  return program;
}

function reportReserved(claim: Claim, at: DocumentPath, problems: DocumentProblems): void {
  for (const { token, row } of reservations(claim.keys, [...claim.tokens])) {
    const elsewhere = row.allowed.map((allowed) => TOKEN_WORDS[allowed]).join(" and the ");
    const advice = `It says ${row.about}. ${elsewhere ? `It may be set in the ${elsewhere} only.` : "Choose another name."}`;
    problems.report([...at, "name"], "claims/reserved-name", {
      name: row.name,
      token: TOKEN_WORDS[token],
      source: row.source,
      advice,
    });
  }
}

/** The policies of a claim that may hold a default. */
export const POLICIES = ["whenNoUser", "whenAbsent", "whenEmpty"] as const;

/** A default is held to the type of the claim's own value. */
function checkDefaults(claim: Claim, at: DocumentPath, env: Environment, problems: DocumentProblems): void {
  const wanted: Typed = claim.program.typed;
  for (const policy of POLICIES) {
    const chosen = claim[policy];
    if (typeof chosen !== "object") continue;
    const value = admit(chosen.default, { type: wanted.type, nullable: false }, "default", env.limits);
    const isNull = chosen.default === null;
    if (isNull || isFault(value)) {
      problems.report([...at, policy, "default"], "claims/default-type", {
        actual: isNull ? "null" : describeHost(chosen.default),
        wanted: printTyped({ ...wanted, nullable: false }),
      });
    }
  }
}

/** A claim that no token can ever hold is a mistake that nobody sees in a token. */
function warnOfSilence(claim: Claim, at: DocumentPath, env: Environment, problems: DocumentProblems): void {
  const grants = grantsOf(claim, env.grants);
  const tokens = [...claim.tokens];
  const reached = grants.filter((grant) => tokens.some((token) => env.grants.get(grant)?.tokens.includes(token)));
  if (grants.length > 0 && reached.length === 0) {
    const given = [...new Set(grants.flatMap((grant) => (env.grants.get(grant) as Grant).tokens))];
    problems.report([...at, "tokens"], "claims/no-token", {
      name: claim.name,
      grants: grants.join(", "),
      tokens: given.map((token) => TOKEN_WORDS[token]).join(" and the ") || "nothing",
    });
    return;
  }
  const silent = reached.filter((grant) => isSilent(claim, grant));
  if (reached.length === 0 || silent.length < reached.length) return;
  const reasons = [...new Set(silent.flatMap((grant) => claim.program.verdicts[grant]?.because.map((blame) => blame.code) ?? []))];
  problems.report(at, "claims/never", {
    name: claim.name,
    grants: silent.join(", "),
    reasons: reasons.join(", ") || "always an error",
  });
}

function isSilent(claim: Claim, grant: string): boolean {
  const verdict = claim.program.verdicts[grant];
  if (verdict?.verdict !== "never") return false;
  const noUser = verdict.because.every((blame) => blame.code === "needs-user");
  const policy = noUser ? claim.whenNoUser : claim.whenAbsent;
  return policy === "omit";
}

/** Two claims for one place of one token. */
function checkCollisions(claims: readonly Claim[], grants: ReadonlyMap<string, Grant>, problems: DocumentProblems): void {
  claims.forEach((claim, at) => {
    for (const other of claims.slice(0, at)) {
      if (!collide(claim.keys, other.keys)) continue;
      const token = [...claim.tokens].find((each) => other.tokens.has(each) && meet(claim, other, grants));
      if (token)
        problems.report(["claims", claim.index, "name"], "claims/name-clash", {
          name: claim.name,
          token: TOKEN_WORDS[token],
          other: other.index + 1,
        });
    }
  });
}

/** Whether some client and grant have both claims. Scopes are no help: any set of them may be granted. */
function meet(left: Claim, right: Claim, grants: ReadonlyMap<string, Grant>): boolean {
  const active = left.definition.status !== "inactive" && right.definition.status !== "inactive";
  const grant = grantsOf(left, grants).some((name) => right.grants === "all" || right.grants.has(name));
  const client =
    left.clients === "all" ||
    right.clients === "all" ||
    [...left.clients].some((name) => (right.clients as ReadonlySet<string>).has(name));
  return active && grant && client;
}

function checkTests(
  tests: UsableParts["tests"],
  env: Environment,
  clients: ReadonlyMap<string, ClientDefinition>,
  hasClients: boolean,
  problems: DocumentProblems,
): void {
  for (const { index, definition } of tests) {
    const at: DocumentPath = ["tests", index];
    checkGrant(definition.grant, [...at, "grant"], env, problems);
    const { client } = definition;
    if (client !== undefined && hasClients && !clients.has(client))
      problems.report([...at, "client"], "claims/unknown-client", {
        client,
        advice: suggestion(client, [...clients.keys()], "The clients are"),
      });
  }
}
