/** Shows that the soundness property can fail: breaks the checker in one place at a time and expects findings each time. */

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A fault: where, what is written there, and what is put in its place. The first breaks nothing. */
const FAULTS = [
  { name: "nothing broken", caught: false },
  {
    name: "narrowing: `== null` proves the opposite",
    file: "src/check/narrow.ts",
    from: "equal ? ONLY_NULL : NOT_NULL",
    to: "equal ? NOT_NULL : ONLY_NULL",
    caught: true,
  },
  {
    name: "verdict merge: of two branches the first one counts",
    file: "src/check/flow.ts",
    from: "const shape = union(left, right);",
    to: "const shape = left;",
    caught: true,
  },
  {
    name: "null policy: a null argument stops no call",
    file: "src/check/call-flow.ts",
    from: "parts.some((part, index) => part.canNull && stopsOnce(plan, index));",
    to: "false;",
    caught: true,
  },
  {
    name: "absent roots: who the grant lacks is taken to be there",
    file: "src/context/grants.ts",
    from: 'if (needs === undefined) return "present";',
    to: 'if (needs !== "session") return "present";',
    caught: true,
  },
  {
    name: "mayFail: arguments of unknown type never fail",
    file: "src/check/call-flow.ts",
    from: 'fails.push("run/argument-type");',
    to: "void open;",
    caught: true,
  },
  {
    name: "reads: a computed index reads nothing below",
    file: "src/check/reads.ts",
    from: "if (!path || goesOn(facts, node)) return;",
    to: 'if (!path || goesOn(facts, node) || parentOf(facts, node)?.kind === "Index") return;',
    caught: true,
  },
  {
    name: "cost: a call is free",
    file: "src/check/call-flow.ts",
    from: "costOf(ran, ONE_STEP)",
    to: "costOf(ran)",
    caught: true,
  },
];

const runs = process.argv[2] ?? "2000";
const folder = join(root, "node_modules", ".cache", "claims-el");
mkdirSync(folder, { recursive: true });

/** The soundness run with a fault in it. */
async function bundled({ file, from, to }, outfile) {
  const fault = {
    name: "fault",
    setup(building) {
      building.onLoad({ filter: /\/src\/(check|context)\/[^/]+\.ts$/ }, ({ path }) => {
        const source = readFileSync(path, "utf8");
        if (file === undefined || path !== join(root, file)) return { contents: source, loader: "ts" };
        if (source.split(from).length !== 2) throw new Error(`${file} has not once: ${from}`);
        return { contents: source.replace(from, () => to), loader: "ts" };
      });
    },
  };
  await bundle(join(root, "scripts/soundness.ts"), outfile, [fault]);
}

let missed = 0;
for (const [index, fault] of FAULTS.entries()) {
  const outfile = join(folder, `checker-fault-${process.pid}-${index}.mjs`);
  try {
    await bundled(fault, outfile);
    const args = [outfile, "--runs", runs, "--seed", "1", "--only", "typed"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 28 });
    const found = Number(/, (\d+) findings/.exec(stdout)?.[1]);
    // A run that broke down by itself has found nothing.
    if (Number.isNaN(found)) throw new Error(stderr);
    const expected = fault.caught ? status === 1 && found > 0 : status === 0 && found === 0;
    if (!expected) missed++;
    process.stdout.write(`${expected ? "ok" : "WRONG"}  ${fault.name}: ${found} findings in ${runs} runs\n`);
  } finally {
    rmSync(outfile, { force: true });
  }
}
process.exitCode = missed > 0 ? 1 : 0;
