/** Looks into the built files: no text that becomes code, no host module outside the command, no foreign types. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { posix } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { changedPackages, replaceIn } from "../../scripts/changed-packages.js";
import { command, documentSchema, entries } from "../../scripts/entries.js";
import { documentJsonSchema } from "../../src/claims/document.js";

const files = readdirSync("dist", { recursive: true, encoding: "utf8" })
  .map((name) => posix.join("dist", name.replaceAll("\\", "/")))
  .filter((path) => statSync(path).isFile());
const read = (path: string): string => readFileSync(path, "utf8");

/** What turns text into code, under its own name or another. */
const codeFromStrings = /\beval\s*\(|\(\s*0\s*,\s*eval\s*\)|\bnew\s+Function\b|(?<![\w$.])Function\s*[(;,)]/;

/** Every file an entry loads, and the modules of the host it asks for. */
function loads(entry: string): { files: string[]; modules: string[] } {
  const seen = new Set<string>();
  const modules = new Set<string>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { fileName } of ts.preProcessFile(read(path), true, true).importedFiles) {
      if (fileName.startsWith(".")) waiting.push(posix.join(posix.dirname(path), fileName));
      else modules.add(fileName);
    }
  }
  return { files: [...seen], modules: [...modules] };
}

/** The packages whose code is in a built file, as its source map tells. */
function packagesIn(path: string): string[] {
  const { sources } = JSON.parse(read(`${path}.map`)) as { sources: string[] };
  return sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []);
}

describe("the built files", () => {
  it("are modules, their maps and their types, and the JSON Schema of documents", () => {
    expect(files.filter((path) => !/\.(?:js|js\.map|d\.ts)$/.test(path))).toEqual([`dist/${documentSchema.output}`]);
  });
  it("hold the JSON Schema that the sources print", () =>
    expect(JSON.parse(read(`dist/${documentSchema.output}`))).toEqual(documentJsonSchema()));
  it("turn no text into code", () => {
    expect(files.filter((path) => !path.endsWith(".map") && codeFromStrings.test(read(path)))).toEqual([]);
  });
  it("say nothing of the machine they were built on", () => {
    const maps = files.filter((path) => path.endsWith(".map"));
    const absolute = maps.filter((path) => (JSON.parse(read(path)).sources as string[]).some((source) => !source.startsWith(".")));
    expect([maps.length > 0, absolute]).toEqual([true, []]);
    expect(files.filter((path) => read(path).includes(process.cwd()))).toEqual([]);
  });
  it("hold types that need no package but an entry's peers", () => {
    const peers = new Set(entries.flatMap((entry) => entry.peers ?? []));
    const foreign = files
      .filter((path) => path.endsWith(".d.ts"))
      .flatMap((path) => ts.preProcessFile(read(path), true, true).importedFiles.map(({ fileName }) => fileName))
      .filter((name) => !name.startsWith(".") && !peers.has(name));
    expect(foreign).toEqual([]);
  });
  it("start the command", () => {
    const path = `dist/${command.output}.js`;
    expect(read(path).startsWith("#!/usr/bin/env node\n")).toBe(true);
    if (process.platform !== "win32") expect(statSync(path).mode & 0o111).toBe(0o111);
  });
});

/** Packages that only these entries load. */
const reserved: Readonly<Record<string, readonly string[]>> = {
  zod: ["./claims", "./claims/text", "./okta"],
  "temporal-polyfill": ["./functions/time", "./functions/all", "./okta"],
  "i18n-iso-countries": ["./functions/country", "./functions/all", "./okta"],
  re2js: ["./functions/pattern", "./functions/all", "./okta"],
};

describe.each(entries)("the entry $path", ({ path, output, peers = [] }) => {
  const { files: loaded, modules } = loads(`dist/${output}.js`);
  it("asks the host for its peers alone, so it runs in a browser", () => expect(modules.sort()).toEqual([...peers].sort()));
  it.each(Object.entries(reserved))("loads %s only if it is for it", (name, paths) => {
    expect(loaded.some((file) => packagesIn(file).includes(name))).toBe(paths.includes(path));
  });
});

describe("the main entry", () => {
  // Each file costs half a millisecond; it was 26 before the entries were built beside it.
  it("is few files", () => expect(loads("dist/index.js").files.length).toBeLessThanOrEqual(14));
});

describe("the build plugin", () => {
  it("takes code from text out of all of chevrotain, zod and re2js", async () => {
    const contents = 'export * as c from "chevrotain"; export * as z from "zod"; export * as r from "re2js";';
    const options = {
      stdin: { contents, resolveDir: process.cwd() },
      bundle: true,
      write: false,
      format: "esm",
      logLevel: "silent",
    } as const;
    const [before, after] = [await build(options), await build({ ...options, plugins: [changedPackages] })];
    expect(codeFromStrings.test(before.outputFiles[0]?.text ?? "")).toBe(true);
    expect(codeFromStrings.exec(after.outputFiles[0]?.text ?? "")).toBeNull();
  });
  it("fails when the text to take out is no longer there", () => {
    expect(() => replaceIn("node_modules/zod/v4/core/doc.js", "const G = Function;")).toThrow(/look at/);
  });
});
