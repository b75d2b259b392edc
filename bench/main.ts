/** The bench's command line: which sections, how long, for people or for tools. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { compileSection } from "./compile.js";
import { evaluateSection } from "./evaluate.js";
import { growthSection } from "./growth.js";
import { issueSection } from "./issue.js";
import { bundle, load, root } from "./library.js";
import type { Effort } from "./measure.js";
import { type BenchResult, machineOf, textOf } from "./report.js";
import { bytesPerExpression, coldImports, sizes } from "./start.js";

const HELP = `npm run bench -- [sections] [options]

  npm run bench                        everything, about five minutes
  npm run bench -- evaluate issue      some sections: evaluate issue compile growth start
  npm run bench -- --quick --no-peers  less exact, this library alone
  npm run bench -- --json out.json     the numbers for tools; \`-\` is standard output
`;

const SECTIONS = ["evaluate", "issue", "compile", "growth", "start"] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    json: { type: "string" },
    quick: { type: "boolean", default: false },
    peers: { type: "boolean", default: true },
    help: { type: "boolean", default: false },
  },
});
const unknown = positionals.find((name) => !(SECTIONS as readonly string[]).includes(name));
if (values.help || unknown !== undefined) {
  process.stdout.write(HELP);
  process.exit(values.help ? 0 : 2);
}

const wanted = new Set<string>(positionals.length > 0 ? positionals : SECTIONS);
const effort: Effort = values.quick ? { rounds: 9, sliceMs: 1 } : { rounds: 31, sliceMs: 2 };
const withPeers = values.peers === true;
const told = (section: string) => process.stderr.write(`${section} …\n`);

const file = await bundle(root, "library");
const library = await load(file);
let result: BenchResult = { machine: machineOf(withPeers) };
if (wanted.has("evaluate")) {
  told("evaluate");
  result = { ...result, evaluate: await evaluateSection(library, "one", effort, withPeers) };
  result = { ...result, evaluateEightShapes: await evaluateSection(library, "eight", effort, withPeers) };
}
if (wanted.has("issue")) {
  told("issue");
  result = { ...result, issue: await issueSection(library, "one", effort) };
  result = { ...result, issueEightShapes: await issueSection(library, "eight", effort) };
}
if (wanted.has("compile")) {
  told("compile");
  result = { ...result, compile: await compileSection(library, effort, withPeers) };
}
if (wanted.has("growth")) {
  told("growth");
  result = { ...result, growth: await growthSection(library, { ...effort, rounds: 9 }) };
}
if (wanted.has("start")) {
  told("start");
  const rounds = values.quick ? 5 : 15;
  result = {
    ...result,
    coldMs: coldImports(rounds, withPeers),
    bytes: bytesPerExpression(file),
    gzipKiB: await sizes(withPeers),
  };
}

const json = `${JSON.stringify(result, null, 2)}\n`;
if (values.json === "-") process.stdout.write(json);
else {
  if (values.json !== undefined) writeFileSync(values.json, json);
  process.stdout.write(textOf(result));
}
