/** `claims-el eval --ndjson`: one answer a line, in order; what other tools drive. */
import { describe, expect, it } from "vitest";
import { claimsEl, type Given } from "./command.js";

type Line = Record<string, unknown>;

async function answers(lines: readonly (Line | string)[], args: readonly string[] = [], given: Given = {}) {
  const stdin = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  const { code, out, err } = await claimsEl(["eval", "--ndjson", ...args], { stdin, ...given });
  expect([code, err]).toEqual([0, ""]);
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { id: unknown; status: string } & Line);
}

const app = { app: { profile: { system_home: "HDQ" } } };

describe.concurrent("the four answers", () => {
  it("have their shapes, in the order of the lines", async () => {
    const [value, absent, error, invalid] = await answers([
      { id: 1, expr: "app.system_home", context: app },
      { id: "two", expr: "user.email", context: { grant: "client_credentials" } },
      { id: null, expr: "1 / 0", context: {} },
      { id: [4], expr: "app.", context: {} },
    ]);
    expect(value).toEqual({ id: 1, status: "value", value: "HDQ" });
    expect(absent).toEqual({
      id: "two",
      status: "absent",
      reason: {
        code: "needs-user",
        message: "`user.email` needs a user, and client_credentials has none.",
        span: { start: 0, end: 10 },
        path: "user.email",
      },
    });
    expect(error).toMatchObject({
      id: null,
      status: "error",
      diagnostic: { code: "run/division-by-zero", span: { start: 0, end: 5 } },
    });
    expect(invalid).toMatchObject({ id: [4], status: "invalid", diagnostics: [{ severity: "error" }] });
  });
});

describe.concurrent("a bad line answers for itself", () => {
  it.each<[string, Line | string, string]>([
    ["what is not JSON", "{", "cli/not-json"],
    ["a list", "[1]", "cli/bad-field"],
    ["a text", '"app.label"', "cli/bad-field"],
    ["null", "null", "cli/bad-field"],
    ["no expression", { context: {} }, "cli/bad-field"],
    ["a number for an expression", { expr: 1 }, "cli/bad-field"],
    ["a list for a context", { expr: "1", context: [] }, "cli/bad-field"],
    ["a number for a grant", { expr: "1", grant: 1 }, "cli/bad-field"],
    ["a list for schemas", { expr: "1", schemas: [] }, "cli/bad-field"],
    ["grants that differ", { expr: "1", grant: "password", context: { grant: "client_credentials" } }, "context/grant-mismatch"],
    ["a grant of the context that is no text", { expr: "1", grant: "password", context: { grant: 5 } }, "context/grant-mismatch"],
    ["an unknown kind", { expr: "1", kind: "claims" }, "check/bad-setting"],
    ["an unknown dialect", { expr: "1", dialect: "okta" }, "check/bad-setting"],
    ["schemas that are none", { expr: "1", schemas: { app: { a: "strin" } } }, "check/bad-schema"],
    ["schemas that would set limits", { expr: "1", schemas: { limits: { steps: 2000000000 } } }, "check/bad-setting"],
    ["absurd nesting", `{"id": ${"[".repeat(100_000)}${"]".repeat(100_000)}, "expr": "1"}`, "cli/too-deep"],
    ["an absurd expression", { expr: "(".repeat(9_000) }, "syntax/too-deep"],
    ["brackets in text alone", { expr: "{".repeat(600) }, "syntax/too-deep"],
  ])("%s", async (_words, line, code) => {
    const [bad, next] = await answers([line, { id: "next", expr: "1 + 1" }]);
    expect(bad).toMatchObject({ status: "invalid" });
    expect(bad?.diagnostics).toMatchObject([{ code }]);
    expect(next).toEqual({ id: "next", status: "value", value: 2 });
  });
  it("what is not UTF-8", async () => {
    const stdin = Buffer.concat([Buffer.from('{"expr": "\u00e9"}\n', "latin1"), Buffer.from('{"id": 2, "expr": "2"}\n')]);
    const { out } = await claimsEl(["eval", "--ndjson"], { stdin });
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { id: null, status: "invalid", diagnostics: [{ code: "cli/not-utf8" }] },
      { id: 2, status: "value", value: 2 },
    ]);
  });
  it("an unknown grant is a fault of the data", async () =>
    expect(await answers([{ expr: "app.x", context: { grant: "magic" } }])).toMatchObject([
      { status: "error", diagnostic: { code: "context/unknown-grant" } },
    ]));
  it("and its id comes back wherever it can be read", async () => {
    expect((await answers([{ id: "x", expr: 5 }]))[0]?.id).toBe("x");
    expect((await answers(["nonsense"]))[0]?.id).toBeNull();
  });
});

describe.concurrent("lines", () => {
  it("that are blank are passed over", async () =>
    expect(await answers(["", "  ", '{"id": 1, "expr": "1"}', "\t\r", ""])).toHaveLength(1));
  it("may end as other systems end them, the last one not at all", async () => {
    const { out } = await claimsEl(["eval", "--ndjson"], { stdin: '\ufeff{"id":1,"expr":"1"}\r\n{"id":2,"expr":"2"}' });
    expect(out).toBe('{"id":1,"status":"value","value":1}\n{"id":2,"status":"value","value":2}\n');
  });
  it("of no input give no output", async () =>
    expect(await claimsEl(["eval", "--ndjson"], { stdin: "" })).toEqual({ code: 0, out: "", err: "" }));
  it("keep their characters, wherever the chunks of a pipe end", async () => {
    const text = "😀é日本".repeat(20_000);
    const [answer] = await answers([{ id: 1, expr: "app.label", context: { app: { label: text.slice(0, 60_000) } } }]);
    expect(answer?.value).toBe(text.slice(0, 60_000));
  });
  it("may be many, with more expressions than are kept compiled, and keep their order", async () => {
    const lines = Array.from({ length: 2_000 }, (_, id) => ({
      id,
      expr: `app.n + ${id % 250}`,
      context: { app: { profile: { n: id } } },
    }));
    const given = await answers(lines);
    expect(given.map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
    expect(given.every(({ id, value }) => value === Number(id) + (Number(id) % 250))).toBe(true);
  });
});

describe.concurrent("what a line may leave out", () => {
  it("the kind, which is claim", async () => {
    expect(await answers([{ expr: '"x"' }, { expr: '"x"', kind: "claim" }, { expr: '"x"', kind: "group-rule" }])).toMatchObject([
      { status: "value" },
      { status: "value" },
      { status: "invalid" },
    ]);
  });
  it("the dialect, which is both", async () => {
    const expr = "String.len(app.label) + app.label.length()";
    const context = { app: { label: "ab" } };
    expect(
      await answers([
        { expr, context },
        { expr, context, dialect: "classic" },
        { expr, context, dialect: "identity-engine" },
      ]),
    ).toMatchObject([{ value: 4 }, { status: "invalid" }, { status: "invalid" }]);
  });
  it("null for a field is the same as none", async () =>
    expect(
      await answers([{ id: 1, expr: "1", context: null, grant: null, kind: null, dialect: null, schemas: null }]),
    ).toMatchObject([{ value: 1 }]));
  it("the context", async () =>
    expect(await answers([{ expr: "user.email" }])).toMatchObject([{ status: "absent", reason: { code: "needs-user" } }]));
  it("and flags stand in for what is left out, never for what is said", async () => {
    const lines = [
      { expr: "user.email", context: { user: { email: "x" } } },
      { expr: "user.email", context: { user: { email: "x" }, grant: "password" } },
    ];
    expect(await answers(lines, ["--grant", "client_credentials"])).toMatchObject([{ status: "absent" }, { value: "x" }]);
    expect(await answers([{ expr: '"x"' }, { expr: '"x"', kind: "claim" }], ["--kind", "policy"])).toMatchObject([
      { status: "invalid" },
      { value: "x" },
    ]);
    expect(
      await answers(
        [{ expr: "Time.now()" }, { expr: "Time.now()", context: { now: "2026-01-31T00:00:00Z" } }],
        ["--now", "2027-01-01T00:00:00Z"],
      ),
    ).toMatchObject([{ value: expect.stringMatching(/^2027-01-01/) }, { value: expect.stringMatching(/^2026-01-31/) }]);
  });
});

describe.concurrent("what a line may bring", () => {
  it("variables, without a schema", async () =>
    expect(await answers([{ expr: "costCenter + 1", context: { vars: { costCenter: 41 } } }])).toMatchObject([{ value: 42 }]));
  it("variables that no other line sees", async () =>
    expect(
      await answers([
        { expr: "secret", context: { vars: { secret: 1 } } },
        { expr: "secret", context: {} },
      ]),
    ).toMatchObject([{ value: 1 }, { status: "invalid" }]));
  it("application instances, in a mapping", async () =>
    expect(
      await answers([{ expr: "zendesk.role", kind: "mapping", context: { apps: { zendesk: { user: { role: "agent" } } } } }]),
    ).toMatchObject([{ value: "agent" }]));
  it("schemas of its own", async () =>
    expect(await answers([{ expr: "app.x", schemas: { app: { y: "text?" } } }, { expr: "app.x" }])).toMatchObject([
      { status: "invalid" },
      { status: "absent" },
    ]));
  it("names that programs trip over", async () => {
    const context = JSON.parse(
      '{"app": {"profile": {"constructor": "c", "toString": "t", "hasOwnProperty": "h"}}, "vars": {"valueOf": 1}}',
    );
    expect(await answers([{ expr: "app.constructor + app.toString + app.hasOwnProperty", context }])).toMatchObject([
      { value: "cth" },
    ]);
    expect(await answers(['{"__proto__": {"expr": "1"}}'])).toMatchObject([{ status: "invalid" }]);
  });
});

describe.concurrent("a wrong command line", () => {
  it.each<[readonly string[], RegExp]>([
    [["app.x"], /`--ndjson` reads expressions from standard input\./],
    [["--context", "x.json"], /`--ndjson` and `--context` do not go together\./],
    [["--explain"], /`--ndjson` and `--explain` do not go together\./],
    [["--fail-on", "absent"], /`--ndjson` and `--fail-on` do not go together\./],
    [["--file", "x"], /`--ndjson` and `--file` do not go together\./],
  ])("%j", async (args, message) => {
    const { code, out, err } = await claimsEl(["eval", "--ndjson", ...args]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
  });
});
