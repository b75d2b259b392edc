/** What a host pays before its first token: cold import, memory of compiled expressions, size in a bundle. Each in a process of its own. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { folder, root } from "./library.js";
import { median } from "./measure.js";
import { OURS } from "./ours.js";
import { peers } from "./peers/all.mjs";
import { CLAIMS, SCHEMAS } from "./workload.js";

/** The module that a peer's surface names first. */
function moduleOf(surface: string): string {
  return /from "([^"]+)"/.exec(surface)?.[1] as string;
}

/** The built main entry, which is what a host imports. */
const MAIN = join(root, "dist", "index.js");

/** Milliseconds from the start of a process that imports a module to its end. */
function runOnce(code: string): number {
  const before = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", code], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return Number(process.hrtime.bigint() - before) / 1e6;
}

/** Cold imports over bare Node, in milliseconds: interleaved fresh processes, medians. */
export function coldImports(rounds: number, withPeers: boolean): Record<string, number> {
  const codes = new Map<string, string>([
    ["bare", "0"],
    [OURS, `await import(${JSON.stringify(MAIN)})`],
    [
      `${OURS}, ten claims compiled and run`,
      `const { compile, defineEnvironment } = await import(${JSON.stringify(MAIN)});
       const env = defineEnvironment(${JSON.stringify(SCHEMAS)});
       for (const text of ${JSON.stringify(CLAIMS)}) compile(text, env).evaluate({});`,
    ],
  ]);
  const modules = new Set(withPeers ? peers.map(({ surface }) => moduleOf(surface)) : []);
  for (const name of modules) codes.set(name, `await import(${JSON.stringify(name)})`);
  const samples = new Map([...codes.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) for (const [name, code] of codes) samples.get(name)?.push(runOnce(code));
  const bare = median(samples.get("bare") as number[]);
  return Object.fromEntries([...samples].map(([name, all]) => [name, name === "bare" ? bare : median(all) - bare]));
}

const COPIES = 500;

/** Bytes that a compiled expression keeps: distinct texts of each of the ten, after collections. */
export function bytesPerExpression(file: string): { readonly mean: number; readonly simplest: number } {
  const code = `
    const { main } = await import(${JSON.stringify(file)});
    const env = main.defineEnvironment(${JSON.stringify(SCHEMAS)});
    const claims = ${JSON.stringify(CLAIMS)};
    const context = {};
    const used = () => { for (let at = 0; at < 4; at++) gc(); return process.memoryUsage().heapUsed; };
    const compileAll = (texts) => {
      const kept = [];
      for (const text of texts) for (let copy = 0; copy < ${COPIES}; copy++) kept.push(main.compile(text + " ".repeat(copy % 40), env));
      return kept;
    };
    compileAll(claims).forEach((program) => program.evaluate(context));
    const measured = (texts) => {
      const before = used();
      const kept = compileAll(texts);
      const after = used();
      return (after - before) / kept.length;
    };
    console.log(JSON.stringify({ mean: measured(claims), simplest: measured(claims.slice(0, 1)) }));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", "--input-type=module", "-e", code], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as { mean: number; simplest: number };
}

/** Kibibytes of the smallest surface in a host's bundle, minified and gzipped. */
export async function sizes(withPeers: boolean): Promise<Record<string, number>> {
  const surfaces = [
    { name: OURS, surface: 'export { defineEnvironment, compile } from "./dist/index.js";', resolveDir: root },
    ...(withPeers ? peers : []).map(({ name, surface }) => ({ name, surface, resolveDir: folder })),
  ];
  const weights: Record<string, number> = {};
  for (const { name, surface, resolveDir } of surfaces) {
    const { outputFiles } = await build({
      stdin: { contents: surface, resolveDir },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      write: false,
      logLevel: "error",
    });
    weights[name] = gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length / 1024;
  }
  return weights;
}

/** The version of a package of the bench. */
export function versionOf(name: string): string {
  return (JSON.parse(readFileSync(join(folder, "..", name, "package.json"), "utf8")) as { version: string }).version;
}
