/** Runs a script written in TypeScript on every Node we support: `node scripts/run.mjs scripts/notices.ts [arguments]`. */

import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFor } from "./bundle.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const script = process.argv[2];
if (script === undefined) {
  process.stderr.write("usage: node scripts/run.mjs SCRIPT.ts [arguments]\n");
  process.exit(2);
}

// The bundle lies inside the project so that its imports of packages resolve.
const bundled = await bundleFor(join(root, "node_modules", ".cache", "claims-el"), basename(script, ".ts"), resolve(script));
process.argv.splice(1, 2, resolve(script));
await import(bundled);
