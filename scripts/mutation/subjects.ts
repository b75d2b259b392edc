/** What is mutated, room by room, and the tests that run against it. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Each room that has a score of its own: folders, or files of them. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  base: ["src/base/limits.ts", "src/base/own-parts.ts"],
  values: ["src/values"],
  // What holds the limits on texts: brackets, nesting, nodes, lengths.
  "syntax limits": ["src/syntax/brackets.ts", "src/syntax/settle.ts", "src/syntax/parse.ts", "src/syntax/mend-literals.ts"],
  "claims names": ["src/claims/names.ts"],
  library: ["src/library/looking.ts"],
  run: ["src/run"],
};

/** The tests of what is mutated, which run in one process and need no build, browser or database: what others would find needs one here too. */
const TESTS = [
  "test/base",
  "test/claims/names.test.ts",
  "test/library/arrays.test.ts",
  "test/library/looking.test.ts",
  "test/run",
  "test/syntax",
  "test/values",
];

/** Those that time machines, or are long. */
const LEFT_OUT = new Set(["test/run/growth.test.ts"]);

function filesOf(root: string, path: string, ending: string): string[] {
  if (path.endsWith(ending)) return [path];
  return readdirSync(join(root, path), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${path}/${name}`)
    .sort();
}

/** The files of a room. */
export function subjectsOf(root: string, room: string): string[] {
  return (ROOMS[room] ?? []).flatMap((path) => filesOf(root, path, ".ts"));
}

/** The files of tests. */
export function testFiles(root: string): string[] {
  const files = TESTS.flatMap((path) => filesOf(root, path, ".test.ts"));
  return files.filter((path) => !path.endsWith(".dist.test.ts") && !LEFT_OUT.has(path));
}

/** Where the tests of a file are, if it has its own. */
export function mirrorOf(subject: string): string {
  return subject.replace(/^src/, "test").replace(/\.ts$/, ".test.ts");
}
