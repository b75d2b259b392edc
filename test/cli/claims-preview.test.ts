/** `claims-el preview`: tables for people, JSON and Markdown, exit codes, widths, masks, progress. */
import { afterAll, describe, expect, it } from "vitest";
import { stepwise } from "../../src/claims/stepwise.js";
import { previewLines } from "../../src/cli/claims-preview-table.js";
import { withProgress } from "../../src/cli/claims-progress.js";
import { tableLines } from "../../src/cli/claims-words.js";
import { wrap } from "../../src/cli/terminal.js";
import { define } from "../claims/documents.js";
import { claimsEl, folderWith, type Given } from "./command.js";

const DOCUMENT = {
  schemas: {
    app: { system_home: "text?" },
    appuser: { role: "text?" },
    user: { email: { type: "text?", sensitivity: "personal" } },
  },
  clients: [
    { clientId: "app1", grants: ["client_credentials"], scopes: [], profile: { system_home: "HDQ" } },
    { clientId: "app2", grants: ["client_credentials"], scopes: [] },
    { clientId: "portal", grants: ["authorization_code", "refresh_token"], scopes: ["mail"] },
  ],
  claims: [
    { name: "system_home", value: "app.system_home", grants: ["client_credentials"] },
    { name: "role", value: "appuser.role", whenNoUser: { default: "service" } },
    { name: "mail", value: "user.email", grants: ["client_credentials", "authorization_code", "refresh_token"], scopes: ["mail"] },
  ],
};
const folder = folderWith({
  "claims.json": JSON.stringify(DOCUMENT, null, 2),
  "claims.yaml":
    "schemas: {app: app.json}\nclients: [{clientId: app1, profile: {home: HDQ}}]\nclaims:\n  - name: home\n    value: app.home\n",
  "app.json": '{"home": "text?"}',
  "failing.json": JSON.stringify({
    claims: [
      { name: "n", value: "1 / 0" },
      { name: "x", value: '"y"' },
    ],
  }),
  "wrong.json": JSON.stringify({ claims: [{ name: "iss", value: "app." }] }),
  "broken.json": "{",
  "doubtful.json": JSON.stringify({ claims: [{ name: "p", value: "app.profile" }], clients: [{ clientId: "a" }] }),
  "ann.json": JSON.stringify({ user: { id: "1", email: "ann@example.com" }, appuser: { role: "admin" }, session: {} }),
  "ann.yaml": "user: {id: 1x, email: ann@example.com}\nappuser: {role: admin}\n",
  "list.json": "[]",
});
afterAll(folder.remove);
const run = (args: readonly string[], given: Given = {}) => claimsEl(["preview", ...args], { cwd: folder.path, ...given });

describe.concurrent("the tables", () => {
  it("have a line for each claim of each group of tokens that hold the same, and say who lacks what", async () => {
    const { code, out, err } = await run(["claims.json"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("\n")).toEqual([
      "app1 · client_credentials · access token · 38 bytes",
      "  CLAIM        TYPE   BYTES  SHARE  VALUE",
      '  system_home  text?     20    53%  "HDQ"',
      '  role         text      17    45%  "service" by whenNoUser (needs-user): appuser.role',
      "  not for this token (scope-not-granted): mail",
      "",
      "app2 · client_credentials · access token · 18 bytes",
      "  CLAIM        TYPE   BYTES  SHARE  VALUE",
      "  system_home  text?                absent (unset-on-client): app.profile.system_home",
      '  role         text      17    94%  "service" by whenNoUser (needs-user): appuser.role',
      "  not for this token (scope-not-granted): mail",
      "",
      "portal · authorization_code, refresh_token · access token · 2 bytes and what depends on data",
      "  CLAIM  TYPE   BYTES  SHARE  VALUE",
      "  role   text?                depends on appuser.role",
      "  mail   text?                depends on user.email",
      "  not for this token (grant-not-selected): system_home",
      "",
      "portal · authorization_code, refresh_token · ID token · 2 bytes",
      "  not for this token (grant-not-selected): system_home",
      "  not for this token (token-type): role, mail",
      "",
      "portal · authorization_code · userinfo answer · 2 bytes",
      "  not for this token (grant-not-selected): system_home",
      "  not for this token (token-type): role, mail",
      "",
      "`app.profile.system_home` is set on 1 of 2 clients; missing on app2.",
      "",
    ]);
  });
  it("read YAML and its schema files", async () =>
    expect((await run(["claims.yaml"])).out).toContain('home   text?     13    93%  "HDQ"'));
  it("read standard input", async () =>
    expect((await run(["-", "--client", "app1"], { stdin: JSON.stringify(DOCUMENT) })).out).toContain('"HDQ"'));
  it.each([["ann.json"], ["ann.yaml"]])("show a user's token with the data of %s, what is sensitive masked", async (file) => {
    const { out } = await run([
      "claims.json",
      "--client",
      "portal",
      "--context",
      file,
      "-t",
      "access_token",
      "-g",
      "authorization_code",
    ]);
    expect(out).toContain('"admin"');
    expect(out).toContain("(masked; --reveal shows it)");
    expect(out).not.toContain("ann@example.com");
    expect((await run(["claims.json", "--client", "portal", "--context", file, "--reveal"])).out).toContain("ann@example.com");
  });
  it("take the scopes asked for", async () =>
    expect((await run(["claims.json", "--client", "app2", "--scopes", "x,mail y"])).out).toContain(
      "mail         null                 absent (needs-user): user.email",
    ));
});

describe.concurrent("other forms", () => {
  it("--json prints the library's own data, and the coverage of clients", async () => {
    const { code, out } = await run(["claims.json", "--client", "app1", "--json", "--now", "2026-01-31T09:30:00Z"]);
    const printed = JSON.parse(out);
    const context = { now: "2026-01-31T09:30:00Z" };
    expect([code, printed]).toEqual([
      0,
      { ...JSON.parse(JSON.stringify(define(DOCUMENT).preview({ client: "app1", context }))), coverage: [] },
    ]);
    expect(JSON.parse((await run(["claims.json", "--json"])).out).coverage).toEqual([
      { path: "app.profile.system_home", claims: ["system_home"], set: 1, of: 2, missing: ["app2"] },
    ]);
  });
  it("--markdown prints tables that Markdown reads", async () => {
    const { out } = await run(["claims.json", "--client", "app1", "--markdown"]);
    expect(out.split("\n")).toEqual([
      "## app1, client\\_credentials, access token",
      "",
      "38 bytes.",
      "",
      "| claim | type | bytes | share | value |",
      "|---|---|---:|---:|---|",
      '| `system_home` | `text?` | 20 | 53% | `"HDQ"` |',
      '| `role` | `text` | 17 | 45% | "service" by whenNoUser (needs-user): appuser.role |',
      "",
      "not for this token (scope-not-granted): mail",
      "",
    ]);
  });
  it("do not go together", async () =>
    expect(await run(["claims.json", "--json", "--markdown"])).toMatchObject({ code: 2, out: "" }));
});

describe.concurrent("exit codes", () => {
  it.each<[string, readonly string[], number]>([
    ["tokens that are well", ["claims.json"], 0],
    ["a token that is refused", ["failing.json"], 1],
    ["a token beyond the budget", ["claims.json", "--budget", "10"], 1],
    ["a token within it", ["claims.json", "--budget", "38"], 0],
    ["an absent claim", ["claims.json", "--client", "app2"], 0],
    ["the same with --fail-on absent", ["claims.json", "--client", "app2", "--fail-on", "absent"], 1],
    ["claims that are only for others, with --fail-on absent", ["claims.json", "--client", "app1", "--fail-on", "absent"], 0],
    ["a warning", ["doubtful.json"], 0],
    ["the same with --fail-on warning", ["doubtful.json", "--fail-on", "warning"], 1],
    ["a document with mistakes", ["wrong.json"], 1],
    ["a document that is no JSON", ["broken.json"], 1],
    ["no such file", ["nowhere.json"], 2],
    ["no file", [], 2],
    ["two files", ["claims.json", "claims.yaml"], 2],
    ["no such client", ["claims.json", "--client", "ap1"], 2],
    ["no such grant", ["claims.json", "--grant", "code"], 2],
    ["a grant that the client may not use", ["claims.json", "--client", "app1", "--grant", "password"], 2],
    ["a context that is a list", ["claims.json", "--context", "list.json"], 2],
    ["a budget that is no number", ["claims.json", "--budget", "4k"], 2],
    ["a time that is none", ["claims.json", "--now", "noon"], 2],
  ])("%s", async (_words, args, code) => {
    const ran = await run(args);
    expect([ran.code, ran.out + ran.err]).toEqual([code, expect.stringMatching(/\S/)]);
    if (code === 2) expect(ran.err.trimEnd().split("\n")).toHaveLength(1);
  });
  it("a refused token names the claim that refuses it, and shows the others", async () => {
    const { out } = await run(["failing.json", "-g", "client_credentials"]);
    expect(out).toContain("error (run/division-by-zero)");
    expect(out).toContain("x      text      8");
    expect(out).toContain("This token is refused: n.");
  });
  it("mistakes are told on stderr at their places, warnings beside the tables", async () => {
    const wrong = await run(["wrong.json"]);
    expect([wrong.out, wrong.err.match(/^error \S+ at wrong\.json:1:\d+$/gm)?.length]).toEqual(["", 2]);
    const doubtful = await run(["doubtful.json"]);
    expect(doubtful.err).toMatch(/^(?:warning|hint) lint\/\S+ at doubtful\.json:1:/);
    expect(doubtful.out).toContain("a · ");
  });
});

describe("widths", () => {
  const preview = define(DOCUMENT).preview();
  const plain = { write: () => undefined, colour: false };
  it.each([60, 80, 100, 120])("no line is longer than %d columns", (width) => {
    const lines = previewLines(preview, { ...plain, width });
    expect(lines.filter((line) => line.length > width)).toEqual([]);
    expect(lines.join(" ").replace(/\s+/g, "")).toContain("dependsonuser.email");
  });
  it("in a pipe each claim is on one line", () =>
    expect(
      previewLines(preview, plain)
        .filter((line) => line.includes("system_home "))
        .every((line) => /absent|HDQ|system_home/.test(line)),
    ).toBe(true));
  it("colours are only where they are wanted", () => {
    const mark = String.fromCharCode(27);
    expect(previewLines(preview, plain).join("")).not.toContain(mark);
    expect(previewLines(preview, { ...plain, colour: true }).join("")).toContain(mark);
  });
  it("what is written does nothing to a terminal", () => {
    const odd = define({ claims: [{ name: "x", value: "app.home" }] }).preview({
      grant: "client_credentials",
      context: { app: { home: "a\u001b[2J\u202e\u009b\n" } },
    });
    const text = previewLines(odd, plain).join("\n");
    expect(text).toContain("\\u001b[2J\\u202e\\u009b\\n");
    expect(/[\p{Cc}\p{Cf}]/u.test(text.replaceAll("\n", ""))).toBe(false);
  });
  it("wrapping keeps every word", () => {
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrap("abcdefghij k", 4)).toEqual(["abcd", "efgh", "ij k"]);
    expect(wrap("", 4)).toEqual([""]);
    expect(tableLines([[{ text: "a" }, { text: "one two three" }]], 23, "  ")).toEqual([["  a  one two three"]]);
  });
});

describe("progress", () => {
  const steps = (count: number) =>
    stepwise(
      count,
      (function* () {
        for (let at = 0; at < count; at++) yield at;
        return "done";
      })(),
    );
  const drawn = (width: number | undefined, msPerStep: number): { text: string; result: string } => {
    let text = "";
    let now = 0;
    const output = {
      colour: false,
      width,
      write: (part: string) => {
        text += part;
      },
    };
    return {
      result: withProgress("Working", steps(2_000), output, () => (now += msPerStep)),
      get text() {
        return text;
      },
    };
  };
  it("is drawn on a terminal when work is long, and wiped at its end", () => {
    const { text, result } = drawn(80, 5);
    expect(result).toBe("done");
    expect(text).toMatch(/\rWorking \[#+\.+\] +\d+%/);
    expect(text.endsWith("\r")).toBe(true);
    expect(Math.max(...text.split("\r").map((line) => line.length))).toBeLessThan(60);
  });
  it("is not drawn when work is short", () => expect(drawn(80, 0.01).text).toBe(""));
  it("is not drawn in a pipe", () => expect(drawn(undefined, 5).text).toBe(""));
  it("is not in what a pipe gets", async () => {
    const claims = Array.from({ length: 100 }, (_, index) => ({ name: `c${index}`, value: `app.p${index}` }));
    const clients = Array.from({ length: 30 }, (_, index) => ({ clientId: `app${index}` }));
    const { out, err } = await run(["-", "--json"], { stdin: JSON.stringify({ clients, claims }) });
    expect([err, JSON.parse(out).tokens.length]).toEqual(["", 30 * 14]);
  });
});
