/** The build plugin that builds entries beside others, so that an import asks for fewer files: the bundler makes one of all that the same entries reach. */
import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Plugin } from "esbuild";
import { command, entries } from "./entries.js";

const sources = new Map(entries.map(({ output, source }) => [output, resolve(source)]));

/** By source file: the files it is built beside. */
const beside = new Map(
  [...entries, command].map(({ source, beside = [] }) => [resolve(source), beside.map((output) => sources.get(output) as string)]),
);

export const entriesBeside: Plugin = {
  name: "entries-beside",
  setup(build) {
    // An import for nothing: the package has no side effects, so that it is told to the bundler and is not in what it writes.
    const importing = (from: string, to: string) =>
      `\nimport ${JSON.stringify(`./${relative(dirname(from), to).replaceAll("\\", "/")}`)};`;
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const others = beside.get(path);
      return (
        others && { contents: readFileSync(path, "utf8") + others.map((other) => importing(path, other)).join(""), loader: "ts" }
      );
    });
  },
};
