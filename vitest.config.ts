/** How tests run: those that read the sources, and those that read dist, which is built first when it is stale. */
import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Tests of the built package: they live in these places and may rely on dist. */
const ofDist = ["test/package/**/*.test.ts", "test/cli/**/*.test.ts", "test/**/*.dist.test.ts"];
/** Tests in a real browser; they skip where there is none. */
const ofBrowser = ["test/browser/**/*.test.ts"];
/** What a test speaks of that touches its whole process or measures it: time of the processor, memory, prototypes, globals. */
const OF_THE_PROCESS = /clock\.js|\.prototype\b|memoryUsage|heap|vi\.(mock|stub|spy)|process\.env|globalThis\./;
/** Tests of the sources with a process of their own. The others share one and what it has loaded, which takes them half of the time. */
const ofTheProcess = readdirSync("test", { recursive: true, encoding: "utf8" })
  .map((file) => `test/${file}`)
  .filter((file) => file.endsWith(".test.ts") && OF_THE_PROCESS.test(readFileSync(file, "utf8")));

export default defineConfig({
  test: {
    // For what hangs. What must be quick is held to time of the processor: see test/clock.ts.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Processes, not threads: what a test does to its stack or its memory ends with it.
    pool: "forks",
    // One fewer, which is the default, leaves one of two idle.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "source",
          include: ["test/**/*.test.ts"],
          exclude: [...ofDist, ...ofBrowser, ...ofTheProcess],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "source-alone",
          include: ofTheProcess,
          exclude: [...ofDist, ...ofBrowser],
          // Not between those that share a process: it ends when a test of another kind is the next.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ofBrowser,
          globalSetup: "scripts/ensure-built.mjs",
          // After the others and one by one: what is timed in a browser is timed alone.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: { name: "dist", include: ofDist, globalSetup: "scripts/ensure-built.mjs", sequence: { groupOrder: 1 } },
      },
    ],
  },
});
