/** Reads the clients of a document: each once, with grants that there are and data that fits the schema of `app`. */
import { candidatesOf, closestName } from "../base/closest.js";
import type { Environment } from "../context/environment.js";
import { declaredNames, type ReadPath, rootPath, stepPath } from "../context/paths.js";
import { type Diagnostic, diagnosticOf } from "../diagnostics/diagnostic.js";
import { Fault } from "../values/value.js";
import type { ClientDefinition } from "./document-types.js";
import type { DocumentPath, DocumentProblems } from "./problem.js";
import { clientReader, type TokenReader } from "./token-reader.js";
import type { Part } from "./usable.js";

/** The clients of a document. */
export interface DocumentClients {
  readonly definitions: ReadonlyMap<string, ClientDefinition>;
  /** The document lists its clients, so a name that is none of them is a mistake. */
  readonly listed: boolean;
}

const NOWHERE = { start: 0, end: 0 };

/** Reads the clients. */
export function readClients(
  parts: readonly Part<ClientDefinition>[] | undefined,
  env: Environment,
  problems: DocumentProblems,
): DocumentClients {
  const definitions = new Map<string, ClientDefinition>();
  for (const { index, definition, wrong } of parts ?? []) {
    const at: DocumentPath = ["clients", index];
    reviewGrants(definition.grants, at, env, problems);
    if (definition.clientId === undefined) continue;
    const client = definition as ClientDefinition;
    if (definitions.has(client.clientId))
      problems.report([...at, "clientId"], "claims/duplicate-client", { client: client.clientId });
    else definitions.set(client.clientId, client);
    reviewData(client, wrong, at, env, problems);
  }
  return { definitions, listed: parts !== undefined };
}

/** Reports names of grants that there are not. */
export function reviewGrants(
  grants: readonly string[] | "all" | undefined,
  at: DocumentPath,
  env: Environment,
  problems: DocumentProblems,
): void {
  if (grants === undefined || grants === "all") return;
  grants.forEach((grant, place) => {
    reviewGrant(grant, [...at, "grants", place], env, problems);
  });
}

/** Reports a grant that there is not. */
export function reviewGrant(grant: string, at: DocumentPath, env: Environment, problems: DocumentProblems): void {
  if (env.grants.has(grant)) return;
  const known = [...env.grants.keys()];
  problems.report(at, "claims/unknown-grant", { grant, advice: suggestion(grant, known, "The grants are") });
}

/** Reports a client that a document does not list although it lists its clients. */
export function reviewClient(client: string, at: DocumentPath, clients: DocumentClients, problems: DocumentProblems): void {
  if (!clients.listed || clients.definitions.has(client)) return;
  const advice = suggestion(client, [...clients.definitions.keys()], "The clients are");
  problems.report(at, "claims/unknown-client", { client, advice });
}

/** What was meant, or what there is. */
export function suggestion(name: string, known: readonly string[], list: string): string {
  const near = closestName(name, known);
  if (near) return `Did you mean \`${near}\`?`;
  return known.length > 0 ? `${list}: ${known.slice(0, 12).join(", ")}${known.length > 12 ? " …" : ""}.` : "There is none.";
}

/** A client of the document is data of `app`, so it is held to the schema before any token is. */
function reviewData(
  client: ClientDefinition,
  wrong: ReadonlySet<string>,
  at: DocumentPath,
  env: Environment,
  problems: DocumentProblems,
): void {
  const app = env.roots.get("app");
  if (!app || wrong.has("profile")) return;
  const reader = clientReader(client, env.limits);
  const start = rootPath(app);
  for (const key of ["groups", "roles"]) reviewPath(stepPath(start, key), client, [...at, key], reader, problems);
  const profile = stepPath(start, "profile") as ReadPath;
  const given = Object.keys(client.profile ?? {});
  for (const key of given) {
    const path = stepPath(profile, key);
    if (path) reviewPath(path, client, [...at, "profile", key], reader, problems);
    else reportUnknown(key, profile, client, [...at, "profile", key], problems);
  }
  const seen = new Set(given);
  for (const [key, path] of neededIn(profile))
    if (!seen.has(key)) reviewPath(path, client, client.profile ? [...at, "profile"] : at, reader, problems);
}

/** What a profile must have, by the profile's path: what may be missing need not be looked for in every client. */
const NEEDED = new WeakMap<ReadPath, ReadonlyMap<string, ReadPath>>();

function neededIn(profile: ReadPath): ReadonlyMap<string, ReadPath> {
  const known = NEEDED.get(profile);
  if (known) return known;
  const needed = new Map<string, ReadPath>();
  for (const key of declaredNames(profile)) {
    const path = stepPath(profile, key);
    if (path && !path.typed.nullable) needed.set(key, path);
  }
  NEEDED.set(profile, needed);
  return needed;
}

function reviewPath(
  path: ReadPath | undefined,
  client: ClientDefinition,
  at: DocumentPath,
  reader: TokenReader,
  problems: DocumentProblems,
): void {
  const value = path && reader.read(path);
  if (!(value instanceof Fault)) return;
  const { message }: Diagnostic = diagnosticOf(value.code, NOWHERE, value.data);
  const problem = `${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, "")}`;
  problems.report(at, "claims/client-profile", { client: client.clientId, problem });
}

function reportUnknown(
  property: string,
  profile: ReadPath,
  { clientId }: ClientDefinition,
  at: DocumentPath,
  problems: DocumentProblems,
): void {
  const [near] = candidatesOf(profile, () => declaredNames(profile)).closest(property, 1);
  const advice = near ? `Did you mean \`${near}\`?` : "Declare it in the schema, or remove it; no claim can read it.";
  problems.report(at, "claims/unknown-property", { client: clientId, property, advice }, { ofKey: true });
}
