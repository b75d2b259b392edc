/** Prints what each entry weighs in a host's bundle, minified and gzipped, without the peers; fails where one is heavier than its bound or holds what it must not. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { entries } from "./entries.js";

const peers = ["@codemirror/*", "@lezer/*", "node:*"];

/** A text that only this package's code holds, and the entry in which it has to be found: or the row would watch nothing. */
const STRANGERS = [
  { name: "zod", text: "$ZodType", found: "claims" },
  { name: "a date library", text: "PlainDateTime", found: "functions/time" },
  { name: "a pattern engine", text: "RE2JS", found: "functions/pattern" },
  { name: "a table of countries", text: "Afghanistan", found: "functions/country" },
] as const;

/** What a host gets that imports some names of some files. */
async function bundled(contents: string): Promise<Buffer> {
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
  return Buffer.from(outputFiles[0]?.contents ?? new Uint8Array());
}

const weighed = (bundle: Buffer) => gzipSync(bundle, { level: 9 }).length / 1024;
const all = (output: string) => `export * from "./dist/${output}.js";`;

/** One line: its weight in kB, the bound that fails the run, and the one that is aimed at where that is another. */
interface Row {
  readonly name: string;
  readonly weight: number;
  readonly bound?: number;
  readonly aim?: number;
}

const core = 'export { parse, check, compile, defineEnvironment } from "./dist/index.js";';
const bundles = { core: await bundled(core), editor: await bundled(`${core}${all("editor")}`) };
const codemirror = await bundled(`${core}${all("editor")}${all("codemirror")}`);
const [base, editor] = [weighed(bundles.core), weighed(bundles.editor)];

const rows: Row[] = [
  // Why the bound is not the aim: docs/decisions/0092-what-the-core-weighs.md
  { name: "core: parse, check, compile, defineEnvironment", weight: base, bound: 134, aim: 48 },
  {
    name: "chevrotain alone",
    weight: weighed(await bundled('export { createToken, EmbeddedActionsParser, Lexer } from "chevrotain";')),
    bound: 29,
  },
  { name: "editor, beyond the core", weight: editor - base, bound: 6 },
  { name: "codemirror, beyond core and editor", weight: weighed(codemirror) - editor, bound: 3 },
];
for (const { path, output } of entries)
  rows.push({ name: `claims-el${path.slice(1)}`, weight: weighed(await bundled(all(output))) });

const faults: string[] = [];
for (const { name, weight, bound, aim } of rows) {
  const limits = [bound && `at most ${bound} kB`, aim && `${aim} kB are aimed at`].filter(Boolean).join(", ");
  console.log(`${weight.toFixed(1).padStart(8)} kB  ${name}${limits ? ` (${limits})` : ""}`);
  if (bound !== undefined && weight > bound) faults.push(`${name} weighs ${weight.toFixed(1)} kB, more than ${bound} kB.`);
}
for (const { name, text, found } of STRANGERS) {
  if (!(await bundled(all(found))).includes(text))
    faults.push(`Nothing in claims-el/${found} holds ${text} any more: ${name} is not watched.`);
  for (const [entry, bundle] of Object.entries({ ...bundles, codemirror }))
    if (bundle.includes(text)) faults.push(`${entry} holds ${name}.`);
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
