/** Prints what each entry weighs in a host's bundle, minified and gzipped, without the peers; what entries share is counted in each. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { entries } from "./entries.js";

const peers = ["@codemirror/*", "@lezer/*", "node:*"];

/** What a host gets that imports some names of some files. */
async function weigh(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    external: peers,
    write: false,
    logLevel: "error",
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

const all = (output: string) => `export * from "./dist/${output}.js";`;
const core = 'export { parse, check, compile, defineEnvironment } from "./dist/index.js";';
const base = await weigh(core);
const editor = await weigh(`${core}${all("editor")}`);

/** Name, bytes. */
const rows: [name: string, bytes: number][] = [
  ["core: parse, check, compile, defineEnvironment", base],
  ["chevrotain alone", await weigh('export { createToken, EmbeddedActionsParser, Lexer } from "chevrotain";')],
  ["editor, beyond the core", editor - base],
  ["codemirror, beyond core and editor", (await weigh(`${core}${all("editor")}${all("codemirror")}`)) - editor],
];
for (const { path, output } of entries) rows.push([`claims-el${path.slice(1)}`, await weigh(all(output))]);
for (const [name, bytes] of rows) console.log(`${(bytes / 1024).toFixed(1).padStart(8)} kB  ${name}`);
