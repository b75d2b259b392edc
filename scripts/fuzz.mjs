/** Fuzzes: `npm run fuzz -- --seconds 60 [--target parse] [--seed 1] [--save]`. Builds the sources with counters, then runs the loop. */
import { mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { counting } from "./fuzz/instrument.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "node_modules", ".cache", "claims-el");
mkdirSync(folder, { recursive: true });
const outfile = join(folder, `fuzz-${process.pid}.mjs`);
process.on("exit", () => rmSync(outfile, { force: true }));
const counters = counting(join(root, "src"));
/** Node wants an attribute on imports of JSON that bundlers do without: data of packages is put into the bundle. */
const jsonOfPackages = {
  name: "json-of-packages",
  setup(plugin) {
    plugin.onResolve({ filter: /^[^.].*\.json$/ }, ({ path, importer }) => ({ path: createRequire(importer).resolve(path) }));
  },
};
await build({
  entryPoints: [join(root, "scripts/fuzz/main.ts")],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  packages: "external",
  plugins: [jsonOfPackages, counters.plugin],
});
globalThis.__reached = new Uint32Array(counters.count());
await import(pathToFileURL(outfile).href);
