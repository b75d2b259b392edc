/** Issuing: the ten claims of one token, its context admitted each time, against plain JavaScript and the fastest peer. */
import { isDeepStrictEqual } from "node:util";
import { OURS } from "./evaluate.js";
import type { Library } from "./library.js";
import { type Effort, measure, type Subject } from "./measure.js";
import { peers } from "./peers/all.mjs";
import { CLAIMS, type ContextData, contextTexts, PLAIN, SCHEMAS } from "./workload.js";

/** Ratios to plain JavaScript by name, and the time of a token in plain JavaScript. */
export interface IssueResult {
  readonly plainNs: number;
  readonly ratios: Readonly<Record<string, number>>;
}

const NAMES = CLAIMS.map((_, at) => `claim${at + 1}`);

/** All ten on one context: every claim sees the user. */
function plainToken(context: ContextData): object {
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
  return { name, run, inputs };
}

function peerIssuing(name: string, inputs: readonly ContextData[]): Subject<ContextData> {
  const peer = peers.find((each) => each.name === name);
  if (!peer) throw new Error(`There is no peer ${name}.`);
  const programs = peer.texts.map(peer.compile);
  const run = (context: ContextData) => {
    const claims: Record<string, unknown> = {};
    for (let at = 0; at < programs.length; at++) claims[NAMES[at] as string] = programs[at]?.(context);
    return claims;
  };
  return { name, run, inputs };
}

/** More contexts than take turns elsewhere, none of which is seen twice while it is warm. */
const FRESH = 4096;

/** Contexts of which each call gets a new one. */
export function freshContexts(shapes: "one" | "eight", count = FRESH): ContextData[] {
  const texts = contextTexts(shapes);
  return Array.from({ length: count }, (_, at) => JSON.parse(texts[at % texts.length] as string) as ContextData);
}

/** Runs a subject on contexts that it has never seen. */
async function measureFresh(subjects: readonly Subject<ContextData>[], shapes: "one" | "eight", rounds: number) {
  const samples = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of subjects) {
      const contexts = freshContexts(shapes, 1024);
      const before = process.hrtime.bigint();
      for (const context of contexts) run(context);
      samples.get(name)?.push(Number(process.hrtime.bigint() - before) / contexts.length);
    }
  }
  return new Map([...samples].map(([name, all]) => [name, all.sort((a, b) => a - b)[all.length >> 1] as number]));
}

function ratiosTo(timings: ReadonlyMap<string, number>): IssueResult {
  const plainNs = timings.get("plain") as number;
  const others = [...timings].filter(([name]) => name !== "plain");
  return { plainNs, ratios: Object.fromEntries(others.map(([name, ns]) => [name, ns / plainNs])) };
}

/** The section: contexts that come again, and contexts that were never seen. */
export async function issueSection(library: Library, shapes: "one" | "eight", effort: Effort) {
  const inputs = contextTexts(shapes).map((text) => JSON.parse(text) as ContextData);
  const subjects = [
    { name: "plain", run: plainToken, inputs },
    issuing(library, inputs),
    peerIssuing("@marcbachmann/cel-js", inputs),
  ];
  const again = ratiosTo(await measure(subjects, effort));
  const fresh = ratiosTo(await measureFresh(subjects, shapes, effort.rounds));
  return { again, fresh };
}
