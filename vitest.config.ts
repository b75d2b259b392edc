/** How tests run: those that read the sources, and those that read dist, which is built first when it is stale. */
import { defineConfig } from "vitest/config";

/** Tests of the built package: they live in these places and may rely on dist. */
const ofDist = ["test/package/**/*.test.ts", "test/cli/**/*.test.ts", "test/**/*.dist.test.ts"];
/** Tests in a real browser; they skip where there is none. */
const ofBrowser = ["test/browser/**/*.test.ts"];

export default defineConfig({
  test: {
    // For what hangs. What must be quick is held to time of the processor: see test/clock.ts.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A process of its own for each file: what a test does to its stack or its memory ends with it.
    pool: "forks",
    // One fewer, which is the default, leaves one of two idle.
    maxWorkers: "100%",
    projects: [
      { extends: true, test: { name: "source", include: ["test/**/*.test.ts"], exclude: [...ofDist, ...ofBrowser] } },
      {
        extends: true,
        test: {
          name: "browser",
          include: ofBrowser,
          globalSetup: "scripts/ensure-built.mjs",
          // After the others and one by one: what is timed in a browser is timed alone.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      { extends: true, test: { name: "dist", include: ofDist, globalSetup: "scripts/ensure-built.mjs" } },
    ],
  },
});
