/** Searches for the inputs within the limits that take longest: `npm run verify:worst [-- --seconds 60 --seeds 3 --seed 1 --sources FILE --evidence]`. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { commitOf, writeEvidence } from "./evidence.mjs";
import type { Candidate } from "./worst/candidates.js";
import { AIMS, again, climb, type Found } from "./worst/climb.js";
import KNOWN from "./worst/known.json" with { type: "json" };

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seeds: { type: "string", default: "3" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    sources: { type: "string" },
    evidence: { type: "boolean", default: false },
  },
});
const [commit, started] = [commitOf(), new Date()];
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => Number(values.seed) + index);

let holds = true;
const counts: Record<string, string> = {};
const notes: string[] = [];
/** The worst inputs, whole, for whoever wants to look into them. */
const whole: Record<string, unknown> = {};
for (const aim of AIMS.filter(({ name }) => !values.only || name.includes(values.only))) {
  const before = ((KNOWN as Record<string, readonly Candidate[]>)[aim.name] ?? []).map((candidate) => again(aim, candidate));
  const found = [...seeds.map((seed) => climb(aim, seed, Number(values.seconds))), ...before.filter((each) => each !== undefined)];
  const worst = found.reduce((one, other) => (other.ms > one.ms ? other : one));
  const tried = found.reduce((sum, each) => sum + each.tried, 0);
  holds &&= aim.most === undefined || worst.ms < aim.most;
  counts[aim.name] =
    `${worst.ms.toFixed(2)} ms at worst, over ${tried} inputs${aim.most === undefined ? "" : `; the aim is ${aim.most} ms`}`;
  whole[aim.name] = { ms: worst.ms, ...worst.candidate };
  process.stdout.write(`${aim.name}: ${counts[aim.name]}\n  ${inShort(worst)}\n`);
  notes.push(`${aim.name}: \`${inShort(worst).replaceAll("`", "'").replaceAll("|", "\\|")}\``);
}
process.exitCode = holds ? 0 : 1;
if (values.sources) writeFileSync(values.sources, `${JSON.stringify(whole, null, 1)}\n`);
if (values.evidence) {
  writeEvidence("worst", {
    title: "The worst inputs that a search finds",
    what: "A search climbs from generated and from hard inputs, within the limits, by changes that make them take longer; what was worst before is timed beside it. A run takes what passed or what the process had of a processor, whichever is less; the median of several runs counts. What was found is timed again in series of runs, of which the 25 count between whose runs a check that never changes was fastest: by that the pace of the machine is known, which others share (decision 0109). What the check took in those and in all, and what all series came to, is told beside it.",
    command: `npm run verify:worst -- --seconds ${values.seconds} --seeds ${values.seeds} --seed ${values.seed}`,
    commit,
    started,
    seeds,
    counts,
    holds,
    notes,
  });
}

/** The input, cut where it goes on for long. */
function inShort({ candidate, told }: Found): string {
  const { source, shape } = candidate;
  const text = source.length > 160 ? `${source.slice(0, 120)} … ${source.slice(-30)}` : source;
  return `${text} (${source.length} units, data ${shape.texts}×${shape.length}${told})`;
}
