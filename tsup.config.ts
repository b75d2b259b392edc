/** How dist is built: every entry of scripts/entries.ts as an ES module with its types, and the packages it needs inside. */
import { writeFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { browserYaml } from "./scripts/browser-yaml.js";
import { changedPackages } from "./scripts/changed-packages.js";
import { buildEntries, documentSchema, entries } from "./scripts/entries.js";
import { entriesBeside } from "./scripts/entries-beside.js";
import { documentJsonSchema } from "./src/claims/document.js";

export default defineConfig({
  entry: buildEntries(),
  format: "esm",
  target: ["es2022", "node20.19"],
  platform: "node",
  dts: { entry: Object.fromEntries(entries.map(({ output, source }) => [output, source])) },
  splitting: true,
  treeshake: false,
  sourcemap: true,
  clean: true,
  // Bundled, not minified: one file loads three times faster than the package's fifty, and minifying on top of that gains under one millisecond.
  noExternal: [/^@?chevrotain(?:\/|$)/, /^zod(?:\/|$)/, /^i18n-iso-countries\//, /^re2js$/, /^temporal-(?:polyfill|utils)(?:\/|$)/],
  removeNodeProtocol: false,
  esbuildOptions(options) {
    options.minifyWhitespace = true;
    options.minifySyntax = true;
  },
  esbuildPlugins: [changedPackages, browserYaml, entriesBeside],
  onSuccess: async () => writeFileSync(`dist/${documentSchema.output}`, `${JSON.stringify(documentJsonSchema(), null, 2)}\n`),
});
