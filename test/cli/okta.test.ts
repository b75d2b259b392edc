/** `claims-el import okta` and `claims-el export okta|terraform`, as a shell runs them. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { app } from "../okta/app.js";
import { claimsEl, folderWith } from "./command.js";

const claim = (name: string, more: object = {}) => ({
  name,
  status: "ACTIVE",
  claimType: "RESOURCE",
  valueType: "EXPRESSION",
  value: "app.profile.home",
  conditions: { scopes: [] },
  alwaysIncludeInToken: true,
  ...more,
});
const folder = folderWith({
  "claims.json": JSON.stringify([claim("home"), claim("name", { valueType: "SYSTEM" }), claim("email", { valueType: "SYSTEM" })]),
  "apps.json": JSON.stringify([app()]),
  "bad.json": JSON.stringify([claim("bad", { value: "app.profile.home +" })]),
  "broken.json": '[{"a": 1},\n}',
  "readme.txt": "no tenant",
});
mkdirSync(join(folder.path, "tf", "inner"), { recursive: true });
mkdirSync(join(folder.path, "tf", ".terraform"));
writeFileSync(
  join(folder.path, "tf", "inner", "main.tf"),
  'resource "okta_auth_server_claim" "level" {\n  auth_server_id = okta_auth_server.main.id\n  name = "level"\n  claim_type = "RESOURCE"\n  value = var.level\n}\n',
);
writeFileSync(join(folder.path, "tf", "variables.tf"), 'variable "level" {\n  default = "app.clientId"\n}\n');
writeFileSync(join(folder.path, "tf", ".terraform", "x.json"), "[]");
afterAll(() => folder.remove());

const run = (...args: string[]) => claimsEl(args, { cwd: folder.path });
const at = (name: string) => join(folder.path, name);

const YAML = `schemas:
  app:
    home: text?
clients:
  - clientId: one
    id: 0oa1
    name: oidc_client
    label: One
    grants:
      - client_credentials
    profile:
      home: HDQ
claims:
  - name: home
    value: app.profile.home
    tokens:
      - access_token
`;

describe("import okta", () => {
  it("prints the document, and the report beside it", async () => {
    const { code, out, err } = await run("import", "okta", "claims.json", "apps.json");
    expect(out).toBe(YAML);
    expect(err).toBe(
      `claims: 1 of 3, clients: 1 of 1, group rules: 0 of 0

Left out
  claim name, email (claims.json): Okta makes this claim itself, from no expression.

Not the same
  schema app: Okta has no schema of \`app.profile\`; this one is read off the clients' profiles.
`,
    );
    expect(code).toBe(0);
  });
  it("writes a file in the format of its name, and overwrites none", async () => {
    expect((await run("import", "okta", "claims.json", "--out", "made.json")).code).toBe(0);
    expect(JSON.parse(readFileSync(at("made.json"), "utf8"))).toEqual({
      claims: [{ name: "home", value: "app.profile.home", tokens: ["access_token"] }],
    });
    const again = await run("import", "okta", "claims.json", "--out", "made.json");
    expect([again.code, again.err]).toEqual([
      2,
      "claims-el: made.json is there already. Give another name, or --force to overwrite it.\n",
    ]);
    expect(
      (await run("import", "okta", "claims.json", "apps.json", "--out", "made.json", "--force", "--format", "yaml")).code,
    ).toBe(0);
    expect(readFileSync(at("made.json"), "utf8")).toBe(YAML);
  });
  it("the document is one that the other commands take", async () => {
    await run("import", "okta", "claims.json", "apps.json", "--out", "claims.yaml");
    const preview = await run("preview", "claims.yaml", "--json");
    expect(JSON.parse(preview.out)).toMatchObject({ tokens: [{ client: "one", claims: [{ name: "home", value: "HDQ" }] }] });
  });
  it("reads the files of folders, those of tools aside", async () => {
    const { out, err, code } = await run("import", "okta", "tf", "--format", "json");
    expect(JSON.parse(out)).toEqual({ claims: [{ name: "level", value: "app.clientId", tokens: ["access_token"] }] });
    expect([err, code]).toEqual(["claims: 1 of 1, clients: 0 of 0, group rules: 0 of 0\n", 0]);
  });
  it("reads standard input", async () => {
    const { out } = await claimsEl(["import", "okta", "-", "--format", "json"], { stdin: JSON.stringify(claim("home")) });
    expect(JSON.parse(out)).toMatchObject({ claims: [{ name: "home" }] });
  });
  it("expressions that do not check are in the document, in the report, and in the exit code", async () => {
    const { code, out, err } = await run("import", "okta", "bad.json");
    expect(code).toBe(1);
    expect(out).toContain("value: app.profile.home +");
    expect(err).toContain("To check\n  claim bad (bad.json): syntax/trailing-operator: ");
  });
  it("files that cannot be read are in the report with their line", async () => {
    const { err } = await run("import", "okta", "broken.json", "claims.json");
    expect(err).toMatch(/ {2}file broken\.json \(line 2\): The file cannot be read: /);
  });
  it("--json prints all of it", async () => {
    const { out, err } = await run("import", "okta", "claims.json", "--json");
    const { document, notes, counts, diagnostics } = JSON.parse(out);
    expect([document.claims.length, notes.length, counts.claims, diagnostics, err]).toEqual([
      1,
      2,
      { found: 3, carried: 1 },
      [],
      "",
    ]);
  });
  it.each([
    [["claims.json", "--fail-on", "left-out"], 1],
    [["claims.json", "--fail-on", "to-check"], 0],
    [["apps.json", "--fail-on", "left-out"], 0],
  ])("%j exits %i", async (args, code) => expect((await run("import", "okta", ...args)).code).toBe(code));
  it.each([
    [[], "nothing is said of what to import. Write claims-el import okta PATH…."],
    [["entra", "x"], "there is no import of `entra`. Write claims-el import okta PATH…."],
    [["okta"], "no file is given. Write claims-el import okta PATH…."],
    [["okta", "gone.json"], "cannot read gone.json: there is no such file."],
  ])("%j is a matter of usage", async (args, line) => {
    const { code, err } = await run("import", ...args);
    expect([code, err]).toEqual([2, `claims-el: ${line}\n`]);
  });
  it("a folder without such files is told", async () => {
    mkdirSync(at("empty"));
    expect((await run("import", "okta", "empty")).err).toBe("claims-el: there is no .json and no .tf file in empty.\n");
  });
});

describe("the small tenant of the documents", () => {
  const tenant = resolve("docs/examples/okta-tenant");

  it("becomes a document, and the report has the one claim that is not carried", async () => {
    const { code, err } = await run("import", "okta", tenant, "--out", "small.yaml", "--fail-on", "to-check");
    expect(code).toBe(0);
    expect(err.split("\n\n")[1]).toBe(
      `Left out\n  claim email (${join(tenant, "claims.json")}): Okta makes this claim itself, from no expression.`,
    );
  });
  it("gives each machine its own home, and says why the role is not there", async () => {
    const { out } = await run("preview", "small.yaml", "--json");
    const { tokens } = JSON.parse(out) as {
      tokens: { client: string; token: string; claims: { name: string; value?: unknown; reason?: { code: string } }[] }[];
    };
    const told = (client: string) =>
      tokens
        .filter((each) => each.client === client && each.token === "access_token")
        .flatMap(({ claims }) => claims.map(({ name, value, reason }) => [name, value ?? reason?.code]));
    expect(told("app1")).toEqual([
      ["system_home", "HDQ"],
      ["role", "needs-user"],
      ["teams", "token-type"],
    ]);
    expect(told("app2")).toEqual([
      ["system_home", "FDS"],
      ["role", "needs-user"],
      ["teams", "token-type"],
    ]);
  });
});

describe("export", () => {
  it("okta prints JSON that import reads back", async () => {
    await run("import", "okta", "claims.json", "apps.json", "--out", "round.yaml");
    const { code, out, err } = await run("export", "okta", "round.yaml");
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toMatchObject({ claims: [claim("home")], apps: [app()], rules: [], schemas: {} });
    writeFileSync(at("round.json"), out);
    expect((await run("import", "okta", "round.json")).out).toBe(YAML);
  });
  it("terraform prints blocks, with the server that is named", async () => {
    await run("import", "okta", "tf", "--out", "level.yaml");
    const { out } = await run("export", "terraform", "level.yaml", "--server", "okta_auth_server.main.id");
    expect(out).toBe(`resource "okta_auth_server_claim" "level" {
  auth_server_id          = okta_auth_server.main.id
  name                    = "level"
  status                  = "ACTIVE"
  claim_type              = "RESOURCE"
  value_type              = "EXPRESSION"
  value                   = "app.clientId"
  scopes                  = []
  always_include_in_token = true
}
`);
  });
  it("tells what Okta has no place for, and fails where that is asked", async () => {
    writeFileSync(
      at("own.yaml"),
      "claims:\n  - { name: a, value: '1', grants: [password] }\n  - { name: b, value: '2', whenAbsent: { default: 5 } }\n",
    );
    const { code, out, err } = await run("export", "okta", "own.yaml", "--fail-on", "left-out", "--out", "own.json");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toBe(`Left out
  claim a: It is for some grants, and Okta's claims are for all of them.

Not the same
  claim b: Okta has no \`whenAbsent\`: it leaves a claim without a value out.
`);
    expect(existsSync(at("own.json"))).toBe(true);
  });
  it("a document with errors is told as always", async () => {
    writeFileSync(at("wrong.yaml"), "claims:\n  - { name: a, value: 'app.' }\n");
    const { code, err } = await run("export", "okta", "wrong.yaml");
    expect(code).toBe(1);
    expect(err).toContain("wrong.yaml");
  });
  it.each([
    [["okta", "own.yaml", "--server", "x"], "`--server` is for Terraform. The API's JSON names no server."],
    [["entra", "own.yaml"], "there is no export to `entra`. Write claims-el export okta|terraform FILE."],
    [[], "nothing is said of what to export to. Write claims-el export okta|terraform FILE."],
    [["okta"], "no document is given. Write claims-el export okta|terraform FILE."],
  ])("%j is a matter of usage", async (args, line) => {
    const { code, err } = await run("export", ...args);
    expect([code, err]).toEqual([2, `claims-el: ${line}\n`]);
  });
});
