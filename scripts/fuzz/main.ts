/** The command of the fuzzer: which targets, for how long, and what becomes of what it found. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
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
    seed: { type: "string" },
    save: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 0x7fffffff));
const chosen = TARGETS.filter(({ name }) => values.target === undefined || name.includes(values.target));
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
