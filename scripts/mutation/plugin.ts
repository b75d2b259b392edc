/** A plugin for esbuild: subjects get their switches, tests the stand-in for vitest, and both know where they are. */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "esbuild";
import { type Mutant, schemataOf } from "./schemata.js";

const MUTATION = "scripts/mutation";

/** Subjects with switches in them, by path. */
export interface Switched {
  readonly texts: ReadonlyMap<string, string>;
  readonly mutants: readonly Mutant[];
}

/** Puts switches into the subjects. */
export function switched(root: string, subjects: readonly string[]): Switched {
  const texts = new Map<string, string>();
  const mutants: Mutant[] = [];
  const runtime = join(root, MUTATION, "switches.ts");
  for (const path of subjects) {
    const { text, mutants: made } = schemataOf(path, readFileSync(join(root, path), "utf8"), mutants.length, runtime);
    texts.set(path, text);
    mutants.push(...made);
  }
  return { texts, mutants };
}

/** The plugin that bundles these tests with the switched subjects. */
export function switching(root: string, { texts }: Switched, tests: readonly string[]): Plugin {
  const standIn = join(root, MUTATION, "vitest.ts");
  return {
    name: "switching",
    setup(building) {
      building.onResolve({ filter: /^vitest$/ }, () => ({ path: standIn }));
      building.onResolve({ filter: /^virtual:tests$/ }, () => ({ path: "tests", namespace: "virtual" }));
      // What package.json says of side effects does not hold for tests.
      building.onResolve({ filter: /\.test\.ts$/ }, ({ path }) => ({ path, sideEffects: true }));
      building.onLoad({ filter: /.*/, namespace: "virtual" }, () => ({
        contents: tests.map((path) => `import ${JSON.stringify(join(root, path))};`).join("\n"),
        resolveDir: root,
      }));
      building.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const name = relative(root, path);
        const contents = texts.get(name) ?? (name.startsWith("test/") ? testText(name, path, standIn) : undefined);
        return contents === undefined ? undefined : { contents, loader: "ts" };
      });
    },
  };
}

/** A test that says its name before its tests. */
function testText(name: string, path: string, standIn: string): string {
  const source = readFileSync(path, "utf8").replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
  if (!name.endsWith(".test.ts")) return source;
  return `import { beginFile as __beginFile } from ${JSON.stringify(standIn)};\n__beginFile(${JSON.stringify(name)});\n${source}`;
}
