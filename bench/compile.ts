/** Parsing and compiling, each against a hand-written Pratt parser on the same ten claims; each call gets a text not seen before. */

import type { Library } from "./library.js";
import { type Effort, geometricMean, measure, type Subject } from "./measure.js";
import { environmentOf, OURS } from "./ours.js";
import { peers } from "./peers/all.mjs";
import { pratt } from "./pratt.js";
import { CLAIMS } from "./workload.js";

/** One verb of one library: the geometric mean of its ratios. */
export interface CompileRow {
  readonly name: string;
  readonly mean: number;
  readonly ratios: readonly number[];
}

/** How many spellings of a text take turns: blanks tell them apart and mean nothing. */
const SPELLINGS = 512;

/** The same expression in texts that a cache cannot know. */
function spellings(text: string): string[] {
  const isData = text.startsWith("{");
  return Array.from({ length: SPELLINGS }, (_, at) => {
    const blanks = Array.from({ length: 9 }, (_, bit) => ((at >> bit) & 1 ? " " : "\n")).join("");
    return isData ? text.slice(0, -1) + blanks + text.slice(-1) : text + blanks;
  });
}

function subjectsOf(name: string, verb: (text: string) => unknown, texts: readonly string[]): Subject<string>[] {
  return texts.map((text, claim) => ({ name: `${name} ${claim}`, run: verb, inputs: spellings(text) }));
}

/** This library's verbs. */
function ourVerbs(library: Library): Map<string, (text: string) => unknown> {
  const { main } = library;
  const env = environmentOf(library);
  const verbs = new Map<string, (text: string) => unknown>();
  verbs.set(`${OURS} parse`, (text) => main.parse(text));
  verbs.set(`${OURS} check`, (text) => main.check(text, env));
  verbs.set(`${OURS} compile`, (text) => main.compile(text, env));
  // What a peer's parse and check is held against: a tree, checked once as it is there, and closures.
  const one = environmentOf(library, { authorization_code: main.GRANTS.authorization_code });
  verbs.set(`${OURS} compile, one grant`, (text) => main.compile(text, one));
  return verbs;
}

/** The section. */
export async function compileSection(library: Library, effort: Effort, withPeers = true): Promise<CompileRow[]> {
  const verbs = [...ourVerbs(library)].map(([name, verb]) => ({ name, verb, texts: CLAIMS }));
  const others = (withPeers ? peers : []).flatMap((peer) => [
    { name: `${peer.name} compile`, verb: peer.compile as (text: string) => unknown, texts: peer.texts },
    ...(peer.parse ? [{ name: `${peer.name} parse`, verb: peer.parse, texts: peer.texts }] : []),
  ]);
  const all = [{ name: "pratt", verb: pratt as (text: string) => unknown, texts: CLAIMS }, ...verbs, ...others];
  const timings = await measure(
    all.flatMap(({ name, verb, texts }) => subjectsOf(name, verb, texts)),
    effort,
  );
  const time = (name: string, claim: number) => timings.get(`${name} ${claim}`) as number;
  const rows = all.map(({ name, texts }) => {
    const ratios = texts.map((_, claim) => time(name, claim) / time("pratt", claim));
    return { name, mean: geometricMean(ratios), ratios };
  });
  return rows.sort((a, b) => a.mean - b.mean);
}
