/** How tests run: those that read the sources, and those that read dist, which is built first when it is stale. */
import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Tests of the built package: they live in these places and may rely on dist. */
const ofDist = ["test/package/**/*.test.ts", "test/cli/**/*.test.ts", "test/**/*.dist.test.ts"];
/** Tests in a real browser; they skip where there is none. */
const ofBrowser = ["test/browser/**/*.test.ts"];
/** What a test speaks of that touches its whole process: memory, prototypes, globals. */
const OF_THE_PROCESS = /\.prototype\b|memoryUsage|heap|vi\.(mock|stub|spy)|process\.env|globalThis\./;
/** What a test speaks of that measures time of the processor. */
const OF_TIME = /clock\.js/;

/** The tests whose text a pattern finds. */
function speakingOf(pattern: RegExp): string[] {
  return readdirSync("test", { recursive: true, encoding: "utf8" })
    .map((file) => `test/${file}`)
    .filter((file) => file.endsWith(".test.ts") && pattern.test(readFileSync(file, "utf8")));
}

const ofTheProcess = speakingOf(OF_THE_PROCESS);
const ofTime = speakingOf(OF_TIME);

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
          exclude: [...ofDist, ...ofBrowser, ...ofTime, ...ofTheProcess],
          // What was loaded stays: half of the time goes into loading it.
          isolate: false,
          // One kind after the other: a process is kept only for a test of its own kind.
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "source-timed",
          include: ofTime,
          exclude: [...ofDist, ...ofBrowser, ...ofTheProcess],
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "source-alone",
          include: ofTheProcess,
          exclude: [...ofDist, ...ofBrowser],
          sequence: { groupOrder: 2 },
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
          maxConcurrency: 2,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: "dist",
          include: ofDist,
          globalSetup: "scripts/ensure-built.mjs",
          isolate: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
