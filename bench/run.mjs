/** Runs the bench: `npm run bench -- [sections] [--json] [--quick]`. Installs the peers where they are missing. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFor } from "../scripts/bundle.mjs";

const bench = dirname(fileURLToPath(import.meta.url));

if (!existsSync(join(bench, "node_modules", "jsonata"))) {
  process.stderr.write("Installing the libraries to compare with …\n");
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: bench,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) process.exit(2);
}

// The bundle lies where its imports of the peers resolve.
await import(await bundleFor(join(bench, "node_modules", ".cache"), "bench", join(bench, "main.ts")));
