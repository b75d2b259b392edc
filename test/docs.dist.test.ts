/** Runs what the documents show, against the built package: commands with their output, code with its results, expressions with their outcomes. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { documents } from "../scripts/documents.js";
import { type Block, blocksOf } from "./document-blocks.js";

const command = resolve("dist/cli.js");
const pages = documents().map((path) => ({ path, blocks: blocksOf(path) }));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that holds the files a page shows. */
function folderOf(blocks: readonly Block[]): string {
  const folder = mkdtempSync(join(tmpdir(), "claims-el-docs-"));
  folders.push(folder);
  for (const { language, name, lines } of blocks) {
    if (name !== "" && ["json", "yaml", "text"].includes(language)) writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
  }
  return folder;
}

/** The commands of a `sh` block, each with the lines that follow it. */
function sessions({ lines }: Block): { line: string; output: string }[] {
  const steps: { line: string; output: string[] }[] = [];
  for (const line of lines) {
    if (line.startsWith("$ ")) steps.push({ line: line.slice(2), output: [] });
    else steps.at(-1)?.output.push(line);
  }
  return steps.map(({ line, output }) => ({ line, output: output.join("\n") }));
}

const isSession = ({ language, lines }: Block) => language === "sh" && lines.some((line) => line.startsWith("$ "));
const hasBash = spawnSync("bash", ["-c", "true"]).status === 0;
const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

describe.each(pages)("the commands of $path", ({ blocks }) => {
  const folder = folderOf(blocks);
  const define = `claims-el() { '${process.execPath}' '${command}' "$@"; }`;
  const steps = blocks.filter(isSession).flatMap(sessions);
  it.skipIf(!hasBash || steps.length === 0).each(steps.map((step) => [step.line, step.output]))("%s", (line, output) => {
    const ran = spawnSync("bash", ["-c", `${define}\n{ ${line}\n} 2>&1`], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env.PATH, NO_COLOR: "1" },
    });
    expect(ran.stdout.trimEnd()).toBe(output.trimEnd());
  });
  it("that need no output are npm's, and npm knows them", () => {
    for (const line of blocks.filter((block) => block.language === "sh" && !isSession(block)).flatMap(({ lines }) => lines)) {
      for (const part of line.split(" && ")) {
        expect(part).toMatch(/^npm (?:ci|start|test|install claims-el|run \S+)$/);
        const script = /^npm (?:run )?(start|test|(?<=run )\S+)$/.exec(part)?.[1];
        if (script) expect(Object.keys(scripts)).toContain(script);
      }
    }
  });
});

const withExpressions = pages.filter(({ blocks }) => blocks.some(({ language }) => language === "claims"));
describe.each(withExpressions)("the expressions of $path", ({ blocks }) => {
  const files = new Map(blocks.filter(({ language }) => language === "json").map(({ name, lines }) => [name, lines.join("\n")]));
  const cases = blocks
    .filter(({ language }) => language === "claims")
    .flatMap((block) => block.lines.map((line) => ({ block, line })));
  const asked = cases.map(({ block, line }) => {
    const [name = "", ...settings] = block.name.split(" ");
    const context = files.get(name);
    if (context === undefined) throw new Error(`line ${block.at}: there is no context ${name}`);
    const expr = line.slice(0, line.lastIndexOf(" → "));
    return { expr, context: JSON.parse(context), ...Object.fromEntries(settings.map((setting) => setting.split("="))) };
  });
  const { stdout } = spawnSync(process.execPath, [command, "eval", "--ndjson"], {
    input: asked.map((line) => JSON.stringify(line)).join("\n"),
    encoding: "utf8",
  });
  const answers = stdout.split("\n").filter(Boolean);
  it.each(cases.map(({ line }, index) => [line, index] as const))("%s", (line, index) => {
    const wanted = line.slice(line.lastIndexOf(" → ") + 3);
    const { status, value, reason, diagnostic, diagnostics } = JSON.parse(answers[index] ?? "{}");
    const shown = status === "value" ? value : `${status} ${reason?.code ?? diagnostic?.code ?? diagnostics?.[0].code}`;
    expect(shown).toEqual(/^(?:absent|error|invalid) \S+$/.test(wanted) ? wanted : JSON.parse(wanted));
  });
  it("are all answered", () => expect(answers).toHaveLength(cases.length));
});

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
};

const samples = pages.flatMap(({ path, blocks }) =>
  blocks
    .filter(({ language }) => language === "ts")
    .map((block) => ({
      title: `${path} line ${block.at}`,
      text: `${block.lines.join("\n")}\n`,
      file: resolve(`${path}-${block.at}.ts`),
    })),
);

/** The code of a block in which each statement with `// → result` behind it becomes a pair of what it gives and what is said. */
function withPairs(text: string): string {
  const source = ts.createSourceFile("sample.ts", text, ts.ScriptTarget.ES2022, true);
  let made = text;
  for (const statement of [...source.statements].reverse()) {
    const said = /^;?[ \t]*\/\/ → (.*)/.exec(text.slice(statement.end));
    if (!said || !ts.isExpressionStatement(statement)) continue;
    const pair = `__pairs.push([${statement.expression.getText()}, ${said[1]}]);`;
    made = made.slice(0, statement.getStart()) + pair + made.slice(statement.end + said[0].length);
  }
  return `const __pairs = [];\n${made}\nconsole.log(JSON.stringify(__pairs));`;
}

describe("the code of the documents", () => {
  it.each(samples)("$title gives what is said", ({ text }) => {
    const code = ts.transpileModule(withPairs(text), { compilerOptions: { ...options, noEmit: false } }).outputText;
    // Run from here, `claims-el` is this package by its own exports, as for a consumer.
    const ran = spawnSync(process.execPath, ["--input-type=module", "--eval", code], { encoding: "utf8" });
    expect(ran.stderr).toBe("");
    const pairs = JSON.parse(ran.stdout) as [unknown, unknown][];
    expect(pairs.length).toBeGreaterThan(0);
    expect(pairs.length).toBe(text.split("// → ").length - 1);
    for (const [given, said] of pairs) {
      if (typeof said === "object" && said !== null) expect(given).toMatchObject(said);
      else expect(given).toEqual(said);
    }
  });

  it("has the types that the package promises", () => {
    const host = ts.createCompilerHost(options);
    const texts = new Map(samples.map(({ file, text }) => [file, `${text}export {};\n`]));
    const { getSourceFile, fileExists, readFile } = host;
    host.getSourceFile = (name, ...rest) => {
      const text = texts.get(name);
      return text === undefined
        ? getSourceFile.call(host, name, ...rest)
        : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
    };
    host.fileExists = (name) => texts.has(name) || fileExists.call(host, name);
    host.readFile = (name) => texts.get(name) ?? readFile.call(host, name);
    const program = ts.createProgram([...texts.keys()], options, host);
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
    expect(problems).toEqual([]);
  });
});

describe("README", () => {
  it("says how large the main entry is", async () => {
    const said = Number(/the main entry is about (\d+) kB/.exec(readFileSync("README.md", "utf8"))?.[1]);
    const { outputFiles } = await build({
      entryPoints: ["dist/index.js"],
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      logLevel: "silent",
    });
    const measured = gzipSync(outputFiles[0]?.contents ?? "").length / 1000;
    expect(Math.abs(measured - said), `${measured} kB`).toBeLessThan(said * 0.1);
  });
});
