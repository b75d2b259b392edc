/** The build plugin that takes yaml's ES modules, which it keeps for browsers: its CommonJS files ask for modules of Node, and claims-el runs without it. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";

const folder = dirname(createRequire(import.meta.url).resolve("yaml/package.json"));

export const browserYaml: Plugin = {
  name: "browser-yaml",
  setup(build) {
    build.onResolve({ filter: /^yaml$/ }, () => ({ path: join(folder, "browser", "dist", "index.js") }));
  },
};
