/** Reviews the tests of a document before they run: what can never pass is said where it is written. */
import type { Environment } from "../context/environment.js";
import type { TokenKind } from "../context/grants.js";
import { CODES, isCode } from "../diagnostics/codes.js";
import { type DocumentClients, reviewClient, reviewGrant, suggestion } from "./clients.js";
import type { TestDefinition } from "./document-types.js";
import type { DocumentPath, DocumentProblems } from "./problem.js";
import type { Part, UsableParts } from "./usable.js";

/** The parts of a test that name claims. */
const EXPECTATIONS = ["expect", "absent", "errors"] as const;

/** Reviews every test. */
export function reviewTests(parts: UsableParts, env: Environment, clients: DocumentClients, problems: DocumentProblems): void {
  const names = new Set(parts.claims.filter(isActive).flatMap(({ definition }) => definition.name ?? []));
  // Where the name of a claim cannot be read, a test may mean that claim.
  const areKnown = parts.claims.every(({ definition }) => definition.name !== undefined);
  for (const part of parts.tests) {
    const at: DocumentPath = ["tests", part.index];
    reviewRequest(part.definition, at, env, clients, problems);
    if (areKnown) reviewNames(part.definition, names, at, problems);
    reviewTwice(part, at, problems);
    reviewCodes(part, at, problems);
  }
}

function isActive({ definition, wrong }: UsableParts["claims"][number]): boolean {
  return definition.status !== "inactive" || wrong.has("status");
}

function reviewRequest(
  { grant, client, token = "access_token" }: Partial<TestDefinition>,
  at: DocumentPath,
  env: Environment,
  clients: DocumentClients,
  problems: DocumentProblems,
): void {
  if (client !== undefined) reviewClient(client, [...at, "client"], clients, problems);
  if (grant === undefined) return;
  reviewGrant(grant, [...at, "grant"], env, problems);
  const tokens: readonly TokenKind[] | undefined = env.grants.get(grant)?.tokens;
  if (tokens && !tokens.includes(token))
    problems.report([...at, "token"], "claims/unknown-token", { token, grant, known: tokens.join(", ") || "none" });
}

function reviewNames(
  test: Partial<TestDefinition>,
  names: ReadonlySet<string>,
  at: DocumentPath,
  problems: DocumentProblems,
): void {
  for (const part of EXPECTATIONS) {
    for (const name of Object.keys(test[part] ?? {})) {
      if (names.has(name)) continue;
      const advice = suggestion(name, [...names], "The claims are");
      problems.report([...at, part, name], "claims/unknown-claim", { name, advice }, { ofKey: true });
    }
  }
}

/** One claim cannot be there and left out. */
function reviewTwice({ index, definition }: Part<TestDefinition>, at: DocumentPath, problems: DocumentProblems): void {
  const seen = new Map<string, string>();
  for (const part of EXPECTATIONS) {
    for (const name of Object.keys(definition[part] ?? {})) {
      const before = seen.get(name);
      seen.set(name, part);
      if (before === undefined) continue;
      const problem = `\`${name}\` stands both in \`${before}\` and in \`${part}\``;
      problems.report(
        [...at, part, name],
        "claims/bad-test",
        { number: index + 1, problem, advice: "Remove one of the two." },
        { ofKey: true },
      );
    }
  }
}

function reviewCodes({ index, definition }: Part<TestDefinition>, at: DocumentPath, problems: DocumentProblems): void {
  for (const [name, code] of Object.entries(definition.errors ?? {})) {
    if (isCode(code)) continue;
    const advice = suggestion(code, Object.keys(CODES), "The codes are in the documentation, such as");
    problems.report([...at, "errors", name], "claims/bad-test", {
      number: index + 1,
      problem: `\`${code}\` is no code of an error`,
      advice,
    });
  }
}
