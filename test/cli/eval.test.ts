/** `claims-el eval`: a value, an absence, an error, a refusal; for people and as JSON. */
import { afterAll, describe, expect, it } from "vitest";
import { claimsEl, folderWith, type Given } from "./command.js";

const app1 = { grant: "client_credentials", app: { clientId: "app1", profile: { system_home: "HDQ" } } };
const ann = { grant: "authorization_code", user: { email: "ann@example.com", tags: ["a", "b"] }, app: { clientId: "app1" } };
const folder = folderWith({
  "app1.json": JSON.stringify(app1),
  "ann.json": JSON.stringify(ann),
  "bom.json": `\ufeff${JSON.stringify(app1)}`,
  "schemas.json": JSON.stringify({ app: { system_home: "text?" }, appuser: { role: "text?" } }),
  "mistaken.json": JSON.stringify({ app: {}, appuser: { system_home: "text?" } }),
  "bad-schemas.json": JSON.stringify({ app: { a: "strin" }, appuser: { b: "bool" } }),
  "claim.el": "app\n  .system_home\r\n",
  "wrong.json": '{\n  "grant": "client_credentials",\n  "app": { "secret": "s3cr3t",, }\n}\n',
  "list.json": "[1, 2]",
  "empty.json": " \n",
  "latin1.json": Buffer.from('{"app": {"label": "\u00e9"}}', "latin1"),
});
afterAll(folder.remove);
const run = (args: readonly string[], given: Given = {}) => claimsEl(["eval", ...args], { cwd: folder.path, ...given });

describe.concurrent("what is printed", () => {
  it.each<[string, readonly string[], string]>([
    ["a text as it is", ["app.system_home", "-c", "app1.json"], "HDQ\n"],
    ["a list as JSON", ["user.tags", "-c", "ann.json"], '["a","b"]\n'],
    ["a number", ["7 / 2"], "3\n"],
    ["true", ["1 == 1"], "true\n"],
    [
      "an absence with its reason",
      ["appuser.role", "-c", "app1.json"],
      "absent (needs-user): `appuser.role` needs a user, and client_credentials has none.\n",
    ],
    [
      "an absence without any context",
      ["user.email"],
      "absent (needs-user): `user.email` needs a user, and this context has none.\n",
    ],
    ["the client's own, where it says so", ["user.email ?: app.system_home", "-c", "app1.json"], "HDQ\n"],
  ])("%s", async (_words, args, out) => expect(await run(args)).toEqual({ code: 0, out, err: "" }));

  it.each<[string, readonly string[], unknown]>([
    ["a value", ["app.system_home", "-c", "app1.json"], { status: "value", value: "HDQ" }],
    [
      "an absence",
      ["user.email", "-c", "app1.json"],
      { status: "absent", reason: { code: "needs-user", path: "user.email", span: { start: 0, end: 10 } } },
    ],
  ])("%s with --json", async (_words, args, data) => {
    const { code, out, err } = await run([...args, "--json"]);
    expect([code, err, out.split("\n").length]).toEqual([0, "", 2]);
    expect(JSON.parse(out)).toMatchObject(data as object);
  });
});

describe.concurrent("what fails", () => {
  it("an error outcome goes to stderr, with exit 1", async () => {
    const { code, out, err } = await run(["1 / (2 - 2)"]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toBe(
      [
        "error run/division-by-zero at 1:1",
        "  1 / (2 - 2)",
        "  ^^^^^^^^^^^",
        "  The right side of `/` is zero.",
        "  hint: Guard the division, for example `n == 0 ? null : total / n`.",
        "",
      ].join("\n"),
    );
  });
  it("an error outcome as JSON goes to stdout, with exit 1", async () => {
    const { code, out, err } = await run(["1 / 0", "--json"]);
    expect([code, err, JSON.parse(out)]).toMatchObject([1, "", { status: "error", diagnostic: { code: "run/division-by-zero" } }]);
  });
  it.each<[string, readonly string[], string]>([
    ["syntax", ["app."], "syntax/"],
    ["an unknown attribute", ["app.system_hom", "-c", "app1.json", "-s", "schemas.json"], "check/unknown-attribute"],
    ["the property of the app-user", ["app.system_home", "-c", "app1.json", "-s", "mistaken.json"], "check/attribute-of-app-user"],
    ["a name of the other dialect", ["String.len(app.label)", "--dialect", "identity-engine"], "check/other-dialect"],
    ["a group rule that is no question", ['"x"', "--kind", "group-rule"], "check/result-type"],
    ["schemas that are none", ["app.a", "-s", "bad-schemas.json"], "check/bad-schema in bad-schemas.json"],
    ["grants that differ", ["app.label", "-c", "app1.json", "-g", "password"], "context/grant-mismatch in app1.json"],
  ])("%s is refused, with exit 1", async (_words, args, begins) => {
    const [shown, data] = await Promise.all([run(args), run([...args, "--json"])]);
    expect([shown.code, shown.out]).toEqual([1, ""]);
    expect(shown.err).toContain(`error ${begins}`);
    expect([data.code, data.err]).toEqual([1, ""]);
    const { status, diagnostics } = JSON.parse(data.out) as { status: string; diagnostics: { code: string }[] };
    expect(status).toBe("invalid");
    expect(diagnostics[0]?.code.startsWith(begins.split(" ")[0] as string)).toBe(true);
  });
  it("every problem of the schemas is told at once", async () => {
    const { err } = await run(["app.a", "-s", "bad-schemas.json"]);
    expect(err.match(/^error/gm)).toHaveLength(2);
  });
  it("the administrator's mistake is named, with both ways out", async () => {
    const { err } = await run(["app.system_home", "-c", "app1.json", "-s", "mistaken.json"]);
    expect(err).toContain("`system_home` is an attribute of `appuser`, not of the client");
    expect(err).toContain("there is none on client_credentials");
    expect(err).toContain('declare it as a client property (in the schema of `app`: `"system_home": "text?"`)');
    expect(err).toContain("write `appuser.system_home`");
  });
});

describe.concurrent("--fail-on", () => {
  it.each<[string, readonly string[], number]>([
    ["absent, where there is a value", ["app.system_home", "-c", "app1.json", "--fail-on", "absent"], 0],
    ["absent, where there is none", ["user.email", "-c", "app1.json", "--fail-on", "absent"], 1],
    ["warning, where there is none", ["app.system_home", "-c", "app1.json", "--fail-on", "warning"], 0],
    ["warning, where there is one", ["app.profile", "-c", "app1.json", "--fail-on", "warning"], 1],
  ])("%s", async (_words, args, code) => expect((await run(args)).code).toBe(code));
  it("a warning alone fails nothing, and is told on stderr", async () => {
    const { code, out, err } = await run(["app.profile", "-c", "app1.json"]);
    expect([code, out]).toEqual([0, '{"system_home":"HDQ"}\n']);
    expect(err).toMatch(/^warning lint\/whole-profile at 1:1\n/);
  });
});

describe.concurrent("--explain", () => {
  const expr = "appuser != null ? appuser.role : app.system_home";
  it("shows every part, what was skipped, and a sentence", async () => {
    const { code, out } = await run([expr, "-c", "app1.json", "--explain"]);
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      'appuser != null ? appuser.role : app.system_home  = "HDQ"',
      "  appuser != null                                 = false",
      "    appuser                                       = null",
      "    null                                          = null",
      "  appuser.role                                    skipped",
      '  app.system_home                                 = "HDQ"',
      'The value is "HDQ".',
      "",
    ]);
  });
  it("is data with --json, and its outcome the same", async () => {
    const explained = JSON.parse((await run([expr, "-c", "app1.json", "--explain", "--json"])).out);
    const plain = JSON.parse((await run([expr, "-c", "app1.json", "--json"])).out);
    expect(explained.outcome).toEqual(plain);
    expect(explained.nodes.map((node: { status: string }) => node.status)).toContain("skipped");
  });
  it("of an error still shows the parts", async () => {
    const { code, out, err } = await run(["1 / (2 - 2)", "--explain"]);
    expect(code).toBe(1);
    expect(err).toContain("run/division-by-zero");
    expect(out).toMatch(/2 - 2 +\(?= 0|2 - 2 += 0/);
  });
});

describe.concurrent("where the expression comes from", () => {
  it.each<[string, readonly string[], Given]>([
    ["an argument", ["app.system_home"], {}],
    ["a file", ["--file", "claim.el"], {}],
    ["standard input", [], { stdin: "app.system_home\n" }],
    ["standard input, named -", ["-"], { stdin: "app.system_home" }],
    ["standard input, named --file -", ["--file", "-"], { stdin: "\ufeffapp.system_home\n" }],
    ["behind --", ["--", "app.system_home"], {}],
  ])("%s", async (_words, args, given) =>
    expect(await run(["-c", "app1.json", ...args], given)).toEqual({ code: 0, out: "HDQ\n", err: "" }),
  );
  it("an argument is never taken for a file", async () => expect((await run(["claim.el"])).err).toContain("check/unknown-root"));
  it("names the file in messages", async () => {
    const files = folderWith({ "bad.el": "app.\n" });
    expect((await run(["--file", "bad.el"], { cwd: files.path })).err).toMatch(/^error syntax\/\S+ at bad\.el:1:\d/);
    files.remove();
  });
});

describe.concurrent("where the context comes from", () => {
  it("standard input", async () =>
    expect((await run(["app.system_home", "-c", "-"], { stdin: JSON.stringify(app1) })).out).toBe("HDQ\n"));
  it("a file with a byte order mark", async () => expect((await run(["app.system_home", "-c", "bom.json"])).out).toBe("HDQ\n"));
  it("--grant, where the data says none", async () => {
    const stdin = JSON.stringify({ user: { email: "stale" } });
    expect((await run(["user.email", "-c", "-", "-g", "client_credentials"], { stdin })).out).toMatch(/^absent \(needs-user\)/);
    expect((await run(["user.email", "-c", "-", "-g", "authorization_code"], { stdin })).out).toBe("stale\n");
  });
});

describe.concurrent("the time", () => {
  const expr = "Time.now()";
  it("is the clock's", async () => {
    const before = Date.now();
    const now = Date.parse((await run([expr])).out.trim());
    expect([now >= before, now <= Date.now()]).toEqual([true, true]);
  });
  it("is the context's", async () =>
    expect((await run([expr, "-c", "-"], { stdin: '{"now": "2026-01-31T09:30:00Z"}' })).out).toMatch(/^2026-01-31T09:30/));
  it("is what --now says, whatever the context says", async () =>
    expect(
      (await run([expr, "--now", "2027-05-01T00:00:00Z", "-c", "-"], { stdin: '{"now": "2026-01-31T09:30:00Z"}' })).out,
    ).toMatch(/^2027-05-01T00:00/));
});

describe.concurrent("input that cannot be used is one line, with exit 2", () => {
  it.each<[string, readonly string[], Given, RegExp]>([
    ["no such context", ["1", "-c", "nope.json"], {}, /cannot read nope\.json: there is no such file\./],
    ["a folder", ["1", "-c", "."], {}, /cannot read \.: it is a directory\./],
    [
      "not JSON",
      ["1", "-c", "wrong.json"],
      {},
      /wrong\.json is not JSON: at line 3, column 31, a name in double quotes is wanted\./,
    ],
    ["empty", ["1", "-c", "empty.json"], {}, /empty\.json is not JSON: it is empty\./],
    [
      "a key twice",
      ["app.x", "-c", "-"],
      { stdin: '{"app": {"x": "HDQ",\n "y": [{}], "x": "FDS"}}' },
      /standard input has the key `x` twice in one map, at line 2, column 13\./,
    ],
    ["not a map", ["1", "-c", "list.json"], {}, /list\.json holds a list, but a context is a map\./],
    ["text for a context", ["1", "-c", "-"], { stdin: '"text"' }, /standard input holds text, but a context is a map\./],
    ["not UTF-8", ["app.label", "-c", "latin1.json"], {}, /latin1\.json is not UTF-8\./],
    ["JSON in the place of a file", ["1", "-c", '{"app": 1}'], {}, /a context is read from a file, but JSON itself is given\./],
    ["no such schemas", ["1", "-s", "nope.json"], {}, /cannot read nope\.json/],
    ["schemas that are not JSON", ["1", "-s", "claim.el"], {}, /claim\.el is not JSON/],
    ["no such file of an expression", ["-f", "nope.el"], {}, /cannot read nope\.el/],
    ["both from standard input", ["-c", "-"], {}, /cannot both come from standard input/],
    ["an expression twice", ["1", "-f", "claim.el"], {}, /an expression and --file are both given/],
    ["two expressions", ["app", "==", "1"], {}, /one expression is wanted, but 3 are given\. Put the expression in quotes\./],
    [
      "an unknown grant",
      ["1", "-g", "client_credential"],
      {},
      /`--grant` cannot be `client_credential`\. Did you mean `client_credentials`\?/,
    ],
    ["an unknown kind", ["1", "--kind", "claims"], {}, /`--kind` cannot be `claims`\. Did you mean `claim`\?/],
    ["an unknown dialect", ["1", "--dialect", "okta"], {}, /`--dialect` cannot be `okta`/],
    ["an unknown threshold", ["1", "--fail-on", "null"], {}, /`--fail-on` cannot be `null`.* absent, warning\./],
    ["no time", ["1", "--now", "noon"], {}, /`--now` cannot be `noon`\. Write it as/],
  ])("%s", async (_words, args, given, message) => {
    const { code, out, err } = await run(args, given);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
    expect(err).toMatch(/^claims-el: [^\n]*[.?]\n$/);
    expect(err).not.toContain("s3cr3t");
  });
});

describe.concurrent("a file of schemas", () => {
  it.each(["limits", "functions", "grants", "strict", "kind", "dialect"])("sets no %s", async (name) => {
    const files = folderWith({ "s.json": JSON.stringify({ [name]: {} }) });
    const { code, err } = await run(["1", "-s", "s.json"], { cwd: files.path });
    expect([code, err]).toEqual([1, expect.stringContaining(`The setting \`${name}\` is not usable: schemas are of roots alone.`)]);
    files.remove();
  });
});
