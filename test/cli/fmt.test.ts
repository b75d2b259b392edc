/** `claims-el fmt`: the canonical form, printed, written or only asked for. */
import { chmodSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claimsEl, folderWith } from "./command.js";

describe.concurrent("claims-el fmt", () => {
  it("prints the canonical form", async () => {
    const { code, out, err } = await claimsEl(["fmt", "app.a   AND(app.b)"]);
    expect([code, err]).toEqual([0, ""]);
    expect(await claimsEl(["fmt", out.trimEnd()])).toEqual({ code: 0, out, err: "" });
    expect(out).not.toContain("   ");
  });
  it("of standard input", async () => expect((await claimsEl(["fmt"], { stdin: "app.a+1\n" })).out).toBe("app.a + 1\n"));
  it("of a file, without touching it", async () => {
    const folder = folderWith({ "a.el": "app.a+1\n" });
    expect((await claimsEl(["fmt", "a.el"], { cwd: folder.path })).out).toBe("app.a + 1\n");
    expect(readFileSync(join(folder.path, "a.el"), "utf8")).toBe("app.a+1\n");
    folder.remove();
  });
  it("--write writes it back, and only where it changes", async () => {
    const folder = folderWith({ "a.el": "app.a+1\n", "b.el": "app.a + 1\n" });
    const before = statSync(join(folder.path, "b.el")).mtimeMs;
    expect(await claimsEl(["fmt", "a.el", "--write"], { cwd: folder.path })).toEqual({ code: 0, out: "", err: "" });
    expect(readFileSync(join(folder.path, "a.el"), "utf8")).toBe("app.a + 1\n");
    expect(await claimsEl(["fmt", "-w", "--file", "b.el"], { cwd: folder.path })).toEqual({ code: 0, out: "", err: "" });
    expect(statSync(join(folder.path, "b.el")).mtimeMs).toBe(before);
    folder.remove();
  });
  it("--check only tells", async () => {
    const folder = folderWith({ "a.el": "app.a+1\n", "b.el": "app.a + 1\n" });
    expect(await claimsEl(["fmt", "a.el", "--check"], { cwd: folder.path })).toEqual({
      code: 1,
      out: "",
      err: "claims-el: a.el is not in its canonical form. `claims-el fmt a.el --write` writes it.\n",
    });
    expect(await claimsEl(["fmt", "b.el", "--check"], { cwd: folder.path })).toEqual({ code: 0, out: "", err: "" });
    expect((await claimsEl(["fmt", "a+b", "--check"])).err).toBe("claims-el: the expression is not in its canonical form.\n");
    folder.remove();
  });
  it("of what does not parse is an error, and the file stays", async () => {
    const folder = folderWith({ "a.el": "app.a +\n" });
    const { code, out, err } = await claimsEl(["fmt", "a.el", "--write"], { cwd: folder.path });
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^error syntax\/\S+ at a\.el:1:/);
    expect(readFileSync(join(folder.path, "a.el"), "utf8")).toBe("app.a +\n");
    folder.remove();
  });
  it.each<[readonly string[], RegExp]>([
    [["app.a", "--write"], /`--write` needs a file\./],
    [["app.a", "--write", "--check"], /do not go together\./],
    [["--file", "nope.el"], /cannot read nope\.el: there is no such file\./],
  ])("%j is wrong usage", async (args, message) => {
    const { code, out, err } = await claimsEl(["fmt", ...args]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });
  // The superuser may write everywhere.
  it.skipIf(process.getuid?.() === 0)("a file that cannot be written is one line", async () => {
    const folder = folderWith({ "a.el": "app.a+1\n" });
    chmodSync(join(folder.path, "a.el"), 0o444);
    expect(await claimsEl(["fmt", "a.el", "-w"], { cwd: folder.path })).toEqual({
      code: 2,
      out: "",
      err: "claims-el: cannot write a.el: permission denied.\n",
    });
    folder.remove();
  });
});
