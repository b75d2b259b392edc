/** `claims-el check`: what an expression does on each grant, before there is data. */
import { afterAll, describe, expect, it } from "vitest";
import { claimsEl, folderWith, type Given } from "./command.js";

const folder = folderWith({
  "schemas.json": JSON.stringify({ app: { system_home: "text?", region: "text" }, appuser: { role: "text?" } }),
  "mistaken.json": JSON.stringify({ app: {}, appuser: { system_home: "text?" } }),
  "claim.el": "app.region\n",
  "broken.el": "app.region ==\n",
});
afterAll(folder.remove);
const run = (args: readonly string[], given: Given = {}) => claimsEl(["check", ...args], { cwd: folder.path, ...given });

describe.concurrent("the table", () => {
  it("has a line for each grant, the reasons in words, and what is read", async () => {
    const { code, out, err } = await run(["appuser.role", "-s", "schemas.json"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("\n")).toEqual([
      "GRANT               VERDICT    TYPE   WHY",
      "authorization_code  sometimes  text?  needs-assignment; unset-on-app-user",
      "refresh_token       sometimes  text?  needs-assignment; unset-on-app-user",
      "device_code         sometimes  text?  needs-assignment; unset-on-app-user",
      "password            sometimes  text?  needs-assignment; unset-on-app-user",
      "jwt_bearer          sometimes  text?  needs-user; needs-assignment; unset-on-app-user",
      "token_exchange      sometimes  text?  needs-user; needs-assignment; unset-on-app-user",
      "client_credentials  never      null   needs-user",
      "",
      "needs-assignment   `appuser.role` needs an app-user, and the user has none for this client.",
      "unset-on-app-user  The app-user has no value for `appuser.role`.",
      "needs-user         `appuser.role` needs a user, and this grant has none.",
      "",
      "reads: appuser.role",
      "",
    ]);
  });
  it("says little where there is little to say", async () => {
    const { out } = await run(["app.region", "-s", "schemas.json"]);
    expect(out.split("\n").slice(1, 3)).toEqual(["authorization_code  always   text  —", "refresh_token       always   text  —"]);
    expect(out).not.toContain("unset");
  });
  it("tells every value where there are few", async () =>
    expect((await run(['user.x == null ? "a" : "b"'])).out).toContain('values: "a", "b"'));
});

describe.concurrent("exit codes", () => {
  it.each<[string, readonly string[], number]>([
    ["a sound expression", ["app.region", "-s", "schemas.json"], 0],
    ["one that never has a value on some grant", ["user.email"], 0],
    ["the same, with --fail-on never", ["user.email", "--fail-on", "never"], 1],
    ["a value on every grant, with --fail-on never", ["app.label", "--fail-on", "never"], 0],
    ["a warning", ["app.profile"], 0],
    ["a warning, with --fail-on warning", ["app.profile", "--fail-on", "warning"], 1],
    ["an error", ["app.regon", "-s", "schemas.json"], 1],
    ["a syntax error in a file", ["broken.el"], 1],
    ["schemas that are none", ["1", "-s", "claim.el"], 2],
    ["no such file of schemas", ["1", "-s", "nope"], 2],
  ])("%s", async (_words, args, code) => {
    const ran = await run(args);
    expect(ran.code).toBe(code);
    if (code === 1 && !args.includes("--fail-on")) expect([ran.out, ran.err.startsWith("error ")]).toEqual(["", true]);
  });
});

describe.concurrent("the expression", () => {
  it.each<[string, readonly string[], Given]>([
    ["an argument", ["app.region"], {}],
    ["an argument that is a file's name", ["claim.el"], {}],
    ["--file", ["--file", "claim.el"], {}],
    ["standard input", [], { stdin: "app.region" }],
  ])("comes from %s", async (_words, args, given) =>
    expect((await run([...args, "-s", "schemas.json"], given)).out).toContain("reads: app.profile.region"),
  );
  it("that names a folder is an expression", async () => {
    const { code, out } = await claimsEl(["check", "org.name"], { cwd: folder.path });
    expect([code, out.includes("reads: org.name")]).toEqual([0, true]);
    expect((await claimsEl(["check", "src"])).err).toContain("check/unknown-root");
  });
  it("of a file is named in messages", async () =>
    expect((await run(["broken.el"])).err).toMatch(/^error syntax\/\S+ at broken\.el:1:/));
});

describe.concurrent("--json", () => {
  it("prints the library's own result", async () => {
    const { code, out, err } = await run(["appuser.role", "-s", "schemas.json", "--json"]);
    expect([code, err]).toEqual([0, ""]);
    const result = JSON.parse(out);
    expect(result).toMatchObject({ ok: true, type: "text?", reads: ["appuser.role"], diagnostics: [], ast: { kind: "Member" } });
    expect(result.verdicts.client_credentials).toMatchObject({
      verdict: "never",
      because: [{ code: "needs-user", path: "appuser.role" }],
    });
  });
  it("prints errors there too, with exit 1", async () => {
    const { code, out, err } = await run(["app.system_home", "-s", "mistaken.json", "--json"]);
    expect([code, err, JSON.parse(out)]).toMatchObject([
      1,
      "",
      { ok: false, diagnostics: [{ code: "check/attribute-of-app-user" }] },
    ]);
  });
});

describe.concurrent("many mistakes", () => {
  it("are counted after the first ten", async () => {
    const { err } = await run([Array.from({ length: 30 }, (_, index) => `nobody${index}`).join(" + ")]);
    expect(err.match(/^error /gm)).toHaveLength(10);
    expect(err.trimEnd().split("\n").at(-1)).toBe("… and 20 more.");
  });
});
