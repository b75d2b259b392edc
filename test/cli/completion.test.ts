/** Completion of shells: bash answers for real, the others are scripts that name every command and option. */
import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { COMMAND_NAMES, COMMANDS, type OptionRow, SHELLS } from "../../src/cli/commands.js";
import { claimsEl, folderWith } from "./command.js";

const has = (program: string): boolean => spawnSync(program, ["-c", "true"]).status === 0;
const scripts = Object.fromEntries(
  await Promise.all(SHELLS.map(async (shell) => [shell, (await claimsEl(["completion", shell])).out] as const)),
);

describe.each(SHELLS)("%s", (shell) => {
  const script = scripts[shell] ?? "";
  it("knows every command and option", () => {
    for (const name of COMMAND_NAMES) {
      expect(script).toContain(name);
      for (const option of Object.keys(COMMANDS[name].options)) expect(script).toMatch(new RegExp(`(?:--|-l )${option}\\b`));
    }
  });
  it("knows the values there are to choose from", () => {
    const rows = COMMAND_NAMES.flatMap((name) => Object.values<OptionRow>(COMMANDS[name].options));
    for (const choice of rows.flatMap(({ choices }) => choices ?? [])) expect(script).toContain(choice);
  });
  it.skipIf(!has(shell))("is a script of that shell", () => {
    const folder = folderWith({ script });
    expect(() => execFileSync(shell, ["-n", "script"], { cwd: folder.path })).not.toThrow();
    folder.remove();
  });
});

describe.skipIf(!has("bash"))("what bash offers", () => {
  /** The words bash would show for a line that ends in the word being typed. */
  function offered(line: string): string[] {
    const words = line.split(" ");
    const program = `${scripts.bash}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _claims_el; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync("bash", ["--norc", "-c", program], { encoding: "utf8" }).split("\n").filter(Boolean);
  }
  it.each<[string, string[]]>([
    ["claims-el ev", ["eval"]],
    ["claims-el c", ["check", "contract", "completion"]],
    ["claims-el eval --ex", ["--explain"]],
    ["claims-el eval app.x --kind p", ["policy"]],
    ["claims-el eval app.x --grant client", ["client_credentials"]],
    ["claims-el eval app.x -g pass", ["password"]],
    ["claims-el check x --fail-on ", ["never", "warning"]],
    ["claims-el eval x --fail-on ", ["absent", "warning"]],
    ["claims-el completion ", ["bash", "zsh", "fish"]],
    ["claims-el functions String.sub", ["String.substring", "String.substringAfter", "String.substringBefore"]],
    ["claims-el eval x --context ", []],
    ["claims-el fmt ", []],
  ])("%s", (line, expected) => expect(offered(line)).toEqual(expected));
  it("all commands at the start", () => expect(offered("claims-el ")).toEqual([...COMMAND_NAMES, "--help", "--version"]));
});

describe("claims-el completion", () => {
  it.each([[[]], [["tcsh"]], [["bash", "zsh"]]])("%j is one line, with exit 2", async (args: string[]) =>
    expect(await claimsEl(["completion", ...args])).toEqual({
      code: 2,
      out: "",
      err: "claims-el: one shell is wanted. It is one of: bash, zsh, fish.\n",
    }),
  );
});
