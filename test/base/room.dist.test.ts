/** A pattern that is first used when almost no stack is left, by functions that have run often: V8 would end the process where no room was asked for. */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** Parses names until everything that does so is compiled, and then, from a stack that is used up, a source with other tokens. */
const SCRIPT = `
import { parse } from "./dist/index.js";
for (let round = 0; round < 60_000; round++) parse("app.home and user.email or groups and app.x.y.z");
const source = process.argv[1];
let said = 0;
function dig() {
  try {
    return dig();
  } catch (error) {
    if (parse(source).diagnostics.some(({ code }) => code === "run/stack")) {
      said++;
      throw error;
    }
  }
}
dig();
console.log(said > 0 ? "said so, then parsed" : "parsed");
`;

/** One for each kind of pattern: texts, numbers, operators, what is not of the language. */
const SOURCES = ['"a"', "12.5e3", "1.x", "a == b", "'é'", "“x”"];

describe("patterns that are compiled with almost no stack left", () => {
  it.each(SOURCES)("of %s end nobody's process", (source) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "--eval", SCRIPT, source], {
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(stdout.trim()).toMatch(/parsed$/);
    expect(status).toBe(0);
  });
});
