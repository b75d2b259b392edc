/** `defineClaims`: from a document to a claim set, or to everything that is wrong with it at once. */

import type { Limits } from "../base/limits.js";
import type { Environment, EnvironmentSettings } from "../context/environment.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { ClaimsElError } from "../diagnostics/error.js";
import { NO_STACK, withinStack } from "../diagnostics/stack.js";
import { readClients } from "./clients.js";
import { reportCollisions } from "./collisions.js";
import { readDefinitions } from "./definitions.js";
import { documentShape } from "./document.js";
import { documentEnvironment, limitsOf } from "./document-environment.js";
import type { ClaimsDocument, Json } from "./document-types.js";
import { reviewGroupRules } from "./group-rules.js";
import { isMapOfJson } from "./json.js";
import { plainCopy, withoutSchemas } from "./plain.js";
import { type DocumentDiagnostic, DocumentProblems, pathText } from "./problem.js";
import { type ClaimSet, makeClaimSet } from "./set.js";
import { reportIssues } from "./shape-problems.js";
import { reviewTests } from "./test-definitions.js";
import { usableParts } from "./usable.js";

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

/** Of a document that there was no stack to read. */
const UNREAD: ClaimsReading = { set: undefined, diagnostics: [{ ...NO_STACK, path: pathText([]), keys: [] }] };

/** `defineClaims` without the exception. */
export function readClaims(document: unknown, given?: Environment | EnvironmentSettings): ClaimsReading {
  return withinStack(() => reading(document, given), UNREAD);
}

function reading(document: unknown, given: Environment | EnvironmentSettings | undefined): ClaimsReading {
  const problems = new DocumentProblems();
  const limits = limitsOf(given);
  const { rest, schemas } = withoutSchemas(document);
  const copy = plainCopy(rest, limits, problems);
  if (copy === undefined || tooMany(copy, limits, problems)) return { set: undefined, diagnostics: problems.diagnostics };
  reportTestsFile(copy, problems);
  const shape = documentShape.safeParse(copy, { reportInput: true });
  if (!shape.success) reportIssues(shape.error.issues, problems);
  const parts = usableParts(copy, schemas);
  const env = documentEnvironment(parts, given, problems);
  const clients = readClients(parts.clients, env, problems);
  const claims = readDefinitions(parts.claims, clients, env, problems);
  reportCollisions(claims, env.grants, problems);
  reviewGroupRules(parts.groupRules, env, problems);
  reviewTests(parts, env, clients, problems);
  const { diagnostics } = problems;
  if (!shape.success || hasErrors(diagnostics)) return { set: undefined, diagnostics };
  const active = claims.filter(({ claim }) => claim.definition.status !== "inactive").map(({ claim }) => claim);
  const whole = (schemas.size > 0 ? { ...shape.data, schemas: Object.fromEntries(schemas) } : shape.data) as ClaimsDocument;
  return {
    set: makeClaimSet({ document: whole, env, claims: active, clients: clients.definitions, warnings: diagnostics }),
    diagnostics,
  };
}

/** The name of a file of tests is no test yet. */
function reportTestsFile(copy: Json, problems: DocumentProblems): void {
  const tests = isMapOfJson(copy) && Object.hasOwn(copy, "tests") ? copy.tests : undefined;
  if (typeof tests !== "string") return;
  const problem = "the files of a document are read by the command and by `claims-el/claims/text`";
  problems.report(["tests"], "claims/tests-file", { file: tests, problem });
}

function tooMany(copy: Json, limits: Limits, problems: DocumentProblems): boolean {
  const claims = isMapOfJson(copy) && Object.hasOwn(copy, "claims") ? copy.claims : undefined;
  if (!Array.isArray(claims) || claims.length <= limits.claims) return false;
  problems.report(["claims"], "claims/too-many", { count: claims.length, limit: limits.claims });
  return true;
}
