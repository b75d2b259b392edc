/** The command of the fuzzer: which targets, for how long, and what becomes of what it found. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { commitOf, writeEvidence } from "../evidence.mjs";
import { type Finding, loopOf, minimised } from "./loop.js";
import type { Target } from "./target.js";
import { TARGETS } from "./targets.js";

/** No more inputs than this are kept of one target, and none that is longer. */
const KEPT = 120;
const KEPT_LENGTH = 400;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    target: { type: "string" },
    part: { type: "string", default: "1/1" },
    seed: { type: "string" },
    save: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    evidence: { type: "boolean", default: false },
  },
});
const [commit, started] = [commitOf(), new Date()];
/** What each target came to, for the evidence. */
const counts: Record<string, string> = {};
const seed = Number(values.seed ?? Math.floor(Math.random() * 0x7fffffff));
/** Which of how many parts of the targets: `2/3` is the second target, the fifth, and so on. */
const [part = 1, parts = 1] = values.part.split("/").map(Number);
const chosen = TARGETS.filter(({ name }) => values.target === undefined || name.includes(values.target)).filter(
  (_target, index) => index % parts === part - 1,
);
const corpusOf = ({ name }: Target) => `grammar/corpus/fuzz/${name}.json`;
const known = (target: Target): string[] =>
  existsSync(corpusOf(target)) ? (JSON.parse(readFileSync(corpusOf(target), "utf8")) as string[]) : [];

if (values.list) process.stdout.write(`${TARGETS.map(({ name }) => name).join("\n")}\n`);
else {
  process.stdout.write(`seed ${seed}, ${chosen.length} targets, ${values.seconds} s each\n`);
  const findings: Finding[] = chosen.flatMap(runTarget);
  for (const { target, input, problem } of findings)
    process.stdout.write(`\n${target}: ${problem}\n  input: ${JSON.stringify(input)}\n`);
  process.stdout.write(`${findings.length} findings\n`);
  process.exitCode = findings.length === 0 && chosen.length > 0 ? 0 : 1;
  if (values.evidence) {
    writeEvidence("fuzz", {
      title: "Fuzzing guided by the branches that inputs reach",
      what: `Each target was given ${values.seconds} seconds of ever changed inputs. A finding is something thrown, a law broken, or an input that takes more than 400 ms of the processor three times in a row.`,
      command: `npm run fuzz -- --seconds ${values.seconds} --seed ${seed}`,
      commit,
      started,
      seeds: [seed],
      counts: { ...counts, findings: findings.length },
      holds: process.exitCode === 0,
    });
  }
}

function runTarget(target: Target): readonly Finding[] {
  const report = loopOf(target, seed).run([...target.seeds, ...known(target)], Number(values.seconds));
  const { executions, kept, reached, slowest, findings } = report;
  const told = [
    `${executions} executions`,
    `${reached} branches`,
    `${kept.length} inputs kept`,
    `slowest ${slowest.toFixed(0)} ms`,
  ];
  process.stdout.write(`${target.name}: ${told.join(", ")}, ${findings.length} findings\n`);
  counts[target.name] = `${told.join(", ")}, ${findings.length} findings`;
  if (values.save) {
    const short = minimised(
      target,
      [...known(target), ...kept].filter(({ length }) => length <= KEPT_LENGTH),
      KEPT,
    );
    writeFileSync(corpusOf(target), `${JSON.stringify(short, null, 1)}\n`);
  }
  return findings;
}
