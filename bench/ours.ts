/** This library's part of the bench: the claims compiled and issued by one version of it, their answers checked. */
import { isDeepStrictEqual } from "node:util";
import type { Library } from "./library.js";
import type { Subject } from "./measure.js";
import { CLAIMS, type ContextData, PLAIN, SCHEMAS } from "./workload.js";

/** The name of this library in tables. */
export const OURS = "claims-el";

/** The claims compiled by a library. */
export type Compiled = readonly Subject<ContextData>[];

/** The environment of the claims, by default with every grant. */
export function environmentOf({ main }: Library, grants: object = main.GRANTS) {
  return main.defineEnvironment({ ...SCHEMAS, grants } as Parameters<typeof main.defineEnvironment>[0]);
}

/** This library's subjects; their answers are held against the plain ones. */
export function ourSubjects(library: Library, contexts: readonly (readonly ContextData[])[], name = OURS): Compiled {
  const env = environmentOf(library);
  return CLAIMS.map((text, claim) => {
    const program = library.main.compile(text, env);
    const inputs = contexts[claim] as readonly ContextData[];
    for (const input of inputs) {
      const outcome = program.evaluate(input);
      expectAnswer(name, claim, outcome.status === "value" ? outcome.value : outcome, input);
    }
    return { name: `${name} ${claim}`, run: program.evaluate as (input: ContextData) => unknown, inputs };
  });
}

/** Holds an answer against the plain one. */
export function expectAnswer(name: string, claim: number, actual: unknown, input: ContextData): void {
  const expected = PLAIN[claim]?.(input);
  // A result may be made without a prototype; what counts is the data.
  if (isDeepStrictEqual(JSON.parse(JSON.stringify(actual ?? null)), JSON.parse(JSON.stringify(expected)))) return;
  throw new Error(`${name} answers claim ${claim + 1} with ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
}

/** The names of the ten. */
export const NAMES = CLAIMS.map((_, at) => `claim${at + 1}`);

/** All ten on one context: every claim sees the user. */
export function plainToken(context: ContextData): object {
  const claims: Record<string, unknown> = {};
  for (let at = 0; at < PLAIN.length; at++) claims[NAMES[at] as string] = PLAIN[at]?.(context);
  return claims;
}

/** The document of the ten claims. */
export function documentOf(claims: readonly string[] = CLAIMS) {
  return {
    schemas: SCHEMAS,
    claims: claims.map((value, at) => ({ name: `claim${at + 1}`, value })),
  };
}

/**
 * How long a token is issued again and again before it is measured: as an issuer does for days. After a twentieth of it the
 * engine is still at work on the code, and a token takes up to twice as long.
 */
export const ISSUE_WARM_MS = 600;

/** This library's subject. */
export function issuing({ claims }: Library, inputs: readonly ContextData[], name = OURS): Subject<ContextData> {
  const set = claims.defineClaims(documentOf() as Parameters<typeof claims.defineClaims>[0]);
  const run = (context: ContextData) =>
    set.issue({ grant: "authorization_code", token: "access_token", client: context.app.clientId, context });
  for (const input of inputs) {
    const issued = run(input);
    const given = issued.ok ? JSON.parse(JSON.stringify(issued.claims)) : issued;
    if (!isDeepStrictEqual(given, JSON.parse(JSON.stringify(plainToken(input)))))
      throw new Error(`${name} issues ${JSON.stringify(given)}`);
  }
  return { name, run, inputs, warmMs: ISSUE_WARM_MS };
}
