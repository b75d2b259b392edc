/** Holds package.json and the lock file to the table of entries and to what a consumer was promised. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { command, documentSchema, entries } from "../../scripts/entries.js";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const lock = readFileSync("package-lock.json", "utf8");

describe("package.json", () => {
  it("exports the table of entries", () => {
    const rows = entries.map(({ path, output }) => [path, { types: `./dist/${output}.d.ts`, default: `./dist/${output}.js` }]);
    const data = { [documentSchema.path]: `./dist/${documentSchema.output}`, "./package.json": "./package.json" };
    expect(manifest.exports).toEqual({ ...Object.fromEntries(rows), ...data });
  });
  it("puts the types first, for tools that take the first match", () => {
    for (const target of Object.values(manifest.exports)) {
      if (typeof target !== "string") expect(Object.keys(target as object)).toEqual(["types", "default"]);
    }
  });
  it("has the command", () => expect(manifest.bin).toEqual({ [command.name]: `dist/${command.output}.js` }));
  it("is an ES module without side effects", () => expect([manifest.type, manifest.sideEffects]).toEqual(["module", false]));
  it("needs no other package at run time", () =>
    expect([manifest.dependencies, manifest.optionalDependencies]).toEqual([undefined, undefined]));
  it("pins what it is built with", () => {
    for (const version of Object.values(manifest.devDependencies))
      expect(version).toMatch(/^(?:npm:[a-z]+@)?\d+\.\d+\.\d+(?:-r\.\d+)?$/);
  });
});

describe("the table of entries", () => {
  it("names files that exist", () => expect([...entries, command].filter(({ source }) => !existsSync(source))).toEqual([]));
});

describe("package-lock.json", () => {
  it("names no registry", () => {
    expect(lock).not.toContain('"resolved"');
    const withoutFunding = lock.replaceAll(/"funding": (?:"[^"]*"|\{[^}]*\}|\[[^\]]*\])/g, "");
    expect(withoutFunding.match(/https?:\/\/[^"]*/g)).toBeNull();
  });
  it("agrees with package.json", () => {
    const { name, version, devDependencies } = JSON.parse(lock).packages[""];
    expect({ name, version, devDependencies }).toEqual({
      name: manifest.name,
      version: manifest.version,
      devDependencies: manifest.devDependencies,
    });
  });
});
