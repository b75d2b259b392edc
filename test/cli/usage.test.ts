/** The command line itself: help, version, mistakes, and what each exit code is for. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { COMMAND_NAMES, COMMANDS } from "../../src/cli/commands.js";
import { claimsEl } from "./command.js";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

describe.concurrent("help", () => {
  it.each([["--help"], ["-h"], ["help"]])("%s shows every command, examples before anything else", async (flag) => {
    const { code, out, err } = await claimsEl([flag]);
    expect([code, err]).toEqual([0, ""]);
    expect(out.indexOf("Examples")).toBeLessThan(out.indexOf("Commands"));
    for (const name of COMMAND_NAMES) expect(out).toContain(`  ${name}`);
    for (const exit of ["0 ", "1 ", "2 ", "70 ", "130 "]) expect(out).toContain(`\n  ${exit}`);
  });
  it("nobody asked for is a message, with exit 2", async () => {
    const { code, out, err } = await claimsEl([]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("Examples");
  });
  it.each(COMMAND_NAMES)("of %s leads with its examples and has every option", async (name) => {
    const [asked, named] = await Promise.all([claimsEl([name, "--help"]), claimsEl(["help", name])]);
    expect(asked).toEqual({ code: 0, out: named.out, err: "" });
    expect(asked.out.split("\n").slice(0, 3)).toEqual([COMMANDS[name].summary, "", "Examples"]);
    for (const option of Object.keys(COMMANDS[name].options)) expect(asked.out).toContain(`--${option}`);
  });
  it("comes before what else is wrong with the options", async () =>
    expect((await claimsEl(["eval", "--kind", "x", "-h"])).code).toBe(0));
});

describe.concurrent("the version", () => {
  it.each([["--version"], ["-V"], ["version"]])("%s", async (flag) =>
    expect(await claimsEl([flag])).toEqual({ code: 0, out: `${version}\n`, err: "" }),
  );
});

describe.concurrent("a wrong command line is one line on stderr, with exit 2", () => {
  it.each<[readonly string[], string]>([
    [["evl"], "there is no command `evl`. Did you mean `eval`?"],
    [["app.system_home"], `there is no command \`app.system_home\`. The commands are: ${COMMAND_NAMES.join(", ")}.`],
    [["hasOwnProperty"], `there is no command \`hasOwnProperty\`. The commands are: ${COMMAND_NAMES.join(", ")}.`],
    [["help", "evl"], "there is no command `evl`. Did you mean `eval`?"],
    [["eval", "--contxt", "x"], "`eval` has no option `--contxt`. Did you mean `--context`?"],
    [["eval", "-1"], "`eval` has no option `-1`. An expression that begins with - goes after --. See claims-el eval --help."],
    [
      ["eval", "1", "--context"],
      "`--context` needs a value, `--context FILE`. A value that begins with - is written `--context=-…`.",
    ],
    [
      ["eval", "1", "--context", "--json"],
      "`--context` needs a value, `--context FILE`. A value that begins with - is written `--context=-…`.",
    ],
    [["eval", "1", "-c"], "`--context` needs a value, `--context FILE`. A value that begins with - is written `--context=-…`."],
    [["eval", "1", "--json=yes"], "`--json` takes no value. See claims-el eval --help."],
    [
      ["fmt", "1", "--json"],
      "`fmt` has no option `--json`. An expression that begins with - goes after --. See claims-el fmt --help.",
    ],
    [["e\nv\tl"], "there is no command `e v l`. Did you mean `eval`?"],
  ])("%j", async (args, message) => expect(await claimsEl(args)).toEqual({ code: 2, out: "", err: `claims-el: ${message}\n` }));
  it("an expression that begins with a dash goes after --", async () =>
    expect((await claimsEl(["eval", "--", "-1"])).out).toBe("-1\n"));
});

describe.concurrent("a fault of the program", () => {
  const broken = "data:text/javascript,Date.prototype.toISOString = () => { throw new Error('made to fail'); };";
  it("says so, asks for a report, and ends with 70", async () => {
    const { code, out, err } = await claimsEl(["eval", "1"], { node: ["--import", broken] });
    expect([code, out]).toEqual([70, ""]);
    expect(err).toMatch(/^claims-el: this is a fault of claims-el, not of your input\. Please report it/);
    expect(err).toContain(`claims-el ${version}, Node ${process.version}`);
    expect(err).toContain("made to fail");
  });
});
