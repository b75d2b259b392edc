/** How tests run: those that read the sources, and those that read dist, which is built first when it is stale. */
import { defineConfig } from "vitest/config";

/** Tests of the built package: they live in these places and may rely on dist. */
const ofDist = ["test/package/**/*.test.ts", "test/cli/**/*.test.ts", "test/**/*.dist.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: "threads",
    coverage: { provider: "v8", include: ["src/**/*.ts"], reporter: ["text-summary", "html", "json-summary"] },
    projects: [
      { extends: true, test: { name: "source", include: ["test/**/*.test.ts"], exclude: ofDist } },
      { extends: true, test: { name: "dist", include: ofDist, globalSetup: "scripts/ensure-built.mjs", pool: "forks" } },
    ],
  },
});
