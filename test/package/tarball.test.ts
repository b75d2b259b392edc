/** Installs the packed tarball into an empty project, offline, and uses it as a consumer would. */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { command, documentSchema, entries } from "../../scripts/entries.js";

const folder = mkdtempSync(join(tmpdir(), "claims-el-consumer-"));
/** The environment without what the surrounding npm sets for its scripts. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_|VITEST)/i.test(name)));
/** What can be used without a package of the host's own. */
const specifiers = entries.filter(({ peers }) => peers === undefined).map(({ path }) => path.replace(/^\./, "claims-el"));

function run(program: string, args: readonly string[], cwd = folder): string {
  const shell = process.platform === "win32" && program === "npm";
  return execFileSync(program, args, {
    cwd,
    encoding: "utf8",
    env: environment,
    input: "",
    stdio: ["pipe", "pipe", "pipe"],
    shell,
  });
}

/** What a failed type check printed is the useful part of its failure. */
function typeCheck(module: string, moduleResolution: string): string {
  const compilerOptions = {
    module,
    moduleResolution,
    target: "es2022",
    lib: ["es2022"],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
  };
  const project = join(folder, `tsconfig.${moduleResolution}.json`);
  writeFileSync(project, JSON.stringify({ compilerOptions, files: ["consumer.ts", "names.ts"] }));
  try {
    return run(process.execPath, [resolve("node_modules/typescript/lib/tsc.js"), "-p", project]);
  } catch (fault) {
    return (fault as { stdout: string }).stdout;
  }
}

let packed: { filename: string; size: number; files: { path: string }[] };

beforeAll(() => {
  const printed = run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], process.cwd());
  packed = JSON.parse(printed)[0];
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "consumer", version: "1.0.0", private: true, type: "module" }),
  );
  const quiet = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--cache", join(folder, "empty-cache")];
  run("npm", ["install", ...quiet, join(folder, packed.filename)]);
  copyFileSync("test/package/consumer/consumer.ts", join(folder, "consumer.ts"));
  const names = specifiers.map((name, index) => `import * as m${index} from ${JSON.stringify(name)};\n`);
  writeFileSync(
    join(folder, "names.ts"),
    `${names.join("")}export const all = [${specifiers.map((_, index) => `m${index}`).join(", ")}];\n`,
  );
  mkdirSync(join(folder, "required"));
  writeFileSync(join(folder, "required", "package.json"), JSON.stringify({ type: "commonjs" }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the tarball", () => {
  it("holds the built files, the licence texts and the README", () => {
    const paths = packed.files.map(({ path }) => path);
    const outsideDist = paths.filter((path) => !path.startsWith("dist/")).sort();
    expect(outsideDist).toEqual(["LICENSE", "README.md", "THIRD-PARTY-NOTICES.md", "package.json"]);
    expect(paths.filter((path) => path.startsWith("dist/") && !/\.(?:js|js\.map|d\.ts)$/.test(path))).toEqual([
      `dist/${documentSchema.output}`,
    ]);
  });
  it("holds every file the exports promise", () => {
    const paths = new Set(packed.files.map(({ path }) => path));
    const promised = entries.flatMap(({ output }) => [`dist/${output}.js`, `dist/${output}.d.ts`]);
    expect([...promised, `dist/${command.output}.js`].filter((path) => !paths.has(path))).toEqual([]);
  });
});

describe("an empty project that installs it offline", () => {
  it("gets this package and nothing else", () => {
    expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["claims-el"]);
  });
  it.each(specifiers)("imports %s", (specifier) => {
    const script = `import * as it from ${JSON.stringify(specifier)}; console.log(Object.keys(it).length)`;
    expect(Number(run(process.execPath, ["--input-type=module", "-e", script]))).toBeGreaterThan(0);
  });
  it.each(specifiers)("requires %s, as Node 20.19 and later can", (specifier) => {
    const script = `console.log(Object.keys(require(${JSON.stringify(specifier)})).length)`;
    expect(Number(run(process.execPath, ["--input-type=commonjs", "-e", script], join(folder, "required")))).toBeGreaterThan(0);
  });
  it("reads its package.json", () => {
    const script = 'import it from "claims-el/package.json" with { type: "json" }; console.log(it.version)';
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(run(process.execPath, ["--no-warnings", "--input-type=module", "-e", script]).trim()).toBe(version);
  });
  it("reads the JSON Schema of claims documents", () => {
    const script = `import it from "claims-el/${documentSchema.output}" with { type: "json" }; console.log(it.properties.claims.type)`;
    expect(run(process.execPath, ["--no-warnings", "--input-type=module", "-e", script]).trim()).toBe("array");
  });
  it("cannot reach what is not exported", () => {
    expect(() => run(process.execPath, ["--input-type=module", "-e", 'import "claims-el/dist/cli.js"'])).toThrow(
      /ERR_PACKAGE_PATH_NOT_EXPORTED/,
    );
  });
  it("runs the command", () => {
    const bin = join(folder, "node_modules", ".bin", process.platform === "win32" ? `${command.name}.cmd` : command.name);
    expect(run(bin, ["--help"])).toContain(command.name);
  });
  it.each([
    ["node16", "node16"],
    ["esnext", "bundler"],
  ])("type-checks with module %s and moduleResolution %s", (module, moduleResolution) => {
    expect(typeCheck(module, moduleResolution)).toBe("");
  });
});
