/** Bundles a script written in TypeScript so that every Node we support runs it. */

import { createRequire } from "node:module";
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
