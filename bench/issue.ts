/** Issuing: the ten claims of one token, its context admitted each time, against plain JavaScript and the fastest peer. */
import type { Library } from "./library.js";
import { type Effort, measure, median, type Subject } from "./measure.js";
import { ISSUE_WARM_MS, issuing, NAMES, plainToken } from "./ours.js";
import { peers } from "./peers/all.mjs";
import { type ContextData, contextTexts } from "./workload.js";

/** Ratios to plain JavaScript by name, and the time of a token in plain JavaScript. */
export interface IssueResult {
  readonly plainNs: number;
  readonly ratios: Readonly<Record<string, number>>;
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
  return { name, run, inputs, warmMs: ISSUE_WARM_MS };
}

/** As many new contexts are made at a time, outside the clock, and each is seen once. */
const BATCH = 64;
const BATCHES = 24;

/** Runs subjects on contexts that they have never seen, as an issuer does for most tokens. */
async function measureFresh(subjects: readonly Subject<ContextData>[], shapes: "one" | "eight", rounds: number) {
  const texts = contextTexts(shapes);
  const samples = new Map<string, number[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds * BATCHES; round++) {
    for (const { name, run } of subjects) {
      const contexts = Array.from({ length: BATCH }, (_, at) => JSON.parse(texts[at % texts.length] as string) as ContextData);
      const before = process.hrtime.bigint();
      for (const context of contexts) run(context);
      samples.get(name)?.push(Number(process.hrtime.bigint() - before) / BATCH);
    }
  }
  return new Map([...samples].map(([name, all]) => [name, median(all)]));
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
    { name: "plain", run: plainToken, inputs, warmMs: ISSUE_WARM_MS },
    issuing(library, inputs),
    peerIssuing("@marcbachmann/cel-js", inputs),
  ];
  const again = ratiosTo(await measure(subjects, effort));
  const fresh = ratiosTo(await measureFresh(subjects, shapes, effort.rounds));
  return { again, fresh };
}
