/** Does the long jobs one after the other, each writing its page of evidence: `npm run verify:long [-- JOB…]`. */

import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Each job by its page in docs/evidence, with the arguments of its script in package.json. */
export const JOBS = {
  hosts: ["verify:hosts", "--evidence"],
  differential: ["verify:differential", "--runs", "1000000", "--seed", "20261126", "--resume", "--evidence"],
  soundness: ["verify:soundness", "--runs", "100000", "--seed", "20261126", "--resume", "--evidence"],
  fuzz: ["fuzz", "--seconds", "60", "--seed", "20261126", "--evidence"],
  worst: ["verify:worst", "--seconds", "120", "--seeds", "3", "--seed", "1", "--evidence"],
  soak: ["verify:soak", "--evidence"],
  mutation: ["verify:mutation", "--evidence"],
};

/** Runs the named jobs, or all; the exit code is 1 when one of them found something. */
function main(asked) {
  const unknown = asked.filter((name) => !Object.hasOwn(JOBS, name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no job ${unknown.join(", ")}; the jobs are ${Object.keys(JOBS).join(", ")}.\n`);
    return 2;
  }
  const failed = [];
  for (const [name, [script, ...args]] of Object.entries(JOBS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    process.stdout.write(`\n== ${name}\n`);
    const { status } = spawnSync("npm", ["run", script, "--", ...args], { cwd: root, stdio: "inherit" });
    if (status !== 0) failed.push(name);
  }
  process.stdout.write(failed.length === 0 ? "\nall of it holds\n" : `\nnot all of it holds: ${failed.join(", ")}\n`);
  return failed.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
