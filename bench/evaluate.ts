/** Evaluation: the ten claims, each against plain JavaScript, for this library and the peers. */
import type { Library } from "./library.js";
import { type Effort, geometricMean, measure, type Subject } from "./measure.js";
import { type Compiled, expectAnswer, OURS, ourSubjects } from "./ours.js";
import { type Peer, peers } from "./peers/all.mjs";
import { CLAIMS, type ContextData, contextsOf, PLAIN } from "./workload.js";

/** One library's ratios to plain JavaScript. */
export interface EvaluateRow {
  readonly name: string;
  readonly generatesCode: boolean;
  /** The geometric mean of the ten. */
  readonly mean: number;
  readonly ratios: readonly number[];
  readonly notes?: string;
}

/** What was measured. */
export interface EvaluateResult {
  readonly plainNs: readonly number[];
  readonly rows: readonly EvaluateRow[];
}

async function peerSubjects(peer: Peer, contexts: readonly (readonly ContextData[])[]): Promise<Compiled> {
  const subjects: Subject<ContextData>[] = [];
  for (const [claim, text] of peer.texts.entries()) {
    const run = peer.compile(text);
    const inputs = (contexts[claim] as ContextData[]).map(peer.prepare ?? ((context) => context));
    for (const input of inputs) {
      const result = await run(input);
      expectAnswer(peer.name, claim, peer.plain ? peer.plain(result) : result, input);
    }
    subjects.push({ name: `${peer.name} ${claim}`, run, inputs, ...(peer.async ? { async: true } : {}) });
  }
  return subjects;
}

/** Measures the ten claims for plain JavaScript, for some libraries' subjects, and for the peers if wanted. */
export async function evaluateAll(
  contexts: readonly (readonly ContextData[])[],
  ours: ReadonlyMap<string, Compiled>,
  withPeers: readonly Peer[],
  effort: Effort,
): Promise<EvaluateResult> {
  const plain = PLAIN.map((run, claim) => ({ name: `plain ${claim}`, run, inputs: contexts[claim] as readonly ContextData[] }));
  const others = new Map<string, Compiled>(ours);
  for (const peer of withPeers) others.set(peer.name, await peerSubjects(peer, contexts));
  const timings = await measure([...plain, ...[...others.values()].flat()], effort);
  const time = (name: string, claim: number) => timings.get(`${name} ${claim}`) as number;
  const rows = [...others.keys()].map((name): EvaluateRow => {
    const ratios = CLAIMS.map((_, claim) => time(name, claim) / time("plain", claim));
    const peer = peers.find((each) => each.name === name);
    return {
      name,
      generatesCode: peer?.generatesCode === true,
      mean: geometricMean(ratios),
      ratios,
      ...(peer ? { notes: peer.notes } : {}),
    };
  });
  return { plainNs: CLAIMS.map((_, claim) => time("plain", claim)), rows: rows.sort((a, b) => a.mean - b.mean) };
}

/** The section. */
export async function evaluateSection(library: Library, shapes: "one" | "eight", effort: Effort, withPeers = true) {
  const contexts = contextsOf(shapes);
  const ours = new Map([[OURS, ourSubjects(library, contexts)]]);
  return evaluateAll(contexts, ours, withPeers ? peers : [], effort);
}
