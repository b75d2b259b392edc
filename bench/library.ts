/** This library as a host gets it: bundled from the sources of a checkout, and loaded beside other versions of itself. */
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** The names that are measured. */
export interface Library {
  readonly main: typeof import("../src/index.js");
  readonly claims: typeof import("../src/claims/index.js");
}

/** The folder that the bundles are in; below it their imports of packages resolve. */
export const folder = dirname(fileURLToPath(import.meta.url));

/** The project. */
export const root = join(folder, "..", "..", "..");

const SURFACE = 'export * as main from "./src/index.js"; export * as claims from "./src/claims/index.js";';

/** Bundles the sources of a checkout into one file. */
export async function bundle(checkout: string, name: string, contents = SURFACE, minify = false): Promise<string> {
  const outfile = join(folder, `${name}-${process.pid}.mjs`);
  await build({
    stdin: { contents, resolveDir: checkout },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    minify,
    // An older version that is only sources takes its packages from here.
    nodePaths: [join(root, "node_modules")],
    external: ["yaml"],
  });
  return outfile;
}

/** Loads a bundle; with another number, once more as another module, whose code nothing has warmed. */
export async function load(file: string, instance = 0): Promise<Library> {
  return (await import(`${pathToFileURL(file).href}?${instance}`)) as Library;
}
