/** Runs the bench: `npm run bench -- [sections] [--json] [--quick]`. Installs the peers where they are missing. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

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
const folder = join(bench, "node_modules", ".cache");
mkdirSync(folder, { recursive: true });
const outfile = join(folder, `bench-${process.pid}.mjs`);
process.on("exit", () => rmSync(outfile, { force: true }));
await build({
  entryPoints: [join(bench, "main.ts")],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
});
await import(pathToFileURL(outfile).href);
