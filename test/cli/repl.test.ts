/** `claims-el repl`: each line is answered, a wrong one ends nothing, and Tab offers what fits. */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { REPL_COMMANDS, type Session } from "../../src/cli/repl-commands.js";
import { completions } from "../../src/cli/repl-completion.js";
import { claimsEl, folderWith } from "./command.js";

const schemas = { app: { system_home: "text?" }, appuser: { role: "text?" } };
const folder = folderWith({
  "ctx.json": JSON.stringify({ grant: "client_credentials", app: { clientId: "app1", profile: { system_home: "HDQ" } } }),
  "other.json": JSON.stringify({ grant: "client_credentials", app: { clientId: "app2", profile: { system_home: "FDS" } } }),
  "schemas.json": JSON.stringify(schemas),
});
afterAll(folder.remove);
const run = (lines: readonly string[], ...args: string[]) =>
  claimsEl(["repl", ...args], { cwd: folder.path, stdin: lines.map((line) => `${line}\n`).join("") });

describe.concurrent("lines", () => {
  it("are answered in order, without a prompt where nobody is asked", async () =>
    expect(await run(["app.system_home", "", "appuser.role", "1 + 1"], "-c", "ctx.json")).toEqual({
      code: 0,
      out: "HDQ\nabsent (needs-user): `appuser.role` needs a user, and client_credentials has none.\n2\n",
      err: "",
    }));
  it("that are wrong are told, and the next one is answered", async () => {
    const { code, out, err } = await run(["1 +", "1 / 0", ":nope", ":check", ":quit now", ":context none.json", "'on'"]);
    expect([code, out]).toEqual([0, "on\n"]);
    for (const part of ["syntax/trailing-operator", "run/division-by-zero", "there is no command `:nope`"])
      expect(err).toContain(part);
    expect(err).toContain("`:check` needs an expression. Write :check EXPR.\n`:quit` takes nothing. Write :quit alone.\n");
    expect(err).toContain("cannot read none.json: there is no such file.\n");
  });
  it("after :quit are not read", async () => expect((await run(["1", ":quit", "2"])).out).toBe("1\n"));
  it("may be one without an end", async () =>
    expect((await claimsEl(["repl"], { cwd: folder.path, stdin: "1\r\n2" })).out).toBe("1\n2\n"));
});

describe.concurrent("commands", () => {
  it("change the grant, the data and the schemas", async () => {
    const lines = [":grant authorization_code", "appuser.role", ":grant", "appuser.role", ":context other.json", "app.system_home"];
    const { out, err } = await run(
      [...lines, ":schemas schemas.json", "app.system_hom", ":schemas", "app.system_hom"],
      "-c",
      "ctx.json",
    );
    const reasons = out.split("\n").map((line) => /^absent \(([\w-]+)\)/.exec(line)?.[1] ?? line);
    expect(reasons).toEqual(["needs-assignment", "needs-user", "FDS", "unset-on-client", ""]);
    expect(err).toContain("Did you mean `app.system_home`?");
  });
  it("a grant that there is not changes nothing", async () => {
    const { out, err } = await run([":grant autorization_code", "appuser.role"], "-c", "ctx.json");
    expect(err).toBe("there is no grant `autorization_code`. Did you mean `authorization_code`?\n");
    expect(out).toContain("client_credentials has none");
  });
  it("explain, check and format an expression", async () => {
    const { out } = await run([":explain appuser.role ?: 'x'", ":check appuser.role", ":format a AND  b"], "-c", "ctx.json");
    expect(out).toContain('The value is "x".\n');
    expect(out).toMatch(/^client_credentials +never/m);
    expect(out.endsWith("\na and b\n")).toBe(true);
  });
  it("are all in :help", async () => {
    const { out } = await run([":help"]);
    for (const name of Object.keys(REPL_COMMANDS)) expect(out).toContain(`:${name}`);
  });
});

describe.concurrent("the command line", () => {
  it("takes no expression", async () =>
    expect((await run([], "1")).err).toBe("claims-el: `repl` takes no expression. Write claims-el eval EXPR for a single one.\n"));
  it("takes no context from where the lines come from", async () => expect((await run([], "-c", "-")).code).toBe(2));
  it("takes the grant and the time", async () =>
    expect((await run(["Time.now()"], "--grant", "password", "--now", "2026-01-02T03:04:05Z")).out).toBe(
      "2026-01-02T03:04:05.000Z\n",
    ));
});

describe("Tab", () => {
  const session: Session = { options: {}, grant: undefined, request: { schemas }, context: {} };
  it.each<[string, string[], string]>([
    ["app.sys", ["system_home"], "sys"],
    [":explain app.sys", ["system_home"], "sys"],
    [":gr", ["grant "], "gr"],
    [":q", ["quit"], "q"],
    [":grant auth", ["authorization_code"], "auth"],
    [":context c", [], "c"],
    [":toString x", [], "x"],
  ])("after `%s`", (line, words, begun) => expect(completions(line, session)).toEqual([words, begun]));
});

const hasScript = spawnSync("script", ["--version"]).status === 0;

describe("at a terminal", () => {
  it.skipIf(!hasScript)("there is a prompt, Ctrl-C drops what is typed, and a second one ends with 130", () => {
    const command = `'${process.execPath}' '${resolve("dist/cli.js")}' repl; echo "exit $?"`;
    const typed =
      "(sleep 1; printf 'half typed'; sleep 0.3; printf '\\003'; sleep 0.3; printf '1 + 1\\r'; sleep 0.3; printf '\\003'; sleep 0.5)";
    const { stdout } = spawnSync(
      "bash",
      ["-c", `${typed} | script -qec ${JSON.stringify(command).replaceAll("$", "\\$")} /dev/null`],
      { encoding: "utf8" },
    );
    expect(stdout).toContain("Write an expression, or :help. Ctrl-D ends.");
    expect(stdout).toMatch(/> /);
    expect(stdout).toMatch(/\n2\r?\n/);
    expect(stdout).toContain("exit 130");
  });
});
