/** Runs a script written in TypeScript on every Node we support: `node scripts/run.mjs scripts/notices.ts [arguments]`. */

import { mkdirSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundle } from "./bundle.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const script = process.argv[2];
if (script === undefined) {
  process.stderr.write("usage: node scripts/run.mjs SCRIPT.ts [arguments]\n");
  process.exit(2);
}

// The bundle lies inside the project so that its imports of packages resolve.
const folder = join(root, "node_modules", ".cache", "claims-el");
mkdirSync(folder, { recursive: true });
const outfile = join(folder, `${basename(script, ".ts")}-${process.pid}.mjs`);
process.on("exit", () => rmSync(outfile, { force: true }));
await bundle(resolve(script), outfile);
process.argv.splice(1, 2, resolve(script));
await import(pathToFileURL(outfile).href);
