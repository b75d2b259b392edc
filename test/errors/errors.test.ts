/** Every code has an example that raises it and nothing else, and the pages of docs/errors are what these examples print. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { raised, readExamples } from "../../scripts/error-examples.js";
import { errorPages } from "../../scripts/print-errors.js";
import { CODES } from "../../src/diagnostics/codes.js";
import { HOST_CALLS, HOST_CONTEXTS } from "./hosts.js";

const examples = readExamples();
const known = [
  "code",
  "expr",
  "context",
  "grant",
  "kind",
  "dialect",
  "schemas",
  "strict",
  "limits",
  "rows",
  "document",
  "text",
  "request",
  "preview",
  "target",
  "line",
  "bytes",
  "host",
  "why",
];

describe("the examples", () => {
  it("are of every code", () => {
    const shown = new Set(examples.map(({ code }) => code));
    expect(Object.keys(CODES).filter((code) => !shown.has(code))).toEqual([]);
    expect([...shown].filter((code) => !Object.hasOwn(CODES, code))).toEqual([]);
  });
  it("have no keys that nobody reads", () =>
    expect(examples.flatMap((example) => Object.keys(example).filter((key) => !known.includes(key)))).toEqual([]));
  it("use every host", () => {
    const used = new Set(examples.map(({ host }) => host));
    expect([...Object.keys(HOST_CONTEXTS), ...Object.keys(HOST_CALLS)].filter((host) => !used.has(host))).toEqual([]);
  });
  it("stand one on a line", () => {
    const lines = readFileSync("test/errors/examples.json", "utf8")
      .split("\n")
      .filter((line) => line.includes('"code"'));
    expect(lines).toHaveLength(examples.length);
  });
});

describe("each example raises its code, and one mistake is told once", () => {
  it.each(examples.map((example) => [example.code, example] as const))("%s", (code, example) => {
    const diagnostics = raised(example);
    // Advice about spelling may stand beside any mistake.
    const told = diagnostics.filter((entry) => entry.severity !== "hint" || entry.code === code);
    expect(told.map((entry) => entry.code)).toEqual([code]);
    for (const { message, hint } of diagnostics) {
      expect(`${message} ${hint ?? ""}`).not.toMatch(/\{\w+\}|undefined|\[object |NaN/);
      expect(message).toMatch(/[.?]$/);
      if (hint !== undefined) expect(hint).toMatch(/[.?]$/);
    }
  });
});

describe("the pages", () => {
  const pages = errorPages();
  it.each([...pages.keys()])("%s is what `npm run docs` prints", (path) =>
    expect(existsSync(path) && readFileSync(path, "utf8")).toBe(pages.get(path)),
  );
  it("are all there is", () =>
    expect(
      readdirSync("docs/errors")
        .map((name) => `docs/errors/${name}`)
        .sort(),
    ).toEqual([...pages.keys()].sort()));
});
