/** Bundles a script written in TypeScript so that every Node we support runs it. */

import { mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/** Node wants an attribute on imports of JSON that bundlers do without: data of packages is put into the bundle. */
const jsonOfPackages = {
  name: "json-of-packages",
  setup(building) {
    building.onResolve({ filter: /^[^.].*\.json$/ }, ({ path, importer }) => ({ path: createRequire(importer).resolve(path) }));
  },
};

/** Writes one module with everything of ours in it; packages stay outside. */
export async function bundle(entry, outfile, plugins = []) {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    plugins: [jsonOfPackages, ...plugins],
  });
}

/** Bundles into a folder below which the imports of packages resolve, until the process ends; gives what to import. */
export async function bundleFor(folder, name, entry, plugins = []) {
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${name}-${process.pid}.mjs`);
  process.on("exit", () => rmSync(outfile, { force: true }));
  await bundle(entry, outfile, plugins);
  return pathToFileURL(outfile).href;
}
