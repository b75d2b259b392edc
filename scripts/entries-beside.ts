/** The build plugin that builds entries beside others, so that an import asks for fewer files: the bundler makes one of all that the same entries reach. */
import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Plugin } from "esbuild";
import { command, entries } from "./entries.js";

const sources = new Map(entries.map(({ output, source }) => [output, resolve(source)]));

const sourcesOf = (outputs: readonly string[]) => outputs.map((output) => sources.get(output) as string);

/** By source file: the files it is built beside. */
const beside = new Map(entries.map(({ source, beside = [] }) => [resolve(source), sourcesOf(beside)]));

/** The command loads its parts when they are asked for, each like an entry of its own; so all of its files are built beside the same. */
const commandFolder = dirname(resolve(command.source));
const besideCommand = sourcesOf(command.beside);

export const entriesBeside: Plugin = {
  name: "entries-beside",
  setup(build) {
    // An import for nothing: the package has no side effects, so that it is told to the bundler and is not in what it writes.
    const importing = (from: string, to: string) =>
      `\nimport ${JSON.stringify(`./${relative(dirname(from), to).replaceAll("\\", "/")}`)};`;
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const others = dirname(path) === commandFolder ? besideCommand : beside.get(path);
      return (
        others && { contents: readFileSync(path, "utf8") + others.map((other) => importing(path, other)).join(""), loader: "ts" }
      );
    });
  },
};
