/** `claims-el explain`, `diff`, `contract`, `check` and `init` of claims documents. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { STARTS } from "../../src/cli/claims-init.js";
import { read } from "../claims/documents.js";
import { claimsEl, folderWith, type Given } from "./command.js";

const DOCUMENT = {
  schemas: { app: { home: "text?", zero: "integer?" }, user: { email: { type: "text?", sensitivity: "personal" }, name: "text?" } },
  clients: [
    { clientId: "app1", grants: ["client_credentials"], profile: { home: "HDQ" } },
    { clientId: "portal", grants: ["authorization_code", "refresh_token"], profile: { zero: 0 } },
  ],
  claims: [
    { name: "home", value: 'app.home == "HDQ" ? "main" : app.home', grants: ["client_credentials"] },
    { name: "mail", value: "user.email" },
    { name: "who", value: "user.name", tokens: ["id_token"] },
    { name: "n", value: "1 / app.zero", whenError: "omit", tokens: ["userinfo"] },
    { name: "old", value: "1", status: "inactive" },
  ],
};
const NEW = {
  ...DOCUMENT,
  claims: DOCUMENT.claims
    .filter(({ name }) => name !== "who")
    .map((claim) => (claim.name === "home" ? { ...claim, value: "app.home" } : claim)),
};
const folder = folderWith({
  "claims.json": JSON.stringify(DOCUMENT, null, 2),
  "same.json": JSON.stringify({
    ...DOCUMENT,
    claims: [...DOCUMENT.claims].map((claim) => ({ ...claim, description: "the same" })),
  }),
  "new.json": JSON.stringify(NEW),
  "unseen.json": JSON.stringify({
    ...DOCUMENT,
    claims: [...DOCUMENT.claims, { name: "rare", value: 'String.len(user.name) == 77 ? "x" : null' }],
  }),
  "ann.json": JSON.stringify({ user: { id: "1", email: "ann@example.com", name: "Ann" }, session: {} }),
  "requests.json": JSON.stringify([
    { title: "the one", grant: "client_credentials", client: "app1", context: {} },
    { grant: "authorization_code", token: "id_token", context: { user: { name: "Ann" } } },
  ]),
  "bad-requests.json": JSON.stringify([{ grant: "code" }]),
  "expression.el": "app.home",
});
afterAll(folder.remove);
const run = (args: readonly string[], given: Given = {}) => claimsEl(args, { cwd: folder.path, ...given });

describe.concurrent("explain", () => {
  it("shows the tree, the branch taken and the one skipped, and one sentence", async () => {
    const { code, out } = await run(["explain", "claims.json", "home", "--client", "app1"]);
    expect([code, out.split("\n")]).toEqual([
      0,
      [
        "home · app1 · client_credentials · access_token",
        'app.home == "HDQ" ? "main" : app.home  = "main"',
        '  app.home == "HDQ"                    = true',
        '    app.home                           = "HDQ"',
        '    "HDQ"                              = "HDQ"',
        '  "main"                               = "main"',
        "  app.home                             skipped",
        '`home` is "main".',
        "",
      ],
    ]);
  });
  it("says why a claim is left out, and what to do", async () =>
    expect((await run(["explain", "claims.json", "mail", "--client", "app1"])).out).toContain(
      "`mail` is left out: it reads `user.email`, and client_credentials has no user. Give it a default, or limit it to user grants.",
    ));
  it("masks, unless asked otherwise", async () => {
    const args = ["explain", "claims.json", "mail", "--client", "portal", "-g", "authorization_code", "-c", "ann.json"];
    const masked = await run(args);
    expect(masked.out).toContain("user.email  (masked; --reveal shows it)");
    expect(masked.out).not.toContain("ann@");
    expect((await run([...args, "--reveal"])).out).toContain('`mail` is "ann@example.com".');
    expect((await run([...args, "--json"])).out).not.toContain("ann@");
  });
  it("takes the token that the claim is for", async () =>
    expect(
      (await run(["explain", "claims.json", "who", "--client", "portal", "-g", "authorization_code", "-c", "ann.json"])).out,
    ).toContain("who · portal · authorization_code · id_token"));
  it("of an expression is eval --explain", async () => {
    const args = ["app.home ?: 'none'", "-c", "ann.json"];
    expect(await run(["explain", ...args])).toEqual(await run(["eval", ...args, "--explain"]));
    expect((await run(["explain", "--file", "expression.el", "--json"])).out).toContain('"unset-on-client"');
  });
  it.each<[string, readonly string[], number]>([
    ["an error", ["claims.json", "n", "--client", "portal", "-g", "authorization_code"], 1],
    ["no claim", ["claims.json"], 2],
    ["an unknown claim", ["claims.json", "hom", "--client", "app1"], 2],
    ["an inactive claim", ["claims.json", "old", "--client", "app1"], 2],
    ["a grant that cannot be told", ["claims.json", "mail", "--client", "portal"], 2],
    ["a token that the grant does not give", ["claims.json", "mail", "--client", "app1", "-t", "id_token"], 2],
    ["options of an expression for a document", ["claims.json", "mail", "--client", "app1", "--strict"], 2],
    ["options of a document for an expression", ["app.home", "--client", "app1"], 2],
  ])("exit code for %s", async (_words, args, code) => expect((await run(["explain", ...args])).code).toBe(code));
});

describe.concurrent("diff", () => {
  it("of the same tokens is nothing, with exit 0", async () =>
    expect(await run(["diff", "claims.json", "same.json"])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^0 of \d+ tokens differ\.\n$/),
    }));
  it("groups changes by kind and cause, with an example each, and exits 1", async () => {
    const { code, out } = await run(["diff", "claims.json", "new.json", "-c", "ann.json"]);
    expect([code, out.split("\n")]).toEqual([
      1,
      [
        "removed",
        "  who (no claim any more) in 2 tokens",
        '    "Ann" → —',
        "    such as portal, authorization_code, id_token: ann.json",
        "",
        "changed",
        "  home (another value) in 1 token",
        '    "main" → "HDQ"',
        "    such as app1, client_credentials, access_token: ann.json",
        "",
        "3 of 6 tokens differ.",
        "",
      ],
    ]);
  });
  it("over made data finds as much", async () =>
    expect((await run(["diff", "claims.json", "new.json"])).out).toMatch(/removed\n {2}who [^]*changed\n {2}home /));
  it("over requests that are given", async () => {
    const { out } = await run(["diff", "claims.json", "new.json", "--contexts", "requests.json", "--json"]);
    expect(JSON.parse(out)).toMatchObject({
      compared: 2,
      different: 2,
      changed: [{ name: "home", example: { title: "the one" } }],
      removed: [{ name: "who" }],
    });
  });
  it("tells of a claim that no compared token holds", async () =>
    expect(await run(["diff", "claims.json", "unseen.json"])).toMatchObject({
      code: 1,
      out: expect.stringContaining("rare is new; no compared token holds it."),
    }));
  it("masks", async () => expect((await run(["diff", "claims.json", "new.json", "-c", "ann.json"])).out).not.toContain("ann@"));
  it.each<[string, readonly string[]]>([
    ["one document", ["claims.json"]],
    ["three", ["claims.json", "new.json", "same.json"]],
    ["both from standard input", ["-", "-"]],
    ["both kinds of data", ["claims.json", "new.json", "-c", "ann.json", "--contexts", "requests.json"]],
    ["requests that are no list", ["claims.json", "new.json", "--contexts", "ann.json"]],
    ["a request without a known grant", ["claims.json", "new.json", "--contexts", "bad-requests.json"]],
  ])("refuses %s", async (_words, args) => expect((await run(["diff", ...args])).code).toBe(2));
});

describe.concurrent("contract", () => {
  it("prints TypeScript", async () => {
    const { code, out } = await run(["contract", "claims.json", "--client", "app1"]);
    expect([code, out]).toEqual([
      0,
      "/** The claims of the access_token on client_credentials for app1. */\nexport interface Claims {\n  readonly home?: string;\n}\n",
    ]);
    expect(ts.transpileModule(out, { reportDiagnostics: true }).diagnostics).toEqual([]);
  });
  it("prints JSON Schema", async () => {
    const { out } = await run(["contract", "claims.json", "--grant", "authorization_code", "-t", "id_token", "--json"]);
    expect(JSON.parse(out)).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: { who: { type: "string" } },
    });
  });
  it.each<[string, readonly string[]]>([
    ["no grant where there are several", ["claims.json", "--client", "portal"]],
    ["a token that the grant does not give", ["claims.json", "--client", "app1", "-t", "id_token"]],
    ["both forms", ["claims.json", "--client", "app1", "--json", "--typescript"]],
  ])("refuses %s", async (_words, args) => expect((await run(["contract", ...args])).code).toBe(2));
});

const { errors } = read<{ errors: { title: string; code: string; json: string; yaml: string }[] }>("mistakes.json");

describe.concurrent("check", () => {
  it("tells what each claim does on each grant that it is for", async () => {
    const { code, out, err } = await run(["check", "claims.json"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("\n").slice(0, 3)).toEqual([
      "CLAIM  VERDICT    TYPE      ON",
      "home   sometimes  text?     client_credentials: unset-on-client app.profile.home",
      "mail   sometimes  text?     authorization_code, refresh_token, device_code, password: unset-on-user user.email",
    ]);
    expect(out).toContain("       never      null      client_credentials: needs-user user.email");
    expect(out).not.toContain("old");
  });
  it("tells every mistake at file, line and column", async () => {
    const place = folderWith({
      "ten.yaml": [
        "dialect: clasic",
        "schemas:",
        "  app: {home: string}",
        "claims:",
        "  - name: iss",
        "    value: app.home +",
        "    whenAbsent: ommit",
        "  - name: a",
        "    valeu: x",
        "  - {name: b, value: usr.x, grants: [code]}",
        "tests: [{grant: code}, {grant: password, token: jwt}]",
      ].join("\n"),
    });
    const { code, out, err } = await claimsEl(["check", "ten.yaml"], { cwd: place.path });
    expect([code, out]).toEqual([1, ""]);
    expect(err.match(/^error \S+ at ten\.yaml:\d+:\d+$/gm)).toHaveLength(10);
    place.remove();
  });
  it("--json has the diagnostics with positions, and the verdicts", async () => {
    const { out } = await run(["check", "claims.json", "--json"]);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      diagnostics: [],
      verdicts: [
        { name: "home", verdicts: { client_credentials: { verdict: "sometimes" } } },
        { name: "mail" },
        { name: "who" },
        { name: "n" },
      ],
    });
    const wrong = folderWith({ "wrong.json": '{\n "claims": [{"name": "iss", "value": "1"}]\n}' });
    expect(JSON.parse((await claimsEl(["check", "wrong.json", "--json"], { cwd: wrong.path })).out)).toMatchObject({
      ok: false,
      diagnostics: [{ code: "claims/reserved-name", position: { line: 2, column: 22 } }],
      verdicts: [],
    });
    wrong.remove();
  });
  it.each(errors.slice(0, 6).map((mistake) => [mistake.title, mistake] as const))(
    "shows the line and a caret: %s",
    async (_title, mistake) => {
      const place = folderWith({ "x.yaml": mistake.yaml.replace("⟦", "") });
      const { err } = await claimsEl(["check", "x.yaml"], { cwd: place.path });
      const lines = mistake.yaml.slice(0, mistake.yaml.indexOf("⟦")).split("\n");
      expect(err).toContain(`at x.yaml:${lines.length}:${(lines.at(-1) ?? "").length + 1}\n`);
      expect(err).toContain("^");
      place.remove();
    },
  );
  it.each<[string, readonly string[], number]>([
    ["a document", ["claims.json"], 0],
    ["one with a claim that is never there on some grant, with --fail-on never", ["claims.json", "--fail-on", "never"], 1],
    ["one without warnings, with --fail-on warning", ["claims.json", "--fail-on", "warning"], 0],
  ])("exit code for %s", async (_words, args, code) => expect((await run(["check", ...args])).code).toBe(code));
  it("of a file that is no document is of its expression", async () =>
    expect((await run(["check", "expression.el"])).out).toContain("reads: app.profile.home"));
});

describe.concurrent("init", () => {
  it.each(["claims.json", "other.json", "claims.yaml", "claims.yml"] as const)(
    "writes %s, which checks, passes its tests and shows both applications",
    async (name) => {
      const place = folderWith({});
      const { code, out } = await claimsEl(["init", name], { cwd: place.path });
      expect([code, out]).toEqual([0, `Wrote ${name}. Next: claims-el preview ${name}\n`]);
      const cwd = { cwd: place.path };
      expect(await claimsEl(["check", name, "--fail-on", "warning"], cwd)).toMatchObject({ code: 0, err: "" });
      expect((await claimsEl(["test", name], cwd)).out).toContain("2 tests passed, 0 failed.");
      const preview = (await claimsEl(["preview", name], cwd)).out;
      expect([preview.includes('"HDQ"'), preview.includes('"FDS"')]).toEqual([true, true]);
      place.remove();
    },
  );
  it("never overwrites", async () => {
    const place = folderWith({ "claims.json": "mine" });
    expect((await claimsEl(["init"], { cwd: place.path })).code).toBe(2);
    expect(readFileSync(join(place.path, "claims.json"), "utf8")).toBe("mine");
    place.remove();
  });
  it("refuses a name that is neither JSON nor YAML", async () => {
    const place = folderWith({});
    expect((await claimsEl(["init", "claims.txt"], { cwd: place.path })).code).toBe(2);
    expect(existsSync(join(place.path, "claims.txt"))).toBe(false);
    place.remove();
  });
  it("names the JSON Schema where the package has it", () => {
    const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as { exports: Record<string, string> };
    const path = (exports["./claims.schema.json"] as string).replace("./", "./node_modules/claims-el/");
    for (const text of Object.values(STARTS)) expect(text).toContain(path);
  });
});

describe("the examples of the documents", () => {
  it.each(["docs/examples/two-apps/claims.json", "docs/examples/claims/claims.yaml"])(
    "%s checks, passes its tests, refuses no token",
    async (path) => {
      expect(await claimsEl(["check", path, "--fail-on", "warning"])).toMatchObject({ code: 0, err: "" });
      const { code, out } = await claimsEl(["test", path, "--edges"]);
      expect([code, out.includes(" 0 failed."), out.includes(" 0 refused.")]).toEqual([0, true, true]);
      expect((await claimsEl(["preview", path])).code).toBe(0);
    },
  );
  it("tell the story of two applications with one command", async () => {
    const { out } = await claimsEl(["preview", "docs/examples/two-apps/claims.json"]);
    expect(out).toMatch(
      /app1 · client_credentials[^]*system_home +text\? +20 +59% {2}"HDQ"[^]*app2 · client_credentials[^]*system_home +text\? +20 +59% {2}"FDS"/,
    );
    expect(out).toContain("absent (needs-user): appuser.role");
  });
});
