/** Runs the command in a worker with a stack of 1 MB: `node scripts/hosts/in-worker.mjs eval --ndjson < lines`. */
import { Worker } from "node:worker_threads";

const worker = new Worker(new URL("../../dist/cli.js", import.meta.url), {
  argv: process.argv.slice(2),
  stdin: true,
  resourceLimits: { stackSizeMb: 1 },
});
process.stdin.pipe(worker.stdin);
worker.on("error", (error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 70;
});
worker.on("exit", (code) => {
  process.exitCode ||= code;
});
