/** How the playground is built: a static page made of the built package, with relative addresses so that it can lie anywhere. */
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const built = (name: string) => resolve(here, "../../dist", `${name}.js`);

export default defineConfig({
  root: here,
  base: "./",
  html: { cspNonce: "claims-el" },
  resolve: {
    alias: [
      { find: /^claims-el$/, replacement: built("index") },
      { find: /^claims-el\/(.+)$/, replacement: resolve(here, "../../dist/$1.js") },
    ],
  },
  build: { outDir: "dist", emptyOutDir: true, target: "es2022", modulePreload: false, chunkSizeWarningLimit: 1500 },
});
