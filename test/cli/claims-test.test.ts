/** `claims-el test`: reports, forms for pipelines, coverage, edges, updates that keep the file as it is, watching. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { watchFiles } from "../../src/cli/claims-watch.js";
import { claimsEl, folderWith, type Given, start } from "./command.js";
import { XMLParser } from "./xml.js";

const CLAIMS = [
  { name: "home", value: 'app.home == "HDQ" ? "main" : app.home' },
  { name: "role", value: "appuser.role" },
];
const CLIENTS = [{ clientId: "app1", grants: ["client_credentials"], profile: { home: "HDQ" } }];
const BASE = { client: "app1", grant: "client_credentials" };
const document = (...tests: readonly object[]) => JSON.stringify({ clients: CLIENTS, claims: CLAIMS, tests }, null, 2);
const PASSING = document({ ...BASE, expect: { home: "main" }, absent: { role: "needs-user" } });
const FAILING = document(
  { title: 'a <title> & more # "x"', ...BASE, expect: { home: "other" } },
  { ...BASE, expect: { home: "main" } },
);
const folder = folderWith({
  "passing.json": PASSING,
  "failing.json": FAILING,
  "none.json": document(),
  "edges.json": JSON.stringify({
    schemas: { user: { level: "text?" } },
    claims: [{ name: "n", value: "Convert.toInt(user.level)", grants: ["password"] }],
  }),
  "wrong.json": "{}",
});
afterAll(folder.remove);
const run = (args: readonly string[], given: Given = {}) => claimsEl(["test", ...args], { cwd: folder.path, ...given });

describe.concurrent("a report", () => {
  it("of tests that pass", async () => {
    const { code, out, err } = await run(["passing.json"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("\n")).toEqual([
      "ok   1 app1, client_credentials, access_token",
      "",
      "1 test passed, 0 failed.",
      "Branches: 1 of 2.",
      "  not reached: `app.home` of home",
      "Claims on grants: 2 of 2.",
      "",
    ]);
  });
  it("of tests that fail says what was expected and what is", async () => {
    const { code, out } = await run(["failing.json"]);
    expect(code).toBe(1);
    expect(out).toContain('FAIL 1 a <title> & more # "x"\n       home: expected "other"; got "main"\nok   2 app1');
    expect(out).toContain("1 test passed, 1 failed.");
  });
  it("of no tests", async () =>
    expect(await run(["none.json"])).toMatchObject({ code: 0, out: expect.stringContaining("The document has no tests.") }));
  it("of a document with mistakes is the mistakes", async () =>
    expect(await run(["wrong.json"])).toMatchObject({ code: 1, out: "", err: expect.stringContaining("claims/bad-document") }));
  it("--json is the library's own", async () =>
    expect(JSON.parse((await run(["failing.json", "--json"])).out)).toMatchObject({
      passed: 1,
      failed: 1,
      coverage: { branches: { of: 2 } },
    }));
});

describe.concurrent("forms for pipelines", () => {
  it("--junit is well-formed XML with a case for each test", async () => {
    const { code, out } = await run(["failing.json", "--junit"]);
    expect(code).toBe(1);
    const root = new XMLParser(out).read();
    expect(root).toMatchObject({ name: "testsuites", attributes: { tests: "2", failures: "1" } });
    const cases = root.children[0]?.children ?? [];
    expect(cases.map(({ attributes }) => attributes.name)).toEqual([
      '1 a <title> & more # "x"',
      "2 app1, client_credentials, access_token",
    ]);
    expect(cases[0]?.children).toMatchObject([{ name: "failure", attributes: { message: 'home: expected "other"; got "main"' } }]);
    expect(cases[1]?.children).toEqual([]);
  });
  it("--tap is a plan and a line for each test", async () => {
    const { code, out } = await run(["failing.json", "--tap"]);
    expect([code, out.split("\n")]).toEqual([
      1,
      [
        "TAP version 14",
        "1..2",
        'not ok 1 - a <title> & more \\# "x"',
        "  ---",
        "  failures:",
        `    - ${JSON.stringify('home: expected "other"; got "main"')}`,
        "  ...",
        "ok 2 - app1, client_credentials, access_token",
        "",
      ],
    ]);
  });
  it("go one at a time", async () => expect((await run(["failing.json", "--tap", "--junit"])).code).toBe(2));
});

describe.concurrent("thresholds", () => {
  it.each<[string, readonly string[], number]>([
    ["coverage that is there", ["passing.json", "--min-coverage", "50"], 0],
    ["coverage that is not", ["passing.json", "--min-coverage", "51%"], 1],
    ["a percentage that is none", ["passing.json", "--min-coverage", "many"], 2],
    ["edges that refuse no token", ["passing.json", "--edges"], 0],
    ["edges that refuse one", ["edges.json", "--edges"], 1],
    ["the same without edges", ["edges.json"], 0],
  ])("%s", async (_words, args, code) => expect((await run(args)).code).toBe(code));
  it("say what is missing", async () =>
    expect((await run(["passing.json", "--min-coverage", "80"])).err).toBe(
      "claims-el: the tests reach 50% of the branches, where 80% are wanted.\n",
    ));
  it("edges name the claim, the code and the data", async () => {
    const { out } = await run(["edges.json", "--edges"]);
    expect(out).toMatch(/Edges: \d+ tokens tried, [1-9]\d* refused\./);
    expect(out).toContain("n takes the token with it (run/not-a-number)");
    const { out: junit } = await run(["edges.json", "--edges", "--junit"]);
    expect(new XMLParser(junit).read().attributes.failures).toBe("1");
  });
});

describe("--update", () => {
  const written = async (
    name: string,
    text: string,
    env: Record<string, string> = {},
  ): Promise<{ code: number | null; text: string; err: string }> => {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    const { code, err } = await run([name, "--update"], { env: { CI: "", ...env } });
    return { code, err, text: readFileSync(path, "utf8") };
  };
  it("writes what failing tests would have to expect, and then they pass", async () => {
    expect((await written("up1.json", FAILING)).text).toBe(FAILING.replace('"other"', '"main"'));
    expect((await run(["up1.json"])).code).toBe(0);
  });
  it("leaves a file alone whose tests pass", async () => expect((await written("up2.json", PASSING)).text).toBe(PASSING));
  it("keeps JSON as it stands: lines, indents and all that is no failing test", async () => {
    const one = (tests: string) =>
      `{ "clients": ${JSON.stringify(CLIENTS)},\n\t"claims":   ${JSON.stringify(CLAIMS)},\n\n\t"tests": [\n\t\t${tests}\n\t] }\n`;
    const passing = '{"client":"app1","grant":"client_credentials","expect":{"home":"main"}}';
    const { text } = await written(
      "up3.json",
      one(`{ "client": "app1", "grant": "client_credentials", "expect": { "home": "x", "role": 1 } },\n\t\t${passing}`),
    );
    expect(text).toBe(
      one(
        `{ "client": "app1", "grant": "client_credentials", "expect": { "home": "main" }, "absent": { "role": "needs-user" } },\n\t\t${passing}`,
      ),
    );
  });
  it("keeps YAML's comments, blank lines, quotes and indents", async () => {
    const yaml = (home: string) =>
      `# The tokens\nclients:\n  - {clientId: app1, grants: [client_credentials], profile: {home: HDQ}} # one\n\nclaims:\n  - name: home\n    value: 'app.home' # plain\n  - name: role\n    value: "appuser.role"\n\ntests:\n  # the first\n  - client: app1\n    grant: client_credentials\n    expect:\n      home: ${home} # and why\n`;
    const { text } = await written("up.yaml", yaml("other"));
    expect(text).toBe(yaml("HDQ").replace(" # and why", ""));
    expect((await run(["up.yaml"])).code).toBe(0);
  });
  it("keeps YAML's lists that are not indented, and ends of lines", async () => {
    const yaml = (home: string) =>
      `claims:\r\n- name: home\r\n  value: app.home\r\ntests:\r\n- grant: password\r\n  context: { app: { home: HDQ } }\r\n  expect:\r\n    home: ${home}\r\n`;
    expect((await written("up2.yaml", yaml("other"))).text).toBe(yaml("HDQ"));
  });
  it.each(["true", "1", "yes"])("is refused where CI is %s", async (ci) => {
    const { code, err, text } = await written("up4.json", FAILING, { CI: ci });
    expect([code, text, err]).toEqual([2, FAILING, expect.stringContaining("`--update` is refused where `CI` is set")]);
  });
  it("is refused for standard input", async () =>
    expect((await run(["-", "--update"], { stdin: PASSING, env: { CI: "" } })).code).toBe(2));
});

describe("tests in a file of their own", () => {
  const own = (file: string) => `${JSON.stringify({ clients: CLIENTS, claims: CLAIMS, tests: file }, null, 2)}\n`;
  const JSON_TESTS = `[\n  ${JSON.stringify({ ...BASE, expect: { home: "main" } })},\n  ${JSON.stringify({ ...BASE, expect: { home: "no" } })}\n]\n`;
  const YAML_TESTS = "# the machines\n- client: app1\n  grant: client_credentials # alone\n  expect: { home: no }\n";
  const place = folderWith({
    "json.json": own("tests.json"),
    "tests.json": JSON_TESTS,
    "yaml.json": own("tests.yaml"),
    "tests.yaml": YAML_TESTS,
    "wrong.json": own("wrong.yaml"),
    "wrong.yaml": "- grant: client_credentials\n  expect: { hom: main }\n",
  });
  afterAll(place.remove);
  const inPlace = (...args: string[]) => claimsEl(["test", ...args], { cwd: place.path, env: { CI: "" } });
  it("run like the document's own", async () => {
    const { code, out } = await inPlace("json.json");
    expect([code, out]).toEqual([1, expect.stringContaining("1 test passed, 1 failed.")]);
  });
  it("have their mistakes told in that file", async () => {
    const { code, err } = await claimsEl(["check", "wrong.json"], { cwd: place.path });
    expect(code).toBe(1);
    expect(err).toContain("error claims/unknown-claim at wrong.yaml:2:13\n    expect: { hom: main }\n");
  });
  it.each([
    [
      "json.json",
      "tests.json",
      JSON_TESTS,
      `[\n  ${JSON.stringify({ ...BASE, expect: { home: "main" } })},\n  { "client": "app1", "grant": "client_credentials", "expect": { "home": "main" } }\n]\n`,
      2,
    ],
    ["yaml.json", "tests.yaml", YAML_TESTS, YAML_TESTS.replace("expect: { home: no }", "expect:\n    home: main"), 1],
  ])("are updated there, and %s is left alone", async (document, tests, before, after, number) => {
    const written = (name: string) => readFileSync(join(place.path, name), "utf8");
    expect(written(tests)).toBe(before);
    const whole = written(document);
    const { code, out } = await inPlace(document, "--update");
    expect([code, out]).toEqual([0, `Updated 1 test in ${tests}: ${number}.\n`]);
    expect([written(tests), written(document)]).toEqual([after, whole]);
    expect((await inPlace(document)).code).toBe(0);
  });
});

describe("--watch", () => {
  it("runs again when the document or a schema file changes, and ends with 130", async () => {
    const place = folderWith({
      "app.json": '{"home": "text?"}',
      "claims.json": JSON.stringify({ schemas: { app: "app.json" }, ...JSON.parse(PASSING) }),
    });
    const child = start(["test", "claims.json", "--watch"], { cwd: place.path });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk;
    });
    const until = async (holds: () => boolean): Promise<void> => {
      for (let at = 0; at < 200 && !holds(); at++) await wait(100);
      expect({ out, err, holds: holds() }).toMatchObject({ holds: true });
    };
    const ended = new Promise<number | null>((done) => child.on("close", done));
    try {
      await until(() => err.includes("Watching 2 files"));
      expect(out).toContain("1 test passed, 0 failed.");
      writeFileSync(join(place.path, "claims.json"), JSON.stringify({ schemas: { app: "app.json" }, ...JSON.parse(FAILING) }));
      await until(() => out.includes("1 test passed, 1 failed."));
      await until(() => err.split("Watching").length === 3);
      writeFileSync(join(place.path, "app.json"), '{"hom": "text?"}');
      await until(() => err.includes("check/unknown-attribute"));
    } finally {
      child.kill("SIGINT");
    }
    expect(await ended).toBe(130);
    place.remove();
  });
  it("sees what changed since it was read, waits for what is gone, and runs for nothing else", async () => {
    const place = folderWith({ a: "new", b: "same" });
    const [a, b, gone] = ["a", "b", "gone"].map((name) => join(place.path, name)) as [string, string, string];
    await watchFiles(
      new Map([
        [b, "same"],
        [a, "old"],
      ]),
    );
    const waiting = watchFiles(
      new Map([
        [b, "same"],
        [gone, "old"],
      ]),
    ).then(() => "seen");
    writeFileSync(b, "same");
    expect(await Promise.race([waiting, wait(700, "waits")])).toBe("waits");
    writeFileSync(gone, "new");
    expect(await waiting).toBe("seen");
    place.remove();
  });
  it("needs a file", async () => expect((await run(["-", "--watch"], { stdin: PASSING })).code).toBe(2));
});
