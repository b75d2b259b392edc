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

/** Folders of tests that run in one process, without a build, a browser or a database. */
const TESTS = [
  "test/base",
  "test/check",
  "test/claims",
  "test/conformance.test.ts",
  "test/context",
  "test/hostile",
  "test/library",
  "test/oracle",
  "test/properties",
  "test/run",
  "test/schemas",
  "test/syntax",
  "test/types",
  "test/values",
];

/** Those that bring their own runner, that time machines, or that are long: what only they would find needs a test of its own. */
const LEFT_OUT = new Set([
  "test/properties/border.test.ts",
  "test/properties/cost.test.ts",
  "test/properties/determinism.test.ts",
  "test/properties/differential.test.ts",
  "test/properties/disclosure.test.ts",
  "test/properties/explain.test.ts",
  "test/properties/output.test.ts",
  "test/properties/pollution.test.ts",
  "test/properties/purity.test.ts",
  "test/properties/soundness.test.ts",
  "test/properties/syntax-hostile.test.ts",
  "test/schemas/any-document.test.ts",
  "test/library/null-policies.test.ts",
  "test/oracle/conformance.test.ts",
  "test/properties/completeness.test.ts",
  "test/properties/sharpness.test.ts",
  "test/properties/spans.test.ts",
  "test/properties/context-functions.test.ts",
  "test/properties/syntax-linear.test.ts",
  "test/properties/syntax-exhaustive.test.ts",
  "test/check/linear.test.ts",
  "test/run/growth.test.ts",
]);

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
  return TESTS.flatMap((path) => filesOf(root, path, ".test.ts")).filter((path) => !LEFT_OUT.has(path));
}

/** Where the tests of a file are, if it has its own. */
export function mirrorOf(subject: string): string {
  return subject.replace(/^src/, "test").replace(/\.ts$/, ".test.ts");
}
