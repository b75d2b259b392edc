/** What the command does to a terminal, a pipe, a closed pipe and an impatient person. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { columns, painter, wantsColour } from "../../src/cli/terminal.js";
import { claimsEl, start } from "./command.js";

describe("whether there are colours", () => {
  it.each<[string, boolean, Record<string, string>, boolean, boolean]>([
    ["a terminal", true, {}, false, true],
    ["a pipe", false, {}, false, false],
    ["NO_COLOR", true, { NO_COLOR: "1" }, false, false],
    ["an empty NO_COLOR", true, { NO_COLOR: "" }, false, true],
    ["TERM=dumb", true, { TERM: "dumb" }, false, false],
    ["--no-color", true, {}, true, false],
    ["FORCE_COLOR", false, { FORCE_COLOR: "1" }, false, true],
    ["FORCE_COLOR=0", false, { FORCE_COLOR: "0" }, false, false],
    ["NO_COLOR against FORCE_COLOR", false, { FORCE_COLOR: "1", NO_COLOR: "1" }, false, false],
    ["--no-color against FORCE_COLOR", true, { FORCE_COLOR: "1" }, true, false],
  ])("%s", (_words, isTerminal, env, refused, expected) => expect(wantsColour(isTerminal, env, refused)).toBe(expected));
  const write = () => undefined;
  it("paint is nothing without them", () => {
    expect(painter({ write, colour: false })("error", "x")).toBe("x");
    expect(painter({ write, colour: true })("error", "x")).toBe("\u001b[31mx\u001b[0m");
  });
});

describe("columns", () => {
  it("are as wide as they need, the last one not padded", () =>
    expect(
      columns([
        ["a", "bb"],
        ["ccc", "d"],
      ]),
    ).toBe("a    bb\nccc  d"));
  it("of nothing are nothing", () => expect(columns([])).toBe(""));
});

describe.concurrent("colours in what is printed", () => {
  const inColour = "\u001b[";
  it("are not in a pipe", async () => {
    const { out, err } = await claimsEl(["check", "app.system_hom + 1 /"]);
    expect(out + err).not.toContain(inColour);
  });
  it("are where FORCE_COLOR asks for them, on both streams", async () => {
    expect((await claimsEl(["eval", "1 / 0"], { env: { FORCE_COLOR: "1" } })).err).toContain(inColour);
    expect((await claimsEl(["check", "1"], { env: { FORCE_COLOR: "1" } })).out).toContain(inColour);
  });
  it("are not where NO_COLOR or --no-color refuses them", async () => {
    expect((await claimsEl(["eval", "1 / 0"], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } })).err).not.toContain(inColour);
    expect((await claimsEl(["eval", "1 / 0", "--no-color"], { env: { FORCE_COLOR: "1" } })).err).not.toContain(inColour);
  });
  it("are never in JSON", async () =>
    expect((await claimsEl(["check", "1", "--json"], { env: { FORCE_COLOR: "1" } })).out).not.toContain(inColour));
});

describe.concurrent("a reader that goes away", () => {
  it("ends a batch quietly", async () => {
    const child = start(["eval", "--ndjson"]);
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.stdin.on("error", () => {
      // The command ends while it is still being written to.
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const line = `${JSON.stringify({ id: 1, expr: `"${"x".repeat(5000)}"` })}\n`;
    const feed = setInterval(() => child.stdin.write(line.repeat(100)), 5);
    const [code] = await once(child, "close");
    clearInterval(feed);
    expect([code, err]).toEqual([0, ""]);
  });
});

describe.concurrent("an interruption", () => {
  it("ends with 130", async () => {
    const child = start(["eval", "--ndjson"]);
    child.stdin.write('{"id":1,"expr":"1"}\n');
    await once(child.stdout, "data");
    child.kill("SIGINT");
    const [code] = await once(child, "close");
    expect(code).toBe(130);
  });
});

describe.concurrent("streams that fail", () => {
  it.skipIf(process.platform !== "linux")("a full disk is one line, with exit 2", async () => {
    const child = spawn(process.execPath, ["dist/cli.js", "functions"], { stdio: ["ignore", openSync("/dev/full", "w"), "pipe"] });
    let err = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    const [code] = await once(child, "close");
    expect([code, err]).toEqual([2, "claims-el: cannot write: no space is left.\n"]);
  });
  it.skipIf(process.platform === "win32")("a folder as standard input is one line, with exit 2", async () => {
    const child = spawn(process.execPath, ["dist/cli.js", "eval", "--ndjson"], { stdio: [openSync(".", "r"), "pipe", "pipe"] });
    let err = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    const [code] = await once(child, "close");
    expect([code, err]).toEqual([2, "claims-el: cannot read standard input: it is a directory.\n"]);
  });
});
